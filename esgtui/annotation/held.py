"""The journal's file while a program works with it: opened when it is needed, checked, recovered, never mistaken.

Which rows are read and written is `journal.py`'s affair.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from esgtui.annotation.checking import AT_ONCE, Check, check, check_header, check_log
from esgtui.annotation.elsewhere import copy_journal
from esgtui.annotation.history import History
from esgtui.annotation.opening import BESIDE, FileIdentity, connect, identity, recovered_file
from esgtui.annotation.recovery import Recovery, end_recovery, recover, recovery_of
from esgtui.annotation.storage import DamageError, JournalError, is_damage
from esgtui.annotation.waiting import Progress, begin
from esgtui.disk_room import why_no_room

_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


TRIES = 5
"""How often a file is opened that other programs replace, or that is damaged anew."""


class HeldFile:
    """One journal's file. Its callers see to it that only one thread is in here."""

    def __init__(
        self, path: Path, dataset: str, progress: Progress | None = None, *, may_stand_in: bool = True
    ) -> None:
        self.path = path
        self._dataset = dataset
        self.progress = progress
        """What is told how far a recovery is, and that another program has the file locked; it may raise to stop it."""
        self._database: sqlite3.Connection | None = None
        self._identity: FileIdentity | None = None
        self._log: FileIdentity | None = None
        self._check: Check | None = None
        self._may_stand_in = may_stand_in
        self._stand_in: TemporaryDirectory[str] | None = None
        self.in_the_way = ""
        """Why a copy is read in place of the file, in words."""
        self._original: list[tuple[int, int]] = []
        self.recoveries: list[Recovery] = []
        """What was recovered and is yet to be told."""
        self.generation = 0
        """Changes when what was read before is to be read again."""

    def is_there(self) -> bool:
        """Return whether there is a file, or was one."""
        return self._identity is not None or self.path.exists() or recovered_file(self.path).exists()

    @property
    def is_homeless(self) -> bool:
        """Whether there was a file, and its folder is gone, as a stick that was pulled out is."""
        return self._identity is not None and not self.path.parent.exists()

    @property
    def is_read_only(self) -> bool:
        """Whether a copy is read because the file, where it is, can only be looked at."""
        return self._stand_in is not None

    def connection(self) -> sqlite3.Connection:
        """Return the connection; raise `JournalError` if the file is no longer the one that was read before.

        What is written to a file that was removed meanwhile would be gone.
        """
        if self._check and self._check.damage:
            self.recover(self._check.damage)
        if self._stand_in and self._versions() != self._original:
            self._let_go()  # it was changed where it is
        elif self._identity is not None and not self._stand_in and identity(self.path) != self._identity:
            self._take_successor()
        if self._database is None:
            self._open()
        if self._database is None:
            raise JournalError(f"{self.path}: the journal cannot be opened; choose another place with --store PATH")
        return self._database

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Hold the only write transaction on the file; roll it back unless it was committed.

        `patience` is for how many seconds to wait for another program that has it.
        """
        database = self._begun(patience)
        try:
            yield database
            if database.in_transaction:
                database.execute("COMMIT")
        finally:
            if database.in_transaction:
                database.execute("ROLLBACK")

    def _begun(self, patience: float | None) -> sqlite3.Connection:
        """Begin a write transaction on what is, once it has begun, the file of this name."""
        if self._stand_in:
            self._reopen_to_write()
        while True:
            database = self.connection()
            if self._check:
                self._check.wait()
                database = self.connection()  # it may be another one if the check found damage
            begin(database, self.progress, patience)
            if identity(self.path) == self._identity and identity(self._log_file) == self._log:
                return database
            database.execute("ROLLBACK")  # another program recovered it meanwhile, or it is gone
            if identity(self.path) == self._identity:
                self._let_go()  # the log is gone: what is written to it now would be gone too
                self.generation += 1

    def recover(self, damage: str) -> None:
        """Put what can be read of the damaged file in its place."""
        seen = self._identity or identity(self.path)
        self._let_go()
        told = recover(self.path, self._dataset, damage, seen, self.progress)
        self.recoveries += [told] if told else []
        self._identity, self.generation = None, self.generation + 1

    def let_go_if_broken(self, error: Exception) -> None:
        """Open the file anew next time if the disk failed: an open one may not come back with the disk."""
        if isinstance(error, sqlite3.Error) and "disk I/O" in str(error):
            self._let_go()

    def copy_to(self, path: Path, history: History) -> None:
        """Copy all of the journal that can still be had to a new file."""
        copy_journal(self._database, self.path, path, self._dataset, history)

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._let_go()

    def _let_go(self) -> None:
        if self._check:
            self._check.stop()
            self._check = None
        if self._database is not None:
            self._database.close()
            self._database = None
        if self._stand_in:
            self._stand_in.cleanup()
            self._stand_in = None

    def _open(self) -> None:
        """Open the file, recover it if it is damaged, and look at a copy of it if it cannot be used where it is."""
        was_there = self.path.is_file()
        try:
            self._database = self._checked()
        except sqlite3.OperationalError as error:
            no_room = why_no_room(error, self.path.parent)
            can_be_read = was_there and (no_room or error.sqlite_errorcode & 0xFF in _UNWRITABLE)
            if not can_be_read or not (self._may_stand_in and self.path.is_file()):
                raise
            try:
                self._open_stand_in()
            except OSError:  # there is no room, or no place, for a copy either
                raise error from None
            self.in_the_way = f"{no_room}; make room there" if no_room else "it can only be read, not written"
        self._identity, self._log = identity(self.path), identity(self._log_file)

    @property
    def _log_file(self) -> Path:
        return self.path.with_name(self.path.name + BESIDE[0])

    def _checked(self) -> sqlite3.Connection:
        """Return a connection to a file that is sound, by then; what another program recovers meanwhile counts."""
        for _ in range(TRIES):
            if ended := end_recovery(self.path, self._dataset):
                self.recoveries.append(ended)
            seen = identity(self.path)
            try:
                database = self._sound()
            except (DamageError, sqlite3.Error, UnicodeDecodeError, OSError) as error:
                if seen and identity(self.path) != seen:
                    continue
                if not is_damage(error):
                    raise
                told = recover(self.path, self._dataset, str(error), seen, self.progress)
                self.recoveries += [told] if told else []
                self.generation += 1
            else:
                if seen in (None, identity(self.path)):
                    return database
                self.stop_checking()
                database.close()
        raise _gone(self.path)

    def _sound(self) -> sqlite3.Connection:
        """Return a connection to a file that is sound, as far as that can be told at once."""
        check_header(self.path)  # first: a file that is opened and closed beside SQLite takes its locks with it
        check_log(self.path)
        database = connect(self.path, self._dataset, self.progress)
        try:
            if self.path.stat().st_size <= AT_ONCE:
                check(database)
            else:
                self._check = Check(self.path)
        except BaseException:
            database.close()
            raise
        return database

    def _open_stand_in(self) -> None:
        """Read a copy of a file that is in a place where nothing can be written."""
        self._original = self._versions()
        folder = TemporaryDirectory(prefix="esgtui-")
        try:
            copy = Path(folder.name) / self.path.name
            for suffix in ("", BESIDE[0]):
                part = self.path.with_name(self.path.name + suffix)
                if part.exists():
                    shutil.copyfile(part, copy.with_name(copy.name + suffix))
            held = HeldFile(copy, self._dataset, self.progress, may_stand_in=False)
            self._database = held.connection()
            self._database.execute("PRAGMA query_only = ON")
            held.stop_checking()
            self.recoveries += [msgspec.structs.replace(told, aside=str(self.path)) for told in held.recoveries]
        except BaseException:
            folder.cleanup()
            raise
        self._stand_in = folder

    def stop_checking(self) -> None:
        """Give up looking for damage: nothing will be written."""
        if self._check:
            self._check.stop()
            self._check = None

    def _versions(self) -> list[tuple[int, int]]:
        """Return what changes when another program writes to the file."""
        parts = (self.path.with_name(self.path.name + suffix) for suffix in ("", BESIDE[0]))
        return [(part.stat().st_size, part.stat().st_mtime_ns) for part in parts if part.exists()]

    def _reopen_to_write(self) -> None:
        """Leave the copy for the file itself; raises what is in the way of that."""
        database = self._checked()
        try:
            begin(database, self.progress)
            database.execute("ROLLBACK")
        except BaseException:
            database.close()
            raise
        self._let_go()
        self._database = database
        self._identity, self._log = identity(self.path), identity(self._log_file)

    def _take_successor(self) -> None:
        """Go on with the file that is in the place of the one that was read, if another program recovered that one.

        Any other is refused: what SQLite keeps beside the old file would be taken for the new one's.
        """
        if identity(self.path) is None:
            raise _gone(self.path)
        database = connect(self.path, self._dataset)
        try:
            told = recovery_of(database)
        finally:
            database.close()
        if told is None or identity(self.path.with_name(Path(told.aside).name)) != self._identity:
            raise _gone(self.path)
        self._let_go()
        self.recoveries.append(told)
        self._identity, self.generation = None, self.generation + 1


def _gone(path: Path) -> JournalError:
    return JournalError(
        f"{path}: the journal was moved, removed or replaced while it was in use; put it back, "
        "or start again to go on without it"
    )
