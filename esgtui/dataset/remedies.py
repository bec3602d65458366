"""How keys and values that do not fit the format are described, and how they would be right."""

import datetime as dt
from typing import Any

import msgspec

from esgtui.dataset.model import Table
from esgtui.dataset.problems import listed, quoted, suggestion
from esgtui.dataset.shapes import OWN_PREFIX, choices_of, header_of, homes_of, is_table, item_type, shape_of

_PHRASES: tuple[tuple[Any, str, str], ...] = (
    (str, "text", '"…"'),
    (bool, "true or false", "true"),
    (int, "a whole number", "2045"),
    (int | float, "a number", "130"),
    (dt.date, "a date", "2022-11-07"),
    (dt.datetime, "a date with time and time zone", "2026-11-21T10:02:11Z"),
)
"""The types of single values, in words, and an example of each."""

_LONGEST_NUMBER = 10**20


def described(value: object) -> str:
    """Return in words what a value of a TOML file is."""
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, int | float):
        return f"the number {value}" if abs(value) < _LONGEST_NUMBER else "a very large number"
    if isinstance(value, dt.date | dt.time):
        return f"the {'date' if isinstance(value, dt.date) else 'time'} {value}"
    return "a list" if isinstance(value, list) else "a table"


def expected(wanted: Any) -> tuple[str, str]:
    """Return what a field of this type has to be, in words, and an example."""
    for kind, phrase, example in _PHRASES:
        if wanted in (kind, kind | None):
            return phrase, example
    if choices := choices_of(wanted):
        return "one of the format's words", f'"{choices[0]}"'
    if is_table(item_type(wanted)):
        return "a list of tables", "[{ … }]"
    return "a list of texts", '["…"]'


def mended(name: str, value: object, wanted: Any) -> str:
    """Return how a value of the wrong type would be right: itself where only its form is wrong, else an example."""
    if choices := choices_of(wanted):
        return f"known: {listed(choices)}"
    single = isinstance(value, str | int | float | dt.date | dt.time)
    if wanted is str and single:
        return f"write {name} = {quoted(str(value))}"
    if item_type(wanted) is str and isinstance(value, str):
        return f"write {name} = [{quoted(value)}]"
    if isinstance(value, dict) and is_table(item_type(wanted)):
        return f"give its header double brackets, such as [[….{name}]]"
    if isinstance(value, str) and _reads_as(value, wanted):
        return f"write {name} = {value.strip()}, without quotes"
    return f"write it such as {name} = {expected(wanted)[1]}"


def _reads_as(text: str, wanted: Any) -> bool:
    try:
        msgspec.convert(text, wanted, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def where_it_belongs(key: str, struct: type[Table]) -> str:
    """Return a remedy for an unknown key: the table that has such a key, or the nearest key that this one has."""
    shape = shape_of(struct)
    for name, inner in shape.inner.items():
        if key in shape_of(inner).fields:
            return f"it belongs into an item of {quoted(name)}"
    for name, home in homes_of(struct).items():
        if key in shape_of(home).fields:
            return f"it belongs to [[{name}]]: put it above the headers of inner tables"
    if key == "format":
        return "it belongs above the first header of the file"
    return f"{suggestion(key, tuple(shape.fields))} (keys of your own start with {OWN_PREFIX})"


def how_to_add(name: str, struct: type[Table]) -> str:
    """Return a remedy for a required key that is left out."""
    if name == "company" and header_of(struct):
        return 'add company = "…": only in a file with exactly one [[companies]] it goes without saying'
    return f"add {name} = {expected(shape_of(struct).fields[name].type)[1]}"
