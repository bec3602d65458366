"""A document beside the claims to be drawn from it: sentences are taken, reworded and filed by keys.

What fills in claims and takes them is in `tui/reading_verbs.py`, run by `tui/reading_runner.py`; what only shows
something else, in `tui/reading_moves.py`.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on, work
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input

from esgtui.counted import claims_text
from esgtui.tui.commands import Situation
from esgtui.tui.faults import Faults
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import bindings
from esgtui.tui.reading_card import OFFERED, card_of, filing_text, line_of, sign_of
from esgtui.tui.reading_moves import ReadingMoves
from esgtui.tui.reading_page import Page
from esgtui.tui.reading_panes import ReadingPanes
from esgtui.tui.reading_runner import ReadingRunner
from esgtui.tui.screens.commanded import COPYING, Commanded
from esgtui.tui.status import bar_items
from esgtui.tui.tidying import EVERY, Tidying
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.document_text import DocumentText
from esgtui.tui.widgets.find_bar import FindBar
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.reading_text import ReadingText
from esgtui.tui.widgets.row_list import RowList
from esgtui.tui.widgets.status_line import StatusLine
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from esgtui.documents.listing import Order
    from esgtui.reading import Reading
    from esgtui.tui.commands import Keymap, Place
    from esgtui.tui.widgets.pieces import Piece


class Leave(Protocol):
    """Called when the document is left; the explorer is opened if one goes on there."""

    def __call__(self, *, goes_on: bool) -> None:
        """Leave."""


class ReadingScreen(Commanded, inherit_bindings=False):
    """One document, the sentences that may be claims, and the claim that the one under the cursor would be."""

    PLACE = "reading"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reading"), *COPYING]

    def __init__(self, reading: Reading, keymap: Keymap, leave: Leave) -> None:
        super().__init__()
        self.reading, self.keymap, self.leave = reading, keymap, leave
        self.runner, self.panes, self.moves = ReadingRunner(self), ReadingPanes(self), ReadingMoves(self)
        remarks = " ▸ ".join(short for short, _ in reading.remarks)
        self.faults = Faults(self, "reading.faults", remarks, "What is presumed, or cannot be used")
        self.faults.of_dataset = "\n\n".join(told for _, told in reading.remarks)
        self.page = Page(reading.document, reading.sentences)
        self.rows: list[int] = []
        """The sentences that are listed."""
        self.order: Order = "document"
        self.shows_all = False
        self._tidying = Tidying()
        self._cut_to = 0
        self._told_at: int | None = None
        """The sentence at which the status line says what was done; it falls silent at another one."""

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield StatusLine(id="status")
        with Container(id="panes"):
            yield ReadingText(self._sign_in, self.page.is_heading, id="text")
            with Vertical(id="right"):
                yield PlainList(self._pieces, id="sentences")
                yield ClaimDetail(id="draft")
        yield FindBar()
        yield CommandBar(id="bar")

    def on_mount(self) -> None:
        """Show the sentences; keys typed ahead are meant for them."""
        self.find.display = False
        self.text.show_title(visible(self.reading.document.title))
        self.draft.show_title("The claim")
        self.panes.arrange()
        self.show_list(at=self.reading.beginning)
        self.set_focus(self.sentences)
        self._tidying.begin()
        self.set_interval(EVERY, self._tidy)

    def on_unmount(self) -> None:
        """Leave garbage to Python again."""
        self._tidying.end()

    def _tidy(self) -> None:
        if isinstance(self.app, KeyGate):
            self._tidying.look(self.app.last_input, is_settled=self.is_active)

    # The panes

    @property
    def text(self) -> ReadingText:
        """The document."""
        return self.query_one(ReadingText)

    @property
    def sentences(self) -> PlainList:
        """The list of sentences."""
        return self.query_one("#sentences", PlainList)

    @property
    def draft(self) -> ClaimDetail:
        """The claim that the sentence under the cursor would be."""
        return self.query_one("#draft", ClaimDetail)

    @property
    def find(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    @property
    def here(self) -> int | None:
        """The sentence under the cursor, or None."""
        return self.rows[self.sentences.cursor] if self.rows else None

    def _pieces(self, index: int, width: int) -> Sequence[Piece]:
        return line_of(self.reading, self.rows[index], width)

    def _sign_in(self, start: int, end: int) -> str:
        """Return the sign of a line of the text: what was decided about the sentences that begin there."""
        sentences = self.page.beginning_in(start, end)
        signs = [sign for sentence in sentences if (sign := sign_of(self.reading, sentence))]
        is_offered = any(self.reading.is_offered(sentence) for sentence in sentences)
        return min(signs, default=OFFERED if is_offered and self.here not in sentences else "")

    def on_resize(self) -> None:
        """Fit the panes to another size."""
        self.panes.arrange()

    @on(DocumentText.Resized)
    def _resized(self) -> None:
        self._cut()

    @work(group="cutting", exclusive=True, description="cut into lines")
    async def _cut(self) -> None:
        """Cut the text into lines of the width that there is, and show the sentence under the cursor."""
        room = self.text.room
        if room != self._cut_to:
            cut = await asyncio.to_thread(self.page.lines, room)
            self.text.show(self.page.text, cut, ())
            self._cut_to = room
        self._mark()

    def _mark(self) -> None:
        here = self.here
        self.text.mark(None if here is None else self.page.stretches[here], "▸")

    # What is shown

    def show_list(self, at: int) -> None:
        """List the sentences anew, the cursor on one of them or, where that is not listed, on another near by."""
        self.rows = self.reading.order(self.order, shows_all=self.shows_all, words=self.find.words)
        self.sentences.empty = "No sentence is like that. a shows all, escape leaves a search."
        self.sentences.show_lines(len(self.rows), self._line_of(at))
        shown = f"{len(self.rows):,} of {len(self.reading.sentences):,}"
        what = "All sentences" if self.shows_all else "Offered as claims"
        ordered = "likeliest first" if self.order == "score" else "in order"
        self.sentences.show_title(f"{what} ── {shown} ── {ordered}")
        self.find.tell(shown)
        self.show_state()

    def _line_of(self, sentence: int) -> int:
        """Return the line of a sentence; of one that is not listed, the one that follows in the document, if any."""
        if self.order == "document":
            return bisect_left(self.rows, sentence)
        return self.rows.index(sentence) if sentence in self.rows else 0

    def show_state(self, told: str = "") -> None:
        """Show the sentence under the cursor, what can be done with it, and how much is taken."""
        here, reading = self.here, self.reading
        self.draft.show_blocks(() if here is None else tuple(card_of(reading, here)), is_other_claim=True)
        filing = "" if here is None else filing_text(reading, here)
        self.sentences.border_subtitle = Content(visible(filing))
        self.sentences.refresh_rows()
        self._mark()
        status, taken = self.query_one(StatusLine), f"{reading.claims_taken:,} taken"
        left = " ▸ ".join(filter(None, [self.faults.text, visible(reading.file.path.name), taken]))
        status.show(left, taken, claims_text(self._claims()))
        if told:
            self._told_at = here
            status.say(visible(told))
        place: Place = "within" if self.focused is self.find.line else self.PLACE
        self.query_one(CommandBar).show_items(bar_items(place, self.keymap, self.situation()))

    @on(DescendantFocus)
    def _follow_focus(self) -> None:
        self.show_state()

    def _claims(self) -> int:
        return len(self.reading.dataset.claims) if self.reading.dataset else 0

    def show_decided(self, sentence: int, told: str) -> None:
        """Go on from a sentence about which something was decided to the next one that is open."""
        if self.here == sentence:
            self.moves.step(1)
        self.show_state(told)

    def go_to_sentence(self, sentence: int) -> None:
        """Put the cursor on a sentence; where it is not listed, all are."""
        if sentence not in self.rows:
            self.shows_all = True
            self.close_find()
            self.show_list(at=sentence)
        self.sentences.move_to(self.rows.index(sentence))
        self.show_state()

    @on(RowList.Moved, "#sentences")
    def _moved(self) -> None:
        if self.here != self._told_at:
            self.query_one(StatusLine).fall_silent()
        self.show_state()

    @on(RowList.Chosen, "#sentences")
    def _chosen(self) -> None:
        self.action_command("reading.take")

    @on(ReadingText.Pointed)
    def _pointed(self, message: ReadingText.Pointed) -> None:
        sentence = self.page.sentence_at(message.offset)
        if sentence is not None:
            self.go_to_sentence(sentence)

    @on(CommandBar.Clicked)
    def _bar_clicked(self, message: CommandBar.Clicked) -> None:
        self.action_command(message.command_id)

    # What is done

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        not_here = "no sentence is under the cursor" if self.here is None else ""
        return Situation(
            not_here=not_here,
            not_taken="" if self.here in self.reading.taken else "it is not taken",
            can_undo=self.reading.can_undo,
            faults=len(self.faults.all),
        )

    def action_command(self, command_id: str) -> None:
        """Run a command of this screen: at once what only shows something, in turn what changes something."""
        showing = getattr(self.moves, command_id.replace(".", "_"), None)
        if showing:
            showing()
        else:
            self.runner.run(command_id)

    def warn(self, text: str) -> None:
        """Say what went wrong, or why a command cannot be used, in full; what was said before makes room."""
        self.app.clear_notifications()
        self.notify(visible(text), severity="warning", timeout=6, markup=False)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.show_list(at=self.here or 0)

    def close_find(self) -> None:
        """Leave the search, and go to the sentences."""
        self.find.close()
        self.set_focus(self.sentences)
        self.panes.arrange()
