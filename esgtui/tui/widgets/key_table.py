"""Tags with the keys that put them on, in as many columns as there is room for; a click is as good as the key."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from esgtui.visible import visible

COLUMN, NARROWEST = 40, 15
"""How many cells a column gets where there are few tags, and at least where there are many."""

LEAST = 8
"""How many cells a title needs to be worth a look."""

SHARE = 0.6
"""How much of the screen's height the table may take."""


class KeyLine(msgspec.Struct, frozen=True):
    """A tag with its key, and the number of a recent one; either may be empty. `sign` says whether it is on."""

    key: str
    number: str
    tag: str
    title: str = ""
    sign: str = "○"


class KeyTable(Widget):
    """The table. Keys are its screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-table--key", "key-table--dim"}

    class Taken(Message):
        """A tag was clicked."""

        def __init__(self, tag: str) -> None:
            super().__init__()
            self.tag = tag

    def __init__(self, lines: Sequence[KeyLine]) -> None:
        super().__init__()
        self.lines = lines

    @property
    def _most_rows(self) -> int:
        return max(1, int(self.app.size.height * SHARE))

    def _columns(self, width: int) -> int:
        columns = max(1, width // COLUMN)
        while columns * self._most_rows < len(self.lines) and width // (columns + 1) >= NARROWEST:
            columns += 1
        return columns

    def _rows(self, width: int) -> int:
        return min(self._most_rows, -(-len(self.lines) // self._columns(width)))

    def _shown(self, width: int) -> Sequence[KeyLine]:
        """Return the lines that there is room for; the keys of the others work as well."""
        room = self._rows(width) * self._columns(width)
        if len(self.lines) <= room:
            return self.lines
        return [*self.lines[: room - 1], KeyLine("…", "", "", f"{len(self.lines) - room + 1} more", sign="")]

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many rows the tags take in this width."""
        return self._rows(width)

    def render(self) -> Content:
        """Return the table, filled column by column."""
        width, rows, shown = self.size.width, self._rows(self.size.width), self._shown(self.size.width)
        cell = max(1, width // self._columns(width))
        lines = [
            Content.assemble(*(self._cell(line, cell) for line in shown[row :: max(1, rows)])) for row in range(rows)
        ]
        return Content("\n").join(lines)

    def _cell(self, line: KeyLine, width: int) -> Content:
        keys = f"{visible(line.key) or ' '} {visible(line.number) or ' '}"
        key = Content(keys).stylize(self.get_visual_style("key-table--key", partial=True))
        room = width - cell_len(keys) - 4
        tag, tail = visible(line.tag), visible(line.tag.rpartition("/")[2])
        label = next((text for text in (tag, f"…/{tail}") if cell_len(text) <= room), tail)
        has_room = room - cell_len(label) >= LEAST
        title = Content(f"  {visible(line.title)}" if has_room else "")
        title = title.stylize(self.get_visual_style("key-table--dim", partial=True))
        text = Content.assemble(key, f" {line.sign} ", label, title)
        return Content.assemble(text.truncate(max(1, width - 1), ellipsis=True, pad=True), " ")

    def on_click(self, event: events.Click) -> None:
        """Say which tag was clicked."""
        width, rows = self.size.width, self._rows(self.size.width)
        cell = max(1, width // self._columns(width))
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        index = x // cell * rows + y
        shown = self._shown(width)
        if 0 <= y < rows and 0 <= index < len(shown) and shown[index].tag:
            self.post_message(self.Taken(shown[index].tag))
