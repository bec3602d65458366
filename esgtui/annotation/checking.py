"""Check a journal's file for damage: a small one at once, a large one while the program starts."""

import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path

from esgtui.annotation.log import is_whole
from esgtui.annotation.opening import BESIDE
from esgtui.annotation.storage import DamageError, JournalError, is_damage
from esgtui.ordinary import is_ordinary

AT_ONCE = 4_000_000
"""Up to how many bytes a file is checked before anything else: that takes some 30 ms."""

AFTER_START = 1.5
"""Seconds after which a large file is checked that nobody writes to sooner."""

TRIES = 4
"""How often a log is read that other programs write to meanwhile; then it is theirs, who know what is in it."""

STILL = 0.2
"""Seconds between two looks at a log that seems broken: a large change is there before all of its sums are right."""


def check_header(path: Path) -> None:
    """Raise `DamageError` if a file says that it is to be written in a way that SQLite does not know yet.

    SQLite would take it for one that can only be read. Raises `JournalError` for what is no file, such as a pipe, for
    which one might wait forever. Only for a file that this program has not open: on POSIX systems, closing a file lets
    go of all locks that the program has on it, those of SQLite included.
    """
    if not path.exists():
        return
    if not (path.is_dir() or is_ordinary(path)):
        raise JournalError(f"{path} is not an ordinary file; choose another place with --store PATH")
    with path.open("rb") as file:
        header = file.read(20)
    if len(header) == 20 and not set(header[18:]) <= {1, 2}:
        raise DamageError("its header is not what it has to be")


def check_log(path: Path) -> None:
    """Raise `DamageError` if the log beside a file is broken in its middle: SQLite would go on without the rest of it.

    Only for a file that this program has not open: SQLite may take what is written meanwhile for its own.
    """
    log = path.with_name(path.name + BESIDE[0])
    before: tuple[int, int, int] | None = None
    with suppress(FileNotFoundError):
        for _ in range(TRIES):
            status = log.stat()
            now = status.st_ino, status.st_size, status.st_mtime_ns
            if is_whole(path):
                return
            if now == before:
                raise DamageError("its log is broken in the middle")
            before = now
            time.sleep(STILL)


def check(database: sqlite3.Connection) -> None:
    """Raise `DamageError` if a page or an index is not what it has to be."""
    _run(database, "integrity_check")


def _run(database: sqlite3.Connection, what: str) -> None:
    (found,) = database.execute(f"PRAGMA {what}(1)").fetchone()
    if found != "ok":
        raise DamageError(" ".join(str(found).split()))


class Check:
    """A check of a large file on a thread of its own. Its pages are looked at first, and then its indexes.

    It leaves the disk and the processor to a program that starts, unless somebody waits for it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._is_wanted = threading.Event()
        self._is_sound = threading.Event()
        self._is_unwanted = False
        self.damage: str | None = None
        """How damage shows, once it is found."""
        self._thread = threading.Thread(target=self._look, name="check", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until all pages are looked at: before that nothing may be written over them."""
        self._is_wanted.set()
        self._is_sound.wait()

    def stop(self) -> None:
        """End the check, wherever it is."""
        self._is_unwanted = True
        self._is_wanted.set()
        while self._thread.is_alive():
            if self._database:
                with suppress(sqlite3.ProgrammingError):  # it is closed already
                    self._database.interrupt()
            self._thread.join(0.01)

    def _look(self) -> None:
        self._is_wanted.wait(AFTER_START)
        try:
            self._database = sqlite3.connect(self._path, check_same_thread=False)
            for what in ("quick_check", "integrity_check"):
                if not self._is_unwanted:
                    _run(self._database, what)
                    self._is_sound.set()
        except (
            DamageError,
            sqlite3.Error,
            UnicodeDecodeError,
        ) as error:  # what else is wrong shows when the file is used
            if is_damage(error):
                self.damage = str(error)
        finally:
            if self._database:
                self._database.close()
            self._is_sound.set()
