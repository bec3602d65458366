"""A workspace on another state of its dataset: the journal and the drafts go on, and the old state goes away."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.dataset.watching import marks_of
from esgtui.workspace import Workspace
from tests.workspace.samples import DATA

BEFORE, AFTER = "Suppliers are audited every year.", "Suppliers are audited every two years."


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "sample.toml").write_text(DATA)
    workspace = Workspace.open(tmp_path / "sample.toml", store=str(tmp_path / "journal.sqlite"), coder="mei")
    yield workspace
    workspace.close()


def _renewed(workspace: Workspace, old: str = BEFORE, new: str = AFTER) -> Workspace:
    assert workspace.data
    workspace.data.write_text(DATA.replace(old, new))
    return workspace.renewed(load(workspace.data), marks_of(workspace.data))


def test_annotations_follow_as_orphans_and_as_reworded(opened: Workspace) -> None:
    opened.tag(["nio-1", "nio-2"], add=["seen"])
    opened.hide_others(on=True)

    renewed = _renewed(opened)
    assert renewed.is_changed("nio-1")
    assert not opened.is_changed("nio-1")
    assert renewed.team.is_blind
    assert _renewed(renewed, '"nio-2"', '"nio-3"').orphans() == ["nio-2"]
    assert renewed.undo()
    assert opened.annotation("nio-1") is None


def test_what_was_begun_before_is_of_the_words_that_were_seen(opened: Workspace) -> None:
    opened.drafts.save("nio-1", "", "half a tho")
    renewed = _renewed(opened)

    opened.note(["nio-1"], "half a thought")

    assert renewed.drafts.get("nio-1", "").text == "half a tho"
    assert renewed.is_changed("nio-1")
    assert renewed.past.statement_before("nio-1") == BEFORE


def test_each_is_searched_in_its_own_words_and_the_old_one_takes_no_memory(opened: Workspace) -> None:
    renewed = _renewed(opened)
    opened.note(["smart-2"], "palladium")

    for each in (opened, renewed):
        assert list(each.finder.rows("palladium")) == [1]
    assert (list(opened.finder.rows('"two years"')), list(renewed.finder.rows('"two years"'))) == ([], [3])
    gone = weakref.ref(opened.finder)
    gc.disable()
    try:
        opened.retire()
        assert gone() is None
    finally:
        gc.enable()
    assert list(renewed.finder.rows('"two years"')) == [3]
