"""Drafts of notes on claims that are gone from the dataset are listed with what else is on them, and move along."""

from pathlib import Path

import pytest

from esgtui.annotation.model import AnnotationError
from esgtui.verbs.past import Orphan
from esgtui.workspace import Workspace

from .samples import DATA, data_in, workspace


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    """A workspace in which two claims are gone: one has a tag and a draft, one nothing but a draft."""
    before = workspace(tmp_path)
    before.tag(["nio-1"], add=["x"])
    for claim in ("nio-1", "nio-2", "smart-1"):
        before.drafts.save(claim, "", f"half a thought on {claim}", "question")
    return workspace(tmp_path, data=data_in(tmp_path, DATA.replace('"nio-1"', '"nio-8"').replace('"nio-2"', '"nio-9"')))


def test_they_are_listed_and_counted(opened: Workspace) -> None:
    tagged, other = opened.gone.claims()
    assert (tagged.claim, len(tagged.annotations)) == ("nio-1", 1)
    assert tagged.drafts == ("half a thought on nio-1",)
    assert other == Orphan("nio-2", "", (), ("half a thought on nio-2",))
    assert opened.gone.count() == 2


def test_they_move_to_a_claim_beside_what_is_typed_there(opened: Workspace) -> None:
    assert len(opened.gone.move("nio-1", "nio-8")) == 2
    assert opened.gone.move("nio-2", "smart-1") == ()
    assert opened.drafts.get("nio-8", "").text == "half a thought on nio-1"
    assert opened.drafts.get("nio-8", "").kind == "question"
    offered = [each.draft.text for each in opened.drafts.offered("smart-1", "")]
    assert offered == ["half a thought on nio-2", "half a thought on smart-1"]
    assert (opened.gone.claims(), opened.gone.count()) == ([], 0)
    for orphan, claim in (("nio-1", "nio-8"), ("smart-1", "nio-8"), ("nio-2", "nio-77")):
        with pytest.raises(AnnotationError):
            opened.gone.move(orphan, claim)
    assert opened.drafts.get("smart-1", "").text
