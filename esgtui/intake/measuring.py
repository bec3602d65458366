"""What the claims of a row measure: the one value that stands in it, part by part, or all metrics of an export."""

from typing import Any

from esgtui.insight.units import same_unit
from esgtui.intake.own_cells import metrics_in
from esgtui.intake.row_cells import RowCells
from esgtui.intake.unit_headings import is_unit, unit_in

PARTS = ("metric", "unit", "per", "qualifier", "comparator")
"""The roles of what belongs to a value."""

_OF_PERCENTS = frozenset({"%", "percentage points", "basis points"})
"""What a value that has a percent sign may be counted in; of words that are not known to be units nobody can tell."""


def metrics_of(cells: RowCells, value: float | None, qualifier: str | None) -> list[dict[str, Any]]:
    """Return the metrics of a row. Without a value, what belongs to one is kept as it is."""
    if value is not None and _is_of_two_units(cells):
        cells.remark("value", f"percents, though the unit is {cells.line('unit')},", cells.one("value"))
        cells.keep("value")
        value = None
    first = [] if value is None else [_metric(cells, value, qualifier)]
    told = cells.one("metrics")
    found = metrics_in(told) if told else []
    if not found:
        cells.keep("metrics")
    if not first and not found:
        cells.keep(*PARTS)
    return [*first, *found[len(first) :]]


def _is_of_two_units(cells: RowCells) -> bool:
    unit = cells.line("unit")
    is_other = "%" not in unit and same_unit(unit) not in _OF_PERCENTS and is_unit(unit)
    return is_other and cells.one("value").endswith("%")


def _metric(cells: RowCells, value: float, qualifier: str | None) -> dict[str, Any]:
    heading = cells.plan.named("value")[0]
    name, known = unit_in(heading)
    unit = cells.said_line("unit") or ("%" if cells.one("value").endswith("%") else known)
    if same_unit(unit) != same_unit(known):
        name = heading  # which says something else than the row, and is lost otherwise
    metric: dict[str, Any] = {"name": cells.said_line("metric") or name, "value": value, "unit": unit}
    per, comparator = cells.said_line("per"), cells.said_line("comparator")
    return metric | {"per": per, "qualifier": qualifier or "", "comparator": comparator}
