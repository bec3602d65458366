"""What is read of a journal's file beyond its state: single changes, steps, and what claims said when.

All take an open connection; which one, and when, is `journal.py`'s affair.
"""

import sqlite3
from collections.abc import Iterable

from esgtui.annotation.history import Step
from esgtui.annotation.model import Change
from esgtui.annotation.storage import COLUMNS, EVER, change_from

StatementRow = tuple[str, str, str]
"""The digest of a statement, a claim that said so, and the statement."""


def read_changes(database: sqlite3.Connection, claim: str | None, limit: int | None) -> list[Change]:
    """Return the changes of a claim, or of all, in the order of the journal; with `limit`, only the latest ones."""
    where, values = ("", ()) if claim is None else ("WHERE claim = ?", (claim,))
    query = f"SELECT {COLUMNS} FROM changes {where} ORDER BY seq DESC LIMIT ?"  # noqa: S608 - fixed words
    rows = database.execute(query, (*values, EVER if limit is None else limit))
    return [change_from(row) for row in rows][::-1]


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
