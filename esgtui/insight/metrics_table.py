"""Metrics as a table, a row for each, and as a drawing, families below each other with bars."""

from collections.abc import Iterator, Sequence

from esgtui.dataset.dataset import Dataset
from esgtui.insight.bars import value_bar
from esgtui.insight.metrics import Family, Quantity
from esgtui.insight.table import Table
from esgtui.insight.units import apart, same_per, same_unit
from esgtui.visible import visible

COLUMNS = (
    "family",
    "value",
    "unit",
    "per",
    "qualifier",
    "name",
    "company",
    "time",
    "comparator",
    "claim",
    "basis",
)
BAR = 24
NOTE = "Bars compare within a family alone: the same unit, counted over the same thing, amounts apart from changes."


def metrics_table(dataset: Dataset, families: Sequence[Family], title: str) -> Table:
    """Return metrics as they are exported; values and units stand as they were stated."""
    rows = [
        (
            _family(family),
            quantity.metric.value,
            quantity.metric.unit,
            quantity.metric.per,
            quantity.metric.qualifier or "",
            quantity.metric.name,
            quantity.company,
            quantity.time,
            quantity.metric.comparator,
            dataset.claims[quantity.row].id,
            "text" if quantity.is_read else "field",
        )
        for family in families
        for quantity in family.quantities
    ]
    return Table(title, COLUMNS, rows, tuple(_drawing(dataset, families)), notes=(NOTE,))


def _family(family: Family) -> str:
    """Return a family's name, the same whatever claims are looked at: of units spelt in several ways it has one."""
    unit, per = apart(family.unit, family.per)
    of = f" per {same_per(per)}" if per else ""
    return f"{same_unit(unit)}{of}{', change' if family.nature == 'change' else ''}"


def _drawing(dataset: Dataset, families: Sequence[Family]) -> Iterator[str]:
    for family in families:
        yield visible(family.title)
        values = [quantity.value_text for quantity in family.quantities]
        wide = max(map(len, values))
        for quantity, value in zip(family.quantities, values, strict=True):
            filled = value_bar(quantity.metric.value, family.scale, BAR)
            yield visible(f"  {value:>{wide}}  {filled}  {told(quantity)}  [{dataset.claims[quantity.row].id}]")


def told(quantity: Quantity) -> str:
    """Return what a value is of, and whose, such as `smart: recycled steel, 2021`; `~` where it was read in a text."""
    time = f", {quantity.time}" if quantity.time else ""
    against = f" (against {quantity.metric.comparator})" if quantity.metric.comparator else ""
    return f"{'~ ' if quantity.is_read else ''}{quantity.company}: {quantity.metric.name}{against}{time}"
