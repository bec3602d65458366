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


class CommandBar(Widget):
    """As many commands as there is room for, the most wanted first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-bar--key", "command-bar--off"}
    GAP = 2

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
        for item in self._fitting():
            title = f" {item.title}" if item.is_available else f" ({item.title})"
            look = "command-bar--key" if item.is_available else "command-bar--off"
            parts.append(Content(item.key).stylize(self.get_visual_style(look, partial=True)))
            parts.append(Content(title + " " * self.GAP))
        return Content.assemble(*parts)

    def _fitting(self) -> list[BarItem]:
        """Return the items that fit; the last two always have their place, since they lead to all the others."""
        room = self.size.width - 1
        kept = list(self.items[-2:])
        room -= sum(self._width(item) for item in kept)
        first = []
        for item in self.items[:-2]:
            room -= self._width(item)
            if room < 0:
                break
            first.append(item)
        return first + kept

    def _width(self, item: BarItem) -> int:
        return cell_len(item.key) + 1 + cell_len(item.title) + self.GAP + (0 if item.is_available else 2)

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        at = 1
        for item in self._fitting():
            if at <= event.x < at + self._width(item) - self.GAP:
                self.post_message(self.Clicked(item.command_id))
                return
            at += self._width(item)
