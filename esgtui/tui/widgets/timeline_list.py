"""Companies and their lanes of years, one a line; a ruler names the years, cell by cell as the lanes have them."""

from collections.abc import Callable, Sequence
from itertools import groupby

from rich.cells import cell_len

from esgtui.insight.axis import BASE, IN_PERIOD, NOW, TARGET, Axis
from esgtui.insight.timeline import Lane, Lanes, Timeline
from esgtui.insight.timeline_table import axis_of
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

SHARE = 0.4
"""How much of a line the words take at most, before the years."""
LEAST, MOST = 30, 60
SPAN = 13
"""Cells for the years of a span in words: `1990 → 2045` and a sign before it."""
TIMES = 5
"""Cells for how many claims say so."""
UNDATED = "no year is stated"
_LOOKS = {BASE: "dim", TARGET: "accent", IN_PERIOD: "accent", NOW: "dim"}


class TimelineList(RowList):
    """Lines of a timeline. `statement` returns that of the claim at a row, `now` is the year that is marked."""

    found: Timeline | None = None
    lines: Sequence[Lanes | Lane] = ()

    def __init__(self, now: int, statement: Callable[[int], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.now = now
        self._statement = statement
        self._axis: tuple[int, Axis | None] = (-1, None)

    def show_timeline(self, found: Timeline, lines: Sequence[Lanes | Lane], cursor: int = 0) -> None:
        """Show a timeline; `lines` are its lines."""
        self.found, self.lines = found, lines
        self._axis = (-1, None)
        self.show_lines(len(lines), cursor)

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the company with its count, or the span in words, whose it is, and the years."""
        line = self.lines[index]
        if isinstance(line, Lanes):
            count = f"{line.claims:,}"
            title = fitted([(visible(line.title), "match")], max(1, width - cell_len(count) - 1))
            return [*title, (f" {count}", "dim")]
        room = _room(width)
        sign = "~" if line.span.is_read else " "
        times = f"×{len(line.rows)} " if len(line.rows) > 1 else ""
        words = f" {sign}{line.span.words}".ljust(SPAN)
        statement = visible(self._statement(line.rows[0])) if room >= LEAST else ""
        told = fitted([(f"{words} ", ""), (times, "accent"), (statement, "dim")], room)
        axis = self.axis(width)
        drawn = axis.drawn(line.span) if axis and line.span.years else UNDATED
        return [*told, (" ", ""), *(("".join(run), look) for look, run in groupby(drawn, _look_of))]

    def axis(self, width: int) -> Axis | None:
        """Return the years as they are laid out in lines of a width; None where there are none."""
        if self._axis[0] != width and self.found:
            self._axis = (width, axis_of(self.found, max(1, width - _room(width) - 1), self.now))
        return self._axis[1]

    @property
    def ruler(self) -> str:
        """The line of years to stand above the lines, as far from the left as they are."""
        width = self.scrollable_content_region.width - 1
        axis = self.axis(width) if width > 0 else None
        if not axis:
            return ""
        room = _room(width) + 2
        return ("" if self.legend else f"  {axis.legend}").ljust(room) + axis.labels()

    @property
    def legend(self) -> str:
        """What the marks stand for, where the ruler has no room for that; else nothing."""
        width = self.scrollable_content_region.width - 1
        axis = self.axis(width) if width > 0 else None
        return axis.legend if axis and len(axis.legend) >= _room(width) else ""


def _room(width: int) -> int:
    """Return how many cells the words before the years have; of a statement so much that it says something, or none."""
    room = min(MOST, int(width * SHARE))
    return min(room if room >= LEAST else SPAN + TIMES, max(1, width - 2))


def _look_of(character: str) -> str:
    return _LOOKS.get(character, "")
