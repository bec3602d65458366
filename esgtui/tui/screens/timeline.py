"""The timeline: each company's periods, base and target years and horizons, below a ruler of years."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from textual import events, on
from textual.widgets import Static

from esgtui.bits import union
from esgtui.counted import claims_text
from esgtui.dataset.describe import company_label
from esgtui.insight.timeline import Lane, Lanes, Timeline, timeline
from esgtui.insight.timeline_table import timeline_table
from esgtui.insight.words import SAY_TIME, spans_reader
from esgtui.tui.keys import bindings
from esgtui.tui.screens.lines_view import LinesView
from esgtui.tui.widgets.timeline_list import TimelineList
from esgtui.tui.working_out import WORKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.dataset.spans import Span
    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Destination, Subject

ROOMY = 20
"""From how many lines on a screen has room for a legend of its own."""
NOTHING = "None of these claims states a period, a base or target year, or a horizon."


class Shown(msgspec.Struct, frozen=True):
    """A timeline, its lines, and of how many claims it is."""

    found: Timeline
    lines: Sequence[Lanes | Lane]
    claims: int


class TimelineScreen(LinesView[Shown]):
    """Who says what by when. Enter goes to the claims of a lane or of a company."""

    PLACE = "timeline"
    BINDINGS = bindings("timeline")
    TITLE_WORD = "Timeline"
    TELLS_BELOW = True
    KEEPS = ("reads_words",)
    DEPENDS_ON = ("reads_words",)

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.now = datetime.now(UTC).year
        self.reads_words = False
        """Whether years count that the text states where no field does."""

    def content(self) -> Iterator[Widget]:
        """Yield the ruler and the lanes."""
        yield Static("", markup=False, classes="ruler")
        yield TimelineList(self.now, lambda row: self.workspace.dataset.claims[row].statement)
        yield Static("", markup=False, classes="legend")

    def entry(self) -> Widget:
        """Return the lanes."""
        return self.lanes

    @property
    def lanes(self) -> TimelineList:
        """The list of companies and lanes."""
        return self.query_one(TimelineList)

    def work_out(self, rows: Sequence[int]) -> Shown:
        """Return the timeline of the claims at these rows."""
        dataset = self.workspace.dataset
        checklist = self.workspace.checklist
        read = spans_reader(checklist, dataset) if self.reads_words else None
        among = union(map(checklist.bits, SAY_TIME)) if read and checklist.is_ready else -1
        found = timeline(dataset, rows, read, self.counted_off, among)
        return Shown(found, found.lines, len(rows))

    def aspect(self) -> str:
        """Return whether the text is read."""
        return "fields and words (~)" if self.reads_words else ""

    def do_words(self) -> None:
        """Read the text where the fields state nothing, or let it be."""
        self.reads_words = not self.reads_words
        self.say(WORKING)
        self.work_out_anew()

    def show(self, shown: Shown) -> None:
        """Show the lanes, with the cursor where it was."""
        self.lanes.empty = self.nothing(NOTHING, reads_words=self.reads_words)
        self.lanes.show_timeline(shown.found, shown.lines, self.place_of(self.lanes.cursor, shown.found.place_of))
        self._rule()

    def table(self, shown: Shown) -> Table:
        """Return the timeline as it is exported."""
        return timeline_table(self.workspace.dataset, shown.found, self.heading(shown.claims), self.now)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._rule)

    def fit(self) -> None:
        """Name the years."""
        self._rule()

    def _rule(self) -> None:
        """Let the ruler name the years as the lanes below have them."""
        self.tell(".ruler", self.lanes.ruler)
        self.tell(".legend", self.lanes.legend if self.app.size.height >= ROOMY else "")

    @property
    def here(self) -> Lanes | Lane | None:
        """The company or the lane under the cursor."""
        lines = self.lanes.lines
        return lines[self.lanes.cursor] if lines else None

    def spot(self) -> Hashable:
        """Return the company, or the lane's years."""
        return _mark(self.here) if self.here else None

    def destination(self) -> Destination | str:
        """Return the claims of the lane, or of the company."""
        here = self.here
        return self.picked(here.rows, self._words(here)) if here else NOTHING

    def not_here(self) -> str:
        """Return why one cannot go anywhere: there is no lane."""
        return "" if self.here else NOTHING

    def cursor_text(self) -> str:
        """Return what the lane says, and how many claims say so."""
        here = self.here
        if not here:
            return ""
        if isinstance(here, Lanes):
            return f"{self._words(here)} ── {claims_text(here.claims)}"
        said = self.workspace.dataset.claims[here.rows[0]].statement
        return f"{self._words(here)} ── {claims_text(len(here.rows))} ── {said}"

    def _words(self, line: Lanes | Lane) -> str:
        """Return a line in words, such as `smart: by 2045`."""
        if isinstance(line, Lanes):
            return f"{line.title}: years stated"
        title = company_label(self.workspace.dataset, line.company)
        return f"{title}: {line.span.words}{', read in the text' if line.span.is_read else ''}"


def _mark(line: Lanes | Lane) -> tuple[str, Span | None]:
    """Return what tells a line from all others."""
    return line.company, None if isinstance(line, Lanes) else line.span
