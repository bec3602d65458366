"""The metrics: every value with a bar, beside those that it can be compared with, sorted as is asked for."""

from __future__ import annotations

import asyncio
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len
from textual import work

from esgtui.dataset.describe import metric_text
from esgtui.insight.metrics import Family, Metrics, Reading, measured
from esgtui.insight.metrics_table import metrics_table
from esgtui.insight.standing import ORDERS, Order
from esgtui.insight.words import metrics_reader
from esgtui.tui.keys import bindings
from esgtui.tui.screens.lines_view import LinesView
from esgtui.tui.screens.view import Destination
from esgtui.tui.widgets.metrics_list import Line, Lines, MetricsList
from esgtui.tui.working_out import WORKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.dataset.dataset import Dataset
    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

NOTHING = "None of these claims has a metric."
MOST_IDS = 1_000
"""So many ids are looked at to tell how much room the longest takes."""
MANY = 1_000
"""So many metrics are put in order before they are scrolled to, if they are not seen at once."""
MOST_READ = 20_000
"""So many texts are read: what is found in more of them would take too much memory."""
LEFT_OUT = (
    "Words were read of the first {read:,} claims without a metric, and of {unread:,} more not: search for fewer."
)


class Shown(msgspec.Struct, frozen=True):
    """Metrics in families, their lines, how many cells the longest id of a claim takes, and of which claims."""

    found: Metrics
    families: Sequence[Family]
    lines: Lines
    longest_id: int
    rows: Sequence[int]
    reads_words: bool


class MetricsScreen(LinesView[Shown]):
    """Values side by side. Enter goes to the claim of a value, or to those of a family."""

    PLACE = "metrics"
    BINDINGS = bindings("metrics")
    TITLE_WORD = "Metrics"
    TELLS_BELOW = True
    KEEPS = ("order", "reads_words")
    DEPENDS_ON = ("order", "reads_words")

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.order: Order = ORDERS[0]
        self.reads_words = False
        """Whether figures count that the text states where the curator gave none."""
        self._kept: Line | None = None

    def content(self) -> Iterator[Widget]:
        """Yield the families."""
        yield MetricsList(self.workspace.dataset.id_at)

    def entry(self) -> Widget:
        """Return the families."""
        return self.values

    @property
    def values(self) -> MetricsList:
        """The list of families and values."""
        return self.query_one(MetricsList)

    def aspect(self) -> str:
        """Return what they are sorted by."""
        some = f" of {MOST_READ:,} claims" if self.shown and self.shown.found.unread else ""
        return f"by {self.order}{f', fields and words (~){some}' if self.reads_words else ''}"

    def do_words(self) -> None:
        """Read the text where the curator gave no metric, or let it be."""
        self.reads_words = not self.reads_words
        self._kept = self.here
        self.say(WORKING)
        self.work_out_anew()

    def work_out(self, rows: Sequence[int]) -> Shown:
        """Return the metrics of the claims at these rows; for another order they need not be looked for again."""
        last: Shown | None = self.worked.shown if self.worked else None
        if last and last.reads_words == self.reads_words and last.rows == rows:
            return self._ordered(last.found, rows)
        return self._ordered(
            measured(self.workspace.dataset, rows, self._reading() if self.reads_words else None), rows
        )

    def _reading(self) -> Reading:
        checklist = self.workspace.checklist
        among = checklist.bits("quantified") if checklist.is_ready else -1
        return Reading(metrics_reader(checklist, self.workspace.dataset), among, MOST_READ, self.counted_off)

    def _ordered(self, found: Metrics, rows: Sequence[int]) -> Shown:
        """Return metrics in the order asked for, as far as that is seen at first."""
        families = found.families(self.order)
        lines = Lines(families)
        lines.prepare(self.app.size.height)
        longest = _longest_id(self.workspace.dataset, families)
        return Shown(found, families, lines, longest, rows, self.reads_words)

    def show(self, shown: Shown) -> None:
        """Show the values, with the cursor on the one where it was."""
        self.values.empty = self.nothing(NOTHING, reads_words=self.reads_words)
        kept, cursor = self._kept, self.place_of(self.values.cursor, shown.lines.place_of)
        if kept and kept.quantity:
            same = shown.lines.place_of(*_mark(kept))
            cursor = cursor if same is None else same
        self._kept = None
        self.values.show_metrics(shown.lines, shown.longest_id, cursor)
        if shown.found.unread:
            self.say(LEFT_OUT.format(read=MOST_READ, unread=shown.found.unread))
        self._prepare_rest(shown)

    @work(group="preparing", exclusive=True, description="put in order")
    async def _prepare_rest(self, shown: Shown) -> None:
        """Put also those in order that are not seen yet, so that it need not be done when they are scrolled to."""
        for family in shown.families:
            if len(family) > MANY:
                await asyncio.to_thread(family.prepare)

    def table(self, shown: Shown) -> Table:
        """Return the metrics as they are exported."""
        return metrics_table(self.workspace.dataset, shown.families, self.heading(len(shown.rows)))

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

    def not_here(self) -> str:
        """Return why one cannot go anywhere: there is no value."""
        return "" if self.here else NOTHING

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


def _mark(line: Line) -> tuple[int, int | str]:
    """Return what tells a line from all others."""
    quantity = line.quantity
    return (quantity.row, quantity.place) if quantity else (-1, line.family.title)


def _longest_id(dataset: Dataset, families: Sequence[Family]) -> int:
    """Return how many cells the longest id of the claims takes; of very many, some tell how long they are."""
    rows = chain.from_iterable(family.some_rows(MOST_IDS) for family in families)
    return max((cell_len(dataset.id_at(row)) for row in islice(rows, MOST_IDS)), default=0)
