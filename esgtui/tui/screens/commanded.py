"""A screen that has the keys of the registry for itself, and dialogs, palette and help lying on it."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType

from esgtui.tui.commands import Keymap, Place, Situation
from esgtui.tui.screens.layer import Layer

COPYING: list[BindingType] = [
    Binding("ctrl+c,super+c", "screen.copy_text", "copy what is selected", show=False),
]


class Commanded(Layer[None], inherit_bindings=False):
    """A screen whose commands are those of one place of the registry."""

    AUTO_FOCUS = ""  # a screen focuses a pane as it comes; the toolkit would tell of the first pane after that
    PLACE: ClassVar[Place]
    keymap: Keymap

    @abstractmethod
    def situation(self) -> Situation:
        """Return what decides which commands can be used."""

    @abstractmethod
    def action_command(self, command_id: str) -> None:
        """Run a command of the registry."""

    def show_help(self, here: Place) -> None:
        """Show all keys, first those that are in force `here`, and run the command that is chosen there."""
        from esgtui.tui.help_rows import help_rows
        from esgtui.tui.screens.help import HelpScreen

        def run(command: str | None) -> None:
            if command:
                self.action_command(command)

        rows = help_rows(self.keymap, self.situation(), here, below=self.PLACE)
        self.app.push_screen(HelpScreen(rows, self.keymap), run)

    def show_palette(self) -> None:
        """Find a command by its name."""
        from esgtui.tui.palette import Palette

        self.app.push_screen(Palette(self))
