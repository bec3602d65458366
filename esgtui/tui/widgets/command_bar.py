"""The bottom line: the commands that apply, with their keys; a click runs one."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class BarItem(msgspec.Struct, frozen=True):
    """A command as the bar shows it; one that cannot be used right now is struck out of the light, not hidden."""

    command_id: str
    key: str
    title: str
    is_available: bool = True
    is_kept: bool = False
    """Whether it is shown however little room there is: the way out, and what leads to all others."""


class CommandBar(Widget):
    """As many commands as there is room for, the most wanted first, and a sign where there are more."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-bar--key", "command-bar--off"}
    GAP = 2
    MORE = "…"

    class Clicked(Message):
        """A command of the bar was clicked."""

        def __init__(self, command_id: str) -> None:
            super().__init__()
            self.command_id = command_id

    def __init__(self, items: Sequence[BarItem] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items = tuple(items)

    def show_items(self, items: Sequence[BarItem]) -> None:
        """Show these commands from now on."""
        if tuple(items) != self.items:
            self.items = tuple(items)
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        parts: list[Content] = [Content(" ")]
        fitting = self._fitting()
        for at, item in enumerate(fitting):
            if at == self._gap_at(fitting):
                parts.append(Content(self.MORE.ljust(len(self.MORE) + self.GAP)))
            title = f" {item.title}" if item.is_available else f" ({item.title})"
            look = "command-bar--key" if item.is_available else "command-bar--off"
            parts.append(Content(item.key).stylize(self.get_visual_style(look, partial=True)))
            parts.append(Content(title + " " * self.GAP))
        return Content.assemble(*parts)

    def _fitting(self) -> list[BarItem]:
        """Return the items that fit: the most wanted, and then those that are kept in any case."""
        if sum(map(self._width, self.items)) - self.GAP < self.size.width:
            return list(self.items)
        kept = [item for item in self.items if item.is_kept]
        room = self.size.width - 1 - sum(map(self._width, kept)) - len(self.MORE)
        first = []
        for item in self.items:  # what is less wanted may have room where what is more wanted has none
            if not item.is_kept and self._width(item) <= room:
                room -= self._width(item)
                first.append(item)
        return first + kept

    def _gap_at(self, fitting: Sequence[BarItem]) -> int:
        """Return before which of the items that fit others are left out; -1 for none."""
        if len(fitting) == len(self.items):
            return -1
        return next((at for at, item in enumerate(fitting) if item.is_kept), len(fitting))

    def _width(self, item: BarItem) -> int:
        return cell_len(item.key) + 1 + cell_len(item.title) + self.GAP + (0 if item.is_available else 2)

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        at, fitting = 1, self._fitting()
        for number, item in enumerate(fitting):
            at += len(self.MORE) + self.GAP if number == self._gap_at(fitting) else 0
            if at <= event.x < at + self._width(item) - self.GAP:
                self.post_message(self.Clicked(item.command_id))
                return
            at += self._width(item)
