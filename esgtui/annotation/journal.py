"""The journal: an SQLite file to which changes are only ever appended, durable before anyone is told.

The file is made by the first change, not by reading. Every write happens in one transaction that first takes in what
other programs wrote meanwhile. Nothing here knows what a field means; how the file is opened and recovered, `held.py`.
"""

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import TypeVar

from esgtui.annotation import inverses, merging
from esgtui.annotation.draft_rows import READ_DRAFTS, drafts_from, put_draft
from esgtui.annotation.entries import StatementRow, read_changes, read_statement, read_statements, read_steps
from esgtui.annotation.held import HeldFile
from esgtui.annotation.history import History
from esgtui.annotation.model import Action, Change, Draft, Edit, ForeignEdit
from esgtui.annotation.origins import READ_ORIGINS, Origin, keep_origin, origins_from
from esgtui.annotation.recovery import Recovery
from esgtui.annotation.snapshot import WORTH_KEEPING, Snapshot, read_snapshot, write_snapshot
from esgtui.annotation.state import Step
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
    moment,
)
from esgtui.annotation.waiting import Progress as Listener
from esgtui.annotation.wishes import Statements, changes_to, statement_rows, wanted_by

__all__ = ["Journal", "JournalError"]

TICK = timedelta(microseconds=1)
"""The least time between two steps."""

Progress = Callable[[int, int], None]
"""Called with how many changes are written and how many there are; may raise to stop, and nothing is changed then."""

IN_PASSING = 1.0
"""For how many seconds what is recorded in passing waits for another program: it must not hold up what is asked for."""

MOST_STEPS = 2_000
"""So many steps are looked back at when something asks for the latest ones."""

Returned = TypeVar("Returned")


class Journal:
    """One dataset's journal. Safe to call from any thread; calls are done one after the other."""

    def __init__(
        self,
        path: Path,
        dataset: str,
        now: Callable[[], datetime] | None = None,
        progress: Listener | None = None,
    ) -> None:
        self.dataset = dataset
        self.history = History()
        self._clock = now or (lambda: datetime.now(UTC))
        self._seen = 0
        self._snapshot = 0
        self._lock = threading.RLock()
        self._file = HeldFile(path, dataset, progress)
        self._generation = 0
        self.origin: Origin | None = None
        """The dataset's file, which is kept with the first change that is made for it."""
        self.refresh()

    @property
    def path(self) -> Path:
        """Where the journal's file is, or will be."""
        return self._file.path

    @property
    def is_read_only(self) -> bool:
        """Whether the file is in a place where it can only be read."""
        return self._file.is_read_only

    def listen(self, listener: Listener | None) -> None:
        """Have a listener told, on the thread that works, of what keeps the journal waiting, and how far a recovery is.

        What it raises stops that; nothing is changed then.
        """
        self._file.progress = listener

    def take_recoveries(self) -> list[Recovery]:
        """Return how the journal was recovered since the last call, if it was damaged."""
        with self._lock:
            told, self._file.recoveries = self._file.recoveries, []
            return told

    def now(self) -> datetime:
        """Return the time, later than that of every change made here, even if the machine's clock was set back."""
        with self._lock:
            latest = self.history.state.latest
            return max(self._clock(), latest + TICK) if latest else self._clock()

    # Changes

    def write(
        self,
        coder: str,
        edits: Iterable[Edit],
        statements: Statements,
        *,
        action: Action = "do",
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        """Set cells as one step of `coder`; return the changes, which are durable by then, without idle ones.

        `statements` gives the statement of each claim as it stands now, by claim id.
        """
        wanted = wanted_by(coder, edits)
        return self._append(
            lambda: changes_to(wanted, coder, self._after(wanted), self.history, statements, action),
            lambda made: statement_rows(made, statements),
            progress=progress,
            patience=IN_PASSING if action == "visit" else None,
        )

    def undo(self, coder: str, step: Step | None = None, progress: Progress | None = None) -> tuple[Change, ...]:
        """Take back the coder's last step, or `step`, by appending its inverse; return the changes, if any.

        A cell that was set otherwise since then keeps its newer value.
        """
        return self._append(
            lambda: self._inverse(coder, "undo", step or self.history.next_undo(coder)), progress=progress
        )

    def redo(self, coder: str, step: Step | None = None, progress: Progress | None = None) -> tuple[Change, ...]:
        """Do the coder's last undone step again, or a merge, `step`; return the changes, none if nothing is left."""
        return self._append(
            lambda: self._inverse(coder, "redo", step or self.history.next_redo(coder)), progress=progress
        )

    def _inverse(self, coder: str, action: Action, step: Step | None) -> list[Change]:
        if step is None:
            return []
        done = self._step_changes(step)
        at = self._after((change.claim, change.coder, change.field) for change in done)
        return inverses.inverse(done, action, coder, step.id, at, self.history.value)

    def step_changes(self, step: Step) -> list[Change]:
        """Return what a step did: its changes in order; of a merge, one for each cell that it set."""
        return self._alone(lambda: self._step_changes(step))

    def _step_changes(self, step: Step) -> list[Change]:
        database = self._file.connection()
        (changes,) = read_steps(database, [step], EVER)
        merged = [change for change in changes if change.merged_in == step.id]
        if merged:
            return inverses.merged_cells(merged, step, database, self.history.state.merges)
        return [change for change in changes if change.step == step.id]

    def merge(
        self,
        edits: Iterable[ForeignEdit],
        author: str = "",
        source: str = "",
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        """Take in what another store held; return what was new here. Merging the same again adds nothing.

        A cell that holds the value already, or was set later, is left alone. Of two values with the same time the same
        one wins in every store, whichever comes first. `author` can undo the whole as one step.
        """
        wanted = tuple(edits)
        merge = self._merge(author, source)
        return self._append(lambda: merging.changes_of(wanted, self.history), merge=merge, progress=progress)

    def merge_changes(
        self,
        changes: Sequence[Change],
        statements: Sequence[StatementRow],
        author: str = "",
        source: str = "",
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        """Take in the changes of another journal; return those that were not known here.

        Of what an export told before, all that the journal has is kept, but it is nothing new.
        """
        merge = self._merge(author, source)
        found = self._append(
            lambda: merging.unknown_to(self._rows, changes), lambda _: statements, merge=merge, progress=progress
        )
        return tuple(change for change in found if change.merged_in == merge[0])

    def _merge(self, author: str, source: str) -> tuple[str, str, str, str]:
        return uuid.uuid4().hex, author, moment(self.now()), source

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Hold the file to ask for what is in it, brought up to date; None while there is none."""
        with self._lock:
            self.refresh()  # which recovers what is damaged
            with errors_of(self.path):
                yield self._file.connection() if self._file.is_there() else None

    def changes(self, claim: str | None = None, limit: int | None = None) -> list[Change]:
        """Return the changes of a claim, or of all, in the order of the journal; with `limit`, only the latest ones."""

        def read() -> list[Change]:
            self._refresh()
            return read_changes(self._file.connection(), claim, limit) if self._file.is_there() else []

        return self._alone(read)

    def statement(self, key: str) -> str | None:
        """Return the statement with this digest, as some claim had it when it was annotated; None if it is unknown."""
        return self._alone(lambda: read_statement(self._file.connection(), key) if self._file.is_there() else None)

    def statement_rows(self) -> list[StatementRow]:
        """Return every statement that was ever annotated."""
        return self._alone(lambda: read_statements(self._file.connection()) if self._file.is_there() else [])

    def origins(self) -> list[Origin]:
        """Return for which datasets' files anything was written here, as far as that was kept."""
        return origins_from(self._alone(lambda: self._rows(READ_ORIGINS)))

    def steps_since(self, coder: str, number: int, most: int = 100) -> list[list[Change]]:
        """Return the coder's steps after a change's number that are done, the latest 2,000 at most, in order.

        Of each come its first changes, at most `most`.
        """

        def read() -> list[list[Change]]:
            steps = takewhile(lambda step: step.first > number, reversed(self.history.state.done.get(coder, [])))
            chosen = list(islice(steps, MOST_STEPS))[::-1]
            return read_steps(self._file.connection(), chosen, most) if chosen else []

        return self._alone(read)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        return self._file.connection().execute(query, values).fetchall() if self._file.is_there() else []

    def refresh(self) -> bool:
        """Take in what other programs wrote since the last call; return whether there was anything."""
        return self._alone(self._refresh)

    def _refresh(self) -> bool:
        return self._file.is_there() and self._read(self._file.connection())

    # Drafts

    def save_draft(self, claim: str, coder: str, note: str, text: str, kind: str = "") -> None:
        """Keep what is being typed, durably; an empty text forgets it. `note` is empty for a new note.

        Another program that has the file is not waited for longer than one would for a letter.
        """

        def save() -> None:
            if not text and not self._file.is_there():
                return
            with self._file.writing(IN_PASSING) as database:
                self._read(database)
                put_draft(database, coder, (claim, note), Draft(text, kind), self.now())

        self._alone(save)

    def draft(self, claim: str, coder: str, note: str) -> Draft:
        """Return what was being typed when the editor was last open, or an empty draft."""
        return self.drafts(coder).get((claim, note), Draft())

    def drafts(self, coder: str) -> dict[tuple[str, str], Draft]:
        """Return all that this coder was typing and did not save, by claim and note."""
        return self._alone(lambda: drafts_from(self._rows(READ_DRAFTS, (coder,))))

    # The file

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        with self._lock:
            if self._seen - self._snapshot > WORTH_KEEPING:
                self._keep_aside(lambda database: write_snapshot(database, Snapshot(self._seen, self.history.state)))
            self._file.close()

    def keep_origin(self) -> None:
        """Keep which dataset's file this is for, ahead of any change, if there is a journal already."""
        with self._lock:
            if self._file.is_there():
                self._keep_aside(lambda database: keep_origin(database, self.origin))

    def _keep_aside(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Write what is no more than a comfort; if that cannot be, it is done without."""
        with suppress(sqlite3.Error, JournalError, DamageError), self._file.writing(IN_PASSING) as database:
            write(database)

    def move_to(self, path: Path) -> None:
        """Go on in a new file that holds all that this one does; the old one, if it is there, is left as it is.

        Raises `JournalError` where there is a file already, or none can be made.
        """
        with self._lock, errors_of(path):
            if path.exists():
                raise JournalError(f"{path} is there already; name another file")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file.copy_to(path, self.history)
            self._file.close()
            recoveries, self._file = self._file.recoveries, HeldFile(path, self.dataset, self._file.progress)
            self._file.recoveries += recoveries
            self._generation = -1
            self._refresh()

    def __del__(self) -> None:
        if file := getattr(self, "_file", None):  # not there if making the journal failed
            file.close()

    def _after(self, cells: Iterable[tuple[str, str, str]]) -> datetime:
        """Return a time for a step that sets these cells: now, but later than what they hold.

        Another store's clock may be ahead; only the cells that came from there follow it.
        """
        held = (self.history.cell(*cell) for cell in cells)
        return max([self.now(), *(cell.at + TICK for cell in held if cell)])

    def _append(
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
        called again on the state that nobody else can change any more. `statements` returns those of the claims that
        changed. `merge` is the row of a merge that they are.
        """

        def append() -> tuple[Change, ...]:
            self._refresh()
            changes, seen = make(), self._seen
            if not changes:
                return ()
            with self._file.writing(patience) as database:
                if self._read(database) or self._seen != seen:
                    changes = make()
                if merge and changes:
                    changes = [merging.as_merged(change, merge[0]) for change in changes]
                    if changes[-1].merged_in == merge[0]:
                        database.execute("INSERT INTO merges VALUES (?, ?, ?, ?)", merge)
                keep_origin(database, self.origin)
                database.executemany(KEEP_STATEMENT, statements(changes))
                database.executemany(APPEND, change_rows(changes, progress))
                database.execute("COMMIT")
                self._take(changes, database, merge[1] if merge else "")
            return tuple(changes)

        return self._alone(append)

    def _take(self, changes: Sequence[Change], database: sqlite3.Connection, merger: str) -> None:
        """Make changes that were just appended part of the state; nobody else can have written in between."""
        (last,) = database.execute("SELECT seq FROM changes WHERE id = ?", (changes[-1].id,)).fetchone()
        for number, change in enumerate(changes, last - len(changes) + 1):
            self.history.apply(change, number, merger)
        self._seen = last

    def _read(self, database: sqlite3.Connection) -> bool:
        """Take in the changes since the last that was seen, or all if it is another file now; return if any came."""
        is_anew = self._generation != self._file.generation
        if is_anew:
            self.history.restart()
            self._seen = self._snapshot = 0
            self._generation = self._file.generation
        if not self._seen and (snapshot := read_snapshot(database)):
            self.history.take(snapshot.state)
            self._seen = self._snapshot = snapshot.seq
        seen = self._seen
        for *row, seq, merger in database.execute(READ, (seen, EVER)):
            self.history.apply(change_from(row), seq, merger)
            self._seen = seq
        return is_anew or self._seen > seen

    def _alone(self, work: Callable[[], Returned]) -> Returned:
        """Do work on the file, and nothing else meanwhile; if it is damaged, on what is recovered of it."""
        with self._lock, errors_of(self.path):
            try:
                return work()
            except (sqlite3.Error, DamageError, UnicodeDecodeError) as error:
                if not is_damage(error):
                    self._file.let_go_if_broken(error)
                    raise
                self._file.recover(str(error))
            return work()
