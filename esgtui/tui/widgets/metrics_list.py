"""Families of metrics, one below the other: each value with a bar that compares within its family alone."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from esgtui.insight.bars import value_bar
from esgtui.insight.metrics import Family, Quantity
from esgtui.insight.metrics_table import told
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

BARS = 0.3
"""How much of a line the bars take."""
SHORTEST, LONGEST = 6, 40
USUAL_VALUE, WIDEST_VALUE = 8, 18
"""Cells for values: up to so many the same in all families, for bars that begin below each other; so many at most."""
CLAIM_SHARE = 6
"""The claims' ids stand at the right if the longest takes one part of so many of a line at most."""


class Line(msgspec.Struct, frozen=True):
    """A family's title, or one of its metrics; `wide` is how many cells the family's values take, `scale` its scale."""

    family: Family
    quantity: Quantity | None
    wide: int
    scale: float

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims that the line is about."""
        return (self.quantity.row,) if self.quantity else self.family.rows


def lines_of(families: Sequence[Family]) -> Iterator[Line]:
    """Yield the lines of families."""
    own = [max(len(quantity.value_text) for quantity in family.quantities) for family in families]
    common = min(USUAL_VALUE, max(own, default=0))
    for family, longest in zip(families, own, strict=True):
        wide = min(WIDEST_VALUE, max(common, longest))
        scale = family.scale
        yield Line(family, None, wide, scale)
        for quantity in family.quantities:
            yield Line(family, quantity, wide, scale)


class MetricsList(RowList):
    """Lines of metrics. `claim_id` names the claim at a row."""

    lines: Sequence[Line] = ()
    ids: Sequence[str] = ()
    _longest_id = 0

    def show_metrics(self, lines: Sequence[Line], ids: Sequence[str], cursor: int = 0) -> None:
        """Show these lines; `ids` has the id of each line's claim, empty for a family's title."""
        self.lines, self.ids = lines, ids
        self._longest_id = max(map(cell_len, ids), default=0)
        self.show_lines(len(lines), cursor)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the family and how many it has, or the value, its bar, what it is of, and the claim."""
        line = self.lines[index]
        if line.quantity is None:
            count = f"{len(line.family.quantities):,}"
            title = fitted([(visible(line.family.title), "match")], max(1, width - cell_len(count) - 1))
            return [*title, (f" {count}", "dim")]
        quantity = line.quantity
        claim = f" {visible(self.ids[index])}" if self._longest_id < width // CLAIM_SHARE else ""
        cells = max(SHORTEST, min(LONGEST, int(width * BARS)))
        value = fitted([(visible(quantity.value_text.rjust(line.wide)), "")], line.wide)
        filled = value_bar(quantity.metric.value, line.scale, cells) if line.family.has_bars else " " * cells
        start: list[Piece] = [(" ", ""), *value, (" ", ""), (filled, "accent"), (" ", "")]
        room = max(1, width - 3 - line.wide - cells - cell_len(claim))
        return fitted([*start, *fitted([(visible(told(quantity)), "")], room), (claim, "dim")], width)
