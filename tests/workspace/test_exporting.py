"""An export opens like any dataset, elsewhere and at home, and says the same when it is exported again."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.model import AnnotationError
from esgtui.dataset.loader import load, problems_of
from esgtui.dataset.model import ExportedAnnotation, Tables
from esgtui.exchange.files import ExportError
from esgtui.exchange.toml import export_toml
from esgtui.workspace import Workspace
from tests.annotation.samples import NASTY, SAID
from tests.exchange.samples import CODERS, folder
from tests.exchange.samples import annotations as added_tables
from tests.exchange.samples import tables as any_tables

from .samples import DATA, annotations, data_in, workspace

VERBS = st.lists(
    st.tuples(
        st.sampled_from(CODERS),
        st.sampled_from(["tag", "untag", "note", "edit", "rate", "star", "undo", "redo"]),
        st.integers(0, 4),
        SAID,
    ),
    max_size=6,
)


def act(opened: Workspace, what: str, number: int, text: str) -> None:
    """Do one verb to the claim of a number, or to all; wishes that the program refuses are none."""
    claims = [claim.id for claim in opened.dataset.claims]
    claims = claims[number : number + 1] or claims
    annotation = opened.annotation(claims[0]) if claims else None
    try:
        if what == "edit" and annotation and annotation.notes:
            opened.edit_note(claims[0], annotation.notes[0].id, text)
        elif what in {"tag", "untag"}:
            opened.tag(claims, add=[text, "a"]) if what == "tag" else opened.tag(claims, remove=[text, "a"])
        elif what == "note":
            opened.note(claims, text)
        elif what == "rate":
            opened.rate(claims, "good" if number % 2 else None)
        elif what == "star":
            opened.star(claims, on=number % 3 > 0)
        elif what in {"undo", "redo"}:
            getattr(opened, what)()
    except AnnotationError:
        return


@given(any_tables(), added_tables(), VERBS)
def test_whatever_was_done_the_export_opens_everywhere_and_adds_nothing_at_home(
    tables: Tables, added: tuple[ExportedAnnotation, ...], verbs: list[tuple[str, str, int, str]]
) -> None:
    with folder() as path:
        (path / "data.toml").write_bytes(b"".join(export_toml(tables, added)))
        for coder, what, number, text in verbs:
            opened = workspace(path, coder, data=path / "data.toml", store="home")
            act(opened, what, number, text)
            opened.journal.close()
        home = workspace(path, data=path / "data.toml", store="home")
        first, second = path / "first.toml", path / "second.toml"
        home.exports.write(first)
        assert problems_of(first) == ()

        elsewhere = workspace(path, "bo", data=first, store="elsewhere")
        elsewhere.exports.write(second)
        assert second.read_bytes() == first.read_bytes()
        assert annotations(elsewhere).keys() == annotations(home).keys()
        assert load(first).claims == home.dataset.claims
        assert load(first).tables.extra == home.dataset.tables.extra

        for data in (first, second, first):
            again = workspace(path, data=data, store="home")
            assert again.merged == ()
            assert again.journal.changes() == home.journal.changes()
            again.journal.close()
        for opened in (home, elsewhere):
            opened.journal.close()


def test_what_is_there_at_home_is_there_elsewhere_with_coder_and_time(tmp_path: Path) -> None:
    mei, ada = workspace(tmp_path), workspace(tmp_path, "ada")
    mei.tag(["smart-1", "nio-1"], add=["evidence/no-baseline", "证据"])
    mei.note(["smart-1"], "\n".join(NASTY) + " end")
    mei.rate(["smart-1"], "good")
    ada.star(["smart-1"], on=True)
    ada.note(["smart-1"], "first")
    ada.note(["smart-1"], "second")
    mei.journal.refresh()
    mei.exports.write(tmp_path / "e.toml")
    elsewhere = workspace(tmp_path, "bo", data=tmp_path / "e.toml", store="elsewhere")
    here, there = annotations(mei), annotations(elsewhere)
    assert there.keys() == here.keys() == {("smart-1", "mei"), ("smart-1", "ada"), ("nio-1", "mei")}
    for key, annotation in here.items():
        other = there[key]
        assert (other.tags, other.verdict, other.starred) == (annotation.tags, annotation.verdict, annotation.starred)
        assert other.updated == annotation.updated
        assert {(note.id, note.text, note.created) for note in other.notes} == {
            (note.id, note.text, note.created.replace(microsecond=0)) for note in annotation.notes
        }
    elsewhere.undo()
    assert annotations(elsewhere) == {}
    elsewhere.close()
    again = workspace(tmp_path, "bo", data=tmp_path / "e.toml", store="elsewhere")
    assert (again.merged, annotations(again)) == ((), {})
    again.redo()
    assert {key: (each.tags, each.notes) for key, each in annotations(again).items()} == {
        key: (each.tags, each.notes) for key, each in there.items()
    }


def test_what_a_merge_had_brought_and_was_taken_back_is_not_told(tmp_path: Path) -> None:
    mei = workspace(tmp_path)
    mei.note(["smart-1"], "first thought")
    mei.exports.write(tmp_path / "e.toml")
    elsewhere = workspace(tmp_path, data=tmp_path / "e.toml", store="elsewhere")
    elsewhere.undo()
    elsewhere.exports.write(tmp_path / "again.toml")
    assert "annotations" not in tomli.loads((tmp_path / "again.toml").read_text())


def test_opening_an_export_at_home_never_undoes_what_was_done_since(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    home.tag(["smart-1"], add=["x", "y"])
    home.note(["smart-1"], "first thought")
    home.rate(["smart-1"], "good")
    home.star(["nio-1"], on=True)
    home.exports.write(tmp_path / "e.toml")
    (note,) = annotations(home)["smart-1", "mei"].notes
    home.tag(["smart-1"], remove=["x"])
    home.edit_note("smart-1", note.id, "second thought")
    home.rate(["smart-1"], "poor")
    home.star(["nio-1"], on=False)
    for _ in range(2):
        again = workspace(tmp_path, data=tmp_path / "e.toml")
        assert again.merged == ()
        assert annotations(again) == annotations(home)
    assert [item.notes[0].text for item in annotations(again).values()] == ["second thought"]


def test_a_later_export_brings_what_is_new_to_a_store_that_has_the_first(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    home.note(["smart-1"], "first thought")
    home.exports.write(tmp_path / "e.toml")
    workspace(tmp_path, "bo", data=tmp_path / "e.toml", store="elsewhere").star(["smart-1"], on=True)
    home.tag(["nio-2"], add=["x"])
    home.exports.write(tmp_path / "e.toml", overwrite=True)
    elsewhere = workspace(tmp_path, "bo", data=tmp_path / "e.toml", store="elsewhere")
    assert [change.field for change in elsewhere.merged] == ["tag:x"]
    assert annotations(elsewhere).keys() == {("smart-1", "mei"), ("smart-1", "bo"), ("nio-2", "mei")}


def test_a_part_has_these_claims_and_what_is_on_them(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.tag(["smart-1", "nio-1"], add=["x"])
    told: list[tuple[str, int, int]] = []
    count = opened.exports.write(tmp_path / "e.toml", rows=[3, 1, 3], progress=lambda *step: told.append(step))
    found = tomli.loads((tmp_path / "e.toml").read_text())
    assert count == 2
    assert [claim["id"] for claim in found["claims"]] == ["smart-2", "nio-1"]
    assert [table["claim"] for table in found["annotations"]] == ["nio-1"]
    assert [pillar["title"] for pillar in found["pillars"]] == ["Circular economy", "People"]
    assert "sources" not in found
    assert problems_of(tmp_path / "e.toml") == ()
    assert told[-1][1:] == (2, 2)
    assert opened.exports.write(tmp_path / "none.toml", rows=opened.finder.rows("no-such-word")) == 0
    assert problems_of(tmp_path / "none.toml") == ()


def test_orphans_go_with_the_whole_and_not_with_a_part(tmp_path: Path) -> None:
    workspace(tmp_path).note(["nio-2"], "kept")
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA.replace("nio-2", "nio-3")))
    opened.exports.write(tmp_path / "whole.toml")
    opened.exports.write(tmp_path / "part.toml", rows=range(5))
    assert problems_of(tmp_path / "whole.toml") == ()
    elsewhere = workspace(tmp_path, data=tmp_path / "whole.toml", store="elsewhere")
    assert elsewhere.orphans() == ["nio-2"]
    assert annotations(elsewhere)["nio-2", "mei"].notes[0].text == "kept"
    assert "annotations" not in tomli.loads((tmp_path / "part.toml").read_text())


def test_verdicts_that_left_the_scale_go_along(tmp_path: Path) -> None:
    workspace(tmp_path).rate(["nio-2"], "poor")
    smaller = DATA.replace('[[verdicts]]\nid = "poor"\ntitle = "Not substantiated"\n', "")
    assert smaller != DATA
    opened = workspace(tmp_path, data=data_in(tmp_path, smaller))
    for rows in (None, [4]):
        opened.exports.write(tmp_path / "e.toml", rows=rows, overwrite=True)
        assert problems_of(tmp_path / "e.toml") == ()
        elsewhere = workspace(tmp_path, data=tmp_path / "e.toml", store="elsewhere")
        assert annotations(elsewhere)["nio-2", "mei"].verdict == "poor"
    opened.exports.write(tmp_path / "e.toml", rows=[0], overwrite=True)
    assert list(load(tmp_path / "e.toml").verdicts) == ["good"]


def test_a_claim_renamed_in_an_export_leaves_two_notes_and_a_file_that_opens(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    home.note(["nio-2"], "kept")
    home.exports.write(tmp_path / "e.toml")
    (tmp_path / "e.toml").write_text((tmp_path / "e.toml").read_text().replace("nio-2", "nio-3"))
    for _ in range(2):
        renamed = workspace(tmp_path, data=tmp_path / "e.toml")
    assert renamed.merged == ()
    assert annotations(renamed).keys() == {("nio-2", "mei"), ("nio-3", "mei")}
    renamed.exports.write(tmp_path / "f.toml")
    assert problems_of(tmp_path / "f.toml") == ()


def test_the_curators_own_keys_are_kept_on_claims_and_on_annotations(tmp_path: Path) -> None:
    note = '[[annotations.notes]]\nid = "n"\ntext = "x"\ncreated = 2026-11-21T10:02:11Z\nx-page = 7\n'
    table = f'\n[[annotations]]\nclaim = "nio-1"\ncoder = "ada"\nx-round = 2\nupdated = 2026-11-21T10:02:11Z\n{note}'
    opened = workspace(tmp_path, data=data_in(tmp_path, "x-whole = true\n" + DATA + table))
    opened.tag(["nio-1"], add=["y"])
    opened.exports.write(tmp_path / "e.toml")
    tables = load(tmp_path / "e.toml").tables
    assert tables.extra == {"x-whole": True}
    assert tables.claims[0].extra == {"x-note": "kept"}
    assert [annotation.extra for annotation in tables.annotations] == [{"x-round": 2}, {}]
    assert tables.annotations[0].notes[0].extra == {"x-page": 7}


def test_the_curators_own_keys_are_kept_on_a_tag_under_its_new_name(tmp_path: Path) -> None:
    text = DATA.replace('key = "b"', 'key = "b"\nx-asked-by = "the board"')
    opened = workspace(tmp_path, data=data_in(tmp_path, text))
    opened.codebook.rename("evidence/no-baseline", "proof/none")
    opened.exports.write(tmp_path / "e.toml")
    own = {entry.tag: entry.extra for entry in load(tmp_path / "e.toml").tables.codebook}
    assert own["proof/none"] == {"x-asked-by": "the board"}


def test_an_export_never_becomes_a_part_of_the_dataset_that_it_came_from(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    data = tmp_path / "data"
    (tmp_path / "link").symlink_to(data)
    (data / "nowhere.toml").symlink_to(tmp_path / "not-yet.toml")
    for output in (data / "new.toml", data / "nowhere.toml", tmp_path / "link" / "e.TOML"):
        with pytest.raises(ExportError, match="would be read as a part of the dataset; name a file outside"):
            opened.exports.write(output, overwrite=True)
    (data / "nowhere.toml").unlink()
    assert [path.name for path in data.iterdir()] == ["all.toml"]
    opened.exports.write(data / "e.txt")
    opened.exports.write(tmp_path / "e.toml")
    assert problems_of(data) == problems_of(tmp_path / "e.toml") == ()


@pytest.mark.parametrize("data", ["data", "data/all.toml"])
def test_a_curated_file_is_never_written_whatever_it_is_called(tmp_path: Path, data: str) -> None:
    folder = data_in(tmp_path, DATA.replace('title = "A report"', 'title = "A report"\nfile = "report.txt"'))
    (folder / "report.txt").write_text("the text", encoding="utf-8")
    (folder / "all.toml").rename(tmp_path / "elsewhere.toml")
    (folder / "all.toml").symlink_to(tmp_path / "elsewhere.toml")
    (tmp_path / "link.txt").symlink_to(folder / "all.toml")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "elsewhere.toml")
    opened = workspace(tmp_path, data=tmp_path / data)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(before) == 5
    for output in before:
        for overwrite in (True, False):
            with pytest.raises(ExportError, match=r"is a file of the dataset itself, .* never written; name another"):
                opened.exports.write(output, overwrite=overwrite)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_export_that_is_open_is_curated_too_and_the_journal_is_never_replaced(tmp_path: Path) -> None:
    workspace(tmp_path).exports.write(tmp_path / "e.toml")
    opened = workspace(tmp_path, data=tmp_path / "e.toml")
    with pytest.raises(ExportError, match="the dataset itself"):
        opened.exports.write(tmp_path / "e.toml", overwrite=True)
    opened.star(["smart-1"], on=True)
    with pytest.raises(ExportError, match="is the journal"):
        opened.exports.write(opened.journal.path, overwrite=True)
    assert annotations(opened)["smart-1", "mei"].starred
    (tmp_path / "e.toml").unlink()  # what is gone can be written again
    assert opened.exports.write(tmp_path / "e.toml") == 5


class StoppedError(Exception):
    """What a user's wish to stop looks like."""


def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        raise StoppedError

    opened = workspace(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoppedError):
        opened.exports.write(tmp_path / "e.toml", progress=stop)
    assert sorted(tmp_path.iterdir()) == before
    opened.exports.write(tmp_path / "e.toml")
    with pytest.raises(ExportError, match="exists already"):
        opened.exports.write(tmp_path / "e.toml")
    with pytest.raises(StoppedError):
        opened.exports.write(tmp_path / "e.toml", overwrite=True, progress=stop)
    assert b"".join(opened.exports.pieces()) == (tmp_path / "e.toml").read_bytes()
