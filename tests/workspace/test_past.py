"""What happened before: the log, entries taken back on their own, orphans, and statements that changed."""

from pathlib import Path
from unittest.mock import patch

import pytest

from esgtui.annotation import journal
from esgtui.annotation.codes import Code
from esgtui.annotation.model import AnnotationError
from esgtui.annotation.words import change_text
from esgtui.verbs.resembling import Resembling
from esgtui.workspace import Workspace

from .samples import DATA, annotations, data_in, workspace


def changed_data(folder: Path, *changes: tuple[str, str]) -> Path:
    text = DATA
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return data_in(folder, text)


# The log


def test_the_log_is_of_a_claim_of_some_or_of_everything_the_newest_first(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.tag(["smart-1", "nio-1"], add=["x"])
    opened.star(["nio-2"], on=True)
    opened.codebook.add(Code("z"))
    log = opened.past.log
    assert [change.claim for change in log()] == ["", "nio-2", "nio-1", "smart-1"]
    assert [change.claim for change in log(["nio-1", "nio-2"])] == ["nio-2", "nio-1"]
    assert [change.claim for change in log("nio-1")] == ["nio-1"]
    assert [change.claim for change in log(limit=2)] == ["", "nio-2"]
    assert (opened.past.log_size(), opened.past.log_size("nio-1"), log("nobody")) == (4, 1, [])
    assert workspace(tmp_path, store="elsewhere").past.log() == []


def test_the_log_can_be_of_what_one_coder_did(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    ada.tag(["smart-1"], add=["x"])
    mei.journal.refresh()
    mei.codebook.rename("x", "y")
    assert {(change.coder, change.by) for change in mei.past.log("smart-1", coder="mei")} == {("ada", "mei")}
    assert [change.field for change in mei.past.log(coder="ada")] == ["tag:x"]
    mei.hide_others(on=True)
    assert mei.past.log("smart-1") == []


def test_an_entry_is_known_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    first = opened.tag(["smart-1", "nio-1"], add=["x"])
    second = opened.star(["nio-2"], on=True)
    assert opened.past.entry(first[1].id[:8]).step == first[0].step
    assert opened.past.entry(f" {second[0].id} ") == second[0]
    for number in range(16):  # then two of them begin alike
        opened.star(["smart-3"], on=number % 2 == 0)
    beginnings = [step[0] for step in {change.step for change in opened.past.log()}]
    with pytest.raises(AnnotationError, match="several entries begin"):
        opened.past.entry(next(each for each in beginnings if beginnings.count(each) > 1))
    for none in ("zz", "", "%", "*", "'"):
        with pytest.raises(AnnotationError, match="there is no entry"):
            opened.past.entry(none)


# Taking back


@pytest.mark.parametrize("at_a_time", [1, 2, 500])
def test_why_a_long_step_is_not_taken_back_is_found_piece_by_piece(tmp_path: Path, at_a_time: int) -> None:
    opened = workspace(tmp_path)
    step = opened.tag(["smart-1", "nio-1", "nio-2"], add=["x"])
    with patch.object(journal, "AT_A_TIME", at_a_time):
        assert opened.past.why_not(step[0]) is None
        opened.tag(["nio-2"], remove=["x"])
        assert "+#x on nio-2: mei set it since" in str(opened.past.why_not(step[0]))
        wanted = iter([True, False])
        is_found = opened.past.why_not(step[0], lambda: next(wanted)) is not None
        assert is_found is (at_a_time == 500)


def test_an_older_step_is_taken_back_on_its_own_and_can_be_redone(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    tagged = opened.tag(["smart-1", "nio-1"], add=["x"])
    opened.star(["smart-1"], on=True)
    assert opened.past.why_not(tagged[0]) is None
    taken = opened.past.take_back(tagged[0])
    assert opened.past.told(taken) == "+#x on 2 claims"
    assert opened.tags.on(opened.claim("nio-1")) == []
    assert opened.annotation("smart-1") is not None
    opened.redo()
    assert opened.tags.on(opened.claim("nio-1")) == ["x"]


def test_what_something_later_depends_on_is_not_taken_back(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    first = opened.rate(["smart-1"], "good")
    second = opened.rate(["smart-1"], "poor")
    with pytest.raises(AnnotationError, match=r"verdict good on smart-1: mei set it since, .*verdict poor"):
        opened.past.take_back(first[0])
    opened.past.take_back(second[0])
    opened.past.take_back(first[0])
    assert opened.annotation("smart-1") is None


def test_a_later_step_to_the_same_value_is_in_the_way_as_well(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    first = opened.rate(["smart-1"], "good")
    opened.rate(["smart-1"], "poor")
    opened.rate(["smart-1"], "good")
    assert "set it since" in (opened.past.why_not(first[0]) or "")
    opened.undo()
    opened.undo()
    assert opened.past.why_not(first[0]) is None


def test_what_is_not_ones_own_or_not_there_any_more_is_said(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    theirs = ada.star(["smart-1"], on=True)
    own = mei.star(["smart-1"], on=True)
    undone = mei.undo()
    passing = mei.record_visits(["nio-1"])
    assert mei.past.why_not(theirs[0]) == "that was done by ada, who alone can take it back"
    assert mei.past.why_not(own[0]) == "that is taken back already"
    assert "was itself an undo" in (mei.past.why_not(undone[0]) or "")
    assert "a visit is recorded in passing" in (mei.past.why_not(passing[0]) or "")
    redone = mei.redo()
    assert "was itself a redo" in (mei.past.why_not(redone[0]) or "")


def test_a_tag_that_others_use_since_it_was_renamed_stays_renamed(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    ada.tag(["smart-1"], add=["x"])
    mei.journal.refresh()
    renamed = mei.codebook.rename("x", "y")
    ada.journal.refresh()
    ada.tag(["smart-1"], remove=["y"])
    mei.journal.refresh()
    assert mei.past.why_not(renamed[0]) is not None
    ada.undo()
    mei.journal.refresh()
    assert mei.past.why_not(renamed[0]) is None


# Orphans


def test_a_claim_that_is_gone_leaves_an_orphan_that_says_what_it_was(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    mei.tag(["nio-2"], add=["x"])
    ada.note(["nio-2"], "hers")
    assert mei.past.orphans() == []
    gone = changed_data(tmp_path, ('"nio-2"', '"nio-9"'), ("recycled, 12 of them", "recycled, 14 of them"))
    opened = workspace(tmp_path, data=gone)
    (orphan,) = opened.past.orphans()
    assert (orphan.claim, orphan.statement) == ("nio-2", "Batteries are recycled, 12 of them.")
    assert [annotation.coder for annotation in orphan.annotations] == ["ada", "mei"]
    like = opened.past.resemblance.most_like(orphan.claim, orphan.statement)
    assert like is not None
    assert like.claim == "nio-9"
    assert 90 <= like.likeness < 100
    opened.hide_others(on=True)
    assert [annotation.coder for annotation in opened.past.orphans()[0].annotations] == ["mei"]


def test_nothing_may_be_like_an_orphan(tmp_path: Path) -> None:
    mei = workspace(tmp_path)
    mei.star(["smart-3"], on=True)
    opened = workspace(tmp_path, data=changed_data(tmp_path, ('"smart-3"', '"smart-9"')))
    (orphan,) = opened.past.orphans()
    assert opened.past.resemblance.most_like(orphan.claim, orphan.statement) == Resembling("smart-9", 100)
    assert opened.past.resemblance.most_like("x", "Ωμέγα") is None
    assert opened.past.resemblance.most_like("x", "") is None


def test_what_is_most_like_an_orphan_is_of_its_company_where_its_id_tells_that(tmp_path: Path) -> None:
    text = DATA.replace('"smart-3"', '"smart-9"').replace("Employees are trained", "Workers are trained")
    other = '\n[[claims]]\nid = "nio-3"\ncompany = "nio"\nstatement = "Employees are trained in safety."\n'
    opened = workspace(tmp_path, data=data_in(tmp_path, text + other))
    resemblance = opened.past.resemblance
    said = "Employees are trained in safety."

    assert resemblance.company_of("smart-3") == "smart"
    found = resemblance.most_like("smart-3", said)
    assert found is not None
    assert found.claim == "smart-9"
    assert found.likeness < 100
    assert resemblance.most_like("smart-3", "Ωμέγα") is None
    for unknown in ("other-3", "smart", "3", "", "smart-new-3"):
        assert resemblance.company_of(unknown) == ""
        assert resemblance.most_like(unknown, said) == Resembling("nio-3", 100)


def test_of_claims_as_like_an_orphan_it_is_the_one_with_the_likeliest_id(tmp_path: Path) -> None:
    said = "By 2040 we are neutral in all we do."
    text = DATA + "".join(
        f'\n[[claims]]\nid = "{claim}"\ncompany = "{company}"\nstatement = "{said}"\n'
        for claim, company in (("nio-9bc0", "nio"), ("smart-se-e132", "smart"), ("nio-77aa", "nio"))
    )
    resemblance = workspace(tmp_path, data=data_in(tmp_path, text)).past.resemblance
    assert resemblance.most_like("smart-gmbh-e132", said) == Resembling("smart-se-e132", 100)
    assert resemblance.most_like("?", said) == Resembling("nio-9bc0", 100)


def test_ids_that_several_companies_share_the_beginning_of_tell_no_company(tmp_path: Path) -> None:
    opened = workspace(tmp_path, data=changed_data(tmp_path, ('"smart-3"', '"c-1"'), ('"nio-1"', '"c-2"')))
    company_of = opened.past.resemblance.company_of
    assert (company_of("c-3"), company_of("smart-3"), company_of("nio-3")) == ("", "smart", "nio")


def test_where_all_claims_are_one_companys_no_id_tells_a_company(tmp_path: Path) -> None:
    text, _, more = DATA.partition('[[claims]]\nid = "nio-1"')
    text += more[more.index("[[frameworks]]") :]
    assert workspace(tmp_path, data=data_in(tmp_path, text)).past.resemblance.company_of("smart-9") == ""


def test_all_that_is_on_an_orphan_is_moved_but_verdicts_where_one_is(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    mei.tag(["nio-2"], add=["x"])
    mei.rate(["nio-2"], "good")
    mei.rate(["nio-1"], "poor")
    ada.note(["nio-2"], "hers")
    ada.rate(["nio-2"], "good")
    opened = workspace(tmp_path, data=changed_data(tmp_path, ('"nio-2"', '"nio-9"')))
    before = annotations(opened)
    opened.past.move("nio-2", "nio-1")
    after = annotations(opened)
    assert after.keys() == {("nio-1", "mei"), ("nio-1", "ada"), ("nio-2", "mei")}
    assert (after["nio-1", "mei"].verdict, after["nio-1", "mei"].tags) == ("poor", ("x",))
    assert (after["nio-1", "ada"].verdict, after["nio-1", "ada"].notes[0].text) == ("good", "hers")
    assert after["nio-1", "ada"].notes[0].id != before["nio-2", "ada"].notes[0].id
    assert (after["nio-2", "mei"].verdict, after["nio-2", "mei"].tags) == ("good", ())
    assert opened.past.told(opened.undo()) == "what was on nio-2 moved to nio-1"
    assert {key: (each.tags, each.verdict, each.notes) for key, each in annotations(opened).items()} == {
        key: (each.tags, each.verdict, each.notes) for key, each in before.items()
    }


def test_what_cannot_be_moved_is_said(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.star(["nio-1"], on=True)
    for orphan, claim, fault in (
        ("nio-1", "nio-2", "is in the dataset"),
        ("gone", "nio-2", "there is nothing to move"),
        ("gone", "nio-3", "there is no claim 'nio-3'"),
    ):
        with pytest.raises(AnnotationError, match=fault):
            opened.past.move(orphan, claim)


# Statements that changed


@pytest.fixture
def reworded(tmp_path: Path) -> Workspace:
    workspace(tmp_path).tag(["smart-1", "smart-2"], add=["x"])
    workspace(tmp_path, "ada").star(["smart-1"], on=True)
    return workspace(tmp_path, data=changed_data(tmp_path, ("130 kg", "140 kg")))


def test_a_claim_that_says_something_else_now_is_marked_until_its_coder_changes_something(reworded: Workspace) -> None:
    assert reworded.past.changed() == ["smart-1"]
    assert reworded.past.statement_before("smart-1") == "Every new smart #1 contains 130 kg of recycled steel."
    assert reworded.past.statement_before("smart-2") is None
    assert reworded.past.is_changed("smart-1", "ada")
    reworded.tag(["smart-1"], add=["y"])
    assert reworded.past.changed() == []
    assert reworded.past.is_changed("smart-1", "ada")
    assert reworded.is_changed("smart-1")
    reworded.hide_others(on=True)
    assert not reworded.is_changed("smart-1")


def test_neither_a_look_nor_what_others_do_confirms_an_annotation(reworded: Workspace) -> None:
    reworded.record_visits(["smart-1"])
    reworded.codebook.rename("x", "y")
    assert reworded.past.is_changed("smart-1", "ada")
    assert list(reworded.finder.rows("has:changed")) == [0]


def test_what_has_nothing_on_it_any_more_is_not_marked(reworded: Workspace) -> None:
    reworded.tag(["smart-1"], remove=["x"])
    assert not reworded.past.is_changed("smart-1")


def test_to_say_again_what_one_said_confirms_it_for_the_claim_as_it_is_now(tmp_path: Path) -> None:
    before = workspace(tmp_path)
    before.rate(["smart-1"], "good")
    before.close()
    reworded = data_in(tmp_path, DATA.replace("130 kg", "140 kg"))
    opened = workspace(tmp_path, data=reworded)
    assert opened.past.changed() == ["smart-1"]
    (change,) = opened.rate(["smart-1"], "good")
    assert change_text(change) == "verdict good, still so as the claim is now"
    assert opened.past.changed() == []
    assert opened.rate(["smart-1"], "good") == ()


def test_to_move_an_orphan_confirms_nothing_that_was_on_the_claim_already(tmp_path: Path) -> None:
    gone = '\n[[claims]]\nid = "gone-1"\ncompany = "nio"\nstatement = "It was said."\n'
    before = data_in(tmp_path, DATA + gone)
    for coder in ("mei", "ada"):
        opened = workspace(tmp_path, coder, data=before)
        opened.tag(["gone-1"], add=["x"])
        opened.rate(["nio-1"], "good")
    mei = workspace(tmp_path, data=changed_data(tmp_path, ("audited every year", "audited at times")))
    mei.past.move("gone-1", "nio-1")
    assert [mei.past.is_changed("nio-1", coder) for coder in ("mei", "ada")] == [True, True]
    assert annotations(mei)["nio-1", "mei"].tags == ("x",)
