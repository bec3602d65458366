"""Rows of tables that name a company once, above all of its rows: the others have it from the row above."""

from collections.abc import Iterable, Iterator

from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.totals import sums_up

_OF_COMPANY = ("company", "company_id", "country", "sector")
_ABOVE = (*_OF_COMPANY, "pillar", "pillar_id")
"""What is named once, above the rows that it is true of."""


def filled(plan: Plan, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, those that name no company with that of the row above, and with its pillar if they name none.

    Rows without a text and those that sum up others are left as they are, and nothing is taken from them.
    """
    above: dict[int, str] = {}
    sheet = ""
    for row in rows:
        if row.sheet != sheet:
            above, sheet = {}, row.sheet
        if row.fault or not plan.cells("statement", row.cells) or sums_up(plan, row):
            yield row
            continue
        places = [place for role in _ABOVE for place in plan.places[role]]
        cells = row.cells + [""] * (max(places, default=-1) + 1 - len(row.cells))
        own = {place: cells[place] for place in places if cells[place].strip()}
        if any(place in own for role in _OF_COMPANY[:2] for place in plan.places[role]):
            above = own
            yield row
            continue
        above |= own
        for place, text in above.items():
            cells[place] = text
        yield row._replace(cells=cells)
