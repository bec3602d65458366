"""The verb behind `esgtui agreement`: whose judgements of which claims are compared."""

from pathlib import Path

import pytest

from esgtui.annotation.model import AnnotationError
from tests.workspace.samples import DATA, data_in, workspace


def test_who_put_anything_on_a_claim_visited_it(tmp_path: Path) -> None:
    workspace(tmp_path, "mei").star(["smart-1", "smart-2"], on=True)
    workspace(tmp_path, "jo").note(["smart-2", "smart-3"], "look again")
    found = workspace(tmp_path, "ann").team.agreement()
    assert (found.visited, found.claims) == ({"jo": 2, "mei": 2}, 1)
    assert found.tags == ()


def test_what_is_taken_back_is_no_visit(tmp_path: Path) -> None:
    workspace(tmp_path, "mei").star(["smart-1"], on=True)
    jo = workspace(tmp_path, "jo")
    jo.star(["smart-1"], on=True)
    jo.undo()
    assert jo.team.agreement(["mei", "jo"]).visited == {"mei": 1, "jo": 0}
    assert jo.team.agreement().coders == ("mei",)


def test_the_curators_tags_and_claims_that_vanished_are_left_out(tmp_path: Path) -> None:
    for coder in ("mei", "jo"):
        workspace(tmp_path, coder).tag(["smart-1", "nio-2"], add=["evidence/own"])
    gone = DATA.replace('id = "nio-2"', 'id = "nio-3"')
    found = workspace(tmp_path, data=data_in(tmp_path, gone)).team.agreement()
    assert [compared.tag for compared in found.tags] == ["evidence", "evidence/own"]
    assert found.claims == 1


def test_only_what_is_asked_for_is_compared(tmp_path: Path) -> None:
    for coder in ("mei", "jo", "li"):
        workspace(tmp_path, coder).tag(["smart-1", "nio-1"], add=["evidence/own", "other"])
    opened = workspace(tmp_path)
    told: list[tuple[str, int, int]] = []
    found = opened.team.agreement(
        ["li", "mei"], tags=["#evidence"], rows=[0], progress=lambda what, done, total: told.append((what, done, total))
    )
    assert (found.visited, [compared.tag for compared in found.tags]) == ({"li": 1, "mei": 1}, ["evidence"])
    assert told == [("Comparing coders", 0, 1)]


def test_names_that_are_none_are_told(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    with pytest.raises(AnnotationError, match="there is no coder 'jo'; nobody has visited claims yet"):
        opened.team.agreement(["jo"])
    opened.star(["smart-1"], on=True)
    with pytest.raises(AnnotationError, match="there is no coder 'me'; did you mean mei"):
        opened.team.agreement(["me"])
    with pytest.raises(AnnotationError, match="there is no coder 'zoe'; those who visited claims are: mei"):
        opened.team.agreement(["zoe"])
    with pytest.raises(AnnotationError, match="did you mean evidence/no-baseline"):
        opened.team.agreement(tags=["evidence/no-baselin"])
    with pytest.raises(AnnotationError, match="`esgtui list tags` shows them all"):
        opened.team.agreement(tags=["something else"])
