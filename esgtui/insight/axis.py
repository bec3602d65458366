"""Years as cells of a line: where each year stands, what is written below it, and how a span is drawn.

Plain characters, the same for a screen, a shell and a file; each of them tells without colour what it stands for.
"""

from functools import cached_property

import msgspec

from esgtui.dataset.spans import Span

BASE, TARGET, IN_PERIOD = "◇", "◆", "●"
TOWARDS, DURING = "─", "━"
NOW = "┊"
TICK = "╷"
LEGEND = f"{BASE} base year  {TARGET} target year  {IN_PERIOD}{DURING} period"
"""What the marks stand for."""

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
ROOM = 6
"""So many cells a label takes with its tick and the gap after it."""


class Axis(msgspec.Struct, frozen=True, dict=True):
    """The years from `first` to `last`, laid out over `width` cells; `now` is the year to be marked, if it is there."""

    first: int
    last: int
    width: int
    now: int | None = None

    @cached_property
    def _step(self) -> int:
        """How many years lie between two labels."""
        span = max(1, self.last - self.first)
        return next((step for step in STEPS if step * (self.width - 1) >= ROOM * span), STEPS[-1])

    def cell(self, year: int) -> int:
        """Return the cell of a year, counted from 0; years before the first and after the last are at the edges.

        From one label to the next it is a whole number of cells, so that all labels are equally far apart.
        """
        if self.last == self.first:
            return 0
        inside = min(max(year, self.first), self.last) - self.first
        between = self._step * (self.width - 1) // (self.last - self.first)
        return min(inside * between // self._step, self.width - 1)

    def labels(self) -> str:
        """Return the line of years, as wide as the axis: a tick in the cell of a year, and the year beside it."""
        line = ""
        for year in range(-(-self.first // self._step) * self._step, self.last + 1, self._step):
            at, label = self.cell(year), f"{TICK}{year}"
            if at + len(label) > self.width:
                at, label = at - len(label) + 1, f"{year}{TICK}"
            if at > len(line) or (not line and at >= 0):
                line = line.ljust(at) + label
        return line.ljust(self.width)[: self.width]

    @property
    def is_now_seen(self) -> bool:
        """Whether the year to be marked is on the axis."""
        return self.now is not None and self.first <= self.now <= self.last

    @property
    def legend(self) -> str:
        """What the marks stand for that may be on the axis."""
        return f"{LEGEND}  {NOW} {self.now}" if self.is_now_seen else LEGEND

    def drawn(self, span: Span) -> str:
        """Return a span as a line, exactly as wide as the axis."""
        cells = [" "] * self.width
        if self.now is not None and self.is_now_seen:
            cells[self.cell(self.now)] = NOW
        if len(span.years) == 2:
            start, end = map(self.cell, span.years)
            cells[start : end + 1] = (DURING if span.kind == "period" else TOWARDS) * (end + 1 - start)
        for year, mark in zip((span.first, span.last), self._marks(span), strict=True):
            if year is not None:
                cells[self.cell(year)] = mark
        return "".join(cells)

    @staticmethod
    def _marks(span: Span) -> tuple[str, str]:
        return (IN_PERIOD, IN_PERIOD) if span.kind == "period" else (BASE, TARGET)
