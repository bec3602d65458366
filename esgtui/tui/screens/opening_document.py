"""What is seen while a document is read: how far it is. A key stops it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.layer import Layer
from esgtui.visible import visible

STOPS = ("reading.back", "reading.quit")


class OpeningDocument(Layer[None]):
    """Says how far the reading is; `stop` ends it."""

    BINDINGS = bindings("reading")

    def __init__(self, name: str, keymap: Keymap, doing: str = "Reading the document") -> None:
        super().__init__()
        self.document_name, self.keymap, self.doing = name, keymap, doing
        self.is_stopped = False

    def compose(self) -> ComposeResult:
        """Yield the one line there is."""
        yield Static("", id="opening", markup=False)

    def on_mount(self) -> None:
        """Say what is being read."""
        self.tell(self.doing, 0, 0)

    def tell(self, doing: str, done: int, of: int) -> None:
        """Say how far it is."""
        share = f" {100 * done // of} %" if of else ""
        text = f"{self.document_name}\n\n{doing} …{share}\n\n{self.keymap.shown(STOPS[0], 1)} stops it"
        self.query_one(Static).update(Content("\n".join(map(visible, text.split("\n")))))

    def action_command(self, command_id: str) -> None:
        """Stop the reading, if that is the command; there is nothing else to be done yet."""
        self.is_stopped = self.is_stopped or command_id in STOPS

    def action_copy_text(self) -> None:
        """Stop the reading: there is nothing to copy, so this is what ctrl+c is meant for."""
        self.is_stopped = True
