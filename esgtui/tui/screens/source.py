"""The document behind a claim: its text at the claim's place, or else its facts, and all claims from it in order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from textual import on, work
from textual.content import Content
from textual.widgets import Static

from esgtui.browsing import Selection
from esgtui.counted import claims_text
from esgtui.dataset.documents import DocumentError, document_text
from esgtui.insight.document import Document, line_at, lines
from esgtui.insight.source import Entries, Entry, Passage, address_of, claims_from, passage, source_facts, source_table
from esgtui.tui.beside import heed
from esgtui.tui.browser import open_in_browser
from esgtui.tui.card import Block
from esgtui.tui.keys import bindings
from esgtui.tui.screens.lines_view import LinesView
from esgtui.tui.screens.view import Destination
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.document_text import DocumentText
from esgtui.tui.widgets.plain_list import PlainList, spread
from esgtui.tui.working_out import WORKING
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.dataset.model import Claim, Source
    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap, Situation
    from esgtui.tui.screens.view import Subject
    from esgtui.tui.widgets.pieces import Piece

REST = 0.03
"""Seconds that the cursor rests on a claim before its place is looked for: a held key need not wait for each."""
PATIENCE = 0.15
"""Seconds after which it is told that the place is still being looked for."""
LOOKING = "looking for the place in the text …"
PARAGRAPH = 5
"""Cells for the number of a paragraph before a claim."""


class Shown(msgspec.Struct, frozen=True):
    """A source, its text if that can be read, why not if not, and the claims from it."""

    source: Source
    document: Document | None
    why_not: str
    entries: Entries


class SourceScreen(LinesView[Shown]):
    """One document. The text follows the claim under the cursor; Enter goes to that claim."""

    PLACE = "source"
    BINDINGS = bindings("source")
    TITLE_WORD = "Source"

    def __init__(self, claim: Claim, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.claim = claim
        self.sources = list(dict.fromkeys(place.source for place in claim.places))
        self._passages: dict[int, Passage] = {}
        self._cut_to: tuple[Document, int] | None = None
        self._is_first = True

    def content(self) -> Iterator[Widget]:
        """Yield the text, what is known where there is none, how the place was found, and the claims."""
        yield DocumentText()
        yield ClaimDetail()
        yield Static("", markup=False, classes="found")
        yield PlainList(self.pieces)

    def entry(self) -> Widget:
        """Return the claims: the text follows them."""
        return self.entries

    @property
    def entries(self) -> PlainList:
        """The list of claims."""
        return self.query_one(PlainList)

    @property
    def text(self) -> DocumentText:
        """The document's text."""
        return self.query_one(DocumentText)

    @property
    def reading(self) -> DocumentText | ClaimDetail:
        """What is read: the text, or what is known where there is none."""
        return self.text if self.shown and self.shown.document else self.query_one(ClaimDetail)

    def work_out(self, rows: Sequence[int]) -> Shown:
        """Return the source with its text and its claims; `rows` are those let through."""
        dataset = self.workspace.dataset
        source = dataset.sources[self.sources[0]]
        entries = claims_from(dataset, source.id, rows)
        try:
            document = Document(document_text(dataset, source))
        except DocumentError as error:
            return Shown(source, None, str(error), entries)
        return Shown(source, document, "", entries)

    def heading(self, _claims: int) -> str:
        """Return the title: the source, and how many of its claims query and filters let through."""
        if not self.shown:
            return self.TITLE_WORD
        entries = self.shown.entries
        count = f"{entries.let_through:,} of {claims_text(entries.claims)}"
        return " ── ".join([self.TITLE_WORD, self.shown.source.title, count, *self.subject.filters])

    def show(self, shown: Shown) -> None:
        """Show the claims, with the cursor on the one that one came from, and the text at its place."""
        self._passages.clear()
        if self._is_first:
            row, self._is_first = self.workspace.dataset.row_of[self.claim.id], False
            cursor = shown.entries.first_of(row)
        else:
            cursor = self.entries.cursor
        self.entries.show_lines(len(shown.entries), cursor)
        self.query_one(ClaimDetail).show_blocks(tuple(self._facts(shown)), is_other_claim=True)
        self.text.display = self.reading is self.text
        self.query_one(ClaimDetail).display = self.reading is not self.text
        self._cut()

    def _facts(self, shown: Shown) -> Iterator[Block]:
        yield Block("fact", shown.why_not, "text")
        for label, text in source_facts(self.workspace.dataset, shown.source):
            yield Block("fact", text, label)
        here = self._here
        if here:
            claim = self.workspace.dataset.claims[here.row]
            yield Block("gap")
            yield Block("statement", claim.statement)
            if here.place.section:
                yield Block("fact", here.place.section, "section")
            yield Block("fact", claim.quote or "no quote is given", "quote")

    def table(self, shown: Shown) -> Table:
        """Return the claims from the source as they are exported."""
        return source_table(self.workspace.dataset, shown.source, shown.entries)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Return a claim: its paragraph, its statement, its id; those not let through are dim."""
        if not self.shown:
            return []
        entry = self.shown.entries[index]
        claim = self.workspace.dataset.claims[entry.row]
        number = "" if entry.place.paragraph is None else f"¶{entry.place.paragraph}"
        look = "" if entry.is_let_through else "dim"
        left = [(f"{number:>{PARAGRAPH}}  ", "dim"), (visible(claim.statement), look)]
        return spread(left, visible(claim.id), width)

    # The place in the text

    @on(DocumentText.Resized)
    def _resized(self) -> None:
        if self.shown:
            self._cut()

    @work(group="cutting", exclusive=True, description="cut into lines")
    async def _cut(self) -> None:
        """Cut the text into lines of the width that there is, and show the place."""
        shown, text = self.shown, self.text
        if not shown or not shown.document or not text.display:
            self._tell("")
            return
        document, room = shown.document, text.room
        if self._cut_to != (document, room):
            cut, told = await asyncio.to_thread(_cut, document, room, shown.entries.paragraphs)
            text.show(document.text, cut, told)
            self._cut_to = (document, room)
        await self._mark()

    async def _mark(self) -> None:
        """Highlight the place of the claim under the cursor; it is looked for off the interface's thread."""
        shown, at = self.shown, self.entries.cursor
        if not shown or not shown.document or not shown.entries:
            return
        if at not in self._passages:
            entry = shown.entries[at]
            claim = self.workspace.dataset.claims[entry.row]
            looking = asyncio.ensure_future(asyncio.to_thread(passage, shown.document, claim, entry.place))
            looking.add_done_callback(heed)
            if not (await asyncio.wait({looking}, timeout=PATIENCE))[0]:
                self.text.mark(None, "")  # what is marked is the place of another claim
                self._tell(LOOKING)
            self._passages[at] = await looking
        if at == self.entries.cursor:
            found = self._passages[at]
            self.text.mark(found.stretch, found.mark)
            self._tell(f"{found.mark} {found.told}")

    @work(group="marking", exclusive=True, description="mark the place")
    async def _marking(self) -> None:
        await asyncio.sleep(REST)
        await self._mark()

    def _tell(self, told: str) -> None:
        """Say how the place was found, below the text."""
        self.query_one(".found", Static).update(Content(visible(told)))
        self.query_one(".found").display = bool(told)

    # What is under the cursor

    @property
    def _here(self) -> Entry | None:
        return self.shown.entries[self.entries.cursor] if self.shown and self.shown.entries else None

    def cursor_text(self) -> str:
        """Return the claim under the cursor, and the section that it stands in."""
        here = self._here
        if not here:
            return ""
        claim = self.workspace.dataset.claims[here.row]
        return " ── ".join(filter(None, [claim.id, here.place.section, claim.kind]))

    def destination(self) -> Destination | str:
        """Return the claim under the cursor; one that is not let through is among all claims."""
        here = self._here
        if not here:
            return "there is no claim"
        selection = self.subject.selection
        return Destination(selection if here.is_let_through else Selection(lens=selection.lens), here.row)

    def follow_cursor(self) -> None:
        """Show the place of the claim in the text, or what is known of it."""
        if self.shown and self.shown.document:
            self._marking()
        elif self.shown:
            self.query_one(ClaimDetail).show_blocks(tuple(self._facts(self.shown)), is_other_claim=True)

    def do_switch(self) -> None:
        """Go from the claims to what is read, and back."""
        self.set_focus(self.reading if self.focused is self.entries else self.entries)

    def situation(self) -> Situation:
        """Return also whether there is an address to open, and another source to look at."""
        alone = f"{self.claim.id} stands in this source alone" if len(self.sources) == 1 else ""
        no_address = address_of([self.shown.source])[1] if self.shown else WORKING
        return msgspec.structs.replace(super().situation(), no_address=no_address, no_other_source=alone)

    def do_other(self) -> None:
        """Show the claim's next source."""
        self.sources = [*self.sources[1:], self.sources[0]]
        self._is_first = True
        self.work_out_anew()

    @work(group="browser", description="open the address")
    async def do_address(self) -> None:
        """Open the source's address in the browser."""
        if self.shown:
            self.say(await open_in_browser(self.app, address_of([self.shown.source])[0]))


def _cut(document: Document, room: int, paragraphs: Iterable[int]) -> tuple[list[tuple[int, int]], frozenset[int]]:
    """Return the lines of the text, and at which of them claims stand."""
    cut = lines(document.text, room)
    places = filter(None, map(document.paragraph, paragraphs))
    return cut, frozenset(line_at(cut, start) for start, _ in places)
