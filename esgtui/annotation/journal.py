"""The journal: an SQLite file to which changes are only ever appended, durable before anyone is told.

The file is made by the first change, not by reading. Every write happens in one transaction that first takes in what
other programs wrote meanwhile. Nothing here knows what a field means; how the file is opened and recovered, `held.py`.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from sqlite3 import Connection

from esgtui.annotation import inverses, merging
from esgtui.annotation.draft_rows import READ_DRAFTS, drafts_from, kept_at, note_of, put_draft
from esgtui.annotation.entries import StatementRow, read_changes, read_statement, read_statements, read_steps
from esgtui.annotation.history import History
from esgtui.annotation.ledger import IN_PASSING, Ledger, Progress
from esgtui.annotation.model import Action, Change, Draft, Edit, ForeignEdit
from esgtui.annotation.origins import READ_ORIGINS, Origin, origins_from
from esgtui.annotation.recovery import Recovery
from esgtui.annotation.state import Step
from esgtui.annotation.storage import EVER, JournalError, moment
from esgtui.annotation.waiting import Progress as Listener
from esgtui.annotation.wishes import Statements, changes_to, statement_rows, wanted_by

__all__ = ["Journal", "JournalError"]

TICK = timedelta(microseconds=1)
"""The least time between two steps."""

AT_A_TIME = 500
"""So many changes of a long step are read before other calls have their turn."""

MOST_STEPS = 2_000
"""So many steps are looked back at when something asks for the latest ones."""


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
        self._clock = now or (lambda: datetime.now(UTC))
        self.ledger = Ledger(path, dataset, progress)
        self.refresh()

    @property
    def history(self) -> History:
        """The state that all changes add up to."""
        return self.ledger.history

    @property
    def path(self) -> Path:
        """Where the journal's file is, or will be."""
        return self.ledger.file.path

    @property
    def last(self) -> int:
        """The number of the last change that is part of the state; 0 before the first one."""
        return self.ledger.last

    @property
    def arrivals(self) -> int:
        """How often changes of other programs were taken in, whoever asked for what brought them."""
        return self.ledger.arrivals

    @property
    def is_read_only(self) -> bool:
        """Whether the file is in a place where it can only be read."""
        return self.ledger.file.is_read_only

    @property
    def in_the_way(self) -> str:
        """Why the file can only be read, in words that follow its name."""
        return self.ledger.file.in_the_way

    @property
    def is_homeless(self) -> bool:
        """Whether the folder that the file was in is gone; nothing makes it anew, so that it can be put back."""
        return self.ledger.file.is_homeless

    def listen(self, listener: Listener | None) -> None:
        """Have a listener told, on the thread that works, of what keeps the journal waiting, and how far a recovery is.

        What it raises stops that; nothing is changed then.
        """
        self.ledger.file.progress = listener

    def take_recoveries(self) -> list[Recovery]:
        """Return how the journal was recovered since the last call, if it was damaged.

        Whoever asks does not wait for what works with the file, which may itself wait for another program.
        """
        recoveries = self.ledger.file.recoveries
        return [recoveries.pop(0) for _ in range(len(recoveries))]

    def now(self) -> datetime:
        """Return the time, later than that of every change made here, even if the machine's clock was set back."""
        with self.ledger.lock:
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
        return self.ledger.append(
            lambda: changes_to(wanted, coder, self._after(wanted), self.history, statements, action),
            lambda made: statement_rows(made, statements),
            progress=progress,
            patience=IN_PASSING if action == "visit" else None,
        )

    def undo(self, coder: str, step: Step | None = None, progress: Progress | None = None) -> tuple[Change, ...]:
        """Take back the coder's last step, or `step`, by appending its inverse; return the changes, if any.

        A cell that was set otherwise since then keeps its newer value.
        """
        return self.ledger.append(
            lambda: self._inverse(coder, "undo", step or self.history.next_undo(coder)), progress=progress
        )

    def redo(self, coder: str, step: Step | None = None, progress: Progress | None = None) -> tuple[Change, ...]:
        """Do the coder's last undone step again, or a merge, `step`; return the changes, none if nothing is left."""
        return self.ledger.append(
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
        return self.ledger.alone(lambda: self._step_changes(step))

    def _step_changes(self, step: Step) -> list[Change]:
        database = self.ledger.file.connection()
        (changes,) = read_steps(database, [step], EVER)
        merged = [change for change in changes if change.merged_in == step.id]
        if merged:
            return inverses.merged_cells(merged, step, database, self.history.state.merges)
        return [change for change in changes if change.step == step.id]

    def step_pieces(self, step: Step) -> Iterator[list[Change]]:
        """Yield what `step_changes` returns, some changes at a time: other calls need not wait for all of them."""
        if step.id in self.history.state.merges:
            yield self.step_changes(step)
            return
        for first in range(step.first, step.last + 1, AT_A_TIME):
            part = Step(step.id, first, min(first + AT_A_TIME - 1, step.last))
            yield self.step_changes(part)

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
        comparing = progress and (lambda done, of: progress(done, 2 * of))
        writing = progress and (lambda done, of: progress(of + done, 2 * of))
        return self.ledger.append(
            lambda: merging.changes_of(wanted, self.history, comparing), merge=merge, progress=writing
        )

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
        found = self.ledger.append(
            lambda: merging.unknown_to(self.ledger.rows, changes), lambda _: statements, merge=merge, progress=progress
        )
        return tuple(change for change in found if change.merged_in == merge[0])

    def _after(self, cells: Iterable[tuple[str, str, str]]) -> datetime:
        """Return a time for a step that sets these cells: now, but later than what they hold.

        Another store's clock may be ahead; only the cells that came from there follow it.
        """
        held = (self.history.cell(*cell) for cell in cells)
        return max([self.now(), *(cell.at + TICK for cell in held if cell)])

    def _merge(self, author: str, source: str) -> tuple[str, str, str, str]:
        return uuid.uuid4().hex, author, moment(self.now()), source

    def changes(
        self, claim: str | None = None, limit: int | None = None, progress: Progress | None = None
    ) -> list[Change]:
        """Return the changes of a claim, or of all, in the order of the journal; with `limit`, only the latest ones."""
        self.refresh()
        return self.ledger.ask(lambda database: read_changes(database, claim, limit, progress), [])

    def statement(self, key: str) -> str | None:
        """Return the statement with this digest, as some claim had it when it was annotated; None if it is unknown."""
        return self.ledger.ask(lambda database: read_statement(database, key), None)

    def statement_rows(self) -> list[StatementRow]:
        """Return every statement that was ever annotated."""
        return self.ledger.ask(read_statements, [])

    def origins(self) -> list[Origin]:
        """Return for which datasets' files anything was written here, as far as that was kept."""
        return origins_from(self.ledger.alone(lambda: self.ledger.rows(READ_ORIGINS)))

    def steps_since(self, coder: str, number: int, most: int = 100) -> list[list[Change]]:
        """Return the coder's steps after a change's number that are done, the latest 2,000 at most, in order.

        Of each come its first changes, at most `most`.
        """

        def read() -> list[list[Change]]:
            steps = takewhile(lambda step: step.first > number, reversed(self.history.state.done.get(coder, [])))
            chosen = list(islice(steps, MOST_STEPS))[::-1]
            return read_steps(self.ledger.file.connection(), chosen, most) if chosen else []

        return self.ledger.alone(read)

    def refresh(self) -> bool:
        """Take in what other programs wrote since the last call; return whether there was anything."""
        return self.ledger.alone(self.ledger.catch_up)

    # Drafts

    def save_draft(
        self,
        claim: str,
        coder: str,
        note: str,
        text: str,
        kind: str = "",
        *,
        at: datetime | None = None,
        known: str | None = None,
    ) -> bool:
        """Keep what is being typed, durably; an empty text forgets it. `note` is a note, or a slot for it.

        With `known`, what was typed in another program since then stays; returns whether the text is kept, as of `at`
        or now. Another program that has the file is not waited for longer than one would for a letter.
        """

        def save() -> bool:
            if not text and not self.ledger.file.is_there():
                return False
            with self.ledger.file.writing(IN_PASSING) as database:
                self.ledger.take_in(database)
                return put_draft(database, coder, (claim, note), Draft(text, kind), at or self.now(), known)

        return self.ledger.alone(save)

    def draft(self, claim: str, coder: str, note: str) -> Draft:
        """Return what was typed last of a note, in any slot, and is not saved; or an empty draft."""
        drafts = self.drafts(coder).items()
        found = [draft for (on, slot), draft in drafts if (on, note_of(slot)) == (claim, note)]
        return max(found, key=kept_at, default=Draft())

    def drafts(self, coder: str) -> dict[tuple[str, str], Draft]:
        """Return all that this coder was typing and did not save, by claim and slot."""
        return self.ledger.alone(lambda: drafts_from(self.ledger.rows(READ_DRAFTS, (coder,))))

    # The file

    def reading(self) -> AbstractContextManager[Connection | None]:
        """Hold the file to ask for what is in it, brought up to date; None while there is none."""
        return self.ledger.reading()

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self.ledger.close()

    def is_for(self, origin: Origin) -> None:
        """Have the next change keep which dataset's file it is made for."""
        self.ledger.origin = origin

    def keep_origin(self) -> None:
        """Keep which dataset's file this is for, ahead of any change, if there is a journal already."""
        self.ledger.keep_origin()

    def move_to(self, path: Path) -> None:
        """Go on in a new file that holds all that this one does; the old one, if it is there, is left as it is.

        Raises `JournalError` where there is a file already, or none can be made.
        """
        self.ledger.move_to(path)
