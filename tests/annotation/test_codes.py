"""The codebook in force: the curated one, overlaid with what coders changed."""

import pytest

from esgtui.annotation.codes import Code, check_key, cleaned, listing, moved, overlaid, unlisting
from esgtui.annotation.model import AnnotationError, Cell, Edit

from .samples import START

CURATED = (Code("b", "Bee", key="b"), Code("a", "Ay", "When it is so", "red", "a"))


def cells(*edits: Edit) -> dict[str, Cell]:
    return {edit.field: Cell(edit.value, START, str(number)) for number, edit in enumerate(edits)}


def test_without_changes_it_is_the_curated_one_in_its_order() -> None:
    assert overlaid(CURATED, {}) == list(CURATED)


def test_what_is_added_comes_after_and_what_is_taken_out_is_gone() -> None:
    edits = [*listing(Code("z", "Zed"), None), *listing(Code("c"), None), unlisting("b")]
    assert overlaid(CURATED, cells(*edits)) == [CURATED[1], Code("c"), Code("z", "Zed")]


def test_only_the_parts_that_differ_are_changed() -> None:
    new = Code("a", "Ay", "Otherwise", "red", "")
    edits = list(listing(new, CURATED[1]))
    assert [edit.field for edit in edits] == ["code.description:a", "code.key:a"]
    assert overlaid(CURATED, cells(*edits)) == [CURATED[0], new]
    assert list(listing(new, new)) == []


def test_two_who_change_different_parts_of_an_entry_both_keep_their_work() -> None:
    title = listing(Code("a", "Ah", "When it is so", "red", "a"), CURATED[1])
    colour = listing(Code("a", "Ay", "When it is so", "blue", "a"), CURATED[1])
    assert overlaid(CURATED, cells(*title, *colour))[1] == Code("a", "Ah", "When it is so", "blue", "a")


@pytest.mark.parametrize(
    ("tag", "name"), [("x", "y"), ("x/one", "y/one"), ("xy", None), ("x/", "y/"), ("a/x", None), ("X", None)]
)
def test_what_is_below_a_path_moves_with_it(tag: str, name: str | None) -> None:
    assert moved(tag, "x", "y") == name


@pytest.mark.parametrize("key", ["ab", " ", "\t", "\x1b", "b"])
def test_a_key_is_one_character_that_no_other_tag_has(key: str) -> None:
    with pytest.raises(AnnotationError):
        check_key(key, "a", CURATED)


@pytest.mark.parametrize("key", ["", "a", "x", "é", "#"])
def test_a_free_key_is_taken(key: str) -> None:
    check_key(key, "a", CURATED)


def test_words_are_kept_clean_and_colours_checked() -> None:
    assert cleaned(Code("a", " Ti\udcfftle ", "\n", "#0aF0aF"), None) == Code("a", "Title", "", "#0aF0aF")
    for colour in ("#12", "red;", "[red]", "\x1b[31m", "RGB(1)"):
        with pytest.raises(AnnotationError, match="is no colour"):
            cleaned(Code("a", colour=colour), None)
