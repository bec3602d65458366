"""How far coders agree, tag by tag and in verdicts, with the counts behind every figure; differences are a key away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from esgtui.annotation.agreement import Compared, Comparison
from esgtui.annotation.agreement_words import (
    EXPLAINED,
    behind,
    coefficient_text,
    figures,
    percent_text,
    remarks,
    tag_counts,
    verdict_counts,
    visit_text,
)
from esgtui.annotation.model import TAG_PREFIX, VERDICT
from esgtui.tui.card import GAP, Block
from esgtui.tui.keys import bindings
from esgtui.tui.others_shown import no_others_text
from esgtui.tui.screens.board import Board
from esgtui.tui.widgets.pieces import fitted
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.annotation.agreement import Agreement
    from esgtui.tui.commands import Keymap
    from esgtui.tui.running import Runner
    from esgtui.tui.widgets.pieces import Piece
    from esgtui.workspace import Workspace

MOST_BY_PAIRS = 5
"""Of so many coders each two are compared as well; of more, `esgtui agreement --pairs` does that."""

COLUMNS = (("claims", 7), ("percent", 9), ("kappa", 7), ("alpha", 7), ("", 10))
"""The columns at the right, and how wide they are."""
NAME = 12
"""How many cells a tag has at least; columns at the right make room for it."""


class AgreementBoard(Board[str, Compared]):
    """Returns what to see the differences in, `verdict` or `tag:PATH`, or None."""

    PLACE = "agreement"
    BINDINGS = bindings("agreement")

    def __init__(self, workspace: Workspace, runner: Runner, keymap: Keymap) -> None:
        super().__init__("How far coders agree", workspace, runner, keymap)
        self._found: Agreement | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the heading of the columns above the list."""
        yield Static("", markup=False, classes="hint columns")
        yield from super().body()

    async def read(self) -> Sequence[Compared]:
        """Return what was compared, the verdicts first; in blind mode, or without another coder, nothing."""
        team = self.workspace.team
        self._found = None
        if team.is_blind:
            return []
        by_pairs = len(team.coders()) <= MOST_BY_PAIRS
        found = await asyncio.to_thread(lambda: team.agreement(by_pairs=by_pairs))
        if len(found.coders) < 2 or not found.claims:
            return []
        self._found = found
        return [found.verdicts, *found.tags]

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return what is compared, and its figures in columns."""
        compared = self.lines[index]
        each = compared.together
        cells = (
            f"{each.judged:,}",
            percent_text(each.percent.value),
            coefficient_text(each.kappa.value) if each.kappa else "",
            coefficient_text(each.alpha.value),
            "  " + ", ".join(remarks(each)),
        )
        return ((_columns(visible(_name(compared)), cells, width), ""),)

    async def reload(self, *sought: Callable[[Compared], bool] | None) -> None:
        """Read what is compared anew, and name the columns."""
        await super().reload(*sought)
        self._head()

    def fit(self) -> None:
        """Name the columns before the first frame."""
        self._head()

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        """Let the heading stand over the columns as the lines below have them."""
        width = self.rows.scrollable_content_region.width - 1  # the cursor stands before each line
        is_pair = bool(self.lines) and self.lines[0].together.kappa is not None
        names = ["" if name == "kappa" and not is_pair else name for name, _ in COLUMNS]
        text = f" {_columns('', names, width) if self.lines else ''}"
        columns = self.query_one(".columns", Static)
        if str(columns.content) != text:  # else it would be arranged and painted again
            columns.update(Content(text))

    def told(self, line: Compared) -> Iterator[Block]:
        """Yield who was compared on what, each figure and each count; then each two coders."""
        yield Block("statement", "Verdicts" if not line.tag else f"#{line.tag}")
        yield GAP
        if self._found:
            visited = [f"{coder} {count:,}" for coder, count in self._found.visited.items()]
            yield Block("fact", ", ".join(visited), "visited")
        yield from _told(line.together)
        for pair in line.pairs:
            yield GAP
            yield Block("statement", f"Between {pair.coders[0]} and {pair.coders[1]}")
            yield from _told(pair)
        explained = dict.fromkeys(remark for each in (line.together, *line.pairs) for remark in remarks(each))
        if explained:
            yield GAP
        for remark in explained:
            yield Block("fact", EXPLAINED.get(remark, remark))

    def empty_text(self) -> str:
        """Return why nothing is compared, and what to do."""
        nobody = no_others_text(self.workspace, self.keymap, "how far you agree")
        return nobody or "No claim was looked at by two of you yet, so there is nothing to compare."

    def subtitle(self) -> str:
        """Return on how many claims this is."""
        return visit_text(self.lines[0].together) if self.lines else ""

    def do_differences(self) -> None:
        """Show where coders differ in it."""
        here = self.here
        if here is not None:
            self.dismiss(TAG_PREFIX + here.tag if here.tag else VERDICT)


def _name(compared: Compared) -> str:
    return f"#{compared.tag}" if compared.tag else "verdicts"


def _columns(name: str, cells: Sequence[str], width: int) -> str:
    """Return a line of the table; where there is no room for all columns, the last ones are left out."""
    shown = [(cell, room) for cell, (_, room) in zip(cells, COLUMNS, strict=True)]
    while shown and sum(room for _, room in shown) + NAME > width:
        shown.pop()
    right = "".join(f"{cell:<{room}}" if room == COLUMNS[-1][1] else f"{cell:>{room}}" for cell, room in shown)
    return "".join(text for text, _ in fitted([(name, "")], max(0, width - len(right)))) + right


def _told(each: Comparison) -> Iterator[Block]:
    """Yield the counts and the figures of one comparison."""
    yield Block("fact", visit_text(each), "claims")
    if each.ordinal is None:
        yield Block("fact", ", ".join(f"{name} {text}" for name, text in tag_counts(each)), "counts")
    else:
        yield Block("fact", ", ".join(verdict_counts(each)), "counts")
    if each.percent.pairs:
        yield Block("fact", f"{each.percent.same:,} of {each.percent.pairs:,} pairs of judgements", "same")
    reasons = behind(each)
    for name, text in figures(each):
        yield Block("fact", f"{text}: {reasons[name]}" if name in reasons else text, name)
    if each.ordinal is not None and (crossed := [cell for cell in each.crossed if cell.first and cell.second]):
        first, second = each.coders
        for cell in crossed:
            yield Block("fact", f"{first} {cell.first}, {second} {cell.second}: {cell.claims:,}", "given")
