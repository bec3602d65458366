"""The commands that change nothing where a document is read: the way through its sentences, what is listed, the search.

Each command is the method of its name: `reading.next` is `reading_next`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esgtui.tui.screens.reading import ReadingScreen


class ReadingMoves:
    """Gets around on one screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._searched_from = 0
        """The sentence that the cursor was on when the search was begun."""

    def reading_next(self) -> None:
        """To the next sentence that is open."""
        if not self.step(1):
            self._screen.warn("there is no open sentence after this one; a shows all sentences")

    def reading_before(self) -> None:
        """To the open sentence before."""
        if not self.step(-1):
            self._screen.warn("there is no open sentence before this one")

    def step(self, by: int) -> bool:
        """Go to the nearest open sentence of the list; return whether there is one."""
        screen = self._screen
        place = screen.sentences.cursor + by
        while 0 <= place < len(screen.rows):
            if screen.reading.is_open(screen.rows[place]):
                screen.sentences.move_to(place)
                return True
            place += by
        return False

    def reading_sort(self) -> None:
        """List the likeliest first, or in the document's order."""
        screen = self._screen
        here = screen.here or 0
        screen.order = "score" if screen.order == "document" else "document"
        screen.show_list(at=here)
        if screen.order == "score":
            screen.sentences.move_to(0)

    def reading_all(self) -> None:
        """All sentences, or those offered."""
        screen = self._screen
        screen.shows_all = not screen.shows_all
        screen.show_list(at=screen.here or 0)

    def reading_switch(self) -> None:
        """To the next pane."""
        self._screen.panes.switch(1)

    def reading_switch_back(self) -> None:
        """To the pane before."""
        self._screen.panes.switch(-1)

    def reading_find(self) -> None:
        """Type words that the sentences are to have."""
        screen = self._screen
        if not screen.find.display:
            self._searched_from = screen.here or 0
        screen.find.display = True
        screen.set_focus(screen.find.line)

    def within_accept(self) -> None:
        """Keep the search, and go to the sentences."""
        screen = self._screen
        screen.set_focus(screen.sentences)
        if not screen.find.words.strip():
            self.within_leave()

    def within_down(self) -> None:
        """To the next sentence."""
        self._screen.sentences.move_by(1)

    def within_up(self) -> None:
        """To the sentence before."""
        self._screen.sentences.move_by(-1)

    def within_leave(self) -> None:
        """Leave the search, and go back to where it was begun."""
        self._leave_search(self._searched_from)

    def _leave_search(self, at: int) -> None:
        self._screen.close_find()
        self._screen.show_list(at=at)

    def reading_back(self) -> None:
        """Leave the search for the sentence that it led to, or go to the sentences."""
        screen = self._screen
        if screen.find.display:
            self._leave_search(self._searched_from if screen.here is None else screen.here)
        elif screen.focused is not screen.sentences:
            screen.set_focus(screen.sentences)
            screen.panes.arrange()
        else:
            screen.warn("nothing to leave here: q leaves the document")

    def reading_quit(self) -> None:
        """Leave the document."""
        self._screen.leave(goes_on=False)

    def reading_open(self) -> None:
        """Leave the document for the explorer, if there is anything to show there."""
        screen = self._screen
        if screen.reading.dataset:
            screen.leave(goes_on=True)
        else:
            screen.warn("there is no file yet: it is made with the first claim that is taken")

    def reading_palette(self) -> None:
        """Find a command by its name."""
        self._screen.show_palette()

    def reading_help(self) -> None:
        """Show all keys, and run the command that is chosen there."""
        screen = self._screen
        screen.show_help(screen.PLACE)
