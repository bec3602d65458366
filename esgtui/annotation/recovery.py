"""Recover what can be read of a damaged journal into a new one, and set the damaged file aside.

Whole or not at all: the new journal is written beside the old one and takes its place last, and whoever opens the
journal next ends what a killed program began. Of several programs one recovers, while the others wait.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from esgtui.annotation.opening import (
    BESIDE,
    FileIdentity,
    bring_up_to_date,
    connect,
    foreign,
    free_name,
    identity,
    make_durable,
    recovered_file,
    remove,
)
from esgtui.annotation.origins import PREFIX as FILES
from esgtui.annotation.salvage import Salvaged, salvage
from esgtui.annotation.storage import COLUMNS
from esgtui.annotation.waiting import AT_ONCE, RECOVERED_ELSEWHERE, Progress, begin, patiently

WAITS_FOR_ANOTHER = 600.0
"""Seconds that one program waits while another recovers."""


WRITING = "Writing the recovered journal"
"""What is told while the new journal is written."""

WRITTEN_EVERY = 1_000
"""After how many changes progress is told."""


class Recovery(msgspec.Struct, frozen=True):
    """What became of a damaged journal: where it was set aside, and how many changes were recovered, and were not."""

    journal: str
    aside: str
    damage: str
    recovered: int
    lost: int
    doubts: tuple[str, ...] = ()
    """What else is or may be missing, a sentence each."""
    is_counted: bool = True
    """Whether it is known how many changes there were."""

    def __str__(self) -> str:
        """Tell a user what happened and where, and what is or may be lost."""
        read = "1 change was" if self.recovered == 1 else f"{self.recovered:,} changes were"
        rest = f"{self.lost:,} could not be read" if self.lost else "none is missing"
        if not self.is_counted:
            rest = f"at least {self.lost:,} could not be read" if self.lost else "more may be missing"
            rest += ": how many there were cannot be told"
        return " ".join(
            (
                f"{self.journal}: the journal was damaged ({self.damage}).",
                f"{read} recovered into a new one, {rest}.",
                *self.doubts,
                f"The damaged file was set aside as {self.aside}: keep it, it is never written again.",
            )
        )


def recover(
    path: Path, dataset: str, damage: str, seen: FileIdentity | None, progress: Progress | None = None
) -> Recovery | None:
    """Put a new journal with all that can be read in the place of a damaged one; None if another program has done so.

    `seen` is the identity of the file that is damaged. Raises `JournalError` for a file that is no journal of this
    dataset; it is left alone.
    """
    with _alone(path, progress):
        if (ended := _end(path, dataset)) or identity(path) != seen or seen is None:
            return ended
        with _unwritten(path, progress):
            found = salvage(path, dataset, progress)
            aside = free_name(path, "damaged")
            told = Recovery(
                str(path), str(aside), damage, len(found.changes), found.lost, tuple(found.doubts()), found.is_counted
            )
            write_journal(found, recovered_file(path), dataset, told, progress)
            return _end(path, dataset)


def end_recovery(path: Path, dataset: str) -> Recovery | None:
    """End what a program began that was killed while it put a recovered journal in place."""
    if not recovered_file(path).exists():
        return None
    with _alone(path, None):
        return _end(path, dataset)


def write_journal(
    found: Salvaged, path: Path, dataset: str, told: Recovery | None = None, progress: Progress | None = None
) -> None:
    """Write what was found to a new journal, durable and in one file, which is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    remove(part)
    try:
        database = sqlite3.connect(part, isolation_level=None)
        try:
            bring_up_to_date(database, part, dataset)
            database.execute("BEGIN IMMEDIATE")
            _insert(found, database, progress)
            if told:
                database.execute("INSERT INTO facts VALUES ('recovered', ?)", (msgspec.json.encode(told).decode(),))
            database.execute("COMMIT")
            database.execute("PRAGMA journal_mode = WAL")
        finally:
            database.close()
        part.replace(path)
    except BaseException:
        remove(part)
        raise
    make_durable(path.parent)


def _insert(found: Salvaged, database: sqlite3.Connection, progress: Progress | None) -> None:
    slots = ", ".join("?" * 14)
    database.executemany(
        f"INSERT OR IGNORE INTO changes (seq, {COLUMNS}) VALUES ({slots})",  # noqa: S608 - named in storage.py
        _rows(found, progress),
    )
    # No number is given again: another program may have read the change that had it.
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'changes'")
    database.execute("INSERT INTO sqlite_sequence VALUES ('changes', ?)", (found.last,))
    for table, rows in found.tables.items():
        if table == "facts":  # what else it said of itself is told anew
            kept = [row for row in rows if str(row[0]).startswith(FILES)]
            database.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?)", kept)
        else:
            ordered = sorted(rows, key=lambda row: str(row[-2]))  # of two drafts of one note the later one counts
            slots = ", ".join("?" * len(ordered[0]))
            database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({slots})", ordered)  # noqa: S608 - ours


def _rows(found: Salvaged, progress: Progress | None) -> Iterator[tuple[int | str, ...]]:
    """Yield the changes, each with its number, and tell how many are written."""
    for done, (number, texts) in enumerate(sorted(found.changes.items())):
        if progress and done % WRITTEN_EVERY == 0:
            progress(WRITING, done, len(found.changes))
        yield number, *texts
    if progress:
        progress(WRITING, len(found.changes), len(found.changes))


def recovery_of(database: sqlite3.Connection) -> Recovery | None:
    """Return how a journal came to be recovered, or None if it never was."""
    row = database.execute("SELECT value FROM facts WHERE name = 'recovered'").fetchone()
    return msgspec.json.decode(row[0], type=Recovery) if row else None


def _end(path: Path, dataset: str) -> Recovery | None:
    """Put a recovered journal in place, if there is one; the damaged one, if it is still there, goes aside."""
    whole = recovered_file(path)
    if not whole.exists():
        return None
    database = connect(whole, dataset)
    try:
        told = recovery_of(database)
    finally:
        database.close()
    if told is None:
        raise foreign(whole)
    aside = path.with_name(Path(told.aside).name)  # the program that began may have been in another folder
    if path.exists():
        path.replace(aside)
    log, shared = (path.with_name(path.name + suffix) for suffix in BESIDE)
    if log.exists():
        log.replace(aside.with_name(aside.name + "-wal"))
    shared.unlink(missing_ok=True)
    make_durable(path.parent)
    whole.replace(path)
    make_durable(path.parent)
    return told


@contextmanager
def _alone(path: Path, progress: Progress | None) -> Iterator[None]:
    """Hold what only one program has at a time, on any system: SQLite's lock on an empty file."""
    lock = path.with_name(path.name + ".lock")
    database = None
    try:
        while database is None:
            database = _locked(lock, progress)
        yield
    finally:
        if database:
            with suppress(OSError):  # another system keeps what is open; an empty file does no harm
                lock.unlink(missing_ok=True)
            database.close()


def _locked(lock: Path, progress: Progress | None) -> sqlite3.Connection | None:
    """Return a connection that has locked a file; None if the program that had the lock removed the file meanwhile."""
    lock.touch()
    seen = identity(lock)
    database = sqlite3.connect(lock, timeout=AT_ONCE / 1000, isolation_level=None)

    def take() -> bool:
        is_there = identity(lock) == seen
        if is_there:
            database.execute("BEGIN EXCLUSIVE")
        return is_there

    try:
        if patiently(take, progress, WAITS_FOR_ANOTHER, RECOVERED_ELSEWHERE) and identity(lock) == seen:
            return database
    except BaseException as error:
        database.close()
        if identity(lock) == seen or not isinstance(error, sqlite3.OperationalError):
            raise
        return None
    database.close()
    return None


@contextmanager
def _unwritten(path: Path, progress: Progress | None) -> Iterator[None]:
    """Keep other programs, which may not have met the damage, from writing to the file; they find the new one then."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        try:
            begin(database, progress)
        except sqlite3.Error as error:
            if "locked" in str(error):  # else it is so damaged that nobody can write to it
                raise
        yield
    finally:
        database.close()
