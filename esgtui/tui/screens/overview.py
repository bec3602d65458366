"""The overview: what is in the dataset, or in what the explorer shows of it, as bars; Enter goes to a bar's claims."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import msgspec
from textual import events, on

from esgtui.counted import claims_text
from esgtui.insight.bars import share_bar, share_text
from esgtui.insight.overview import Line, Part
from esgtui.insight.overview_table import overview_table
from esgtui.surveying import overview_of
from esgtui.tui.commands import BY_ID
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import bindings
from esgtui.tui.screens.view import Destination, View
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

FIGURE = 15
"""How many cells a count has with its share."""
WIDEST_TITLE = 44
"""How many cells titles have at most; of a narrow list, two fifths."""
MANY = 1_000
"""What so many claims state is read in a moment."""
OWN_PLACES = ("overview", "list")
"""Whose keys stay in a greeting: the view's own, and those that move the cursor."""
GREETING = "{key} shows this again. Any key that means nothing here goes on to the explorer."


class Overview(msgspec.Struct, frozen=True):
    """The parts, of which claims they are, and whether it is known already what all of these state."""

    parts: tuple[Part, ...]
    rows: Sequence[int]
    is_whole: bool

    @property
    def claims(self) -> int:
        """Of how many claims it is."""
        return len(self.rows)


class OverviewScreen(View[Overview]):
    """Returns the claims of a line to go to, or None."""

    PLACE = "overview"
    TITLE_WORD = "Overview"
    DEPENDS_ON = ("is_all_read",)
    BINDINGS = bindings("overview")

    def __init__(self, subject: Subject, keymap: Keymap, *, is_greeting: bool = False) -> None:
        super().__init__(subject, keymap)
        self.is_greeting = is_greeting
        """Whether it was not asked for: then every key that means nothing here goes on to the explorer."""
        self.passed_on: events.Key | None = None
        """The key that the explorer is yet to be given."""
        self.lines: list[Line | str] = []
        """What is listed: headings and other words as text."""

    def content(self) -> Iterator[Widget]:
        """Yield the list."""
        yield PlainList(self.pieces)

    def entry(self) -> Widget:
        """Return the list."""
        return self.rows

    @property
    def rows(self) -> PlainList:
        """The list."""
        return self.query_one(PlainList)

    def aspect(self) -> str:
        """Return what the dataset is called."""
        return self.workspace.dataset.header.title

    @property
    def counts_work(self) -> bool:
        """Always: what coders have left open, or done, is told."""
        return True

    @property
    def is_all_read(self) -> bool:
        """Whether it is known what all claims state, or is in a moment."""
        return self.workspace.checklist.is_ready or len(self.workspace.dataset.claims) <= MANY

    def work_out(self, rows: Sequence[int]) -> Overview:
        """Count what is in the claims; what very many state is told once all of them were read."""
        is_whole = self.is_all_read
        return Overview(overview_of(self.workspace, rows, is_whole=is_whole), rows, is_whole)

    def table(self, shown: Overview) -> Table:
        """Return the overview as a table, for which all claims are read if they were not yet."""
        title = " ── ".join(["Overview", self.aspect(), claims_text(shown.claims), *self.subject.filters])
        return overview_table(overview_of(self.workspace, shown.rows), shown.claims, title)

    def show(self, shown: Overview) -> None:
        """List the parts, with the cursor where it was; at first, on the first line that has claims behind it."""
        self.lines = list(self._listed(shown))
        begin = next((at for at, line in enumerate(self.lines) if isinstance(line, Line)), 0)
        back = self.lines.index(self.begins_at) if self.begins_at in self.lines else begin
        self.rows.show_lines(len(self.lines), self.rows.cursor or back)

        if self.is_greeting:
            self.say(GREETING.format(key=self.keymap.shown("overview.open", 1)))

    def _look_for_news(self) -> None:
        """Work it out anew also when it is known what all claims state, which takes a while after the start."""
        if self.shown and not self.shown.is_whole and self.workspace.checklist.is_ready:
            self.work_out_anew()
        else:
            super()._look_for_news()

    def on_key(self, event: events.Key) -> None:
        """Give a key that means nothing in a greeting to the explorer."""
        own = (keys for id, keys in self.keymap.keys.items() if BY_ID[id].place in OWN_PLACES)
        if self.is_greeting and event.key not in chain.from_iterable(own) and isinstance(self.app, KeyGate):
            event.stop()
            event.prevent_default()
            self.passed_on = event
            self.app.hold_keys("a key goes on")
            self.dismiss(None)

    def _listed(self, shown: Overview) -> Iterator[Line | str]:
        header, sources = self.workspace.dataset.header, len(self.workspace.dataset.sources)
        companies = len(self.workspace.dataset.companies)
        yield " ── ".join(
            filter(
                None,
                [
                    header.id,
                    f"{companies:,} companies" if companies != 1 else "1 company",
                    f"{sources:,} sources" if sources != 1 else "1 source",
                    header.license,
                ],
            )
        )
        for part in shown.parts:
            yield ""
            yield part.title
            yield from part.lines
            if part.rest:
                yield f"  {part.rest}"

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return a heading, or a line with its bar, its count and its share of all."""
        line = self.lines[index]
        if isinstance(line, str):
            is_heading = index > 0 and self.lines[index - 1] == ""
            return [(visible(line), "accent" if is_heading else "dim")]
        claims = self.shown.claims if self.shown else 0
        title = min(WIDEST_TITLE, width * 2 // 5)
        bar = max(1, width - title - FIGURE - 3)
        share = share_text(line.claims, claims)
        return [
            *fitted([(f"  {visible(line.title)}", "")], title),
            (" ", ""),
            (share_bar(min(line.claims, claims), claims, bar), "accent"),
            (f"{line.claims:>8,} {share:>6}", ""),
        ]

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.tell_cursor()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_command("overview.go")

    @property
    def here(self) -> Line | None:
        """The line under the cursor, None for a heading."""
        line = self.lines[self.rows.cursor] if self.lines else None
        return line if isinstance(line, Line) else None

    def spot(self) -> Hashable:
        """Return the line."""
        return self.here

    def cursor_text(self) -> str:
        """Return the line under the cursor in full."""
        return f"{self.here.title} ── {claims_text(self.here.claims)}" if self.here else ""

    def destination(self) -> Destination | str:
        """Return the claims of the line: its company's, or what its filter finds."""
        line, selection = self.here, self.subject.selection
        if line is None or not line.claims:
            return "there are no claims behind this line"
        query = f"{selection.query} {line.query}".strip()
        like = "" if line.query else selection.like
        company = line.company or selection.company
        return Destination(msgspec.structs.replace(selection, query=query, like=like, company=company))
