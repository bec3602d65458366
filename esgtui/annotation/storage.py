"""The journal's file: its schema, how it is opened and recognised, and how a change becomes a row and back.

What may be written, and when, is `journal.py`'s affair.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from esgtui.annotation.model import Change, Value
from esgtui.database_files import stamp

FORMAT = 1
APPLICATION_ID = 0x65736774  # "esgt", so that a journal is told from any other SQLite file

SCHEMA = """
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    coder TEXT NOT NULL,
    claim TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    statement TEXT NOT NULL
) STRICT;
CREATE TABLE statements (digest TEXT PRIMARY KEY, claim TEXT NOT NULL, statement TEXT NOT NULL) STRICT;
CREATE TABLE drafts (
    claim TEXT NOT NULL, coder TEXT NOT NULL, note TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (claim, coder, note)
) STRICT;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TRIGGER changes_are_never_rewritten BEFORE UPDATE ON changes
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
READ = """
SELECT seq, id, step, at, coder, claim, field, before, after, action, target, statement
FROM changes WHERE seq > ? ORDER BY seq
"""
APPEND = """
INSERT INTO changes (id, step, at, coder, claim, field, before, after, action, target, statement)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
KEEP_STATEMENT = "INSERT OR IGNORE INTO statements (digest, claim, statement) VALUES (?, ?, ?)"

FileIdentity = tuple[int, int]
"""A file's device and number on it: what tells it from another one in its place."""

_decode_value = msgspec.json.Decoder(Value).decode


class JournalError(Exception):
    """The journal cannot be read or written; the message says which file, why, and what to do."""


def connect(path: Path, dataset: str) -> sqlite3.Connection:
    """Open the journal's file for `dataset`, making it if need be; transactions are the caller's to begin.

    Raises `JournalError` for another dataset's journal or a file of another kind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        _prepare(database, path, dataset)
    except BaseException:
        database.close()
        raise
    return database


def identity(path: Path) -> FileIdentity | None:
    """Return what tells the file from another one of this name, or None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _prepare(database: sqlite3.Connection, path: Path, dataset: str) -> None:
    database.execute("PRAGMA synchronous = FULL")
    if not _is_journal(database, path):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN IMMEDIATE")
        if not _is_journal(database, path):  # another program may have been quicker
            for statement in _statements(SCHEMA):
                database.execute(statement)
            database.execute("INSERT INTO facts VALUES ('dataset', ?)", (dataset,))
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("COMMIT")
    owner = database.execute("SELECT value FROM facts WHERE name = 'dataset'").fetchone()
    if owner is None:
        raise JournalError(f"{path}: the journal is damaged: it does not say whose it is. {_DAMAGED}")
    if owner[0] != dataset:
        raise JournalError(
            f"{path}: this journal belongs to the dataset {owner[0]!r}, not to {dataset!r}; "
            "choose another with --store PATH"
        )


def _is_journal(database: sqlite3.Connection, path: Path) -> bool:
    """Return whether the file is a journal, and False if it is empty; raise `JournalError` for anything else."""
    tables, application, version = stamp(database)
    if application == APPLICATION_ID and version == FORMAT:
        return True
    if application == APPLICATION_ID:
        raise JournalError(
            f"{path}: a journal of version {version}; a newer esgtui can read it, or choose another with --store PATH"
        )
    if application or tables:
        raise JournalError(f"{path}: not a journal of esgtui; choose another file with --store PATH")
    return False


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say of `path` into a `JournalError` that a user can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(f"{path}: the journal cannot be used: {error}. {_advice(error)}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise JournalError(f"{path}: {reason}; choose another place with --store PATH") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise JournalError(f"{path}: a change in the journal cannot be read: {error}. {_DAMAGED}") from error


_DAMAGED = "Keep the file, it may be mended; choose another with --store PATH."


def _advice(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text:
        return "Another program is writing to it: try again."
    if "full" in text:
        return "Make room on the disk and try again: nothing was changed."
    if any(sign in text for sign in ("malformed", "not a database", "no such table", "no such column", "decode")):
        return _DAMAGED
    return "See that the file and its folder can be written, or choose another place with --store PATH."


def _statements(script: str) -> Iterator[str]:
    """Split a script, so that it can run inside a transaction (`executescript` would commit it)."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def digest(statement: str) -> str:
    """Return a short digest of a statement, by which a later one is told from it."""
    import hashlib  # takes milliseconds to load, and only writing needs it

    return hashlib.blake2b(statement.encode(), digest_size=16).hexdigest()


def moment(at: datetime) -> str:
    """Return a time as the journal writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def row_of(change: Change) -> tuple[str, ...]:
    """Return a change as the values that `APPEND` takes."""
    before, after = (msgspec.json.encode(value).decode() for value in (change.before, change.after))
    head = (change.id, change.step, moment(change.at), change.coder, change.claim, change.field)
    return (*head, before, after, change.action, change.target, change.statement)


def change_from(row: Sequence[str]) -> Change:
    """Return the change that a row of `READ` holds, without its number; raise `ValueError` if it is damaged."""
    texts = msgspec.convert(row, tuple[str, ...])
    change_id, step, at, coder, claim, field, before, after, action, target, statement = texts
    time = datetime.fromisoformat(at)
    if time.tzinfo is None:
        raise ValueError(f"the time {at!r} has no zone")
    return msgspec.convert(
        {
            "id": change_id,
            "step": step,
            "at": time,
            "coder": coder,
            "claim": claim,
            "field": field,
            "before": _decode_value(before),
            "after": _decode_value(after),
            "action": action,
            "target": target,
            "statement": statement,
        },
        Change,
    )
