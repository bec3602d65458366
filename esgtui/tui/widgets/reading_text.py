"""The text of a document that is read into a dataset: its headings, the sentence under the cursor, what was decided."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from esgtui.tui.widgets.document_text import GUTTER, DocumentText
from esgtui.visible import visible_block


class ReadingText(DocumentText):
    """Shows the sign that `sign_of` gives for a line, and headings as what they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*DocumentText.COMPONENT_CLASSES, "reading-text--heading"}

    class Pointed(Message):
        """A place in the text was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, sign_of: Callable[[int, int], str], is_heading: Callable[[int], bool], *, id: str) -> None:
        super().__init__(id=id)
        self._sign_of, self._is_heading = sign_of, is_heading

    def _gutter(self, index: int, start: int, end: int) -> tuple[str, Style]:
        if sign := self._sign_of(start, end):
            return sign, self.get_visual_style("document-text--claims").rich_style
        return super()._gutter(index, start, end)

    def _segments(self, start: int, end: int) -> list[Segment]:
        first, last = self._passage or (0, 0)
        if self._is_heading(start) and not (first < end and start < last):
            look = self.get_visual_style("reading-text--heading").rich_style
            return [Segment(visible_block(self.text[start:end]), look)]
        return super()._segments(start, end)

    def on_click(self, event: events.Click) -> None:
        """Say which place was clicked."""
        index = self.scroll_offset.y + event.y - self.gutter.top
        if 0 <= index < len(self._lines):
            start, end = self._lines[index]
            column = max(0, event.x - self.gutter.left - GUTTER)
            self.post_message(self.Pointed(min(start + column, max(start, end - 1))))
