"""What an annotation is: cells that changes set, and the view of them that people see.

A cell is one (claim, coder, field); a field is `verdict`, `star`, `tag:PATH` or `note:ID`. Nothing here stores or
replays.
"""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

VERDICT = "verdict"
STAR = "star"
TAG_PREFIX = "tag:"
NOTE_PREFIX = "note:"


class AnnotationError(Exception):
    """An annotation cannot be made as asked for; the message says why and what to do."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A coder's words on a claim. `edited` is None for a note that was never changed. Times are in UTC."""

    id: str
    text: str
    created: datetime
    edited: datetime | None = None


Value = str | bool | Note | None
"""What a cell holds: a verdict's id, True for a star or a tag, a note; None where there is nothing (any more)."""

Action = Literal["do", "undo", "redo", "merge"]


class Edit(msgspec.Struct, frozen=True):
    """A wish: set one cell of the coder at work to a value."""

    claim: str
    field: str
    value: Value


class ForeignEdit(msgspec.Struct, frozen=True):
    """A value that another store held for one cell, at a time of that store."""

    claim: str
    coder: str
    field: str
    value: Value
    at: datetime

    @property
    def written(self) -> datetime:
        """When the value was written, which for a note is known; else the latest time at which it can have been."""
        if isinstance(self.value, Note):
            return min(self.at, self.value.edited or self.value.created)
        return self.at


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the journal: who set which cell from what to what, when, in which step.

    A step is all that one key press did, and what one undo takes back. `target` is the step that an undo or a redo is
    about. `statement` is the digest of the claim's statement at that time.
    """

    id: str
    step: str
    at: datetime
    coder: str
    claim: str
    field: str
    before: Value
    after: Value
    action: Action = "do"
    target: str = ""
    statement: str = ""


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """All that one coder put on one claim; `updated` is the time of the coder's last change to it."""

    claim: str
    coder: str
    tags: tuple[str, ...] = ()
    verdict: str = ""
    starred: bool = False
    notes: tuple[Note, ...] = ()
    updated: datetime

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left on the claim."""
        return not (self.tags or self.verdict or self.starred or self.notes)


class Cell(msgspec.Struct, frozen=True):
    """What a cell holds, which change put it there, and whether that came from another store."""

    value: Value
    at: datetime
    change: str
    is_merged: bool = False


def annotation_from(claim: str, coder: str, cells: Mapping[str, Cell]) -> Annotation:
    """Return the view of one coder's cells on one claim; tags in alphabetical order, notes in order of writing."""
    notes = [cell.value for cell in cells.values() if isinstance(cell.value, Note)]
    verdict = cells[VERDICT].value if VERDICT in cells else None
    return Annotation(
        claim=claim,
        coder=coder,
        tags=tuple(sorted(field[len(TAG_PREFIX) :] for field, cell in cells.items() if _is_tag(field, cell))),
        verdict=verdict if isinstance(verdict, str) else "",
        starred=STAR in cells and cells[STAR].value is True,
        notes=tuple(sorted(notes, key=lambda note: (note.created, note.id))),
        updated=max(cell.at for cell in cells.values()),
    )


def _is_tag(field: str, cell: Cell) -> bool:
    return field.startswith(TAG_PREFIX) and cell.value is True


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: a path of parts joined by `/`, no white space around them, its accents composed.

    Raises `AnnotationError` where a part is empty or a control character is in it.
    """
    composed = unicodedata.normalize("NFC", text.strip().removeprefix("#"))  # one tag, however its accents are typed
    parts = [" ".join(part.split()) for part in composed.split("/")]
    if not all(parts):
        raise AnnotationError(f"{text!r} is no tag: each part of its path needs a name, such as evidence/no-baseline")
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for part in parts for character in part):
        raise AnnotationError(f"{text!r} is no tag: it has control characters in it; leave them out")
    return "/".join(parts)


def clean_coder(text: str) -> str:
    """Return a coder's name as it is kept: one line, no white space around it, its accents composed.

    Raises `AnnotationError` if it is empty or a control character is in it.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise AnnotationError(f"{text!r} is no coder's name: give one with --coder NAME")
    return name


def storable(text: str) -> str:
    """Return text without the halves of characters that broken input leaves, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def clean_note(text: str) -> str:
    """Return a note's text without white space at its ends; raise `AnnotationError` if nothing is left."""
    words = storable(text).strip()
    if not words:
        raise AnnotationError("a note needs some text")
    return words
