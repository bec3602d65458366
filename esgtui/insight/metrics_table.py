"""Metrics as a table, a row for each, and as a drawing, families below each other with bars."""

from collections.abc import Iterator, Sequence

from esgtui.dataset.dataset import Dataset
from esgtui.insight.bars import value_bar
from esgtui.insight.metrics import Family, Quantity
from esgtui.insight.table import Table
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
BAR, SHORTEST_BAR = 24, 4
BESIDE_BAR = 6
"""How many cells of a line are left free around its value and its bar."""
NOTE = (
    "Bars compare within a family alone: the same unit, counted over the same thing, names alike, amounts apart from"
    " changes. Others have none, but shares of a whole."
)


def metrics_table(dataset: Dataset, families: Sequence[Family], title: str) -> Table:
    """Return metrics as they are exported; values and units stand as they were stated."""
    rows = [
        (
            family.title,
            quantity.metric.value,
            quantity.metric.unit,
            quantity.metric.per,
            quantity.metric.qualifier or "",
            quantity.metric.name,
            quantity.company,
            quantity.time,
            quantity.metric.comparator,
            dataset.id_at(quantity.row),
            "text" if quantity.is_read else "field",
        )
        for family in families
        for quantity in family.quantities
    ]
    wide = max((family.widest for family in families), default=0)

    def fitted(room: int) -> list[str]:
        bar = min(BAR, room // 2 - wide - BESIDE_BAR)
        return list(_drawing(dataset, families, wide, bar if bar >= SHORTEST_BAR else 0))

    return Table(title, COLUMNS, rows, tuple(_drawing(dataset, families, wide, BAR)), fitted=fitted, notes=(NOTE,))


def _drawing(dataset: Dataset, families: Sequence[Family], wide: int, bar: int) -> Iterator[str]:
    for family in families:
        yield visible(family.title)
        for quantity in family.quantities:
            value = quantity.value_text
            filled = value_bar(quantity.metric.value, family.scale, bar) if bar and family.has_bars else " " * bar
            yield visible(f"  {value:>{wide}}  {filled}  {told(quantity)}  [{dataset.id_at(quantity.row)}]")


def told(quantity: Quantity) -> str:
    """Return what a value is of, and whose, such as `smart: recycled steel, 2021`; `~` where it was read in a text."""
    time = f", {quantity.time}" if quantity.time else ""
    against = f" (against {quantity.metric.comparator})" if quantity.metric.comparator else ""
    return f"{'~ ' if quantity.is_read else ''}{quantity.company}: {quantity.metric.name}{against}{time}"
