"""What coders type becomes tags, names and notes that any file can hold."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.model import (
    Annotation,
    AnnotationError,
    Cell,
    Note,
    Value,
    annotation_from,
    clean_coder,
    clean_note,
    clean_tag,
    storable,
)
from esgtui.dataset.model import ExportedAnnotation
from esgtui.dataset.rules import flaws_of
from esgtui.limits import LONGEST_NOTE, LONGEST_TAG

from .samples import NASTY, START

TYPED = st.text(st.characters(), max_size=12) | st.sampled_from(NASTY)
"""What a terminal may hand over, halves of characters included."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("evidence/no-baseline", "evidence/no-baseline"),
        ("  #evidence / no   baseline ", "evidence/no baseline"),
        ("##x", "#x"),
        ("re\u0301gulation", "régulation"),
        ("证据/无基准", "证据/无基准"),
    ],
)
def test_a_tag_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert clean_tag(typed) == kept


@pytest.mark.parametrize("typed", ["", "#", " / ", "a//b", "/a", "a/", "a\x07b", "a\u202eb", "a\ud800"])
def test_what_is_no_tag_is_told(typed: str) -> None:
    with pytest.raises(AnnotationError, match="is no tag"):
        clean_tag(typed)


@given(TYPED, TYPED)
def test_tags_and_coders_are_such_that_files_accept_them(tag: str, coder: str) -> None:
    try:
        tag, coder = clean_tag(tag), clean_coder(coder)
    except AnnotationError:
        return
    assert (clean_tag(tag), clean_coder(coder)) == (tag, coder) or tag.startswith("#")
    table = ExportedAnnotation(claim="c", coder=coder, tags=(tag,), updated=START)
    assert not list(flaws_of(table))
    assert f"{tag}{coder}".encode().decode() == f"{tag}{coder}"


def test_what_is_too_long_is_told_with_what_to_do() -> None:
    assert clean_tag("x" * LONGEST_TAG) == "x" * LONGEST_TAG
    with pytest.raises(AnnotationError, match=r"at most 200 characters, and 'x+'… has 201: put the words in a note"):
        clean_tag("x" * (LONGEST_TAG + 1))
    assert len(clean_note("x" * LONGEST_NOTE)) == LONGEST_NOTE
    with pytest.raises(AnnotationError, match=r"at most 100,000 characters, and this one has 100,001: keep the text"):
        clean_note("x" * (LONGEST_NOTE + 1))


def test_one_coder_has_one_name() -> None:
    assert clean_coder("  Mei   Lin\t\n") == "Mei Lin"
    assert clean_coder("Jose\u0301") == "José"
    for text in ("", "\n", "mei\x1b", "mei\tlin", "mei\nlin", "mei\u2028lin", "\ud800"):
        with pytest.raises(AnnotationError, match="--coder NAME"):
            clean_coder(text)


@given(TYPED)
def test_a_note_is_kept_to_the_letter(text: str) -> None:
    if not storable(text).strip():
        with pytest.raises(AnnotationError, match="needs some text"):
            clean_note(text)
        return
    note = clean_note(text)
    assert note.encode().decode() == note
    assert note in text or any(0xD800 <= ord(letter) < 0xE000 for letter in text)
    assert clean_note(note) == note


def test_an_annotation_shows_what_its_cells_hold() -> None:
    first = Note(id="2", text="first", created=START)
    second = Note(id="1", text="second", created=START + timedelta(microseconds=1))
    held: dict[str, Value] = {
        "note:1": second,
        "tag:b": True,
        "tag:a": True,
        "tag:off": None,
        "note:2": first,
        "star": None,
    }
    late = Cell(None, START + timedelta(seconds=9), "9")
    cells = {field: Cell(value, START, field) for field, value in held.items()} | {"verdict": late}
    expected = Annotation(claim="c", coder="mei", tags=("a", "b"), notes=(first, second), visited=True, updated=late.at)
    assert annotation_from("c", "mei", cells) == expected
    assert not expected.is_empty
    assert annotation_from("c", "mei", {"verdict": late, "star": late}).is_empty
