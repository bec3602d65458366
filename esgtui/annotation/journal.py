"""The journal: an SQLite file to which changes are only ever appended, durable before anyone is told.

The file is made by the first change, not by reading. Every write happens in one transaction that first takes in what
other programs wrote meanwhile. Nothing here knows what a field means.
"""

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.model import Action, Change, Edit, ForeignEdit
from esgtui.annotation.storage import (
    APPEND,
    KEEP_STATEMENT,
    READ,
    FileIdentity,
    JournalError,
    change_from,
    connect,
    digest,
    errors_of,
    identity,
    moment,
    row_of,
)

__all__ = ["Journal", "JournalError"]

TICK = timedelta(microseconds=1)
"""The least time between two steps."""

_MERGED = uuid.UUID("6f0b8a52-1c1e-5d38-9a43-0d5f1f6d2c11")  # the name space of merged changes' ids


class Journal:
    """One dataset's journal. Safe to call from any thread; calls are done one after the other."""

    def __init__(self, path: Path, dataset: str, now: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self.dataset = dataset
        self.history = History()
        self._clock = now or (lambda: datetime.now(UTC))
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._seen = 0
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None
        self._file: FileIdentity | None = None
        self.refresh()

    def now(self) -> datetime:
        """Return the time, later than that of every change made here, even if the machine's clock was set back."""
        with self._lock:
            return max(self._clock(), self._latest + TICK)

    def write(self, coder: str, edits: Iterable[Edit], statements: Mapping[str, str]) -> tuple[Change, ...]:
        """Set cells as one step of `coder`; return the changes, which are durable by then, without idle ones.

        `statements` gives the statement of each claim as it stands now, by claim id.
        """
        wanted = {(edit.claim, edit.field): edit for edit in edits}  # of two wishes for one cell the last one counts

        def changes() -> list[Change]:
            step, at = uuid.uuid4().hex, self._after(coder, wanted)
            return [
                Change(
                    id=uuid.uuid4().hex,
                    step=step,
                    at=at,
                    coder=coder,
                    claim=edit.claim,
                    field=edit.field,
                    before=before,
                    after=edit.value,
                    statement=digest(statements.get(edit.claim, "")),
                )
                for edit in wanted.values()
                if (before := self.history.value(edit.claim, coder, edit.field)) != edit.value
            ]

        return self._append(changes, statements)

    def undo(self, coder: str) -> tuple[Change, ...]:
        """Take back the coder's last step by appending its inverse; return the changes, none if nothing is left.

        A cell that was set otherwise since then keeps its newer value.
        """
        return self._append(lambda: self._inverse(coder, "undo", self.history.next_undo(coder)))

    def redo(self, coder: str) -> tuple[Change, ...]:
        """Do the coder's last undone step again; return the changes, none if nothing is left."""
        return self._append(lambda: self._inverse(coder, "redo", self.history.next_redo(coder)))

    def _inverse(self, coder: str, action: Action, step: Sequence[Change]) -> list[Change]:
        new_step, at = uuid.uuid4().hex, self._after(coder, [(change.claim, change.field) for change in step])
        changes = []
        for change in reversed(step) if action == "undo" else step:
            old, new = (change.after, change.before) if action == "undo" else (change.before, change.after)
            current = self.history.value(change.claim, coder, change.field)
            changes.append(
                msgspec.structs.replace(
                    change,
                    id=uuid.uuid4().hex,
                    step=new_step,
                    at=at,
                    before=current,
                    after=new if current == old else current,
                    action=action,
                    target=change.step,
                )
            )
        return changes

    def merge(self, edits: Iterable[ForeignEdit]) -> tuple[Change, ...]:
        """Take in what another store held; return what was new here. Merging the same again adds nothing.

        A cell that holds the value already, or was set later, is left alone. Of two values with the same time the same
        one wins in every store, whichever comes first.
        """
        wanted = tuple(edits)

        def changes() -> list[Change]:
            step = uuid.uuid4().hex
            latest: dict[tuple[str, str, str], Change] = {}
            for edit in filter(self._is_news, wanted):
                cell, change = (edit.claim, edit.coder, edit.field), self._merged(edit, step)
                if cell not in latest or (latest[cell].at, latest[cell].id) < (change.at, change.id):
                    latest[cell] = change
            return list(latest.values())

        return self._append(changes)

    def _is_news(self, edit: ForeignEdit) -> bool:
        cell = self.history.cell(edit.claim, edit.coder, edit.field)
        if cell is None or cell.value == edit.value:
            return cell is None
        at = edit.at if cell.is_merged else edit.written  # an older note never takes the place of one written here
        return cell.at < at or (cell.at == at and cell.change < _merged_id(edit))

    def _merged(self, edit: ForeignEdit, step: str) -> Change:
        return Change(
            id=_merged_id(edit),
            step=step,
            at=edit.at,
            coder=edit.coder,
            claim=edit.claim,
            field=edit.field,
            before=self.history.value(edit.claim, edit.coder, edit.field),
            after=edit.value,
            action="merge",
        )

    def refresh(self) -> bool:
        """Take in what other programs wrote since the last call; return whether there was anything."""
        with self._lock, errors_of(self.path):
            return self._has_file() and self._read(self._connect())

    def save_draft(self, claim: str, coder: str, note: str, text: str) -> None:
        """Keep what is being typed, durably; an empty text forgets it. `note` is empty for a new note."""
        with self._lock, errors_of(self.path):
            if not text and not self._has_file():
                return
            with self._writing() as database:
                database.execute("DELETE FROM drafts WHERE (claim, coder, note) = (?, ?, ?)", (claim, coder, note))
                if text:
                    row = (claim, coder, note, text, moment(self.now()))
                    database.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?)", row)

    def draft(self, claim: str, coder: str, note: str) -> str:
        """Return what was being typed when the editor was last open, or an empty string."""
        with self._lock, errors_of(self.path):
            if not self._has_file():
                return ""
            query = "SELECT text FROM drafts WHERE (claim, coder, note) = (?, ?, ?)"
            row = self._connect().execute(query, (claim, coder, note)).fetchone()
            return str(row[0]) if row else ""

    def drafts(self, coder: str) -> dict[tuple[str, str], str]:
        """Return all that this coder was typing and did not save, by claim and note."""
        with self._lock, errors_of(self.path):
            if not self._has_file():
                return {}
            query = "SELECT claim, note, text FROM drafts WHERE coder = ?"
            return {(claim, note): text for claim, note, text in self._connect().execute(query, (coder,))}

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def __del__(self) -> None:
        if getattr(self, "_database", None) is not None:  # not there if making the journal failed
            self.close()

    def _after(self, coder: str, cells: Iterable[tuple[str, str]]) -> datetime:
        """Return a time for a step that sets these cells: now, but later than what they hold.

        Another store's clock may be ahead; only the cells that came from there follow it.
        """
        held = (self.history.cell(claim, coder, field) for claim, field in cells)
        return max([self.now(), *(cell.at + TICK for cell in held if cell)])

    def _append(
        self, make: Callable[[], Sequence[Change]], statements: Mapping[str, str] | None = None
    ) -> tuple[Change, ...]:
        """Insert the changes that `make` finds and commit; only then do they become part of the state.

        Where there is nothing to do no file is made and none is locked. If another program was quicker, `make` is
        called again on the state that nobody else can change any more.
        """
        with self._lock, errors_of(self.path):
            self.refresh()
            changes, seen = make(), self._seen
            if not changes:
                return ()
            with self._writing() as database:
                if self._seen > seen:
                    changes = make()
                database.executemany(KEEP_STATEMENT, _statement_rows(changes, statements or {}))
                database.executemany(APPEND, map(row_of, changes))
                database.execute("COMMIT")
                self._read(database)
            return tuple(changes)

    def _read(self, database: sqlite3.Connection) -> bool:
        seen = self._seen
        for seq, *row in database.execute(READ, (seen,)):
            change = change_from(row)
            self.history.apply(change)
            if change.action != "merge":
                self._latest = max(self._latest, change.at)
            self._seen = seq
        return self._seen > seen

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only write transaction on the file; roll it back unless it was committed."""
        database = self._connect()
        database.execute("BEGIN IMMEDIATE")
        try:
            self._read(database)
            yield database
            if database.in_transaction:
                database.execute("COMMIT")
        finally:
            if database.in_transaction:
                database.execute("ROLLBACK")

    def _has_file(self) -> bool:
        return self._file is not None or self.path.exists()

    def _connect(self) -> sqlite3.Connection:
        """Return the connection; raise `JournalError` if the file is no longer the one that was read before.

        What is written to a file that was removed meanwhile would be gone.
        """
        if self._file is not None and identity(self.path) != self._file:
            raise JournalError(
                f"{self.path}: the journal was moved, removed or replaced while it was in use; put it back, "
                "or start again to go on without it"
            )
        if self._database is None:
            self._database = connect(self.path, self.dataset)
            self._file = identity(self.path)
        return self._database


def _merged_id(edit: ForeignEdit) -> str:
    """Return the id that the merged change has in every store."""
    name = msgspec.json.encode([edit.claim, edit.coder, edit.field, edit.value, edit.at])
    return uuid.uuid5(_MERGED, name.decode()).hex


def _statement_rows(changes: Sequence[Change], statements: Mapping[str, str]) -> list[tuple[str, str, str]]:
    kept = {change.claim: statements[change.claim] for change in changes if change.claim in statements}
    return [(digest(statement), claim, statement) for claim, statement in kept.items()]
