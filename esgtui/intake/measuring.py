"""What the claims of a row measure: the one value that stands in it, part by part, or all metrics of an export."""

from functools import cache
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from esgtui.checklist.numerals import in_full
from esgtui.dataset.model import Claim
from esgtui.insight.units import same_unit
from esgtui.intake.amounts import Amount
from esgtui.intake.own_cells import metrics_in
from esgtui.intake.roles import folded
from esgtui.intake.row_cells import RowCells
from esgtui.intake.target_headings import TARGETS
from esgtui.intake.unit_headings import is_unit, unit_in

if TYPE_CHECKING:
    from esgtui.checklist.reading import Reader

PARTS = ("metric", "unit", "per", "qualifier", "comparator")
"""The roles of what belongs to a value."""

_OF_PERCENTS = frozenset({"%", "percentage points", "basis points"})
"""What a value that has a percent sign may be counted in; of words that are not known to be units nobody can tell."""


_MERE_VALUES = frozenset(
    map(
        folded,
        (
            *("value", "metric value", "target value", "amount", "figure", "number", "wert", "zielwert", "betrag"),
            *("valeur", "valeur cible", "montant", "valor", "valor objetivo", "valore", "waarde", "数值", "值", "値"),
        ),
    )
)
"""What a column of values is called that says nothing of what is measured."""

_LOOKED_AT = 2_000
"""In so many characters of a statement its value is looked for."""

_LONGEST_NAME = 60
"""So many characters a name has that is the beginning of a statement."""


def metrics_of(cells: RowCells, amount: Amount | None, qualifier: str | None) -> list[dict[str, Any]]:
    """Return the metrics of a row. Without an amount, what belongs to one is kept as it is."""
    amount = _in_full(cells, amount) if amount else None
    if amount and _is_of_two_units(cells, amount):
        unit = "percents" if amount.unit == "%" else f"in {amount.unit}"
        cells.remark("value", f"{unit}, though the unit is {cells.line('unit')},", cells.one("value"))
        cells.keep("value")
        amount = None
    first = [] if amount is None else [_metric(cells, amount, qualifier)]
    told = cells.one("metrics")
    found = metrics_in(told) if told else []
    if not found:
        cells.keep("metrics")
    if not first and not found:
        cells.keep(*PARTS)
    return [*first, *found[len(first) :]]


def _in_full(cells: RowCells, amount: Amount) -> Amount:
    """Return an amount whose number is all in digits, unless the row has its word for the unit: 1.1 million tonnes."""
    said = cells.line("unit") or unit_in(cells.plan.named("value")[0])[1]
    if same_unit(said) == same_unit(amount.unit):
        return amount
    value, unit = in_full(amount.value, amount.unit)
    return amount._replace(value=int(value) if float(value).is_integer() else value, unit=unit)


def _is_of_two_units(cells: RowCells, amount: Amount) -> bool:
    unit = cells.line("unit")
    if amount.unit == "%":
        return "%" not in unit and same_unit(unit) not in _OF_PERCENTS and is_unit(unit)
    return bool(amount.unit) and is_unit(unit) and same_unit(unit) != same_unit(amount.unit)


def _metric(cells: RowCells, amount: Amount, qualifier: str | None) -> dict[str, Any]:
    heading = cells.plan.named("value")[0]
    name, known = unit_in(heading)
    unit = cells.said_line("unit") or amount.unit or known
    if same_unit(unit) != same_unit(known):
        name = heading  # which says something else than the row, and is lost otherwise
    said = cells.said_line("metric")
    if not said and (folded(name) in _MERE_VALUES or folded(name) in TARGETS):
        said = _named_by_words(cells, amount.value)
    metric: dict[str, Any] = {"name": said or name, "value": amount.value, "unit": unit}
    per, comparator = cells.said_line("per"), cells.said_line("comparator")
    return metric | {"per": per, "qualifier": qualifier or amount.qualifier or "", "comparator": comparator}


def _named_by_words(cells: RowCells, value: float) -> str:
    """Return what the words of a statement say that its value measures, or else what stands around it.

    Where the value is in no figure of it that is the statement's beginning.
    """
    from esgtui.documents.languages import is_foreign
    from esgtui.documents.measured import measured
    from esgtui.insight.words import metrics_read

    statement = cells.all("statement")[0][1][:_LOOKED_AT]
    claim = Claim(id="", company="", statement=statement)
    figures = [each for each in _reader().figures(claim) if each.value == value and each.words]
    name = measured(statement, figures[0])[0] if figures and not is_foreign(statement) else ""
    around = next((metric.name for metric in metrics_read(claim, figures)), "")
    return name or around or shorten(statement, _LONGEST_NAME, placeholder=" …")


@cache
def _reader() -> "Reader":
    from esgtui.checklist.reading import Reader
    from esgtui.checklist.rules import read_rules

    return Reader(read_rules())
