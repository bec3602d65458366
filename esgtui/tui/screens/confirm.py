"""Ask before a change of many claims: what, on how many, yes or no."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.visible import visible

ONE_UNDO = "It is one step: one undo takes all of it back."


class Asked(Static, can_focus=True):
    """Says what is about to be done; it holds the keys."""


class Confirm(Dialog[bool]):
    """Returns True if the user agrees."""

    PLACE = "confirm"
    BINDINGS = bindings("confirm")

    def __init__(self, question: str, about: str, keymap: Keymap, way_back: str = ONE_UNDO) -> None:
        super().__init__(question, keymap)
        self.about, self.way_back = about, way_back

    def body(self) -> Iterator[Widget]:
        """Yield what is about to be done, and what the way back is."""
        text = f"{visible(self.about)}\n" if self.about else ""
        yield Asked(f"{text}{self.way_back}", markup=False)

    def entry(self) -> Widget:
        """Return what takes the keys."""
        return self.query_one(Asked)

    def do_agree(self) -> None:
        """Go on."""
        self.dismiss(result=True)
