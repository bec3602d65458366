"""What all dialogs share: a frame over the explorer, a title, commands of their own, and a bar that names them."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap, Place, Situation
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens.layer import Layer
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.too_small import TooSmall
from esgtui.visible import visible

Result = TypeVar("Result")

LEAVE = "esc"


class Dialog(ModalScreen[Result | None], Layer[Result | None], Generic[Result]):
    """A dialog returns what was decided, or None if it was left. The command `tags.apply` is `do_apply`."""

    PLACE: Place

    def __init__(self, title: str, keymap: Keymap) -> None:
        super().__init__()
        self.frame_title = visible(title)
        self.keymap = keymap

    @abstractmethod
    def body(self) -> Iterator[Widget]:
        """Yield what the frame holds."""

    def compose(self) -> ComposeResult:
        """Lay the frame out around the body."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = self.frame_title.replace("[", r"\[")
            yield from self.body()
            yield CommandBar(bar_items(self.PLACE, self.keymap, Situation()))
        yield TooSmall(LEAVE)

    @on(events.Resize)
    def tell_too_small(self, event: events.Resize) -> None:
        """Say so where there is no room for a single line of the body; keys do what they did."""
        self.query_one(TooSmall).follow(event.size)

    def on_mount(self) -> None:
        """Give the keys to the body; the toolkit runs this besides what a subclass has under the same name."""
        self.prepare()
        self.set_focus(self.entry())
        self.take_keys()

    def take_keys(self) -> None:
        """Let the keys in, those included that were typed while the dialog opened."""
        if isinstance(self.app, KeyGate):
            self.app.release_keys("a dialog opens")

    def prepare(self) -> None:
        """Fill the body, before any key."""

    @abstractmethod
    def entry(self) -> Widget:
        """Return the widget that takes the keys."""

    def on_command_bar_clicked(self, message: CommandBar.Clicked) -> None:
        """Run the command that was clicked."""
        message.stop()
        self.action_command(message.command_id)

    def action_command(self, command_id: str) -> None:
        """Run one of this dialog's commands."""
        getattr(self, f"do_{command_id.split('.')[1]}")()

    def say(self, text: str) -> None:
        """Say what was done, or why it cannot be, in the line that a body has for that: a `Static` of class `told`."""
        for line in self.query(".told").results(Static):  # there is none any more once the dialog was taken down
            line.update(Content(visible(text)))

    def situation(self) -> Situation:
        """Return what decides which of this dialog's commands can be used."""
        return Situation()

    def do_help(self) -> None:
        """Show all keys, those in force here first, and run the command that is chosen there."""
        from esgtui.tui.help_rows import help_rows
        from esgtui.tui.screens.help import HelpScreen

        def run(command: str | None) -> None:
            if command:
                self.action_command(command)

        rows = help_rows(self.keymap, self.situation(), self.PLACE, below=self.PLACE)
        self.app.push_screen(HelpScreen(rows, self.keymap), run)

    def do_leave(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)
