"""What an annotation is: cells that changes set, and the view of them that people see.

A cell is one (claim, coder, field); a field of a coder's is `verdict`, `star`, `visited`, `tag:PATH` or `note:ID`. What
belongs to nobody alone has the coder `SHARED`: how a disagreement on a claim was settled, and, under no claim, the
codebook (`codes.py`). Nothing here stores or replays.
"""

import unicodedata
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from esgtui.limits import LONGEST_NOTE, LONGEST_TAG

VERDICT = "verdict"
STAR = "star"
VISITED = "visited"
TAG_PREFIX = "tag:"
NOTE_PREFIX = "note:"
SETTLED_PREFIX = "settled:"
"""In front of the field that a settlement is about: `settled:verdict`, `settled:tag:PATH`."""
CODE_PREFIX = "code."
"""In front of the part of the codebook's entry for a tag: `code.title:PATH`."""
LISTED = f"{CODE_PREFIX}listed:"
"""In front of a tag in the field that says whether the codebook has an entry for it."""
MOVED = f"{CODE_PREFIX}moved:"
"""In front of a tag in the field that says what the tag is called since it was renamed."""
SHARED = ""
"""The coder of a cell that belongs to all."""
NO_CLAIM = ""
"""The claim of a cell that is about none."""

NOTE_KINDS = ("", "thought", "question", "rule")
"""What a note can be; most are just notes."""


_MOVED = uuid.UUID("0c3a7f1e-2b7d-5a0e-8f43-6d1c9b52e7aa")  # the name space of ids for notes that were moved


class AnnotationError(Exception):
    """An annotation cannot be made as asked for; the message says why and what to do."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A coder's words on a claim. `edited` is None for a note that was never changed. Times are in UTC."""

    id: str
    text: str
    created: datetime
    edited: datetime | None = None
    kind: str = ""


Judgement = str | bool | None
"""A verdict's id, or whether a tag is on."""

Positions = tuple[tuple[str, Judgement], ...]
"""A settlement: what was decided, under `SHARED`, and then which position each coder had, by name."""

Value = str | bool | Note | Positions | None
"""What a cell holds: a verdict's id, True for a star or a tag, a note; None where there is nothing (any more)."""

Action = Literal["do", "undo", "redo", "merge", "visit"]
"""How a change came about; `visit` is recorded in passing, and is no step that undo takes back."""


class Edit(msgspec.Struct, frozen=True):
    """A wish: set one cell to a value; the cell is that of the coder at work unless `coder` names another."""

    claim: str
    field: str
    value: Value
    coder: str | None = None


class ForeignEdit(msgspec.Struct, frozen=True):
    """A value that another store held for one cell, at a time of that store.

    `is_exact` says that the cell was set at this very time; else it was set then or before. `author` is who set it, if
    that is not the coder whose cell it is, as far as it is told.
    """

    claim: str
    coder: str
    field: str
    value: Value
    at: datetime
    is_exact: bool = False
    author: str = ""

    @property
    def written(self) -> datetime:
        """When the value was written, which for a note is known; else the latest time at which it can have been."""
        if isinstance(self.value, Note) and not self.is_exact:
            return min(self.at, self.value.edited or self.value.created)
        return self.at


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of the journal: who set which cell from what to what, when, in which step.

    A step is all that one key press did, and what one undo takes back. `target` is the step that an undo or a redo is
    about. `statement` is the digest of the claim's statement at that time. `author` is who made the change, where that
    is not the coder whose cell it is; `merged_in` the step of this store that took the change in from another one.
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
    author: str = ""
    merged_in: str = ""

    @property
    def by(self) -> str:
        """Who made the change."""
        return self.author or self.coder


class Draft(msgspec.Struct, frozen=True):
    """What was being typed and is not saved, and what kind of note it was to be."""

    text: str = ""
    kind: str = ""
    at: datetime | None = None
    """When it was kept, if it was."""


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """All that one coder put on one claim; `updated` is the time of the coder's last change to it."""

    claim: str
    coder: str
    tags: tuple[str, ...] = ()
    verdict: str = ""
    starred: bool = False
    notes: tuple[Note, ...] = ()
    visited: bool = False
    updated: datetime

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left on the claim, which the coder may have visited all the same."""
        return not (self.tags or self.verdict or self.starred or self.notes)


class Cell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a cell holds, which change put it there, if that came from another store, and who did it, if another.

    `turn` says that a merge was taken back here, or done again: `at` is then the time of what it had brought.
    """

    value: Value
    at: datetime
    change: str
    is_merged: bool = False
    author: str = ""
    turn: Literal["", "undo", "redo"] = ""

    @property
    def rank(self) -> tuple[datetime, int, str]:
        """What decides between two values of one cell: the later wins and, of one time, who set it over who told of it.

        So it does not matter whether a colleague's export comes before the journal that it was made of. What took a
        merge back comes right after what had been brought: whatever its author sets later wins.
        """
        return self.at, 2 if self.turn else 1 - self.is_merged, self.change


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
        visited=is_visited(cells),
        updated=max(cell.at for cell in cells.values()),
    )


def is_visited(cells: Mapping[str, Cell]) -> bool:
    """Return whether a coder has visited a claim: if it was judged, else as was recorded or set last.

    Where nothing was, a star or a note tells of a visit.
    """
    recorded = cells[VISITED].value if VISITED in cells else None
    if recorded is None:
        return any(cell.value for cell in cells.values())
    return bool(recorded) or is_judged(cells)


def is_judged(cells: Mapping[str, Cell]) -> bool:
    """Return whether a coder gave a claim a verdict or a tag, which nobody does without having looked at it."""
    return bool(VERDICT in cells and cells[VERDICT].value) or any(_is_tag(*each) for each in cells.items())


def _is_tag(field: str, cell: Cell) -> bool:
    return field.startswith(TAG_PREFIX) and cell.value is True


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: a path of parts joined by `/`, no white space around them, its accents composed.

    Raises `AnnotationError` where a part is empty, a control character is in it, or it is too long.
    """
    if len(text) > LONGEST_TAG:
        raise AnnotationError(
            f"a tag has at most {LONGEST_TAG} characters, and {text[:20]!r}… has {len(text):,}: put the words in a note"
        )
    composed = unicodedata.normalize("NFC", text.strip().removeprefix("#"))  # one tag, however its accents are typed
    parts = [" ".join(part.split()) for part in composed.split("/")]
    if not all(parts):
        raise AnnotationError(f"{text!r} is no tag: each part of its path needs a name, such as evidence/no-baseline")
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for part in parts for character in part):
        raise AnnotationError(f"{text!r} is no tag: it has control characters in it; leave them out")
    return "/".join(parts)


def clean_coder(text: str) -> str:
    """Return a coder's name as it is kept: no white space around it and single spaces in it, its accents composed.

    Raises `AnnotationError` if it is empty, has a second line, or a control character in it.
    """
    name = unicodedata.normalize("NFC", text.strip())
    reason = ""
    if not name:
        reason = "it is empty"
    elif len(name.splitlines()) > 1:
        reason = "it has more than one line"
    elif any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        reason = "it has control characters in it"
    if reason:
        raise AnnotationError(f"{text!r} is no coder's name, since {reason}: give one with --coder NAME")
    return " ".join(name.split())


def to_the_second(value: Value) -> Value:
    """Return a value as an export carries it: a note with its times to the second."""
    if not isinstance(value, Note):
        return value
    edited = value.edited.replace(microsecond=0) if value.edited else None
    return msgspec.structs.replace(value, created=value.created.replace(microsecond=0), edited=edited)


def storable(text: str) -> str:
    """Return text without the halves of characters that broken input leaves, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def moved_note_id(note_id: str, claim: str, coder: str) -> str:
    """Return the id that a note has on another claim or under another coder, the same wherever it is moved there.

    Ids are unique in an export, and two who move the same note have moved one.
    """
    return uuid.uuid5(_MOVED, f"{claim}\n{coder}\n{note_id}").hex


def clean_kind(text: str) -> str:
    """Return the kind of a note; raise `AnnotationError`, which names all of them, if it is none."""
    if text not in NOTE_KINDS:
        raise AnnotationError(f"{text!r} is no kind of note; there are: {', '.join(filter(None, NOTE_KINDS))}")
    return text


def clean_note(text: str) -> str:
    """Return a note's text without white space at its ends; raise `AnnotationError` if nothing is left, or too much."""
    words = storable(text).strip()
    if not words:
        raise AnnotationError("a note needs some text")
    if len(words) > LONGEST_NOTE:
        raise AnnotationError(
            f"a note has at most {LONGEST_NOTE:,} characters, and this one has {len(words):,}: keep the text in a file "
            "and name that in the note, or write several notes"
        )
    return words
