"""Rows of tables that name a company once, above all of its rows: the others have it from the row above."""

from collections.abc import Iterable, Iterator

from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.totals import is_total, sums_up

_OF_COMPANY = ("company", "company_id", "country", "sector")
_ABOVE = (*_OF_COMPANY, "pillar", "pillar_id")
"""What is named once, above the rows that it is true of."""


def filled(plan: Plan, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, those that name no company with that of the row above, and with its pillar if they name none.

    Rows without a text are left as they are, but their company is that of the rows below. Nothing is taken from those
    that sum up others.
    """
    above: dict[int, str] = {}
    sheet = ""
    for row in rows:
        if row.sheet != sheet:
            above, sheet = {}, row.sheet
        has_text = bool(plan.cells("statement", row.cells))
        if row.fault or sums_up(plan, row) or not (has_text or _heads(plan, row)):
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


def names_above(plan: Plan) -> bool:
    """Return whether a table names companies in rows of their own alone, so that those below have no other one."""
    named = texts = 0
    for row in plan.sample:
        if row.fault or sums_up(plan, row):
            continue
        has_text, has_name = bool(plan.cells("statement", row.cells)), _heads(plan, row)
        if has_text and (has_name or not named):
            return False
        named, texts = named + has_name, texts + has_text
    return bool(named and texts)


def _heads(plan: Plan, row: Row) -> bool:
    """Return whether a row without a text names the company of those below."""
    name = plan.cell("company", row.cells)
    return bool(name or plan.cell("company_id", row.cells)) and not is_total(name)
