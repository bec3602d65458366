"""A journal's file and the state that its changes add up to, kept in step, also with what other programs write.

What is written, and what is asked for, is `journal.py`'s affair; how the file is opened and recovered, `held.py`'s.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from esgtui.annotation import merging
from esgtui.annotation.entries import StatementRow
from esgtui.annotation.held import HeldFile
from esgtui.annotation.history import History
from esgtui.annotation.model import Change
from esgtui.annotation.origins import Origin, keep_origin
from esgtui.annotation.snapshot import WORTH_KEEPING, Snapshot, read_snapshot, write_snapshot
from esgtui.annotation.storage import (
    APPEND,
    EVER,
    KEEP_STATEMENT,
    READ,
    DamageError,
    JournalError,
    change_from,
    change_rows,
    errors_of,
    is_damage,
)
from esgtui.annotation.waiting import REPLAYING
from esgtui.annotation.waiting import Progress as Listener

Progress = Callable[[int, int], None]
"""Called with how many changes are written and how many there are; may raise to stop, and nothing is changed then."""

IN_PASSING = 1.0
"""For how many seconds what is recorded in passing waits for another program: it must not hold up what is asked for."""

LONG = 2_000
"""After how many changes that are read it is told how far that is: they take some 30 ms."""

Returned = TypeVar("Returned")


class Ledger:
    """One journal's file with its history. Safe to call from any thread; calls are done one after the other.

    What has to be done alone, with the file as it is by now, is given to `alone`; all else here is for such work.
    """

    def __init__(self, path: Path, dataset: str, progress: Listener | None = None) -> None:
        self._dataset = dataset
        self.history = History()
        self.file = HeldFile(path, dataset, progress)
        self.lock = threading.RLock()
        self.origin: Origin | None = None
        """The dataset's file, which is kept with the first change that is made for it."""
        self.last = 0
        """The number of the last change that is part of the history."""
        self.arrivals = 0
        """How often changes of other programs were taken in: another number says that there is something to show."""
        self._snapshot = 0
        self._generation = 0

    def alone(self, work: Callable[[], Returned]) -> Returned:
        """Do work on the file, and nothing else meanwhile; if it is damaged, on what is recovered of it."""
        with self.lock, errors_of(self.file.path):
            try:
                return work()
            except (sqlite3.Error, DamageError, UnicodeDecodeError) as error:
                if not is_damage(error):
                    self.file.let_go_if_broken(error)
                    raise
                self.file.recover(str(error))
            return work()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Hold the file to ask for what is in it, brought up to date; None while there is none."""
        with self.lock:
            self.alone(self.catch_up)  # which recovers what is damaged
            with errors_of(self.file.path):
                yield self.file.connection() if self.file.is_there() else None

    def ask(self, question: Callable[[sqlite3.Connection], Returned], otherwise: Returned) -> Returned:
        """Return what a question to the file comes to; something else while there is none."""
        return self.alone(lambda: question(self.file.connection()) if self.file.is_there() else otherwise)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        """Return what the file answers to a query; nothing while there is none."""
        return self.file.connection().execute(query, values).fetchall() if self.file.is_there() else []

    def catch_up(self) -> bool:
        """Take in what other programs wrote since the last call; return whether there was anything."""
        return self.file.is_there() and self.take_in(self.file.connection())

    def take_in(self, database: sqlite3.Connection) -> bool:
        """Take in the changes since the last that was seen, or all if it is another file now; return if any came."""
        is_anew = self._generation != self.file.generation
        if is_anew:
            self.history.restart()
            self.last = self._snapshot = 0
            self._generation = self.file.generation
        if not self.last and (snapshot := read_snapshot(database)):
            self.history.take(snapshot.state)
            self.last = self._snapshot = snapshot.seq
        seen = self.last
        self._replay(database)
        has_arrived = is_anew or self.last > seen
        self.arrivals += has_arrived
        return has_arrived

    def _replay(self, database: sqlite3.Connection) -> None:
        """Make the changes after the last that was seen part of the state; where that is stopped, those so far are."""
        seen = self.last
        newest = database.execute("SELECT max(seq) FROM changes").fetchone()[0] or 0
        for *row, seq, merger in database.execute(READ, (seen, EVER)):
            self.history.apply(change_from(row), seq, merger)
            self.last = seq
            if seq % LONG == 0 and newest - seen > LONG and self.file.progress:
                self.file.progress(REPLAYING, seq - seen, newest - seen)

    def append(
        self,
        make: Callable[[], Sequence[Change]],
        statements: Callable[[Sequence[Change]], Sequence[StatementRow]] = lambda _: (),
        *,
        merge: tuple[str, str, str, str] | None = None,
        progress: Progress | None = None,
        patience: float | None = None,
    ) -> tuple[Change, ...]:
        """Insert the changes that `make` finds and commit; only then do they become part of the state.

        Where there is nothing to do no file is made and none is locked. If another program was quicker, `make` is
        called again on the state that nobody else can change any more, and may find nothing left. `statements` returns
        those of the claims that changed. `merge` is the row of a merge that they are.
        """

        def append() -> tuple[Change, ...]:
            self.catch_up()
            changes, seen = make(), self.last
            if not changes:
                return ()
            with self.file.writing(patience) as database:
                if self.take_in(database) or self.last != seen:
                    changes = make()
                if not changes:  # the other program has done all of it
                    return ()
                if merge:
                    changes = [merging.as_merged(change, merge[0]) for change in changes]
                    if changes[-1].merged_in == merge[0]:
                        database.execute("INSERT INTO merges VALUES (?, ?, ?, ?)", merge)
                keep_origin(database, self.origin)
                database.executemany(KEEP_STATEMENT, statements(changes))
                database.executemany(APPEND, change_rows(changes, progress))
                database.execute("COMMIT")
                self._take(changes, database, merge[1] if merge else "")
            return tuple(changes)

        return self.alone(append)

    def _take(self, changes: Sequence[Change], database: sqlite3.Connection, merger: str) -> None:
        """Make changes that were just appended part of the state; nobody else can have written in between."""
        (last,) = database.execute("SELECT seq FROM changes WHERE id = ?", (changes[-1].id,)).fetchone()
        for number, change in enumerate(changes, last - len(changes) + 1):
            self.history.apply(change, number, merger)
        self.last = last

    def keep_origin(self) -> None:
        """Keep which dataset's file this is for, ahead of any change, if there is a journal already."""
        with self.lock:
            if self.file.is_there():
                self._keep_aside(lambda database: keep_origin(database, self.origin))

    def _keep_aside(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Write what is no more than a comfort; if that cannot be, it is done without."""
        with suppress(sqlite3.Error, JournalError, DamageError), self.file.writing(IN_PASSING) as database:
            write(database)

    def move_to(self, path: Path) -> None:
        """Go on in a new file that holds all that this one does; the old one, if it is there, is left as it is.

        Raises `JournalError` where there is a file already, or none can be made.
        """
        with self.lock, errors_of(path):
            if path.exists():
                raise JournalError(f"{path} is there already; name another file")
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file.copy_to(path, self.history)
            self.file.close()
            recoveries, self.file = self.file.recoveries, HeldFile(path, self._dataset, self.file.progress)
            self.file.recoveries += recoveries
            self._generation = -1
            self.catch_up()

    def close(self) -> None:
        """Let go of the file, in which the state is kept if much was added; a later call opens it again."""
        with self.lock:
            if self.last - self._snapshot > WORTH_KEEPING:
                self._keep_aside(lambda database: write_snapshot(database, Snapshot(self.last, self.history.state)))
            self.file.close()

    def __del__(self) -> None:
        if file := getattr(self, "file", None):  # not there if making it failed
            file.close()
