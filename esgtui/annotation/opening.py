"""Open a journal's file: recognise it, make it, bring it up to date, and tell other files apart.

A damaged file is `recovery.py`'s affair; who holds the open file, and for how long, is `held.py`'s.
"""

import os
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from esgtui.annotation.storage import (
    APPLICATION_ID,
    FORMAT,
    MIGRATIONS,
    SCHEMA,
    DamageError,
    JournalError,
    statements_in,
)
from esgtui.annotation.waiting import AT_ONCE, PATIENCE, Progress, patiently
from esgtui.database_files import stamp

COPYING, AT_A_TIME = "Keeping a copy of the journal as it was", 4_000
"""What is told while an old journal is copied, and after how many pages."""

FileIdentity = tuple[int, int]
"""A file's device and number on it: what tells it from another one in its place."""

TABLES = {"changes", "statements", "drafts", "facts", "merges", "snapshots", "changes_by_claim", "changes_by_time"}
"""What a journal of this version has."""

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file that is in use."""


def connect(path: Path, dataset: str, tell: Progress | None = None) -> sqlite3.Connection:
    """Open the journal's file for `dataset`, making it if need be; transactions are the caller's to begin.

    `tell` hears of it if another program has the file locked.

    Raises `JournalError` for another dataset's journal or a file of another kind, and `DamageError` or what SQLite says
    for one that is damaged.
    """
    how = "rw" if path.exists() else "rwc"
    if (
        how == "rwc"
    ):  # in this order: a damaged journal is not there for a moment while the recovered one takes its place
        if recovered_file(path).exists():
            raise DamageError("it was being recovered")
        path.parent.mkdir(parents=True, exist_ok=True)
    place = f"{path.absolute().as_uri()}?mode={how}"
    quick = AT_ONCE / 1000
    database = sqlite3.connect(place, uri=True, timeout=quick, isolation_level=None, check_same_thread=False)
    try:
        patiently(lambda: _prepare(database, path, dataset, tell), tell)
        database.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
    except BaseException:
        database.close()
        raise
    return database


def recovered_file(path: Path) -> Path:
    """Return where a recovered journal is until it takes the place of the damaged one."""
    return path.with_name(path.name + ".recovered")


def identity(path: Path) -> FileIdentity | None:
    """Return what tells the file from another one of this name, or None if there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def _prepare(database: sqlite3.Connection, path: Path, dataset: str, tell: Progress | None) -> None:
    database.execute("PRAGMA synchronous = FULL")
    version = _version(database, path)
    if not version:
        database.execute("PRAGMA journal_mode = WAL")
    if version < FORMAT:
        bring_up_to_date(database, path, dataset, tell)
    missing = TABLES - {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if missing:
        raise DamageError(f"it has no {', no '.join(sorted(missing))}")
    owner = database.execute("SELECT value FROM facts WHERE name = 'dataset'").fetchone()
    if owner is None:
        raise DamageError("it does not say whose it is")
    check_owner(path, owner[0], dataset)


def check_owner(path: Path, owner: str, dataset: str) -> None:
    """Raise `JournalError` if a journal is not this dataset's."""
    if owner != dataset:
        raise JournalError(
            f"{path}: this journal belongs to the dataset {owner!r}, not to {dataset!r}; "
            "choose another with --store PATH"
        )


def bring_up_to_date(database: sqlite3.Connection, path: Path, dataset: str, tell: Progress | None = None) -> None:
    """Make an empty file a journal, or an old journal one of this version, all in one transaction.

    `tell` hears how much is copied of an old one.
    """
    database.execute("BEGIN IMMEDIATE")
    copy = None
    try:
        version = _version(database, path)  # another program may have been quicker
        database.execute(f"PRAGMA user_version = {FORMAT}")  # first, so that no copy is made of what cannot be written
        if 0 < version < FORMAT:
            copy = keep_copy(path, version, tell)
        scripts = [SCHEMA] if version == 0 else []
        scripts += [MIGRATIONS[each] for each in range(max(1, version), FORMAT)]
        for script in scripts:
            for statement in statements_in(script):
                database.execute(statement)
        if version == 0:
            database.execute("INSERT INTO facts VALUES ('dataset', ?)", (dataset,))
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("COMMIT")
        copy = None
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")
        if copy:
            remove(copy)  # the journal is still what it is a copy of


def keep_copy(path: Path, version: int, tell: Progress | None = None) -> Path:
    """Copy a journal as it is before it is brought up to date, to a file beside it; return that file.

    The caller holds the only write transaction, so that no other program makes the same copy. A copy that cannot be
    made whole leaves nothing behind.
    """
    copy = free_name(path, f"version-{version}")
    with closing(sqlite3.connect(path)) as database:  # not the caller's, which would wait for itself
        copy_whole(database, copy, tell)
    return copy


def copy_whole(database: sqlite3.Connection, copy: Path, tell: Progress | None = None) -> None:
    """Copy a database to a file that is there whole or not at all; `tell` hears how far that is, and may stop it."""

    def told(_status: int, left: int, of: int) -> None:
        if tell:
            tell(COPYING, of - left, of)

    partial = copy.with_name(copy.name + ".part")
    remove(partial)  # a program was killed while it wrote it
    target = sqlite3.connect(partial)
    try:
        try:
            database.backup(target, pages=AT_A_TIME, progress=told)
        finally:
            target.close()
        partial.replace(copy)
    except BaseException:
        remove(partial)
        raise
    make_durable(copy.parent)


def remove(path: Path) -> None:
    """Remove a file and what SQLite keeps beside it, as far as they are there."""
    for suffix in ("", "-journal", *BESIDE):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def make_durable(folder: Path) -> None:
    """Have the names of a folder's files on the disk."""
    with suppress(OSError):  # not every system lets a folder be opened; there the names are as durable as it makes them
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free_name(path: Path, what: str) -> Path:
    """Return the name of a file beside `path` that says what it is, and that no file has yet."""
    names = (f"{path.stem}.{what}{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    return next(file for name in names if not (file := path.with_name(name)).exists())


def _version(database: sqlite3.Connection, path: Path) -> int:
    """Return the version of a journal, and 0 for an empty file; raise `JournalError` for anything else."""
    tables, application, version = stamp(database)
    if application == APPLICATION_ID and 1 <= version <= FORMAT:
        return version
    if application == APPLICATION_ID and version > FORMAT:
        raise newer(path, version)
    if application == APPLICATION_ID:
        raise DamageError(f"it says that it is of version {version}")
    if application or tables:
        raise foreign(path)
    return 0


def newer(path: Path, version: int) -> JournalError:
    """Return the error of a journal that a newer program made."""
    return JournalError(
        f"{path}: a journal of version {version}; a newer esgtui can read it, or choose another with --store PATH"
    )


def foreign(path: Path) -> JournalError:
    """Return the error of a file that is no journal."""
    return JournalError(f"{path}: not a journal of esgtui; choose another file with --store PATH")
