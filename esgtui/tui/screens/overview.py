"""The overview: what is in the dataset, or in what the explorer shows of it, as bars; Enter goes to a bar's claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual import on

from esgtui.insight.bars import share_bar
from esgtui.insight.overview import Line, Part
from esgtui.insight.overview_table import overview_table
from esgtui.surveying import overview_of
from esgtui.tui.keys import bindings
from esgtui.tui.screens.view import Destination, View
from esgtui.tui.status import claims_text
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

FIGURE = 15
"""How many cells a count has with its share."""
WIDEST_TITLE = 44
"""How many cells titles have at most; of a narrow list, two fifths."""


class Overview(msgspec.Struct, frozen=True):
    """The parts, and of how many claims they are."""

    parts: tuple[Part, ...]
    claims: int


class OverviewScreen(View[Overview]):
    """Returns the claims of a line to go to, or None."""

    PLACE = "overview"
    TITLE_WORD = "Overview"
    BINDINGS = bindings("overview")

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
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

    def work_out(self, rows: Sequence[int]) -> Overview:
        """Count what is in the claims."""
        return Overview(overview_of(self.workspace, rows), len(rows))

    def table(self, shown: Overview) -> Table:
        """Return the overview as a table."""
        title = " ── ".join(["Overview", self.aspect(), claims_text(shown.claims), *self.subject.filters])
        return overview_table(shown.parts, shown.claims, title)

    def show(self, shown: Overview) -> None:
        """List the parts, with the cursor where it was; at first, on the first line that has claims behind it."""
        self.lines = list(self._listed(shown))
        begin = next((at for at, line in enumerate(self.lines) if isinstance(line, Line)), 0)
        self.rows.show_lines(len(self.lines), self.rows.cursor or begin)

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
        share = f"{100 * line.claims / claims:.0f} %" if claims else ""
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
