"""A message that stays until it is read."""

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.visible import visible_block


class Notice(Dialog[None]):
    """Returns nothing, once it is read."""

    PLACE = "notice"
    BINDINGS = bindings("notice")

    def __init__(self, title: str, text: str, keymap: Keymap) -> None:
        super().__init__(title, keymap)
        self.text = text

    def body(self) -> Iterator[Widget]:
        """Yield the text."""
        yield VerticalScroll(Static(Content(visible_block(self.text))), classes="notice")

    def entry(self) -> Widget:
        """Return the text, which can be scrolled."""
        return self.query_one(VerticalScroll)
