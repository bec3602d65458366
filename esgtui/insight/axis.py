"""Years as cells of a line: where each year stands, what is written below it, and how a span is drawn.

Plain characters, the same for a screen, a shell and a file; each of them tells without colour what it stands for.
"""

import msgspec

from esgtui.insight.timeline import Span

BASE, TARGET, IN_PERIOD = "◇", "◆", "●"
TOWARDS, DURING = "─", "━"
NOW = "┊"
LEGEND = f"{BASE} base year  {TARGET} target year  {IN_PERIOD}{DURING} period"
"""What the marks stand for."""

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
ROOM = 6
"""So many cells a label takes with the gap after it."""


class Axis(msgspec.Struct, frozen=True):
    """The years from `first` to `last`, laid out over `width` cells; `now` is the year to be marked, if it is there."""

    first: int
    last: int
    width: int
    now: int | None = None

    def cell(self, year: int) -> int:
        """Return the cell of a year, counted from 0; years before the first and after the last are at the edges."""
        if self.last == self.first:
            return 0
        inside = min(max(year, self.first), self.last)
        return (inside - self.first) * (self.width - 1) // (self.last - self.first)

    def labels(self) -> str:
        """Return the line of years below, as wide as the axis; a label begins in the cell of its year."""
        step = next((step for step in STEPS if self._gap(step) >= ROOM), STEPS[-1])
        line = ""
        for year in range(-(-self.first // step) * step, self.last + 1, step):
            at = min(self.cell(year), max(0, self.width - 4))
            if at > len(line) or not line:
                line = line.ljust(at) + str(year)
        return line.ljust(self.width)[: self.width]

    def _gap(self, step: int) -> float:
        return step * (self.width - 1) / max(1, self.last - self.first)

    def drawn(self, span: Span) -> str:
        """Return a span as a line, exactly as wide as the axis."""
        cells = [" "] * self.width
        if self.now is not None and self.first <= self.now <= self.last:
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
