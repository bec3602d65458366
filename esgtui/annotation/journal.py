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
    READ,
    JournalError,
    change_from,
    connect,
    digest,
    errors_of,
    moment,
    row_of,
)

__all__ = ["Journal", "JournalError"]

_MERGED = uuid.UUID("6f0b8a52-1c1e-5d38-9a43-0d5f1f6d2c11")  # the name space of merged changes' ids


class Journal:
    """One dataset's journal. Safe to call from any thread; calls are done one after the other."""

    def __init__(self, path: Path, dataset: str, now: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self.dataset = dataset
        self.history = History()
        self._now = now or (lambda: datetime.now(UTC))
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._seen = 0
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None
        if path.exists():
            self.refresh()

    def write(self, coder: str, edits: Iterable[Edit], statements: Mapping[str, str]) -> tuple[Change, ...]:
        """Set cells as one step of `coder`; return the changes, which are durable by then, without idle ones.

        `statements` gives the statement of each claim as it stands now, by claim id.
        """
        with self._writing() as database:
            now, step = self._tick(), uuid.uuid4().hex
            changes = [
                Change(
                    id=uuid.uuid4().hex,
                    step=step,
                    at=now,
                    coder=coder,
                    claim=edit.claim,
                    field=edit.field,
                    before=before,
                    after=edit.value,
                    statement=digest(statements.get(edit.claim, "")),
                )
                for edit in edits
                if (before := self.history.value(edit.claim, coder, edit.field)) != edit.value
            ]
            kept = {change.claim: statements[change.claim] for change in changes if change.claim in statements}
            database.executemany(
                "INSERT OR IGNORE INTO statements VALUES (?, ?, ?)",
                [(digest(statement), claim, statement) for claim, statement in kept.items()],
            )
            return self._append(database, changes)

    def undo(self, coder: str) -> tuple[Change, ...]:
        """Take back the coder's last step by appending its inverse; return the changes, none if nothing is left.

        A cell that was set otherwise since then keeps its newer value.
        """
        return self._invert(coder, "undo", self.history.next_undo)

    def redo(self, coder: str) -> tuple[Change, ...]:
        """Do the coder's last undone step again; return the changes, none if nothing is left."""
        return self._invert(coder, "redo", self.history.next_redo)

    def _invert(self, coder: str, action: Action, next_step: Callable[[str], tuple[Change, ...]]) -> tuple[Change, ...]:
        with self._writing() as database:
            now, step = self._tick(), uuid.uuid4().hex
            changes = []
            for change in reversed(next_step(coder)):
                old, new = (change.after, change.before) if action == "undo" else (change.before, change.after)
                current = self.history.value(change.claim, coder, change.field)
                changes.append(
                    msgspec.structs.replace(
                        change,
                        id=uuid.uuid4().hex,
                        step=step,
                        at=now,
                        before=current,
                        after=new if current == old else current,
                        action=action,
                        target=change.step,
                    )
                )
            return self._append(database, changes)

    def merge(self, edits: Iterable[ForeignEdit]) -> tuple[Change, ...]:
        """Take in what another store recorded; return what was new here.

        A cell that holds the value already, or was set later, is left alone; merging the same again adds nothing.
        """
        with self._lock:
            if self.path.exists():
                self.refresh()
            wanted = [edit for edit in edits if self._is_news(edit)]
            if not wanted:
                return ()
        with self._writing() as database:
            step = uuid.uuid4().hex
            changes = [self._merged(edit, step) for edit in wanted if self._is_news(edit)]
            known = {row[0] for row in database.execute("SELECT id FROM changes WHERE action = 'merge'")}
            return self._append(database, [change for change in changes if change.id not in known])

    def _is_news(self, edit: ForeignEdit) -> bool:
        cell = self.history.cell(edit.claim, edit.coder, edit.field)
        return cell is None or (cell.value != edit.value and cell.at < edit.at)

    def _merged(self, edit: ForeignEdit, step: str) -> Change:
        name = msgspec.json.encode([edit.claim, edit.coder, edit.field, edit.value, edit.at])
        return Change(
            id=uuid.uuid5(_MERGED, name.decode()).hex,
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
            if self._database is None and not self.path.exists():
                return False
            return self._read(self._connect())

    def save_draft(self, claim: str, coder: str, note: str, text: str) -> None:
        """Keep what is being typed, durably; an empty text forgets it. `note` is empty for a new note."""
        with self._lock:
            if not text and not self.path.exists():
                return
            with self._writing() as database:
                database.execute("DELETE FROM drafts WHERE (claim, coder, note) = (?, ?, ?)", (claim, coder, note))
                if text:
                    row = (claim, coder, note, text, moment(self._now()))
                    database.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?)", row)

    def draft(self, claim: str, coder: str, note: str) -> str:
        """Return what was being typed when the editor was last open, or an empty string."""
        with self._lock, errors_of(self.path):
            if not self.path.exists():
                return ""
            query = "SELECT text FROM drafts WHERE (claim, coder, note) = (?, ?, ?)"
            row = self._connect().execute(query, (claim, coder, note)).fetchone()
            return str(row[0]) if row else ""

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _tick(self) -> datetime:
        """Return a time later than every change's, even if the machine's clock was set back."""
        return max(self._now(), self._latest + timedelta(microseconds=1))

    def _append(self, database: sqlite3.Connection, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Insert the changes and commit; only then do they become part of the state."""
        database.executemany(APPEND, map(row_of, changes))
        database.execute("COMMIT")
        self._read(database)
        return tuple(changes)

    def _read(self, database: sqlite3.Connection) -> bool:
        seen = self._seen
        for seq, *row in database.execute(READ, (seen,)):
            change = change_from(row)
            self.history.apply(change)
            self._latest = max(self._latest, change.at)
            self._seen = seq
        return self._seen > seen

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only write transaction on the file; roll it back unless it was committed."""
        with self._lock, errors_of(self.path):
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

    def _connect(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = connect(self.path, self.dataset)
        return self._database
