"""Tables that JSON holds otherwise than as a list of objects: headings apart, column by column, or within objects."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from esgtui.intake.column import FEW_WORDS, words_in
from esgtui.intake.headings import unique

_HEADINGS = ("columns", "header", "headers", "fields")
_ROWS = ("data", "rows", "values", "records")
_CLAIMS = frozenset({"claims", "statements", "commitments", "targets", "pledges", "sentences", "goals", "texts"})
"""What lists of claims within objects are called."""


def tabled(whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the objects of a table in an object that has its headings and rows apart, or holds it column by column."""
    names = next((whole[key] for key in _HEADINGS if _are_names(whole.get(key))), None)
    rows = next((whole[key] for key in _ROWS if _are_lists(whole.get(key))), None)
    if names and rows:
        return [_object(unique(names), row) for row in rows]
    columns = list(whole.values())
    if len(columns) > 1 and all(isinstance(column, dict) and column for column in columns):
        keys = list(columns[0])
        if all(key.isdecimal() for key in keys) and all(column.keys() == columns[0].keys() for column in columns):
            return [{name: column[key] for name, column in whole.items()} for key in keys]
    if len(columns) > 1 and all(isinstance(column, list) and column for column in columns):
        lengths = {len(column) for column in columns}
        if len(lengths) == 1 and not any(isinstance(item, dict | list) for column in columns for item in column):
            return [dict(zip(whole, row, strict=True)) for row in zip(*columns, strict=True)]
    return []


def _are_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)


def _are_lists(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)


def with_headings(values: Iterator[Any]) -> Iterator[Any]:
    """Yield lists as objects where the first of them has the headings; anything else as it is."""
    names: list[str] | None = None
    for value in values:
        if names is None:
            names = unique(value) if _are_names(value) else []
            if names:
                continue
        yield _object(names, value) if names and isinstance(value, list) else value


def _object(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Return a row as an object; what stands beyond the headings is under letters, as in a table that has none."""
    beyond = len(row) - len(names)
    return dict(zip(unique([*names, *[""] * beyond]) if beyond > 0 else names, row, strict=False))


def key_of_claims(records: Sequence[Mapping[str, Any]]) -> str:
    """Return the key below which each object has its claims as a list of objects, or nothing where it is one itself."""
    found = Counter(key for record in records for key, value in record.items() if _has_texts(value))
    for key, count in found.most_common():
        if 2 * count >= len(records) and (key.casefold() in _CLAIMS or not any(map(_has_text, records))):
            return key
    return ""


def opened_up(record: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """Yield an object for each one in the list below a key, with what stands around that list."""
    around = {name: value for name, value in record.items() if name != key}
    items = record.get(key)
    if isinstance(items, list) and items:
        yield from (around | {key: item} for item in items)
    else:
        yield around if items == [] else record


def _has_texts(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) and _has_text(item) for item in value)


def _has_text(record: Mapping[str, Any]) -> bool:
    return any(isinstance(value, str) and words_in(value) > FEW_WORDS for value in record.values())
