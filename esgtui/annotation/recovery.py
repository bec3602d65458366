"""Recover what can be read of a damaged journal into a new one, and set the damaged file aside.

Whole or not at all: the new journal is written beside the old one and takes its place last, and whoever opens the
journal next ends what a killed program began. Of several programs one recovers, while the others wait.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from esgtui.annotation.opening import (
    BESIDE,
    FileIdentity,
    bring_up_to_date,
    check_owner,
    connect,
    foreign,
    free_name,
    identity,
    make_durable,
    newer,
    recovered_file,
    remove,
)
from esgtui.annotation.pages import MAGIC, Pages, Row, Value
from esgtui.annotation.storage import (
    APPLICATION_ID,
    COLUMNS,
    FORMAT,
    DamageError,
    change_from,
    digest,
)

WAITS_FOR_ANOTHER = 600.0
"""Seconds that one program waits while another recovers."""

TOLD_EVERY = 200
"""After how many pages progress is told."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is; may raise to stop it."""

_TEXTS = {2: "facts", 3: "statements", 4: "merges", 5: "drafts"}
"""The tables whose rows are texts alone, by how many: no two have the same number."""


class Recovery(msgspec.Struct, frozen=True):
    """What became of a damaged journal: where it was set aside, and how many changes were recovered, and were not."""

    journal: str
    aside: str
    damage: str
    recovered: int
    lost: int

    def __str__(self) -> str:
        """Tell a user what happened and where."""
        read = "1 change was" if self.recovered == 1 else f"{self.recovered:,} changes were"
        rest = f"{self.lost:,} could not be read" if self.lost else "none is missing"
        return (
            f"{self.journal}: the journal was damaged ({self.damage}). {read} recovered into "
            f"a new one, {rest}. The damaged file was set aside as {self.aside}: keep it, it is never written again."
        )


class Salvaged(msgspec.Struct):
    """The rows that could be read, by table."""

    changes: dict[int, tuple[str, ...]] = {}
    tables: dict[str, dict[tuple[Value, ...], None]] = {}
    last: int = 0
    """The highest number that a change is known to have had."""


def recover(
    path: Path, dataset: str, damage: str, seen: FileIdentity | None, progress: Progress | None = None
) -> Recovery | None:
    """Put a new journal with all that can be read in the place of a damaged one; None if another program has done so.

    `seen` is the identity of the file that is damaged. Raises `JournalError` for a file that is no journal of this
    dataset; it is left alone.
    """
    with _alone(path):
        if (ended := _end(path, dataset)) or identity(path) != seen or seen is None:
            return ended
        with _unwritten(path):
            found = salvage(path, dataset, progress)
            lost, aside = max(0, found.last - len(found.changes)), free_name(path, "damaged")
            told = Recovery(str(path), str(aside), damage, len(found.changes), lost)
            write_journal(found, recovered_file(path), dataset, told)
            return _end(path, dataset)


def end_recovery(path: Path, dataset: str) -> Recovery | None:
    """End what a program began that was killed while it put a recovered journal in place."""
    if not recovered_file(path).exists():
        return None
    with _alone(path):
        return _end(path, dataset)


def salvage(path: Path, dataset: str, progress: Progress | None = None) -> Salvaged:
    """Return the rows that can be read in a journal's file; raise `JournalError` if it is none of this dataset."""
    found = Salvaged()
    with Pages(path) as pages:
        header = pages.page(1)
        application, version = int.from_bytes(header[68:72]), int.from_bytes(header[60:64])
        is_database = header.startswith(MAGIC)
        if is_database and application == APPLICATION_ID and version > FORMAT:
            raise newer(path, version)
        if is_database and application not in {0, APPLICATION_ID}:
            raise foreign(path)
        unused = pages.unused()
        for page, row in pages.rows():
            if progress and page % TOLD_EVERY == 0:
                progress("Recovering the journal", page, pages.count)
            _sort(row, found, is_unused=page in unused)
    owner = dict(key for key in found.tables.get("facts", {}) if len(key) == 2).get("dataset")
    if isinstance(owner, str):
        check_owner(path, owner, dataset)
    elif not found.changes and application != APPLICATION_ID:
        raise foreign(path)
    return found


def _sort(row: Row, found: Salvaged, *, is_unused: bool) -> None:
    """Put a row where it belongs: each table's rows have a shape of their own. What is derived is left out.

    Of what is on a page that is no longer used, that counts which is never removed.
    """
    number, values = row
    texts = tuple(value for value in values if isinstance(value, str))
    if values[:1] == (None,) and len(texts) == len(values) - 1 and len(texts) in {11, 13}:
        texts += ("",) * (13 - len(texts))  # a row of version 1
        with suppress(DamageError):
            change_from(texts)
            found.changes.setdefault(number, texts)
        found.last = max(found.last, number)
    elif len(texts) == len(values) and len(texts) in _TEXTS:
        table = _TEXTS[len(texts)]
        is_kept = table in {"statements", "merges"} or not is_unused
        if is_kept and (table != "statements" or digest(texts[2]) == texts[0]):
            found.tables.setdefault(table, {})[values] = None
    elif values[:1] == ("changes",) and len(values) == 2 and isinstance(values[1], int):
        found.last = max(found.last, values[1])


def write_journal(found: Salvaged, path: Path, dataset: str, told: Recovery | None = None) -> None:
    """Write what was found to a new journal, durable and in one file, which is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    remove(part)
    try:
        database = sqlite3.connect(part, isolation_level=None)
        try:
            bring_up_to_date(database, part, dataset)
            database.execute("BEGIN IMMEDIATE")
            _insert(found, database)
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


def _insert(found: Salvaged, database: sqlite3.Connection) -> None:
    slots = ", ".join("?" * 14)
    database.executemany(
        f"INSERT OR IGNORE INTO changes (seq, {COLUMNS}) VALUES ({slots})",  # noqa: S608 - named in storage.py
        ((number, *texts) for number, texts in sorted(found.changes.items())),
    )
    # No number is given again: another program may have read the change that had it.
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'changes'")
    database.execute("INSERT INTO sqlite_sequence VALUES ('changes', ?)", (found.last,))
    for table, rows in found.tables.items():
        if table != "facts":
            ordered = sorted(rows, key=lambda row: str(row[-1]))  # of two drafts of one note the later one counts
            slots = ", ".join("?" * len(ordered[0]))
            database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({slots})", ordered)  # noqa: S608 - ours


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
    aside = Path(told.aside)
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
def _alone(path: Path) -> Iterator[None]:
    """Hold what only one program has at a time, on any system: SQLite's lock on an empty file."""
    lock = path.with_name(path.name + ".lock")
    database = None
    try:
        while database is None:
            database = _locked(lock)
        yield
        with suppress(OSError):  # another system keeps what is open; an empty file does no harm
            lock.unlink(missing_ok=True)
    finally:
        if database:
            database.close()


def _locked(lock: Path) -> sqlite3.Connection | None:
    """Return a connection that has locked a file; None if the program that had the lock removed the file meanwhile."""
    lock.touch()
    seen = identity(lock)
    database = sqlite3.connect(lock, timeout=WAITS_FOR_ANOTHER, isolation_level=None)
    try:
        database.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        database.close()
        if identity(lock) == seen:
            raise
        return None
    if identity(lock) == seen:
        return database
    database.close()
    return None


@contextmanager
def _unwritten(path: Path) -> Iterator[None]:
    """Keep other programs, which may not have met the damage, from writing to the file; they find the new one then."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if "locked" in str(error):  # else it is so damaged that nobody can write to it
                raise
        yield
    finally:
        database.close()
