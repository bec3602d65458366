"""The journal's file: its schema, what goes wrong with it in words, and how a change becomes a row.

How it is opened stands in `opening.py`; what may be written, and when, is `journal.py`'s affair.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import cast, get_args

import msgspec

from esgtui.annotation.model import Action, Change, Value
from esgtui.disk_room import why_no_room

FORMAT = 4
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
    2: "ALTER TABLE drafts ADD COLUMN kind TEXT NOT NULL DEFAULT '';",
    3: "CREATE INDEX changes_by_time ON changes (at);",
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

decode_value = msgspec.json.Decoder(Value).decode
_encode = msgspec.json.Encoder().encode
_ACTIONS = frozenset(get_args(Action))


class JournalError(Exception):
    """The journal cannot be read or written; the message says which file, why, and what to do."""


class DamageError(Exception):
    """A journal's file is damaged; the message says how it shows."""


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say of `path` into a `JournalError` that a user can act on."""
    try:
        yield
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise JournalError(f"{path}: {_LOCKED}") from error
        if why := why_no_room(error, path.parent):
            raise JournalError(f"{path}: {why}, and nothing was changed. {_MAKE_ROOM}") from error
        raise JournalError(f"{path}: the journal cannot be used: {error}. {_advice(error)}") from error
    except OSError as error:
        if why := why_no_room(error, path.parent):
            raise JournalError(f"{Path(error.filename or path)}: {why}. {_MAKE_ROOM}") from error
        reason = error.strerror or str(error)
        raise JournalError(f"{path}: {reason}; choose another place with --store PATH") from error
    except (DamageError, UnicodeDecodeError) as error:
        raise JournalError(f"{path}: the journal is damaged: {error}. {_DAMAGED}") from error


def is_damage(error: Exception) -> bool:
    """Return whether an error says that what stands in a journal's file is not what was written there."""
    if isinstance(error, sqlite3.Error):
        signs = ("malformed", "not a database", "no such table", "no such column", "no column", "decode")
        return any(sign in str(error) for sign in signs)
    return isinstance(error, DamageError | UnicodeDecodeError)  # the latter where SQLite quotes what it cannot read


_LOCKED = (
    "the journal is locked by another program, and nothing was changed. Let that program end what it writes, or close "
    "it, and try again."
)
_MAKE_ROOM = "Make room there and try again, or choose another place with --store PATH."
_DAMAGED = "Keep the file, it may be mended; choose another with --store PATH."


def _advice(error: sqlite3.Error) -> str:
    if is_damage(error):
        return _DAMAGED
    return "See that the file and its folder can be written, or choose another place with --store PATH."


def statements_in(script: str) -> Iterator[str]:
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
    """Return the change that a row of `COLUMNS` holds; raise `DamageError` if it cannot be read."""
    try:
        return _change_from(row)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamageError(f"a change cannot be read: {error}") from error


def _change_from(row: Sequence[object]) -> Change:
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


TOLD_EVERY = 500
"""After how many changes progress is told."""


def change_rows(changes: Sequence[Change], progress: Callable[[int, int], None] | None) -> Iterator[tuple[str, ...]]:
    """Yield the row of each change, and tell now and then how many are done."""
    for number, change in enumerate(changes):
        if progress and number % TOLD_EVERY == 0:
            progress(number, len(changes))
        yield row_of(change)
    if progress:
        progress(len(changes), len(changes))
