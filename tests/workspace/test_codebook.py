"""The codebook at work: each change of it is one step, for all coders, and undone as one."""

from pathlib import Path

import pytest

from esgtui.annotation.codes import Code
from esgtui.annotation.model import AnnotationError
from esgtui.annotation.words import entry_text
from esgtui.workspace import Workspace

from .samples import annotations, workspace

OWN = "e\u0301vidence"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    mei = workspace(tmp_path)
    mei.tag(["smart-1", "nio-1"], add=["evidence/no-baseline"])
    ada = workspace(tmp_path, "ada")
    ada.tag(["smart-1"], add=["evidence/no-baseline", "x"])
    mei.journal.refresh()
    return mei


def tags(opened: Workspace) -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: found.tags for key, found in annotations(opened).items()}


def test_entries_are_the_curated_ones_and_those_added(opened: Workspace) -> None:
    opened.codebook.add(Code(" #new / one ", "New", "When it is new", "teal", "n"))
    assert opened.codebook.entries() == [
        Code("evidence/no-baseline", "No baseline stated", key="b"),
        Code(OWN),
        Code("new/one", "New", "When it is new", "teal", "n"),
    ]
    assert opened.tags.known()[2] == "new/one"
    opened.undo()
    assert opened.codebook.entry("new/one") is None


def test_an_entry_is_described_part_by_part(opened: Workspace) -> None:
    opened.codebook.describe(Code("evidence/no-baseline", "No base", "", "amber", "b"))
    assert opened.codebook.entry("evidence/no-baseline") == Code("evidence/no-baseline", "No base", "", "amber", "b")
    assert opened.codebook.describe(Code("evidence/no-baseline", "No base", "", "amber", "b")) == ()
    opened.codebook.describe(Code(OWN, "Own spelling"))
    assert [code.tag for code in opened.codebook.entries()] == ["evidence/no-baseline", OWN]
    opened.undo()
    opened.undo()
    assert opened.codebook.entry("evidence/no-baseline") == Code("evidence/no-baseline", "No baseline stated", key="b")


def test_what_is_there_already_is_not_added(opened: Workspace) -> None:
    with pytest.raises(AnnotationError, match="in the codebook already"):
        opened.codebook.add(Code("evidence/no-baseline"))
    with pytest.raises(AnnotationError, match="the key b is #evidence/no-baseline's already"):
        opened.codebook.add(Code("z", key="b"))


def test_uses_are_counted_by_company_once_a_claim(opened: Workspace) -> None:
    assert opened.codebook.uses() == {"evidence/no-baseline": {"smart": 1, "nio": 1}, "x": {"smart": 1}}
    opened.hide_others(on=True)
    assert opened.codebook.uses() == {"evidence/no-baseline": {"smart": 1, "nio": 1}}


def test_a_tag_is_renamed_on_all_coders_claims_with_its_entry(opened: Workspace) -> None:
    before = tags(opened)
    changes = opened.codebook.rename("evidence", "proof")
    assert len({change.step for change in changes}) == 1
    assert tags(opened) == {
        ("smart-1", "mei"): ("proof/no-baseline",),
        ("nio-1", "mei"): ("proof/no-baseline",),
        ("smart-1", "ada"): ("proof/no-baseline", "x"),
    }
    assert opened.codebook.entry("proof/no-baseline") == Code("proof/no-baseline", "No baseline stated", key="b")
    assert opened.codebook.entry("evidence/no-baseline") is None
    opened.undo()
    assert tags(opened) == before
    assert opened.codebook.entries() == [Code("evidence/no-baseline", "No baseline stated", key="b"), Code(OWN)]


def test_a_name_that_is_no_other_is_refused_or_nothing_to_do(opened: Workspace) -> None:
    assert opened.codebook.rename("x", " #x ") == ()
    assert opened.codebook.rename("evidence/no-baseline", "evidence/no-baseline") == ()
    assert opened.codebook.entry("evidence/no-baseline") is not None
    with pytest.raises(AnnotationError, match="below itself"):
        opened.codebook.rename("evidence", "evidence/of")
    with pytest.raises(AnnotationError, match="there is #x already: merge them"):
        opened.codebook.rename("evidence/no-baseline", "x")
    with pytest.raises(AnnotationError, match="did you mean #evidence/no-baseline"):
        opened.codebook.rename("evidence/no-baselin", "y")
    with pytest.raises(AnnotationError, match="is no tag"):
        opened.codebook.rename("x", "a//b")


def test_a_tag_may_be_renamed_to_a_path_of_its_own_subtree_that_is_free(opened: Workspace) -> None:
    opened.tag(["nio-2"], add=["evidence/no-baseline/at-all"])
    opened.codebook.rename("evidence/no-baseline/at-all", "evidence/none")
    assert tags(opened)["nio-2", "mei"] == ("evidence/none",)


def test_merged_tags_are_one_on_each_claim(opened: Workspace) -> None:
    before = tags(opened)
    opened.codebook.merge("evidence/no-baseline", "x")
    assert tags(opened) == {("smart-1", "mei"): ("x",), ("nio-1", "mei"): ("x",), ("smart-1", "ada"): ("x",)}
    assert opened.codebook.entry("x") == Code("x", "No baseline stated", key="b")
    opened.undo()
    assert tags(opened) == before
    with pytest.raises(AnnotationError, match="at or below it"):
        opened.codebook.merge("x", "x")
    with pytest.raises(AnnotationError, match="there is no tag #y"):
        opened.codebook.merge("x", "y")


def test_a_merge_of_tags_on_one_claim_is_told_as_that_and_not_as_a_move(opened: Workspace) -> None:
    opened.tag(["nio-1"], add=["one", "other"])
    opened.codebook.merge("one", "other")
    assert opened.past.told(opened.undo()) == "#one renamed to #other on nio-1"


def test_a_tag_is_deleted_with_all_below_it_and_begins_anew(opened: Workspace) -> None:
    before = tags(opened)
    opened.codebook.delete("evidence")
    assert tags(opened) == {("smart-1", "ada"): ("x",)}
    opened.codebook.add(Code("evidence/no-baseline"))
    assert opened.codebook.entry("evidence/no-baseline") == Code("evidence/no-baseline")
    opened.undo()
    opened.undo()
    assert tags(opened) == before


def test_what_others_did_since_is_left_alone_by_undo(opened: Workspace, tmp_path: Path) -> None:
    opened.codebook.rename("x", "y")
    workspace(tmp_path, "ada").tag(["smart-1"], remove=["y"])
    opened.journal.refresh()
    opened.undo()
    assert tags(opened)["smart-1", "ada"] == ("evidence/no-baseline", "x")
    assert opened.history.next_redo("mei")


def test_the_log_tells_an_undone_rename_in_the_words_of_the_undo(opened: Workspace) -> None:
    opened.tag(["smart-1"], add=["vague"])
    opened.codebook.rename("vague", "wording")
    undone = opened.undo()
    assert opened.past.told(undone).startswith("#vague renamed to #wording")
    renames = opened.past.renames()
    told = {entry_text(change, renames) for change in opened.past.log() if change.action == "undo"}
    assert told <= {
        "undone: #vague renamed to #wording",
        "undone: +#wording (was #vague)",
        "undone: codebook -#vague (now #wording)",
        "undone: codebook +#wording (was #vague)",
    }
    assert "undone: #vague renamed to #wording" in told
