"""Families of metrics, one below the other: each value with a bar that compares within its family alone."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec
from rich.cells import cell_len

from esgtui.insight.bars import value_bar
from esgtui.insight.metrics import Family, Quantity
from esgtui.insight.metrics_table import told
from esgtui.looked_up import LookedUp
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
    """A family's title, or one of its metrics; `wide` is how many cells the family's values take."""

    family: Family
    quantity: Quantity | None
    wide: int

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims that the line is about."""
        return (self.quantity.row,) if self.quantity else self.family.rows


class Lines(LookedUp[Line]):
    """The lines of families, each made when it is looked at."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._families = families
        self._starts = list(accumulate((1 + len(family) for family in families), initial=0))

    @cached_property
    def _common(self) -> int:
        """How many cells values take at least: those of families with narrow ones, too, so that bars begin in line."""
        widest = 0
        for family in self._families:
            widest = max(widest, family.widest)
            if widest >= USUAL_VALUE:
                return USUAL_VALUE
        return widest

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, place: int) -> Line:
        """Return the line at a place."""
        number = bisect_right(self._starts, place) - 1
        family, within = self._families[number], place - self._starts[number]
        wide = min(WIDEST_VALUE, max(self._common, family.widest))
        return Line(family, family.quantities[within - 1] if within else None, wide)

    def prepare(self, lines: int) -> float:
        """Work out what the first lines show, which is else done when they are looked at; return the largest scale."""
        return max((line.family.scale for line in self[:lines]), default=0.0)

    def place_of(self, row: int, place: int | str) -> int | None:
        """Return the line of the metric at a place among those of the claim at a row, or of a family's title."""
        found = self._families[0].find(row, place) if self._families and isinstance(place, int) else None
        for family, start in zip(self._families, self._starts, strict=False):
            if place == family.title:
                return start
            at = family.place_of(found) if found is not None else None
            if at is not None:
                return start + 1 + at
        return None


class MetricsList(RowList):
    """Lines of metrics. `claim_id` returns the id of the claim at a row."""

    lines: Sequence[Line] = ()
    _longest_id = 0

    def __init__(self, claim_id: Callable[[int], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._claim_id = claim_id

    def show_metrics(self, lines: Sequence[Line], longest_id: int, cursor: int = 0) -> None:
        """Show these lines; the longest id of their claims takes so many cells."""
        self.lines, self._longest_id = lines, longest_id
        self.show_lines(len(lines), cursor)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the family and how many it has, or the value, its bar, what it is of, and the claim."""
        line = self.lines[index]
        if line.quantity is None:
            count = f"{len(line.family.quantities):,}"
            title = fitted([(visible(line.family.title), "match")], max(1, width - cell_len(count) - 1))
            return [*title, (f" {count}", "dim")]
        quantity = line.quantity
        claim = f" {visible(self._claim_id(quantity.row))}" if self._longest_id < width // CLAIM_SHARE else ""
        cells = max(SHORTEST, min(LONGEST, int(width * BARS)))
        value = fitted([(visible(quantity.value_text.rjust(line.wide)), "")], line.wide)
        filled = value_bar(quantity.metric.value, line.family.scale, cells) if line.family.has_bars else " " * cells
        start: list[Piece] = [(" ", ""), *value, (" ", ""), (filled, "accent"), (" ", "")]
        room = max(1, width - 3 - line.wide - cells - cell_len(claim))
        return fitted([*start, *fitted([(visible(told(quantity)), "")], room), (claim, "dim")], width)
