"""What the explorer's panes show: looks up what was chosen last, off the interface's thread if that may take long.

A view comes whole: the claims, what is counted beside them, and what is offered for the query that is being typed are
looked up together and painted in one frame. Two or three would take longer, and more of a slow line.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from textual.content import Content

from esgtui.browsing import LARGE, Selection
from esgtui.tui.beside import begin_beside
from esgtui.tui.status import claims_titles, empty_text, hints_text
from esgtui.visible import visible

if TYPE_CHECKING:
    from esgtui.browsing import Browser, View
    from esgtui.search.offers import Completion
    from esgtui.tui.completing import Question
    from esgtui.tui.screens.explorer import Explorer

SOON, DEBOUNCE = 0.05, 0.03
"""Where the last search of a large dataset took more seconds than these, one waits so many for more letters."""

GATHERED = 0.01
"""Seconds after a letter in which all that it comes to has begun."""

APART = 0.12
"""Seconds after which a letter is by itself: no hand types so slowly that another one would come with it."""

TOGETHER = 0.001
"""Seconds within which letters come that are one piece: pasted, or held up by a slow line. No hand is so quick."""


class Viewing:
    """Shows selections in one explorer, one after the other; what is out of date by then is never shown."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._is_loading = False
        self._took = DEBOUNCE
        """Seconds that it took to look up what is shown."""
        self._chosen_at, self._is_apart = 0.0, True
        self._row_wanted: int | None = None
        self._stays_at_cursor = False
        """Whether the cursor is to stay where it is by the time that the answer comes."""
        self._asked = self._answered = 0
        """How many times anything was asked for, and which of these times what is shown was."""
        self.selection = Selection()
        """What was chosen last."""
        self.view: View | None = None
        """What the claims show."""
        self.shown = asyncio.Event()
        """Set when all panes show what was chosen last."""

    @property
    def _browser(self) -> Browser:
        return self._explorer.browser

    @property
    def _is_large(self) -> bool:
        return len(self._browser.dataset.claims) > LARGE

    @property
    def is_behind(self) -> bool:
        """Whether what was chosen last is not shown yet."""
        return not self.shown.is_set()

    @property
    def debounce(self) -> float:
        """Seconds for which a search waits for more letters: hardly any after a pause, or if it is soon done again."""
        if not self._is_large:
            return 0.0
        return TOGETHER if self._is_apart or self._took < SOON else DEBOUNCE

    @property
    def begun_after(self) -> float:
        """Seconds after which a search for what was just typed has begun, for what has to come after it."""
        return max(self.debounce, GATHERED)

    def browse(self, selection: Selection, row: int | None = None) -> None:
        """Show another selection, with the cursor on the claim at `row` if it is there."""
        self.selection, before, self._chosen_at = selection, self._chosen_at, monotonic()
        if self._chosen_at - before > TOGETHER:
            self._is_apart = self._chosen_at - before > APART
        self._asked, self._row_wanted, self._stays_at_cursor = self._asked + 1, row, False
        if self.view is None or self.view.selection != selection:
            self.shown.clear()
        if selection.query or selection.like or self._is_large:
            if not self._is_loading:
                self._is_loading = True
                begin_beside(self._explorer, self._load(), group="view", description="view")
        else:
            self._show(self._browser.view(selection), row)

    def again(self) -> None:
        """Look up once more what was chosen last, since more of it can be found by now."""
        stays = not self.is_behind
        self.browse(self.selection, self._at_cursor() if stays else self._row_wanted)
        self._stays_at_cursor = stays

    def _at_cursor(self) -> int | None:
        """Return the row that the cursor was moved to; None where it stands at the beginning."""
        claims = self._explorer.claims
        return claims.row if claims.cursor else None

    async def _load(self) -> None:
        """Look up what was asked for last, one view after the other, unless it is shown by then.

        What is asked for once more, since more of it can be found by now, is looked up once more: an answer that is
        on its way may be out of date.
        """
        try:
            if self.selection.query:
                await asyncio.sleep(self.debounce)
            while self._answered != self._asked:
                number, asked, begun = self._asked, self._explorer.completing.question, monotonic()
                view, completion = await asyncio.to_thread(self._looked_up, self.selection, asked)
                self._took = monotonic() - begun
                if number == self._asked:
                    break
        finally:
            self._is_loading = False
        if self._answered == self._asked:
            return
        if not self._explorer.showing.is_standing():  # the program is closing
            return
        self._show(view, self._at_cursor() if self._stays_at_cursor else self._row_wanted)
        if asked and completion:
            self._explorer.completing.answer(asked, completion)

    def _looked_up(self, selection: Selection, asked: Question | None) -> tuple[View, Completion | None]:
        """Return what the panes show, and what is offered for what is being typed, on whatever thread this is."""
        view = self._browser.view(selection)
        return view, self._explorer.completing.completed(*asked) if asked else None

    def renew(self, view: View, row: int | None, *, is_same: bool) -> None:
        """Show what was chosen in another state of the dataset; `is_same` says that the claim at `row` is unchanged."""
        self.selection, self._row_wanted, self._asked = view.selection, row, self._asked + 1
        self.shown.clear()
        self._show(view, row, is_other_claim=not is_same)

    def _show(self, view: View, row: int | None, *, is_other_claim: bool = True) -> None:
        """Show the claims, the one under the cursor, and what is counted beside them."""
        self.view, self._answered = view, self._asked
        claims = self._explorer.claims
        claims.empty = "\n".join(filter(None, [empty_text(view), self._explorer.whole.note]))
        claims.show_claims(view.rows, view.match, row, view.likeness)
        title, found = claims_titles(self._browser, view)
        claims.show_title(title)
        claims.border_subtitle = Content(hints_text(view))
        self._explorer.search.tell(found)
        self._explorer.show_claim(is_other_claim=is_other_claim)
        self._show_counted(view)
        if view.selection == self.selection:
            self.shown.set()
            self._explorer.readying.foreseeing.follow()

    def _show_counted(self, view: View) -> None:
        companies, groups = self._explorer.companies, self._explorer.groups
        companies.show_counted(view.companies, view.selection.company or None)
        groups.empty = "This company has no claims here."  # said once that is known
        groups.show_counted(view.groups, view.selection.group)
        groups.show_title(visible(view.selection.lens.title))
        self._explorer.progress.follow()
