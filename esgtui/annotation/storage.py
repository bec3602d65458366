"""The journal's file: its schema, how it is opened, recognised and brought up to date, and how a change becomes a row.

What may be written, and when, is `journal.py`'s affair.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import cast, get_args

import msgspec

from esgtui.annotation.model import Action, Change, Value
from esgtui.database_files import stamp

FORMAT = 2
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
"""The first version; `MIGRATIONS` bring it up to date, so that a new journal and an old one come to the same."""

MIGRATIONS = {
    1: """
ALTER TABLE changes ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN merged_in TEXT NOT NULL DEFAULT '';
CREATE TABLE merges (step TEXT PRIMARY KEY, author TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL) STRICT;
CREATE TABLE snapshots (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, sum TEXT NOT NULL, state BLOB NOT NULL) STRICT;
CREATE INDEX changes_by_claim ON changes (claim);
""",
}
"""What makes each version of a journal into the next one."""

COLUMNS = "id, step, at, coder, claim, field, before, after, action, target, statement, author, merged_in"
READ = f"""
SELECT {COLUMNS}, seq, coalesce((SELECT author FROM merges WHERE merges.step = merged_in), '')
FROM changes WHERE seq > ? AND seq <= ? ORDER BY seq
"""  # noqa: S608 - the columns are named above
APPEND = f"INSERT OR IGNORE INTO changes ({COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608 - as above
KEEP_STATEMENT = "INSERT OR IGNORE INTO statements (digest, claim, statement) VALUES (?, ?, ?)"
EVER = 2**62
"""A number that no change has yet."""

FileIdentity = tuple[int, int]
"""A file's device and number on it: what tells it from another one in its place."""

decode_value = msgspec.json.Decoder(Value).decode
_encode = msgspec.json.Encoder().encode
_ACTIONS = frozenset(get_args(Action))


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
    version = _version(database, path)
    if version < FORMAT:
        if version:
            keep_copy(database, path, version)
        else:
            database.execute("PRAGMA journal_mode = WAL")
        _bring_up_to_date(database, path, dataset)
    owner = database.execute("SELECT value FROM facts WHERE name = 'dataset'").fetchone()
    if owner is None:
        raise JournalError(f"{path}: the journal is damaged: it does not say whose it is. {_DAMAGED}")
    if owner[0] != dataset:
        raise JournalError(
            f"{path}: this journal belongs to the dataset {owner[0]!r}, not to {dataset!r}; "
            "choose another with --store PATH"
        )


def _bring_up_to_date(database: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Make an empty file a journal, or an old journal one of this version, all in one transaction."""
    database.execute("BEGIN IMMEDIATE")
    version = _version(database, path)  # another program may have been quicker
    scripts = [SCHEMA] if version == 0 else []
    scripts += [MIGRATIONS[each] for each in range(max(1, version), FORMAT)]
    for script in scripts:
        for statement in _statements(script):
            database.execute(statement)
    if version == 0:
        database.execute("INSERT INTO facts VALUES ('dataset', ?)", (dataset,))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("COMMIT")


def keep_copy(database: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy a journal as it is before it is brought up to date, to a file beside it; return that file."""
    copy = free_name(path, f"version-{version}")
    partial = copy.with_name(copy.name + ".part")
    target = sqlite3.connect(partial)
    try:
        database.backup(target)
    finally:
        target.close()
    partial.replace(copy)
    return copy


def free_name(path: Path, what: str) -> Path:
    """Return the name of a file beside `path` that says what it is, and that no file has yet."""
    names = (f"{path.stem}.{what}{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    return next(file for name in names if not (file := path.with_name(name)).exists())


def _version(database: sqlite3.Connection, path: Path) -> int:
    """Return the version of a journal, and 0 for an empty file; raise `JournalError` for anything else."""
    tables, application, version = stamp(database)
    if application == APPLICATION_ID and 1 <= version <= FORMAT:
        return version
    if application == APPLICATION_ID:
        raise JournalError(
            f"{path}: a journal of version {version}; a newer esgtui can read it, or choose another with --store PATH"
        )
    if application or tables:
        raise JournalError(f"{path}: not a journal of esgtui; choose another file with --store PATH")
    return 0


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


@lru_cache(maxsize=8)  # all changes of a step have the same
def moment(at: datetime) -> str:
    """Return a time as the journal writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def row_of(change: Change) -> tuple[str, ...]:
    """Return a change as the values that `APPEND` takes."""
    head = (change.id, change.step, moment(change.at), change.coder, change.claim, change.field)
    values = (_encode(change.before).decode(), _encode(change.after).decode())
    return (*head, *values, change.action, change.target, change.statement, change.author, change.merged_in)


def change_from(row: Sequence[object]) -> Change:
    """Return the change that a row of `COLUMNS` holds; raise `ValueError` if it is damaged."""
    texts = [text for text in row if isinstance(text, str)]
    if len(texts) < len(row):
        raise ValueError("what has to be text is none")
    change_id, step, at, coder, claim, field, before, after, action, target, statement, author, merged_in = texts
    time = datetime.fromisoformat(at)
    if time.tzinfo is None:
        raise ValueError(f"the time {at!r} has no zone")
    if action not in _ACTIONS:
        raise ValueError(f"there is no action {action!r}")
    return Change(
        id=change_id,
        step=step,
        at=time,
        coder=coder,
        claim=claim,
        field=field,
        before=decode_value(before),
        after=decode_value(after),
        action=cast("Action", action),
        target=target,
        statement=statement,
        author=author,
        merged_in=merged_in,
    )
