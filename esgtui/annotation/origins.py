"""Which datasets' files a journal was written for: kept with its first change for each, among the file's facts."""

import sqlite3
from collections.abc import Iterable

import msgspec

PREFIX = "file:"
"""With which the names of these facts begin; a path follows."""


class Origin(msgspec.Struct, frozen=True):
    """The file or folder of a dataset that something was annotated in, and what the dataset was called."""

    path: str
    title: str


READ_ORIGINS = "SELECT name, value FROM facts WHERE name GLOB 'file:*' ORDER BY rowid"


def keep_origin(database: sqlite3.Connection, origin: Origin | None) -> None:
    """Keep that the journal is written for a dataset, unless it says so already."""
    if origin and origin not in origins_from(database.execute(READ_ORIGINS)):
        database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (PREFIX + origin.path, origin.title))


def origins_from(rows: Iterable[tuple[str, ...]]) -> list[Origin]:
    """Return what rows of `READ_ORIGINS` hold, the first one first."""
    return [Origin(name.removeprefix(PREFIX), title) for name, title in rows]
