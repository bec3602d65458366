"""The tables of a large dataset as they were read the last time, so that it opens in a tenth of the time.

They are found by the very bytes of the dataset's files. What depends on more than these is looked at again: whether the
files that sources name are still there.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec

from esgtui import __version__
from esgtui.dataset.files import source_file_flaw
from esgtui.dataset.model import Table, Tables
from esgtui.shelf.kept import Shelf

WORTH_KEEPING = 500_000
"""From how many bytes of TOML on the tables are kept: fewer are read in a tenth of a second."""

MAKING = "1"
"""Which way tables are kept; a change of the model's fields or of what the rules let through needs another one."""

_FILE = "tables.msgpack"


def find_tables(shelf: Shelf, fingerprint: str, folder: Path) -> Tables | None:
    """Return the tables that these files gave the last time, or None where they have to be read anew."""
    found = shelf.find(_key(fingerprint))
    if found is None:
        return None
    with suppress(OSError, msgspec.MsgspecError):
        tables = msgspec.msgpack.decode((found / _FILE).read_bytes(), type=Tables)
        if not any(source.file and source_file_flaw(folder, source.file) for source in tables.sources):
            return tables
    return None


def keep_tables(shelf: Shelf, fingerprint: str, tables: Tables) -> None:
    """Keep tables for the next time, where that is possible."""
    if any(map(_has_times, _extras(tables))):  # of a curator's own keys nobody says what type they have
        return
    folder = shelf.begin()
    if folder is None:
        return
    with suppress(OSError, OverflowError):  # a full disk, or a number that is too large for it
        (folder / _FILE).write_bytes(msgspec.msgpack.encode(tables))
        shelf.publish(_key(fingerprint), folder)
    shelf.discard(folder)  # as far as it was not published


def _key(fingerprint: str) -> str:
    return f"{fingerprint} {__version__} {MAKING}"


def _extras(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield the curator's own keys of all tables that have any."""
    yield tables.extra
    for name in tables.__struct_fields__:
        rows = getattr(tables, name)
        for row in rows if isinstance(rows, tuple) else (rows,):
            yield from _extras_in(row)


def _extras_in(row: object) -> Iterator[dict[str, Any]]:
    if isinstance(row, Table):
        if row.extra:
            yield row.extra
        for name in row.__struct_fields__:
            value = getattr(row, name)
            for item in value if isinstance(value, tuple) else ():
                yield from _extras_in(item)


def _has_times(value: object) -> bool:
    """Return whether there are times in a value, which would come back as texts."""
    if isinstance(value, dict):
        return any(map(_has_times, value.values()))
    if isinstance(value, list):
        return any(map(_has_times, value))
    return isinstance(value, date | datetime | time)
