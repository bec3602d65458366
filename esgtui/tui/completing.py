"""Completion in the search bar: asks what is meant on another thread, and shows an answer that is still wanted."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.widgets import Input

from esgtui.search.offers import NOTHING, Completion
from esgtui.tui.beside import begin_beside
from esgtui.tui.widgets.offer_list import OfferList
from esgtui.tui.widgets.search_bar import SearchInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esgtui.tui.screens.explorer import Explorer


Question = tuple[str, int]
"""What stands in the search bar, and the place of the cursor in it."""


class Completing:
    """What is offered for the text in one explorer's search bar. One question at a time is asked: the latest."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._answered: Question | None = None
        self._is_asking = False
        self._is_putting = False
        self._caught_up = asyncio.Event()
        self.completion = NOTHING

    @property
    def _entry(self) -> SearchInput:
        return self._explorer.query_one(SearchInput)

    @property
    def _list(self) -> OfferList:
        return self._explorer.query_one(OfferList)

    @property
    def _asked(self) -> Question:
        return self._entry.value, self._entry.cursor_position

    @property
    def is_behind(self) -> bool:
        """Whether it is not known yet what can be meant by what stands in the search bar."""
        return self._explorer.search.display and self._asked != self._answered

    @property
    def question(self) -> Question | None:
        """What is to be answered, if anything is."""
        return self._asked if self.is_behind else None

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self.completion.offers)

    @property
    def is_choosing(self) -> bool:
        """Whether values are offered, among which the arrows choose."""
        return self.is_open and bool(self.completion.field)

    @property
    def is_chosen(self) -> bool:
        """Whether the user has moved to an offer."""
        return self.is_open and self._list.is_moved

    def ask(self) -> None:
        """Find out what can be meant by what stands in the search bar, unless it was put there."""
        if self.is_behind and not self._is_asking and not self._is_putting:
            self._is_asking = True
            self._caught_up.clear()
            begin_beside(self._explorer, self._answer(), group="offers", description="offers")

    async def caught_up(self) -> None:
        """Wait until the offers are those for what stands in the search bar."""
        self.ask()
        if self._is_asking:
            await self._caught_up.wait()

    async def _answer(self) -> None:
        try:
            while self.is_behind:
                asked = self._asked
                await asyncio.sleep(self._explorer.viewing.begun_after)
                await self._explorer.viewing.shown.wait()  # with what is found comes what is offered
                if asked == self.question:
                    self.answer(asked, await asyncio.to_thread(self.completed, *asked))
        finally:
            self._is_asking = False
            self._caught_up.set()

    def answer(self, asked: Question, completion: Completion) -> None:
        """Show what is offered, unless something else stands in the search bar by now."""
        if asked == self.question:
            self._answered = asked
            self._show(completion)

    def completed(self, text: str, cursor: int) -> Completion:
        """Return what can be meant, on whatever thread this is."""
        return self._explorer.workspace.finder.complete(text, cursor)  # here, since its first use loads the search

    def choose(self, lines: int) -> None:
        """Move among the offers."""
        self._list.choose(lines)

    def take(self, index: int | None = None) -> None:
        """Put an offer in: the one at `index`, or the one that the cursor is on."""
        offers = self.completion.offers
        offer = offers[self._list.cursor if index is None else index]
        is_value = bool(self.completion.field)
        self.put(offer.text, offer.cursor)
        if not is_value:
            self._answered = None  # the values come next
            self.ask()

    def put(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the search bar and search for it; nothing is offered for it until it is changed."""
        with self._putting():
            self._entry.value = text
            self._entry.cursor_position = len(text) if cursor is None else cursor
        self.close()
        self._explorer.search_for(text)

    @contextmanager
    def _putting(self) -> Iterator[None]:
        self._is_putting = True
        try:
            with self._entry.prevent(Input.Changed):
                yield
        finally:
            self._is_putting = False

    def close(self) -> None:
        """Offer nothing for what stands in the search bar."""
        self._answered = self._asked
        self._show(NOTHING)

    def _show(self, completion: Completion) -> None:
        was_open = self.is_open
        self.completion = completion
        if completion.offers or was_open:
            self._list.show_offers(completion.offers)
