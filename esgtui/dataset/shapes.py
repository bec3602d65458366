"""The keys and types of each table, read off the structs of `model.py`, so that nothing is said twice."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from esgtui.dataset.model import Header, Table, Tables

KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and positions counted from 0, such as `("claims", 3, "places", 0, "source")`."""

OWN_PREFIX = "x-"
"""Keys that start so are the curator's own, and are kept in `extra`."""

NO_TIME = dt.datetime.min.replace(tzinfo=dt.UTC)
"""What stands in for a time that is required, and is left out or does not fit."""


def item_type(wanted: Any) -> Any:
    """Return the type of a list's items, or None for what is no list."""
    return get_args(wanted)[0] if get_origin(wanted) in (tuple, Sequence) else None


def is_table(wanted: Any) -> bool:
    """Return whether a type is one of the model's tables."""
    return isinstance(wanted, type) and issubclass(wanted, Table)


def choices_of(wanted: Any) -> tuple[str, ...]:
    """Return the words that a type is limited to, or nothing where it is not."""
    for option in (wanted, *get_args(wanted)):
        if get_origin(option) is Literal:
            return get_args(option)
    return ()


class Shape(NamedTuple):
    """The keys of a table, and which of them hold lists of tables themselves."""

    fields: dict[str, msgspec.structs.FieldInfo]
    inner: dict[str, type[Table]]


@cache
def shape_of(struct: type[msgspec.Struct]) -> Shape:
    """Return the keys that the format knows for a table."""
    fields = {field.name: field for field in msgspec.structs.fields(struct) if field.name != "extra"}
    items = {name: item_type(field.type) for name, field in fields.items()}
    return Shape(fields, {name: item for name, item in items.items() if is_table(item)})


TABLES: dict[str, type[Table]] = shape_of(Tables).inner
"""The arrays of tables that a file may hold, such as `claims`."""

ROOT_KEYS: tuple[str, ...] = ("format", "dataset", *TABLES)
"""What may stand in a file outside of tables, apart from the curator's own keys."""


@cache
def homes_of(struct: type[Table]) -> dict[str, type[Table]]:
    """Return the tables whose items may hold this table, by name: `claims` for a metric."""
    return {name: table for name, table in TABLES.items() if struct in shape_of(table).inner.values()}


def header_of(struct: type[Table]) -> str:
    """Return the header that a table of the file's own has, such as `[[claims]]`; empty for an inner table."""
    if struct is Header:
        return "[dataset]"
    return next((f"[[{name}]]" for name, table in TABLES.items() if table is struct), "")


def placeholder(field: msgspec.structs.FieldInfo) -> Any:
    """Return what stands in for a field that is left out or does not fit."""
    if not field.required:
        return field.default
    if field.type is dt.datetime:
        return NO_TIME
    return "" if field.type is str else 0
