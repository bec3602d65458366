"""Merging one colleague's export and journal, taking it back and doing it again: all forms come to the same."""

from pathlib import Path

import pytest

from esgtui.verbs.team import Merged
from esgtui.workspace import Workspace

from .samples import annotations, workspace
from .test_team import hand_over

FORMS = pytest.mark.parametrize("form", ["export", "journal", "jsonl"])
BOTH = pytest.mark.parametrize(
    ("first", "second"),
    [("export", "journal"), ("journal", "export"), ("jsonl", "export"), ("journal", "jsonl-annotations")],
)


@pytest.fixture
def mei(tmp_path: Path) -> Workspace:
    opened = workspace(tmp_path, "mei", store="of-mei")
    opened.tag(["smart-1"], add=["x"])
    opened.note(["smart-1"], "mine")
    return opened


@pytest.fixture
def zoe(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, "zoe", store="of-zoe")


@FORMS
def test_what_its_author_changes_later_wins_over_a_merge_that_was_done_again(
    mei: Workspace, zoe: Workspace, tmp_path: Path, form: str
) -> None:
    mei.rate(["smart-1"], "good")
    zoe.team.merge(hand_over(mei, tmp_path, form))
    mei.rate(["smart-1"], "poor")
    mei.tag(["smart-1"], remove=["x"])
    zoe.undo()
    zoe.redo()
    assert annotations(zoe)["smart-1", "mei"].verdict == "good"
    mei.team.merge(hand_over(zoe, tmp_path, form))
    zoe.team.merge(hand_over(mei, tmp_path, form))
    for opened in (mei, zoe):
        assert (annotations(opened)["smart-1", "mei"].verdict, annotations(opened)["smart-1", "mei"].tags) == (
            "poor",
            (),
        )


@BOTH
def test_what_was_taken_back_is_told_of_and_brought_back_by_either_form(
    mei: Workspace, zoe: Workspace, tmp_path: Path, first: str, second: str
) -> None:
    zoe.team.merge(hand_over(mei, tmp_path, first))
    zoe.undo()
    zoe.star(["nio-1"], on=True)  # so that redo has nothing left
    merged = zoe.team.merge(hand_over(mei, tmp_path, second))
    assert (merged.changes, sum(merged.taken_back.values())) == ((), merged.size)
    assert ("smart-1", "mei") not in annotations(zoe)
    mei.tag(["smart-1"], remove=["x"])
    assert len(zoe.team.merge_again(merged)) == merged.size
    assert annotations(zoe)["smart-1", "mei"].tags == ("x",)
    zoe.team.merge(hand_over(mei, tmp_path, second))
    assert annotations(zoe)["smart-1", "mei"].tags == ()


def test_of_several_merges_that_were_taken_back_all_come_back(mei: Workspace, zoe: Workspace) -> None:
    for verdict in ("good", "poor"):
        mei.rate(["smart-1"], verdict)
        zoe.team.merge(mei.journal.path)
    assert zoe.undo()
    assert zoe.undo()
    merged = zoe.team.merge(mei.journal.path)
    assert len(merged.taken_back) == 2
    zoe.team.merge_again(merged)
    assert annotations(zoe)["smart-1", "mei"].verdict == "poor"


@BOTH
def test_the_same_in_another_form_is_nothing_new_and_told_once(
    mei: Workspace, zoe: Workspace, tmp_path: Path, first: str, second: str
) -> None:
    zoe.team.merge(hand_over(mei, tmp_path, first))
    count = zoe.past.log_size()
    assert zoe.team.merge(hand_over(mei, tmp_path, second)).changes == ()
    assert zoe.past.log_size() == len(zoe.past.log()) == count
    assert annotations(zoe)["smart-1", "mei"].tags == ("x",)
    assert zoe.past.told(zoe.undo()).endswith(": 2 changes")
    assert annotations(zoe) == {}
    assert zoe.redo()
    assert [note.text for note in annotations(zoe)["smart-1", "mei"].notes] == ["mine"]


def test_ones_own_work_that_comes_back_from_a_colleague_is_nothing_new(
    mei: Workspace, zoe: Workspace, tmp_path: Path
) -> None:
    zoe.team.merge(hand_over(mei, tmp_path, "export"))
    assert mei.team.merge(zoe.journal.path) == Merged(zoe.journal.path, ("mei",), 2, ())
    zoe.star(["nio-1"], on=True)
    assert [change.field for change in mei.team.merge(zoe.journal.path).changes] == ["star"]


@FORMS
def test_nothing_is_called_set_otherwise_that_nobody_set(
    mei: Workspace, zoe: Workspace, tmp_path: Path, form: str
) -> None:
    mei.codebook.rename("x", "y")
    zoe.team.merge(hand_over(mei, tmp_path, form))
    assert "set otherwise" not in zoe.past.told(zoe.undo())
    assert "set otherwise" not in zoe.past.told(zoe.redo())
    assert annotations(zoe)["smart-1", "mei"].tags == ("y",)
    zoe.codebook.rename("y", "z")
    assert "set otherwise since, and left so: 1" not in zoe.past.told(zoe.undo())
