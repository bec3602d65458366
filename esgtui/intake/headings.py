"""Which row of a sheet has the headings, and names for all columns: none is without, and no two are the same."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from esgtui.intake.head_rows import is_like_those_below, joined, second_row
from esgtui.intake.rows import Choices, IntakeError, Row, Rows, Tell, WishError, checked, checked_name, hear_nothing

_LOOKED_AT = 50
"""Among so many rows the headings are looked for: above them stand titles and remarks."""

NO_NAME = "column"
"""What a column without a heading is called, besides its letters."""

_LONGEST = 150
"""A text that is longer is no heading."""

_ADDRESS = re.compile(r"https?://\S")

Each = Callable[[Tell], Iterator[Row]]


def headed(
    path: Path,
    records: Each,
    choices: Choices,
    notes: Iterable[str] = (),
    known: Sequence[Row] | None = None,
) -> Rows:
    """Return records as rows below the row that has their headings; raise `IntakeError` if there is nothing below.

    Where the first records are `known` they need not be read once more.
    """
    begin = records(hear_nothing) if known is None else known
    first = [record for record in islice(begin, max(_LOOKED_AT, choices.heading_row + 1)) if not record.fault]
    if not first:
        raise IntakeError(f"{path} has no row that can be read")
    head, is_named = _head(path, first, choices)
    told = list(notes)
    second = second_row(head, first) if is_named else None
    last = second or head
    if is_named:
        names = joined(head.cells, second.cells) if second else head.cells
        columns, after = unique([checked_name(name, path) for name in names]), last.number
        told += _where(path, head, second, is_first=head is first[0] or bool(choices.heading_row))
        if last is first[-1]:
            raise IntakeError(f"{path} has headings but no row below them")
    else:
        names = [""] * max(len(record.cells) for record in first)
        columns, after = unique(names), 0
        told.append(f"{path} has no row of headings, so its columns are named by letters")
    again = [column for column, name in zip(columns, names, strict=True) if column != _plain(name) and name.strip()]
    if again:
        told.append(f"{path}: headings that stand there again are called {', '.join(again[:5])}")
    heads = [each.cells for each in (head, second) if each and is_named and sum(map(bool, each.cells)) > 1]
    rows = Rows(path, columns, lambda tell: _below(records(tell), after, len(columns), heads), tuple(told))
    rows.begin, rows.heading_row = tuple(first[:_LOOKED_AT]), head.number if is_named else 0
    rows.sample = tuple(_below(iter(known or ()), after, len(columns), heads))
    return rows


def _head(path: Path, first: Sequence[Row], choices: Choices) -> tuple[Row, bool]:
    """Return the row that is likeliest to have the headings, or is said to, and whether it has them."""
    if choices.heading_row:
        head = next((row for row in first if row.number == choices.heading_row), None)
        if head is None:
            raise WishError(f"{path} has nothing in row {choices.heading_row} that could be headings")
        checked(head.cells, path)
        return head, True
    widths = [sum(1 for cell in row.cells if cell.strip()) for row in first]
    head = next(row for row, width in zip(first, widths, strict=True) if width >= 0.6 * max(widths))
    checked(head.cells, path)  # before each of them is looked at
    return head, _names_columns(head, first) if choices.has_headings is None else choices.has_headings


def _where(path: Path, head: Row, second: Row | None, *, is_first: bool) -> list[str]:
    """Return what there is to say of where the headings are."""
    place = f"rows {head.number} and {second.number}" if second else f"row {head.number}"
    above = "" if is_first else "; what stands above is left out"
    return [f"{path}: the headings are in {place}{above}"] if second or above else []


def _below(records: Iterator[Row], after: int, width: int, heads: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield the rows below the headings; pages that were put together may have these once more, which is told."""
    for record in records:
        if record.number <= after:
            continue
        if record.cells in heads and not record.fault:
            yield record._replace(fault="it has the headings once more")
            continue
        if len(record.cells) > width and any(cell.strip() for cell in record.cells[width:]):
            advice = "put quotes around a cell that has what divides cells in it"
            fault = f"it has {len(record.cells)} cells, and there are {width} columns; {advice}"
            yield record._replace(fault=record.fault or fault)
        else:
            yield record


def _names_columns(head: Row, rows: Sequence[Row]) -> bool:
    """Return whether a row can be one of headings: short, no addresses, and nothing that rows below have."""
    if any(len(cell) > _LONGEST or _ADDRESS.match(cell) for cell in head.cells):
        return False
    return not is_like_those_below(head, rows)


def unique(names: Sequence[str]) -> list[str]:
    """Return names without surplus space, each once: a blank one is a letter, one that was there gets a number."""
    found: dict[str, None] = {}
    counts: dict[str, int] = {}
    for position, name in enumerate(names):
        plain = _plain(name) or f"{NO_NAME} {letters(position)}"
        here = plain
        while here in found:
            counts[plain] = counts.get(plain, 1) + 1
            here = f"{plain} ({counts[plain]})"
        found[here] = None
    return list(found)


def _plain(name: str) -> str:
    return " ".join(name.split())


def letters(position: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A to Z, then AA."""
    found = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
