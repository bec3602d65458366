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
