"""Working together: merging exports and journals, settling what was judged differently, and hiding it."""

import shutil
from pathlib import Path

import pytest

from esgtui.annotation.codes import Code
from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.dataset.loader import problems_of
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.formats import BY_NAME, TOML
from esgtui.verbs.team import Merged
from esgtui.workspace import Workspace

from .samples import DATA, annotations, data_in, workspace


@pytest.fixture
def mei(tmp_path: Path) -> Workspace:
    opened = workspace(tmp_path, "mei", store="of-mei")
    opened.tag(["smart-1"], add=["x"])
    opened.rate(["smart-1"], "good")
    return opened


@pytest.fixture
def ada(tmp_path: Path) -> Workspace:
    opened = workspace(tmp_path, "ada", store="of-ada")
    opened.rate(["smart-1"], "poor")
    opened.note(["smart-1", "nio-1"], "hers")
    opened.codebook.add(Code("new", "A new one"))
    return opened


@pytest.fixture(params=["export", "journal", "jsonl", "jsonl-annotations"])
def handed_over(request: pytest.FixtureRequest, ada: Workspace, tmp_path: Path) -> Path:
    """What ada hands over, in each form."""
    return hand_over(ada, tmp_path, str(request.param))


def hand_over(opened: Workspace, folder: Path, form: str) -> Path:
    if form == "journal":
        return opened.journal.path
    wanted = BY_NAME.get(form, TOML)
    path = folder / f"{opened.coder}{wanted.suffix}"
    opened.exports.write(path, wanted=wanted, overwrite=True)
    return path


def test_what_a_file_brings_is_told_and_is_one_step(mei: Workspace, handed_over: Path) -> None:
    before = annotations(mei)
    merged = mei.team.merge(handed_over)
    assert merged.coders == ("ada",)
    assert merged.size == len(merged.changes) > 0
    assert [note.text for note in annotations(mei)["nio-1", "ada"].notes] == ["hers"]
    assert annotations(mei)["smart-1", "mei"] == before["smart-1", "mei"]
    assert mei.team.coders() == ["ada", "mei"]
    undone = mei.undo()
    assert mei.past.told(undone) == f"merge of {handed_over.name}: {merged.size} changes"
    assert annotations(mei) == before


def test_merging_again_brings_nothing(mei: Workspace, handed_over: Path) -> None:
    first = mei.team.merge(handed_over)
    again = mei.team.merge(handed_over)
    assert again == Merged(handed_over, ("ada",), first.size, (), lacks=first.lacks)


def test_only_what_is_new_is_merged(mei: Workspace, ada: Workspace, tmp_path: Path) -> None:
    mei.team.merge(ada.journal.path)
    ada.star(["nio-2"], on=True)
    merged = mei.team.merge(ada.journal.path)
    assert [change.field for change in merged.changes] == ["star"]
    assert merged.size > 1


def test_the_codebook_comes_with_it(mei: Workspace, ada: Workspace) -> None:
    mei.team.merge(ada.journal.path)
    assert mei.codebook.entry("new") == Code("new", "A new one")


def test_what_was_taken_back_before_is_told_and_can_be_brought_back(mei: Workspace, handed_over: Path) -> None:
    merged = mei.team.merge(handed_over)
    after = {key: (each.verdict, each.tags, each.notes) for key, each in annotations(mei).items()}
    mei.undo()
    mei.star(["nio-2"], on=True)  # so that redo has nothing left
    again = mei.team.merge(handed_over)
    assert again.changes == ()
    assert sum(again.taken_back.values()) == merged.size
    assert annotations(mei).keys() == {("smart-1", "mei"), ("nio-2", "mei")}
    assert mei.team.merge_again(again)
    assert mei.undo()
    assert mei.redo()
    mei.star(["nio-2"], on=False)
    assert {key: (each.verdict, each.tags, each.notes) for key, each in annotations(mei).items()} == after


def test_a_merge_that_changes_nothing_does_not_stand_in_the_way_of_undo(mei: Workspace, tmp_path: Path) -> None:
    other = workspace(tmp_path, "mei", store="other")
    other.rate(["smart-1"], "poor")
    mei.rate(["smart-1"], None)
    mei.rate(["smart-1"], "good")  # later than all that the other journal has
    mei.team.merge(other.journal.path)
    assert annotations(mei)["smart-1", "mei"].verdict == "good"
    assert mei.undo()
    assert annotations(mei)["smart-1", "mei"].verdict == "good"
    assert mei.past.told(mei.undo()) == "verdict good on smart-1"


def test_own_work_on_another_machine_comes_together(mei: Workspace, tmp_path: Path) -> None:
    laptop = workspace(tmp_path, "mei", store="laptop")
    laptop.note(["smart-1"], "on the train")
    laptop.team.merge(mei.journal.path)
    mei.team.merge(laptop.journal.path)
    assert annotations(mei) == annotations(laptop)
    assert annotations(mei)["smart-1", "mei"].verdict == "good"


def test_a_file_with_problems_leaves_all_as_it_was(mei: Workspace, ada: Workspace, tmp_path: Path) -> None:
    other_data = data_in(tmp_path / "..", DATA.replace('id = "sample"', 'id = "another"', 1))
    other = workspace(tmp_path, "jo", data=other_data, store="of-jo")
    other.star(["nio-1"], on=True)
    foreign = hand_over(other, tmp_path, "export")
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n[dataset", encoding="utf-8")
    damaged = tmp_path / "damaged.sqlite"
    data = ada.journal.path.read_bytes()
    damaged.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    database = tmp_path / "other.sqlite"
    database.write_bytes(b"SQLite format 3\x00")
    before = mei.past.log()
    for path, error, fault in (
        (foreign, AnnotationError, "is of the dataset 'another'"),
        (other.journal.path, JournalError, "belongs to the dataset 'another'"),
        (broken, DatasetError, None),
        (damaged, JournalError, str(damaged)),
        (database, JournalError, str(database)),
        (tmp_path / "none.toml", AnnotationError, "cannot be read"),
        (mei.journal.path, AnnotationError, "in use"),
    ):
        with pytest.raises(error, match=fault):
            mei.team.merge(path)
    assert mei.past.log() == before


def test_a_colleagues_journal_is_read_and_left_as_it_is(mei: Workspace, ada: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "ada.sqlite"
    copy.parent.mkdir()
    ada.close()
    shutil.copyfile(ada.journal.path, copy)
    before = copy.read_bytes()
    mei.team.merge(copy)
    assert copy.read_bytes() == before
    assert [file.name for file in copy.parent.iterdir()] == ["ada.sqlite"]


def test_merging_tells_how_far_it_is_and_can_be_stopped(mei: Workspace, ada: Workspace) -> None:
    told = []
    mei.team.merge(ada.journal.path, lambda *progress: told.append(progress))
    assert told[-1][0] == "Writing to the journal"
    mei.undo()

    def stop(what: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    jo = workspace(mei.journal.path.parent.parent, "jo", store="of-jo")
    with pytest.raises(KeyboardInterrupt):
        jo.team.merge(ada.journal.path, stop)
    assert annotations(jo) == {}


# Conflicts


def test_conflicts_come_in_the_order_of_the_dataset(mei: Workspace, ada: Workspace) -> None:
    ada.visit(["nio-2", "smart-1"], on=True)
    mei.tag(["nio-2"], add=["y"])
    mei.team.merge(ada.journal.path)
    found = [(conflict.claim, conflict.field) for conflict in mei.team.conflicts()]
    assert found == [("smart-1", "verdict"), ("smart-1", "tag:x"), ("nio-2", "tag:y")]
    wanted = mei.team.conflicts(is_wanted=lambda claim: claim == "nio-2")
    assert [conflict.field for conflict in wanted] == ["tag:y"]
    assert list(mei.team.conflicts(coders=["mei"])) == []
    with pytest.raises(AnnotationError, match="did you mean ada"):
        list(mei.team.conflicts(coders=["mei", "adda"]))


@pytest.mark.parametrize("form", ["export", "journal"])
def test_a_settlement_outlives_merging_and_a_new_position_opens_it(
    mei: Workspace, ada: Workspace, tmp_path: Path, form: str
) -> None:
    mei.team.merge(hand_over(ada, tmp_path, form))
    mei.team.settle("smart-1", "verdict", "good")
    mei.team.settle("smart-1", "tag:x", decision=True)
    assert list(mei.team.conflicts()) == []
    assert mei.team.merge(hand_over(ada, tmp_path, form)).changes == ()
    ada.star(["smart-1"], on=True)
    mei.team.merge(hand_over(ada, tmp_path, form))
    assert list(mei.team.conflicts()) == []
    ada.rate(["smart-1"], None)
    ada.tag(["smart-1"], add=["z"])
    mei.team.merge(ada.journal.path)
    assert [conflict.field for conflict in mei.team.conflicts()] == ["tag:z"]
    jo = workspace(tmp_path, "jo", store="of-jo")
    jo.rate(["smart-1"], "poor")
    mei.team.merge(hand_over(jo, tmp_path, form))
    assert {conflict.field for conflict in mei.team.conflicts()} == {"verdict", "tag:x", "tag:z"}


def test_a_settlement_comes_with_the_journal_in_which_it_was_made(mei: Workspace, ada: Workspace) -> None:
    mei.team.merge(ada.journal.path)
    mei.team.settle("smart-1", "verdict", "poor")
    ada.team.merge(mei.journal.path)
    assert [conflict.field for conflict in ada.team.conflicts()] == ["tag:x"]
    assert {conflict.decision for conflict in ada.team.conflicts(with_settled=True)} == {"poor", None}


def test_only_what_differs_is_settled_and_only_as_it_can_be(mei: Workspace, ada: Workspace) -> None:
    mei.team.merge(ada.journal.path)
    for claim, field, decision, fault in (
        ("smart-1", "verdict", "fine", "the scale is: good, poor"),
        ("smart-1", "tag:x", "on", "on or off"),
        ("smart-1", "tag:y", True, "do not differ in #y on smart-1"),
        ("nio-1", "verdict", "good", "do not differ in the verdict on nio-1"),
        ("nio-7", "verdict", "good", "there is no claim 'nio-7'"),
    ):
        with pytest.raises(AnnotationError, match=fault):
            mei.team.settle(claim, field, decision)


# Blind mode


def test_blind_mode_hides_what_others_did_everywhere(mei: Workspace, ada: Workspace) -> None:
    ada.tag(["nio-1"], add=["theirs"])
    mei.hide_others(on=True)
    merged = mei.team.merge(ada.journal.path)
    assert merged.changes
    assert mei.annotations("nio-1") == []
    assert mei.visitors("nio-1") == []
    assert "theirs" not in mei.tags.known()
    for query in ("has:note", "coder:ada", "visited:ada", "tag:theirs", "hers"):
        assert list(mei.finder.rows(query)) == []
    assert {change.coder for change in mei.past.log()} == {"mei", ""}
    with pytest.raises(AnnotationError, match="blind mode"):
        list(mei.team.conflicts())
    with pytest.raises(AnnotationError, match="blind mode"):
        mei.team.agreement()
    with pytest.raises(AnnotationError, match="blind mode"):
        mei.team.settle("smart-1", "verdict", "good")
    mei.hide_others(on=False)
    assert list(mei.finder.rows("has:note")) == [0, 3]
    assert [conflict.claim for conflict in mei.team.conflicts()] == ["smart-1", "smart-1"]


@pytest.mark.parametrize("kind", ["export", "journal"])
def test_a_merge_that_a_colleague_took_back_takes_nothing_from_who_wrote_it(tmp_path: Path, kind: str) -> None:
    mei, zoe = workspace(tmp_path, "mei", store="mei"), workspace(tmp_path, "zoe", store="zoe")
    mei.tag(["smart-1"], add=["x"])
    mei.note(["smart-1"], "mine")
    before = annotations(mei)
    mei.exports.write(tmp_path / "mei.toml")
    zoe.team.merge(tmp_path / "mei.toml" if kind == "export" else mei.journal.path)
    zoe.undo()
    zoe.exports.write(tmp_path / "zoe.toml")
    mei.team.merge(tmp_path / "zoe.toml" if kind == "export" else zoe.journal.path)
    assert annotations(mei) == before


def test_an_export_after_a_renamed_codebook_was_merged_is_a_sound_dataset(tmp_path: Path) -> None:
    keyed = DATA + '\n[[codebook]]\ntag = "evidence/figure"\nkey = "f"\n'
    data = data_in(tmp_path, keyed)
    mei = workspace(tmp_path, "mei", data=data, store="mei")
    mei.codebook.rename("evidence", "proof")
    mei.exports.write(tmp_path / "mei.toml")
    zoe = workspace(tmp_path, "zoe", data=data, store="zoe")
    zoe.team.merge(tmp_path / "mei.toml")
    zoe.exports.write(tmp_path / "zoe.toml")
    assert problems_of(tmp_path / "zoe.toml") == ()
    keys = {code.tag: code.key for code in zoe.codebook.entries() if code.key}
    assert keys == {"proof/no-baseline": "b", "proof/figure": "f"}
