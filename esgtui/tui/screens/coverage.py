"""Coverage: which topics no claim speaks to, company by company, and what coders have left open on the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.counted import claims_text
from esgtui.insight.coverage import Coverage
from esgtui.insight.coverage_table import coverage_table, of_total, which
from esgtui.insight.heat import PERCENT
from esgtui.surveying import coverage_of
from esgtui.tui.card import GAP, Block
from esgtui.tui.keys import bindings
from esgtui.tui.screens.grid_view import GridView
from esgtui.tui.screens.view import Destination
from esgtui.tui.widgets.claim_detail import ClaimDetail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from esgtui.insight.table import Table

CLAIMS = 0
"""The first column, of all claims; the coverage's own aspects come after it."""


class CoverageFigures:
    """Coverage as a grid shows it: how many claims a company has, and how much of each aspect is open."""

    def __init__(self, coverage: Coverage, order: Sequence[str]) -> None:
        self._coverage = coverage
        self.companies: Sequence[str] = ("", *order)
        self.headings: Sequence[tuple[str, str]] = [
            ("", "claims"),
            *((each.grouping.lens.id if each.grouping else "", each.title) for each in coverage.aspects),
        ]

    def label(self, line: int) -> str:
        """Return the company's name."""
        return self._coverage.label(self.companies[line])

    def figure(self, line: int, column: int) -> tuple[int, str]:
        """Return how many are open, shaded by the share of all."""
        company, coverage = self.companies[line], self._coverage
        if column == CLAIMS:
            return 0, f"{coverage.claims[company]:,}"
        figure, total = coverage.figure(company, column - 1), coverage.total(company, column - 1)
        share = max(1, 100 * figure // total) if figure else 0
        return PERCENT.level(share), f"{figure:,}" if figure else "·"


class CoverageScreen(GridView[Coverage]):
    """Returns the open claims of a company to go to, or None."""

    PLACE = "coverage"
    TITLE_WORD = "Coverage"
    DEPENDS_ON = ()
    FILLS = False  # below the figures stands what is open
    BINDINGS = bindings("coverage")

    def content(self) -> Iterator[Widget]:
        """Yield the grid, and what is open of the company under the cursor in words."""
        yield from super().content()
        yield ClaimDetail()

    @property
    def counts_work(self) -> bool:
        """Always: what coders have left open, or done, is told."""
        return True

    def work_out(self, rows: Sequence[int]) -> Coverage:
        """Look what is open."""
        return coverage_of(self.workspace, rows)

    def table(self, shown: Coverage) -> Table:
        """Return coverage as a table."""
        return coverage_table(shown, " ── ".join(["Coverage", *self.subject.query]))

    def figures_of(self, shown: Coverage) -> CoverageFigures:
        """Return coverage in the order asked for."""
        if self.sorted_by is None:
            return CoverageFigures(shown, shown.companies)
        if self.sorted_by == CLAIMS:
            return CoverageFigures(shown, sorted(shown.companies, key=lambda company: -shown.claims[company]))
        return CoverageFigures(shown, shown.sorted_by(self.sorted_by - 1))

    def legend(self, shown: Coverage) -> str:  # noqa: ARG002 - it is always the same
        """Return what the shades stand for."""
        return f"{PERCENT.told()}   open of claims or topics"

    def cursor_text(self) -> str:
        """Return the cell under the cursor in full."""
        if self.here is None or self.shown is None:
            return ""
        coverage, (company, column) = self.shown, self.here
        label, claims = coverage.label(company), claims_text(coverage.claims[company])
        if column == CLAIMS:
            return f"{label} ── {claims}"
        aspect, figures = coverage.aspects[column - 1], of_total(coverage, company, column - 1)
        return f"{label} ── {aspect.title} ── {f'no claim on {figures}' if aspect.grouping else figures}"

    def tell_cursor(self) -> None:
        """Tell of the cell, and below the grid of its company."""
        super().tell_cursor()
        self.query_one(ClaimDetail).show_blocks(tuple(self._told()), is_other_claim=True)

    def _told(self) -> Iterator[Block]:
        """Yield what is open of the company under the cursor, beginning with what the cursor stands on."""
        if self.here is None or self.shown is None:
            return
        coverage, (company, column) = self.shown, self.here
        order = sorted(range(len(coverage.aspects)), key=lambda at: at != column - 1)
        yield Block("statement", f"{coverage.label(company)}: {claims_text(coverage.claims[company])}")
        yield GAP
        for at in order:
            silent = coverage.silent_titles(company, at)
            if silent:
                yield Block("fact", f"no claim on {which(silent, ', ')}", self._short(at))
            elif not coverage.aspects[at].grouping and coverage.figure(company, at):
                yield Block("fact", of_total(coverage, company, at), coverage.aspects[at].title)
        orphans = len(self.workspace.orphans()) if not company else 0
        if orphans:
            key = self.keymap.shown("strays.open", 1)
            yield Block(
                "fact", f"{claims_text(orphans)}, annotated and no longer in the dataset: {key} shows them", "gone"
            )

    def _short(self, aspect: int) -> str:
        return self.shown.aspects[aspect].short if self.shown else ""

    def destination(self) -> Destination | str:
        """Return the company's claims, or those that are open; no claim is there on a topic without any."""
        if self.here is None or self.shown is None:
            return "nothing is under the cursor"
        coverage, (company, column) = self.shown, self.here
        selection = msgspec.structs.replace(self.subject.selection, company=company, group=None)
        if column == CLAIMS:
            return Destination(selection) if coverage.claims[company] else "this company has no claims here"
        aspect = coverage.aspects[column - 1]
        if aspect.grouping:
            return "no claim speaks to these topics, so there is none to go to"
        if not coverage.figure(company, column - 1):
            return f"no claim is {aspect.title}"
        query = f"{selection.query} {aspect.query}".strip()
        return Destination(msgspec.structs.replace(selection, query=query, like=""))

    def do_switch(self) -> None:
        """Go to the text, or back to the grid."""
        detail = self.query_one(ClaimDetail)
        self.set_focus(self.grid if detail.has_focus else detail)
