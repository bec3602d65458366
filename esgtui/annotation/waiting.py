"""Wait while another program has the journal's file locked: that is told soon, given up after some seconds, or stopped.

SQLite itself would wait in silence. Whoever listens is told on the thread that waits, and may raise to stop it.
"""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from esgtui.database_files import once_unlocked

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is; may raise to stop it."""

LOCKED = "The journal is locked by another program, waiting"
"""What is told while another program has the file locked."""

RECOVERED_ELSEWHERE = "Another program recovers the journal, waiting"
"""What is told while another program recovers it."""

REPLAYING = "Reading the latest changes"
"""What is told while very many changes are added to the state that was kept."""

PATIENCE = 5.0
"""Seconds that one program waits for another to finish writing."""

TOLD_AFTER = 0.8
"""Seconds of waiting of which nobody needs to know."""

AT_ONCE = 100
"""Milliseconds that SQLite waits by itself, before anybody is told or asked."""

Returned = TypeVar("Returned")


def patiently(
    work: Callable[[], Returned], tell: Progress | None, patience: float | None = None, what: str = LOCKED
) -> Returned:
    """Do work as soon as no other program has the file locked; raise what SQLite says if that lasts too long."""
    most = PATIENCE if patience is None else patience

    def waited(seconds: float) -> None:
        if tell and seconds >= TOLD_AFTER:
            tell(what, int(seconds), int(most))

    return once_unlocked(work, most, waited)


def begin(database: sqlite3.Connection, tell: Progress | None, patience: float | None = None) -> None:
    """Begin a write transaction as soon as no other program writes."""
    database.execute(f"PRAGMA busy_timeout = {AT_ONCE}")
    try:
        patiently(lambda: database.execute("BEGIN IMMEDIATE"), tell, patience)
    finally:
        database.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
