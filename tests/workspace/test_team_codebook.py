"""The codebook of several coders: renames, deletions and descriptions come together in every store, in any form."""

from itertools import permutations
from pathlib import Path

import pytest

from esgtui.annotation.codes import Code
from esgtui.annotation.words import change_text
from esgtui.dataset.loader import problems_of
from esgtui.workspace import Workspace

from .samples import DATA, annotations, data_in, workspace
from .test_team import hand_over

FORMS = pytest.mark.parametrize("form", ["export", "journal"])
CURATED = "evidence/no-baseline"


@pytest.fixture
def mei(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, "mei", store="of-mei")


@pytest.fixture
def zoe(tmp_path: Path) -> Workspace:
    opened = workspace(tmp_path, "zoe", store="of-zoe")
    opened.star(["nio-2"], on=True)
    return opened


def exchange(people: tuple[Workspace, ...], folder: Path, form: str) -> None:
    """Let everybody merge what everybody has, one after the other, until nothing is new."""
    for one, other in [*permutations(people, 2)] * 2:
        one.team.merge(hand_over(other, folder, form))


@FORMS
@pytest.mark.parametrize("is_mei_first", [True, False])
@pytest.mark.parametrize("tag", [CURATED, "x"])
def test_a_title_goes_with_the_tag_that_another_renamed(
    mei: Workspace, zoe: Workspace, tmp_path: Path, form: str, tag: str, *, is_mei_first: bool
) -> None:
    zoe.tag(["smart-1"], add=[tag])
    zoe.codebook.rename(tag, "new")
    mei.codebook.describe(Code(tag, "As mei has it", colour="teal"))
    exchange((mei, zoe) if is_mei_first else (zoe, mei), tmp_path, form)
    for opened in (mei, zoe):
        entry = opened.codebook.entry("new")
        assert entry
        assert (entry.title, entry.colour) == ("As mei has it", "teal")
        assert opened.codebook.entry(tag) is None


@FORMS
def test_what_was_taken_out_or_renamed_is_so_for_all(mei: Workspace, zoe: Workspace, tmp_path: Path, form: str) -> None:
    mei.codebook.delete("e\u0301vidence")
    mei.codebook.rename("evidence", "proof")
    described = mei.codebook.describe(Code("proof/no-baseline", ""))
    exchange((mei, zoe), tmp_path, form)
    assert zoe.codebook.entries() == mei.codebook.entries() == [Code("proof/no-baseline")]
    mei.past.take_back(described[0])
    exchange((mei, zoe), tmp_path, form)
    assert zoe.codebook.entries() == [Code("proof/no-baseline", "No baseline stated", key="b")]


@FORMS
def test_a_rename_reaches_the_claims_of_others_in_either_form(
    mei: Workspace, zoe: Workspace, tmp_path: Path, form: str
) -> None:
    mei.tag(["smart-1"], add=["x"])
    exchange((mei, zoe), tmp_path, form)
    zoe.codebook.rename("x", "y")
    exchange((mei, zoe), tmp_path, form)
    assert annotations(mei)["smart-1", "mei"].tags == annotations(zoe)["smart-1", "mei"].tags == ("y",)


@FORMS
def test_renames_that_lead_in_a_circle_come_to_the_same_for_all(
    mei: Workspace, zoe: Workspace, tmp_path: Path, form: str
) -> None:
    mei.codebook.add(Code("a", "Ay"))
    exchange((mei, zoe), tmp_path, form)
    mei.codebook.rename("a", "b")
    zoe.codebook.rename("a", "c")
    zoe.codebook.rename("c", "a")
    exchange((mei, zoe), tmp_path, form)
    assert mei.codebook.entries() == zoe.codebook.entries()
    assert "Ay" in {code.title for code in mei.codebook.entries()}


def test_a_tag_that_is_made_anew_after_its_rename_leaves_the_renamed_one_as_it_is(mei: Workspace) -> None:
    mei.codebook.add(Code("a", "Ay", "When it is so", "red", "a"))
    mei.codebook.rename("a", "b")
    mei.codebook.add(Code("a", "Another"))
    assert mei.codebook.entry("a") == Code("a", "Another")
    assert mei.codebook.entry("b") == Code("b", "Ay", "When it is so", "red", "a")
    mei.codebook.delete("b")
    mei.codebook.rename("a", "b")
    assert mei.codebook.entry("b") == Code("b", "Another")
    mei.undo()
    mei.undo()
    assert mei.codebook.entry("b") == Code("b", "Ay", "When it is so", "red", "a")


def test_a_rename_is_told_as_one(mei: Workspace) -> None:
    mei.tag(["smart-1", "nio-1"], add=["evidence/no-baseline"])
    renamed = mei.codebook.rename("evidence", "proof")
    assert mei.past.told(renamed) == "#evidence/no-baseline renamed to #proof/no-baseline on 2 claims"
    log = [change_text(change, mei.past.renames()) for change in mei.past.log("nio-1")]
    assert log[0] == "+#proof/no-baseline (was #evidence/no-baseline)"
    assert log[1] == "#evidence/no-baseline renamed to #proof/no-baseline"
    assert mei.past.told(mei.undo()) == "#evidence/no-baseline renamed to #proof/no-baseline on 2 claims"


def test_an_export_opened_and_exported_again_tells_the_same_of_the_codebook(mei: Workspace, tmp_path: Path) -> None:
    mei.codebook.describe(Code(CURATED, "As mei has it", key="k"))
    mei.codebook.rename("evidence", "proof")
    mei.undo()
    mei.codebook.rename("evidence", "backing")
    mei.codebook.delete("e\u0301vidence")
    mei.exports.write(tmp_path / "mei.toml")
    opened = workspace(tmp_path, "mei", data=tmp_path / "mei.toml", store="again")
    opened.exports.write(tmp_path / "again.toml")
    assert (
        opened.codebook.entries() == mei.codebook.entries() == [Code("backing/no-baseline", "As mei has it", key="k")]
    )
    assert (tmp_path / "again.toml").read_bytes() == (tmp_path / "mei.toml").read_bytes()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('what = "tittle:a"', "is no part of an entry of the codebook"),
        ('what = "title:a//b"', "has an empty part"),
        ('what = "moved:a"', "the new name of a tag is missing"),
        ('what = "moved:a"\nvalue = "b/"', "has an empty part"),
        ('what = "listed:a"\nvalue = "yes"', "does not say whether it is listed"),
        ('what = "title:a"\n[[codebook_changes]]\nwhat = "title:a"\nat = 2026-11-21T10:02:11Z', "is given already"),
    ],
)
def test_what_is_no_change_of_the_codebook_is_told(tmp_path: Path, lines: str, told: str) -> None:
    text = f"{DATA}\n[[codebook_changes]]\nat = 2026-11-21T10:02:11Z\n{lines}\n"
    problems = problems_of(data_in(tmp_path, text))
    assert [told in str(problem) for problem in problems] == [True], problems
