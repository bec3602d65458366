"""What a journal's file tells of its past: single entries, the log, steps, what claims said when, and what was merged.

Only looked up, and only when asked for: what cells hold now is `history.py`'s affair. What takes an open connection is
for `journal.py`, which alone knows when it may be used; all else asks the journal for one.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.model import MOVED, NO_CLAIM, Change
from esgtui.annotation.storage import COLUMNS, EVER, TOLD_EVERY, change_from

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from esgtui.annotation.journal import Journal
    from esgtui.annotation.merging import Mark
    from esgtui.annotation.state import Step

StatementRow = tuple[str, str, str]
"""The digest of a statement, a claim that said so, and the statement."""

SHORT = 8
"""How many characters of an entry's id are shown; all entries of one step begin alike."""

_AT_ONCE = 500
"""For how many ids a question is asked at a time."""

_WHO = "CASE author WHEN '' THEN coder ELSE author END"

_STEP = "CASE merged_in WHEN '' THEN step ELSE merged_in END"

_TOLD_TWICE = """
(action = 'merge' AND EXISTS (
    SELECT 1 FROM changes AS full WHERE full.claim = changes.claim AND full.coder = changes.coder
    AND full.field = changes.field AND full.at = changes.at AND full.action <> 'merge'
))
"""
"""Whether an entry is of an export, and a journal that came as well tells of it in full."""


class Merge(msgspec.Struct, frozen=True):
    """A step that took in what another store held: who merged, when, the name of the file, and how many entries."""

    step: str
    author: str
    at: datetime
    source: str
    size: int


class Wanted(msgspec.Struct, frozen=True):
    """Which entries a log is to tell: by default all. `by` is who made them.

    With `seen_by` only those are told that are about this coder's work, or about the codebook.
    """

    claims: tuple[str, ...] = ()
    by: str = ""
    seen_by: str = ""


def newest(journal: Journal, wanted: Wanted, limit: int | None = None) -> list[Change]:
    """Return the entries wanted, the newest first; of one time, those that came last."""
    where, values = _where(wanted)
    query = f"SELECT {COLUMNS} FROM changes WHERE {where} ORDER BY at DESC, seq DESC LIMIT ?"  # noqa: S608 - fixed words
    with journal.reading() as database:
        if database is None:
            return []
        return [change_from(row) for row in database.execute(query, (*values, EVER if limit is None else limit))]


def count(journal: Journal, wanted: Wanted) -> int:
    """Return how many entries are wanted."""
    where, values = _where(wanted)
    with journal.reading() as database:
        if database is None:
            return 0
        found: int = database.execute(f"SELECT count(*) FROM changes WHERE {where}", values).fetchone()[0]  # noqa: S608 - fixed words
        return found


def people(journal: Journal, seen_by: str = "") -> list[str]:
    """Return who made any entry, in the order of their names; with `seen_by`, of the entries that this coder sees."""
    where, values = _where(Wanted(seen_by=seen_by))
    query = f"SELECT DISTINCT {_WHO} FROM changes WHERE {where}"  # noqa: S608 - fixed words
    with journal.reading() as database:
        return sorted(name for (name,) in database.execute(query, values) if name) if database else []


def _where(wanted: Wanted) -> tuple[str, list[str]]:
    """Return a condition in fixed words, and the values that it asks for."""
    parts, values = [f"NOT {_TOLD_TWICE}"], list[str]()
    if wanted.claims:
        parts.append(f"claim IN ({', '.join('?' * len(wanted.claims))})")
        values += wanted.claims
    if wanted.by:
        parts.append(f"{_WHO} = ?")
        values.append(wanted.by)
    if wanted.seen_by:
        parts.append("(coder = ? OR claim = ?)")
        values += [wanted.seen_by, NO_CLAIM]
    return " AND ".join(parts), values


def beginning(journal: Journal, beginning: str, most: int = 5) -> list[Change]:
    """Return entries whose id begins so: the first one of each step, at most so many."""
    query = f"""
    SELECT {COLUMNS}, min(seq) FROM changes WHERE id >= ? AND id < ? GROUP BY {_STEP} ORDER BY min(seq) DESC LIMIT ?
    """  # noqa: S608 - fixed words
    with journal.reading() as database:
        if database is None or not beginning:
            return []
        rows = database.execute(query, (beginning, beginning + "\U0010ffff", most))
        return [change_from(row[:-1]) for row in rows]


def id_of(journal: Journal, number: int) -> str:
    """Return the id of the change with this number in the journal; empty where there is none."""
    with journal.reading() as database:
        row = database and database.execute("SELECT id FROM changes WHERE seq = ?", (number,)).fetchone()
    return row[0] if row else ""


def claims_since(journal: Journal, number: int, most: int) -> list[str]:
    """Return the claims, at most so many, that changes after this number are about."""
    query = "SELECT DISTINCT claim FROM changes WHERE seq > ? LIMIT ?"
    with journal.reading() as database:
        return [claim for (claim,) in database.execute(query, (number, most))] if database else []


def merge_of(journal: Journal, step: str) -> Merge | None:
    """Return the merge that a step is, or None if it is another one."""
    with journal.reading() as database:
        if database is None:
            return None
        row = database.execute("SELECT author, at, source FROM merges WHERE step = ?", (step,)).fetchone()
        if row is None:
            return None
        cells = "SELECT DISTINCT claim, coder, field, at FROM changes WHERE merged_in = ?"
        size = database.execute(f"SELECT count(*) FROM ({cells})", (step,)).fetchone()[0]  # noqa: S608 - fixed words
        return Merge(step, row[0], datetime.fromisoformat(row[1]), row[2], size)


def renames(journal: Journal) -> dict[str, dict[str, str]]:
    """Return which tags each step that renamed any gave another name; an undo gives them the old one."""
    found: dict[str, dict[str, str]] = {}
    query = f"SELECT {COLUMNS} FROM changes WHERE claim = ? AND field LIKE ? AND action <> 'merge'"  # noqa: S608 - fixed words
    with journal.reading() as database:
        for row in database.execute(query, (NO_CLAIM, f"{MOVED}%")) if database else ():
            change = change_from(row)
            tag = change.field.removeprefix(MOVED)
            if isinstance(change.after, str):
                found.setdefault(change.step, {})[tag] = change.after
            elif change.action == "undo" and isinstance(change.before, str):
                found.setdefault(change.step, {})[change.before] = tag
    return found


def taken_back(journal: Journal, marks: Collection[Mark]) -> Counter[str]:
    """Return which merges had brought changes of these marks and are not in force, each with how many of them."""
    found = Counter[str]()
    undone = [merge for merge in journal.history.state.merges if merge not in journal.history.steps_done()]
    query = "SELECT DISTINCT claim, coder, field, at FROM changes WHERE merged_in = ?"
    with journal.reading() as database:
        for merge in undone if database else ():
            found[merge] = sum(row in marks for row in (database.execute(query, (merge,)) if database else ()))
    return +found


def later(journal: Journal, change: Change, steps_in_force: Collection[str]) -> Change | None:
    """Return the last entry that set the cell of a change after it and that is still in force, or None."""
    query = f"""
    SELECT {COLUMNS} FROM changes WHERE claim = ? AND coder = ? AND field = ? AND before <> after AND {_STEP} <> ?
    ORDER BY at DESC, action <> 'merge' DESC, id DESC
    """  # noqa: S608 - fixed words
    own = change.merged_in or change.step
    with journal.reading() as database:
        rows = database.execute(query, (change.claim, change.coder, change.field, own)) if database else ()
        for each in map(change_from, rows):
            if (each.at, each.action != "merge", each.id) < (change.at, change.action != "merge", change.id):
                return None
            step = each.target if each.action == "redo" else each.merged_in or each.step
            if step != own and step in steps_in_force:
                return each
    return None


def read_changes(
    database: sqlite3.Connection,
    claim: str | None,
    limit: int | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Change]:
    """Return the changes of a claim, or of all, in the order of the journal; with `limit`, only the latest ones.

    `progress` is told now and then how many of how many are read.
    """
    where, values = ("", ()) if claim is None else ("WHERE claim = ?", (claim,))
    query = f"SELECT {COLUMNS} FROM changes {where} ORDER BY seq DESC LIMIT ?"  # noqa: S608 - fixed words
    rows = database.execute(query, (*values, EVER if limit is None else limit))
    if progress is None:
        return [change_from(row) for row in rows][::-1]
    (size,) = database.execute(f"SELECT count(*) FROM changes {where}", values).fetchone()  # noqa: S608 - fixed words
    found = list[Change]()
    while read := rows.fetchmany(TOLD_EVERY):
        found += map(change_from, read)
        progress(len(found), size)
    return found[::-1]


def read_steps(database: sqlite3.Connection, steps: Iterable[Step], most: int) -> list[list[Change]]:
    """Return the first changes of each step, at most `most` of each."""
    query = f"SELECT {COLUMNS} FROM changes WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608 - fixed words
    return [
        [change_from(row) for row in database.execute(query, (step.first, min(step.last, step.first + most - 1)))]
        for step in steps
    ]


def read_statement(database: sqlite3.Connection, key: str) -> str | None:
    """Return the statement with this digest, or None if it is unknown."""
    row = database.execute("SELECT statement FROM statements WHERE digest = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def read_statements(database: sqlite3.Connection) -> list[StatementRow]:
    """Return every statement that was ever annotated."""
    return database.execute("SELECT digest, claim, statement FROM statements").fetchall()
