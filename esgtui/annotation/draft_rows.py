"""Drafts as rows of the journal's file: the only ones that are ever replaced.

A row has one writer: each editor keeps what is typed in it in a slot of its own, so that two that are open never write
over each other. A slot names the note that it is for; that of an older program is the note alone, for all its windows.
"""

import sqlite3
import uuid
from collections.abc import Iterable
from datetime import datetime

from esgtui.annotation.model import Draft
from esgtui.annotation.storage import DamageError, moment

READ_DRAFTS = "SELECT claim, note, text, kind, at FROM drafts WHERE coder = ?"
_OWN = "typed:"
"""How a slot begins that has one writer; a key and the note follow."""


def own_slot(note: str) -> str:
    """Return a slot for what is typed of a note in one place, into which nobody else ever writes."""
    return f"{_OWN}{uuid.uuid4().hex}:{note}"


def note_of(slot: str) -> str:
    """Return the note that a slot is for; it is empty for a new one."""
    return slot.split(":", 2)[-1] if slot.startswith(_OWN) else slot


def kept_at(draft: Draft) -> float:
    """Return when a draft was kept, as a number by which drafts are put in order."""
    return draft.at.timestamp() if draft.at else 0.0


def put_draft(
    database: sqlite3.Connection, coder: str, key: tuple[str, str], draft: Draft, at: datetime, known: str | None = None
) -> bool:
    """Keep a draft by its claim and slot in the place of the one before; one without text forgets it.

    Only the one that is `known` makes place, if one is: another program may have typed more of it. Returns whether the
    draft is kept.
    """
    claim, slot = key
    row = (claim, coder, slot)
    if known is None:
        database.execute("DELETE FROM drafts WHERE (claim, coder, note) = (?, ?, ?)", row)
    else:
        database.execute("DELETE FROM drafts WHERE (claim, coder, note) = (?, ?, ?) AND text = ?", (*row, known))
    if not draft.text:
        return False
    values = (*row, draft.text, moment(at), draft.kind)
    return database.execute("INSERT OR IGNORE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", values).rowcount > 0


def drafts_from(rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], Draft]:
    """Return the drafts that rows of `READ_DRAFTS` hold, by claim and note."""
    try:
        return {(claim, note): Draft(text, kind, datetime.fromisoformat(at)) for claim, note, text, kind, at in rows}
    except ValueError as error:
        raise DamageError(f"a draft cannot be read: {error}") from error
