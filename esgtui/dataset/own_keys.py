"""The curator's own keys, those that start with `x-`: of their values nobody says what type they have."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from esgtui.dataset.model import Table, Tables
from esgtui.dataset.shapes import TABLES, shape_of


def have_times(tables: Tables) -> bool:
    """Return whether there are times under own keys, which would come back from a file as texts."""
    return any(map(_has_times, _extras(tables)))


def row_has_times(row: Table, inner: tuple[str, ...]) -> bool:
    """Return whether there are times under own keys of a table, or of those that it holds under the keys `inner`."""
    return any(map(_has_times, _extras_in(row, inner)))


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
