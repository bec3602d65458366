"""Large datasets as they were read the last time, so that they open in a moment whatever their size.

They are found by the very bytes of the dataset's files. What depends on more than these is looked at again: whether the
files that sources name are still there.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from esgtui import __version__
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import source_file_flaw
from esgtui.dataset.model import Table, Tables
from esgtui.dataset.shapes import TABLES, shape_of
from esgtui.shelf.kept import Shelf

WORTH_KEEPING = 500_000
"""From how many bytes of TOML on a dataset is kept: fewer are read in a tenth of a second."""

MAKING = f"2 {sys.byteorder}"
"""Which way datasets are kept; a change of the model's fields or of what the rules let through needs another one."""


def find_dataset(shelf: Shelf, fingerprint: str, folder: Path) -> Dataset | None:
    """Return the dataset that these files gave the last time, or None where they have to be read anew."""
    found = shelf.find(_key(fingerprint))
    return _opened(found, folder, fingerprint) if found else None


def keep_dataset(shelf: Shelf, fingerprint: str, tables: Tables, folder: Path) -> Dataset | None:
    """Keep a dataset for the next time; return it as it is kept, or None where that cannot be."""
    from esgtui.dataset.image import write_image

    if any(map(_has_times, _extras(tables))):  # of a curator's own keys nobody says what type they have
        return None
    own = shelf.begin()
    if own is None:
        return None
    place = None
    with suppress(OSError, OverflowError):  # a full disk, or a number that is too large for it
        write_image(own, tables)
        place = shelf.publish(_key(fingerprint), own)
    opened = _opened(place, folder, fingerprint) if place else None
    if place != own:
        shelf.discard(own)
    return opened


def _opened(kept: Path, folder: Path, fingerprint: str) -> Dataset | None:
    from esgtui.dataset.image import open_image

    with suppress(OSError, ValueError):
        dataset = open_image(kept, folder, fingerprint)
        if not any(source.file and source_file_flaw(folder, source.file) for source in dataset.tables.sources):
            return dataset
    return None


def _key(fingerprint: str) -> str:
    return f"{fingerprint} {__version__} {MAKING}"


def _extras(tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield the curator's own keys of all tables that have any."""
    yield tables.extra
    yield tables.header.extra
    for name, table in TABLES.items():
        inner = tuple(shape_of(table).inner)
        for row in getattr(tables, name):
            yield from _extras_in(row, inner)


def _extras_in(row: Table, inner: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if row.extra:
        yield row.extra
    for name in inner:
        for item in getattr(row, name):
            if item.extra:
                yield item.extra


def _has_times(value: object) -> bool:
    """Return whether there are times in a value, which would come back as texts."""
    if isinstance(value, dict):
        return any(map(_has_times, value.values()))
    if isinstance(value, list):
        return any(map(_has_times, value))
    return isinstance(value, date | datetime | time)
