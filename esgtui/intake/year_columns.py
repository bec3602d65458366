"""Tables of indicators with a column for each year: each cell of these is a figure of its own, in a row of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from esgtui.intake.amounts import amount_of
from esgtui.intake.headings import unique
from esgtui.intake.mapping import Roles
from esgtui.intake.roles import IN_THESE_WORDS, OWN, says
from esgtui.intake.rows import Row, Rows
from esgtui.intake.values import says_nothing

_YEAR = re.compile(r"(?:(?:FY|CY|GJ)\s?)?((?:19|20)\d\d)")
"""What such a column is called."""

_MOST = 0.7
"""Such a share of the cells that say something are amounts, at least."""

FIGURE, YEAR, VALUE = "Figure", "Year", "Value"
"""What the columns are called that take the place of the years: what is a claim, its period, and its value."""


class Parted(NamedTuple):
    """A table with a row for each year: its rows, the first of them, and what its columns are for."""

    rows: Rows
    sample: list[Row]
    roles: Roles


def by_year(rows: Rows, sample: Sequence[Row], roles: Roles) -> Parted | None:
    """Return a table of indicators with a row for each year; None for other tables.

    Where texts are claims already, and no names of indicators, figures of years beside them stay with them.
    """
    texts = [name for name, role in roles.items() if role == "statement"]
    years = {place: year[1] for place, name in enumerate(rows.columns) if (year := _YEAR.fullmatch(name))}
    if len(texts) != 1 or says(texts[0], "metric") != IN_THESE_WORDS or len(years) < 2 or "value" in roles.values():
        return None
    cells = [row.cells[place] for row in sample for place in years if place < len(row.cells)]
    said = [cell for cell in cells if not says_nothing(cell)]
    if not said or sum(amount_of(cell) is not None for cell in said) < _MOST * len(said):
        return None
    put = _putting(rows.columns.index(texts[0]), years, len(rows.columns))
    others = [name for place, name in enumerate(rows.columns) if place not in years]
    found = msgspec.structs.replace(rows)
    found.columns = unique([*others, FIGURE, YEAR, VALUE])
    found.each = lambda tell: put(rows.each(tell))
    named = ", ".join(rows.columns[place] for place in years)
    found.notes = (*rows.notes, f"{rows.path}: the columns {named} are years, and each of their cells a claim")
    known = {name: "metric" if name == texts[0] else roles[name] for name in others}
    known = {name: OWN if role == "period" else role for name, role in known.items()}
    ends = zip(found.columns[len(others) :], ("statement", "period", "value"), strict=True)
    return Parted(found, list(put(iter(sample))), known | dict(ends))


def _putting(text: int, years: dict[int, str], width: int) -> Callable[[Iterator[Row]], Iterator[Row]]:
    """Return what makes of each row one for each of its years; `text` is where the indicator stands."""

    def put(rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            cells = row.cells + [""] * (width - len(row.cells))
            others = [cell for place, cell in enumerate(cells) if place not in years]
            told = [(year, cells[place]) for place, year in years.items() if cells[place].strip()]
            if row.fault or not told or not cells[text].strip():
                yield row._replace(cells=[*others, cells[text], "", ""])
                continue
            for year, cell in told:
                yield row._replace(cells=[*others, f"{cells[text].strip()}, {year}", year, cell])

    return put
