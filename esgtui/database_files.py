"""What the program's own SQLite files, the journal and the queries, have in common.

How each is told from others, and how it is waited for while another program has it locked.
"""

import sqlite3
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

Returned = TypeVar("Returned")


class Stamp(NamedTuple):
    """What a database file says of itself; all are 0 of an empty file."""

    tables: int
    application: int
    version: int


def stamp(database: sqlite3.Connection) -> Stamp:
    """Return what an open file says of itself."""
    # In this order: another program may be making the file meanwhile, and what was read first is the older.
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    return Stamp(tables, application, version)


def once_unlocked(
    work: Callable[[], Returned], patience: float, waited: Callable[[float], None] = lambda _: None
) -> Returned:
    """Do work as soon as no other program has the file locked; raise what SQLite says after `patience` seconds.

    SQLite does not wait by itself where two programs change how a new file is written. `waited` is told for how many
    seconds it has been by now, and may raise to stop.
    """
    begun = time.monotonic()
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            so_far = time.monotonic() - begun
            if "locked" not in str(error) or so_far >= patience:
                raise
        waited(so_far)
        time.sleep(0.01)
