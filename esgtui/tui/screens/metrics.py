"""The metrics: every value with a bar, beside those that it can be compared with, sorted as is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.dataset.describe import metric_text
from esgtui.insight.metrics import ORDERS, Family, Order, metrics
from esgtui.insight.metrics_table import metrics_table
from esgtui.insight.words import metrics_reader
from esgtui.tui.keys import bindings
from esgtui.tui.screens.lines_view import LinesView
from esgtui.tui.screens.view import WORKING, Destination
from esgtui.tui.widgets.metrics_list import Line, MetricsList, lines_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

NOTHING = "None of these claims has a metric."


class Shown(msgspec.Struct, frozen=True):
    """Metrics in families, their lines with the id of each one's claim, and of how many claims they are."""

    families: Sequence[Family]
    lines: Sequence[Line]
    ids: Sequence[str]
    claims: int


class MetricsScreen(LinesView[Shown]):
    """Values side by side. Enter goes to the claim of a value, or to those of a family."""

    PLACE = "metrics"
    BINDINGS = bindings("metrics")
    TITLE_WORD = "Metrics"
    TELLS_BELOW = True
    KEEPS = ("order", "reads_words")

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.order: Order = ORDERS[0]
        self.reads_words = False
        """Whether figures count that the text states where the curator gave none."""
        self._kept: Line | None = None

    def content(self) -> Iterator[Widget]:
        """Yield the families."""
        yield MetricsList()

    def entry(self) -> Widget:
        """Return the families."""
        return self.values

    @property
    def values(self) -> MetricsList:
        """The list of families and values."""
        return self.query_one(MetricsList)

    def aspect(self) -> str:
        """Return what they are sorted by."""
        return f"by {self.order}{', fields and words (~)' if self.reads_words else ''}"

    def do_words(self) -> None:
        """Read the text where the curator gave no metric, or let it be."""
        self.reads_words = not self.reads_words
        self._kept = self.here
        self.say(WORKING)
        self.work_out_anew()

    def work_out(self, rows: Sequence[int]) -> Shown:
        """Return the metrics of the claims at these rows."""
        dataset = self.workspace.dataset
        claims = dataset.claims
        read = metrics_reader(self.workspace.checklist, dataset) if self.reads_words else None
        families = metrics(dataset, self.counted_off(rows, len(rows)), self.order, read)
        lines = tuple(lines_of(families))
        ids = [claims[line.quantity.row].id if line.quantity else "" for line in lines]
        return Shown(families, lines, ids, len(rows))

    def show(self, shown: Shown) -> None:
        """Show the values, with the cursor on the one where it was."""
        self.values.empty = self.nothing(NOTHING, reads_words=self.reads_words)
        kept, cursor = self._kept, self.place_of(self.values.cursor, map(_mark, shown.lines))
        if kept and kept.quantity:
            same = (at for at, line in enumerate(shown.lines) if line.quantity == kept.quantity)
            cursor = next(same, cursor)
        self._kept = None
        self.values.show_metrics(shown.lines, shown.ids, cursor)

    def table(self, shown: Shown) -> Table:
        """Return the metrics as they are exported."""
        return metrics_table(self.workspace.dataset, shown.families, self.heading(shown.claims))

    @property
    def here(self) -> Line | None:
        """The line under the cursor."""
        lines = self.values.lines
        return lines[self.values.cursor] if lines else None

    def spot(self) -> Hashable:
        """Return the value, or the family's title."""
        return _mark(self.here) if self.here else None

    def destination(self) -> Destination | str:
        """Return the claim of the value, or those of the family."""
        here = self.here
        if here is None:
            return NOTHING
        if here.quantity is None:
            return self.picked(here.rows, here.family.title)
        return Destination(self.subject.selection, here.quantity.row)

    def cursor_text(self) -> str:
        """Return the value in full, or what the family has."""
        here = self.here
        if here is None:
            return ""
        if here.quantity is None:
            return f"{here.family.title} ── {here.family.compared}"
        return f"{here.quantity.company} ── {metric_text(here.quantity.metric)}"

    def do_sort(self) -> None:
        """Sort by the next thing that there is."""
        self._sort(1)

    def do_sort_before(self) -> None:
        """Sort by the thing before."""
        self._sort(-1)

    def _sort(self, step: int) -> None:
        self.order = ORDERS[(ORDERS.index(self.order) + step) % len(ORDERS)]
        self._kept = self.here
        self.work_out_anew()


def _mark(line: Line) -> Hashable:
    """Return what tells a line from all others."""
    quantity = line.quantity
    return (quantity.row, quantity.metric) if quantity else (-1, line.family.title)
