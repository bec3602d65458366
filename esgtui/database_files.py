"""What tells one of the program's own SQLite files from others: the journal and the queries both look here."""

import sqlite3
from typing import NamedTuple


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
