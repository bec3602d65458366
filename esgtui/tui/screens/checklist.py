"""The checklist of one claim in full: attribute by attribute what shows it, who says so, and why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from esgtui.browsing import Selection
from esgtui.tui.card import GAP, Block
from esgtui.tui.checklist_shown import Asked, asked_of, counts_text, fitting, has_query, sign_of, stated_looks, who
from esgtui.tui.commands import Situation
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.screens.view import Destination
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.line_input import LineInput
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.plain_list import PickList, spread
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from esgtui.dataset.model import Claim
    from esgtui.tui.commands import Keymap
    from esgtui.workspace import Workspace

NAME = 13
"""Cells for the name of an attribute; the longest has twelve."""
ROOM_FOR_WHO = 56
"""From how many cells on a line says who says so; the text below says it in any case."""
EXISTS = "What is not stated may well exist: the words of this claim, and its fields, leave it open."


_BY = {
    "field": "the curator, in a field of the dataset",
    "words": "the claim's words, which are set apart above",
    "field and words": "the curator, in a field of the dataset, and by the claim's words, which are set apart above",
}


class ChecklistInput(LineInput):
    """Where words are typed; its special keys are the checklist's commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("checklist")


class Told(ClaimDetail, can_focus=False):
    """What is told of the attribute under the cursor; its keys come from the line that is typed into."""


class ChecklistScreen(Dialog[Destination]):
    """Returns the claims of which the attribute under the cursor is stated, or left open, as it is of this one."""

    PLACE = "checklist"

    def __init__(self, claim: Claim, workspace: Workspace, selection: Selection, keymap: Keymap) -> None:
        self.claim = claim
        self.selection = selection
        self.all_asked = asked_of(workspace.checklist, claim)
        self.asked = self.all_asked
        super().__init__(f"Checklist ── {claim.id} ── {counts_text(self.all_asked)}", keymap)

    def body(self) -> Iterator[Widget]:
        """Yield the line to type into, the attributes, and what is told of the one under the cursor."""
        yield ChecklistInput(placeholder="find an attribute or a word", compact=True)
        yield PickList(self._pieces)
        yield Told()

    def entry(self) -> Widget:
        """Return the line to type into."""
        return self.query_one(ChecklistInput)

    def prepare(self) -> None:
        """Show all."""
        self._show("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show the attributes that have what is typed."""
        self._show(event.value)

    def _show(self, typed: str) -> None:
        here = self.here
        self.asked = fitting(self.all_asked, typed)
        self.rows.empty = "Nothing of it has these words; a shorter word finds more."
        self.rows.show_lines(len(self.asked), self.asked.index(here) if here in self.asked else 0)
        self.tell_cursor()

    @property
    def rows(self) -> PickList:
        """The list of attributes."""
        return self.query_one(PickList)

    @property
    def here(self) -> Asked | None:
        """The attribute under the cursor, or None where nothing is found."""
        return self.asked[self.rows.cursor] if self.asked and self.rows.cursor < len(self.asked) else None

    def _pieces(self, index: int, width: int) -> Sequence[Piece]:
        finding = self.asked[index].finding
        look = "" if finding.is_stated else "dim"
        left: list[Piece] = [
            (f"{sign_of(finding)} ", "accent" if finding.is_stated else "dim"),
            (f"{finding.attribute:<{NAME}}", look),
            (visible(finding.text), look),
        ]
        return spread(left, who(finding), width) if width >= ROOM_FOR_WHO else fitted(left, width)

    @on(RowList.Moved)
    def tell_cursor(self) -> None:
        """Tell of the attribute under the cursor, and what can be done with it."""
        self.query_one(Told).show_blocks(tuple(self._blocks()), is_other_claim=True)
        self.query_one(CommandBar).show_items(bar_items(self.PLACE, self.keymap, Situation(not_here=self._why_not())))

    def _blocks(self) -> Iterator[Block]:
        here = self.here
        if here is None:
            return
        finding = here.finding
        yield Block("statement", self.claim.statement, looks=stated_looks([finding], "statement"))
        if looks := stated_looks([finding], "quote"):
            yield Block("fact", self.claim.quote, "quote", looks=looks)
        yield GAP
        yield Block("fact", finding.text, finding.attribute)
        if finding.aspects:
            yield Block("fact", ", ".join(finding.aspects), "which is")
        if finding.by:
            yield Block("fact", f"by {_BY[who(finding)]}", "stated")
        yield Block("fact", here.basis, "why it is asked")
        if finding.state == "not stated":
            yield GAP
            yield Block("fact", EXISTS)

    def _why_not(self) -> str:
        here = self.here
        if here is None:
            return "nothing is found"
        return "" if has_query(here.finding) else "it is not asked of this claim"

    def do_go(self) -> None:
        """Close, and show the claims of which the attribute is stated, or left open, as it is of this one."""
        query = has_query(self.here.finding) if self.here else ""
        if query:
            self.dismiss(Destination(Selection(query=query, lens=self.selection.lens)))

    @on(RowList.Chosen)
    def clicked(self, message: RowList.Chosen) -> None:
        """Tell of the line that was clicked, no more."""
        message.stop()

    def do_down(self) -> None:
        """To the next attribute."""
        self.rows.move_to(self.rows.cursor + 1)

    def do_up(self) -> None:
        """To the attribute before."""
        self.rows.move_to(self.rows.cursor - 1)

    def do_page_down(self) -> None:
        """Scroll what is told a page down."""
        self.query_one(Told).scroll_page_down(animate=False)

    def do_page_up(self) -> None:
        """Scroll what is told a page up."""
        self.query_one(Told).scroll_page_up(animate=False)
