"""A document's text, scrolled over at the place of a claim. Lines are cut elsewhere, and drawn as they are seen."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from esgtui.insight.document import Stretch, line_at
from esgtui.tui.keys import bindings
from esgtui.tui.widgets.paper import Paper
from esgtui.visible import visible_block

GUTTER = 2
"""Cells before each line for the sign of what stands there."""
ABOVE = 3
"""So many lines of what comes before a place are shown, as one part of so many of the height."""


class DocumentText(Paper, can_focus=True, inherit_bindings=False):
    """Shows the lines of a text with one stretch of it highlighted. Its lines come from `show`."""

    BINDINGS = bindings("detail")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"document-text--passage", "document-text--sign", "document-text--claims"}

    class Resized(Message):
        """The lines have to be cut to another width."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self._lines: Sequence[Stretch] = ()
        self._passage: Stretch | None = None
        self._sign = ""
        self._told: Collection[int] = ()

    @property
    def room(self) -> int:
        """How many cells a line of the text has."""
        return max(2, self.scrollable_content_region.width - GUTTER)

    def show(self, text: str, lines: Sequence[Stretch], claims_at: Collection[int]) -> None:
        """Show a text that is cut into these lines; `claims_at` are lines that claims stand at."""
        self.text, self._lines, self._told = text, lines, claims_at
        self.measure(Size(self.scrollable_content_region.width, max(1, len(lines))))
        self.refresh()

    def mark(self, passage: Stretch | None, sign: str) -> None:
        """Highlight a stretch of the text, with a sign where it begins, and bring it into view."""
        self._passage, self._sign = passage, sign
        if passage:
            height = self.scrollable_content_region.height
            at = line_at(self._lines, passage[0])
            self.scroll_to(y=max(0, at - height // ABOVE), animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Ask for lines of another width."""
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """Return the line at `y` of the viewport."""
        index, base = self.scroll_offset.y + y, self.visual_style.rich_style
        if index >= len(self._lines):
            return Strip.blank(self.line_width, base)
        start, end = self._lines[index]
        sign, look = self._gutter(index, start, end)
        segments = [Segment(sign.ljust(GUTTER), look), *self._segments(start, end)]
        return Strip(segments).adjust_cell_length(self.line_width, base)

    def _gutter(self, index: int, start: int, end: int) -> tuple[str, Style]:
        """Return the sign of a line: of the passage where it begins, a bar where it goes on, a dot at other claims."""
        sign = self.get_visual_style("document-text--sign").rich_style
        if self._passage and start <= self._passage[0] <= end and self._passage[0] < self._passage[1]:
            return self._sign, sign
        if self._passage and self._passage[0] < end and start < self._passage[1]:
            return "│", sign
        return ("·" if index in self._told else ""), self.get_visual_style("document-text--claims").rich_style

    def _segments(self, start: int, end: int) -> list[Segment]:
        base = self.visual_style.rich_style
        first, last = self._passage or (0, 0)
        first, last = min(max(first, start), end), min(max(last, start), end)
        if first >= last:
            return [Segment(visible_block(self.text[start:end]), base)]
        looks = self.get_visual_style("document-text--passage").rich_style
        parts = ((start, first, base), (first, last, looks), (last, end, base))
        return [Segment(visible_block(self.text[a:b]), look) for a, b, look in parts if a < b]

    def action_command(self, command_id: str) -> None:
        """Run one of the commands that apply in a text."""
        self.move(command_id, len(self._lines))
