"""How the panes share the screen where a document is read: which are seen, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esgtui.tui.screens.reading import ReadingScreen

LOW = 18
"""On a screen of fewer lines, the claim in full is seen in place of the text, while it has the focus."""


class ReadingPanes:
    """The sentences, the text and the claim of one screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def arrange(self) -> None:
        """Show what there is room for."""
        screen = self._screen
        is_low, shows_claim = screen.app.size.height < LOW, screen.focused is screen.draft
        screen.set_class(is_low, "-low")
        screen.text.display = not (is_low and shows_claim)
        screen.draft.display = not is_low or shows_claim

    def switch(self, by: int) -> None:
        """Go some panes on, or back."""
        screen = self._screen
        panes = (screen.sentences, screen.text, screen.draft)
        now = next((place for place, pane in enumerate(panes) if pane is screen.focused), 0)
        pane = panes[(now + by) % len(panes)]
        pane.display = True  # what is not seen cannot have the focus
        screen.set_focus(pane)
        self.arrange()
