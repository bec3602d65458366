"""Tables that the program wrote itself, to be imported again: what their columns are, and their cells as they were."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from esgtui.dataset.describe import own_line
from esgtui.dataset.shapes import OWN_PREFIX
from esgtui.exchange.listed import listed
from esgtui.exchange.spreadsheet import CLAIM_COLUMNS, as_written
from esgtui.exchange.stated import COLUMNS as STATED_COLUMNS
from esgtui.intake.mapping import Roles, wishes_in, with_wishes
from esgtui.intake.roles import IGNORE, OWN, ROLES
from esgtui.intake.rows import Row, Rows, WishError

_TOLD_APART = frozenset({"id", "company_name", "statement"})

_MEANT = {
    "company": "company_id",
    "company_name": "company",
    "pillar": "pillar_id",
    "pillar_title": "pillar",
    "metric_name": "metric",
    "metric_value": "value",
    "metric_unit": "unit",
    "metric_per": "per",
    "metric_qualifier": "qualifier",
    "metric_comparator": "comparator",
    "sources": "source",
    "urls": "url",
    "own": "own_keys",
} | dict.fromkeys(STATED_COLUMNS, IGNORE)
"""What columns of an export are that are called otherwise than the role; what the checklist says is read anew."""

_IN_LINES = frozenset({"annotations", "settlements"})
"""What an object of the export to JSON Lines has that nothing else has besides `_TOLD_APART`."""

_PASSED_BY = frozenset({"dataset", "checklist", "visitors"})
"""What such an object has that is no claim's own, or that is read anew."""

_GONE = _IN_LINES | {"id", "gone"}
"""What it has where its claim was no longer in the dataset."""

LEFT_OUT = ("row", "reason", "map")
"""What stands before the columns of rows that an import left out: their number, what is wrong with them, and what the
columns were taken for; before it the file, where there were several. Older files have no `map`."""

_BEGINNINGS = tuple((*file, *LEFT_OUT[:count]) for file in ((), ("file",)) for count in (3, 2))


def beginning(columns: Sequence[str]) -> tuple[str, ...]:
    """Return what stands before the columns of rows that an import left out; nothing in other tables."""
    return next((each for each in _BEGINNINGS if tuple(columns[: len(each)]) == each), ())


def known_roles(columns: Sequence[str], sample: Sequence[Row] = ()) -> Roles:
    """Return what columns of the program's own tables are, and nothing of the tables of others.

    Of an export of claims some columns may be gone, and others be new. Rows that were left out say in the `sample` what
    their columns are.
    """
    if begin := beginning(columns):
        ignored = dict.fromkeys(begin, IGNORE)
        wishes = _wishes(begin.index("map"), sample) if "map" in begin else []
        return with_wishes(dict.fromkeys(columns, OWN), wishes) | ignored if wishes else ignored
    known = set(CLAIM_COLUMNS).intersection(columns)
    if not known >= _TOLD_APART or not (2 * len(known) >= len(CLAIM_COLUMNS) or _IN_LINES.issubset(columns)):
        return {}
    return {name: _MEANT.get(name, name if name in ROLES else OWN) for name in columns}


def is_export(columns: Sequence[str]) -> bool:
    """Return whether columns are those of claims that the program exported."""
    return bool(known_roles(columns)) and not beginning(columns)


def _wishes(place: int, sample: Sequence[Row]) -> list[tuple[str, str]]:
    """Return what rows say of their columns; nothing where somebody changed that into what cannot be read."""
    told = dict.fromkeys(row.cells[place] for row in sample if place < len(row.cells) and row.cells[place].strip())
    try:
        return [wish for text in told for wish in wishes_in(text)]
    except WishError:
        return []


def as_were(rows: Rows) -> Rows:
    """Return rows of the program's own tables without what protects spreadsheet programs from their texts."""
    if not known_roles(rows.columns) or _IN_LINES.issubset(rows.columns):
        return rows
    read = rows.each

    rows.each = lambda tell: map(_as_was, read(tell))
    rows.sample = tuple(map(_as_was, rows.sample))
    return rows


def _as_was(row: Row) -> Row:
    return row._replace(cells=[as_written(text) for text in row.cells])


def as_table(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an object of an export to JSON Lines with what the table of claims has, and objects of others as they are.

    The curator's own keys are one cell, so that their values stay what they are.
    """
    if not (record.keys() >= (_TOLD_APART | _IN_LINES) or record.keys() >= _GONE):
        return record
    own = [own_line(key, value) for key, value in record.items() if key.startswith(OWN_PREFIX)]
    kept = {key: value for key, value in record.items() if key not in _PASSED_BY and not key.startswith(OWN_PREFIX)}
    told = {key: listed(value) if _has_words(value) else value for key, value in kept.items()}
    return told | ({"own": "\n".join(own)} if own else {})


def _has_words(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
