"""Lines of a widget with its frame around them: how the frame looks is worked out once a frame, not for each line.

The toolkit looks up all that a style can say for every line that it draws, which takes longer than drawing the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.segment import Segment
    from rich.terminal_theme import TerminalTheme
    from textual.color import Color
    from textual.content import Content
    from textual.css.styles import StylesBase
    from textual.geometry import Region, Size, Spacing
    from textual.style import Style
    from textual.widget import Widget

    Label = tuple[Content, Color, Color, Style] | None


class FramedLines(StylesCache):
    """Draws the lines of one widget, whose `render_line` has to return lines that are all equally wide."""

    _inner = range(0)
    """The lines of the widget that are in its frame, counted from its top."""
    _sides: tuple[Sequence[Segment], Sequence[Segment]] | None = None
    """What stands left and right of each of them; None where they have to be drawn by the toolkit."""
    _is_first = True

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Draw lines of a widget, those that have changed anew."""
        gutter = widget.styles.gutter
        self._inner = range(gutter.top, widget.region.height - gutter.bottom)
        self._sides, self._is_first = None, True
        return super().render_widget(widget, crop)

    def render_line(  # noqa: PLR0913, PLR0917 (the toolkit hands over so much)
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        border_title: Label,
        border_subtitle: Label,
        opacity: float,
        ansi_theme: TerminalTheme,
        native_ansi: bool,
    ) -> Strip:
        """Draw a line; those in the frame stand between what stands beside the first one that is drawn."""
        if self._sides and y in self._inner:
            left, right = self._sides
            line = render_content_line(y - self._inner.start)
            return Strip([*left, *line, *right], size.width) if left or right else line
        whole = super().render_line(
            styles,
            y,
            size,
            content_size,
            padding,
            base_background,
            background,
            render_content_line,
            border_title,
            border_subtitle,
            opacity,
            ansi_theme,
            native_ansi,
        )
        if self._is_first and y in self._inner:
            self._is_first = False
            self._sides = _sides(whole, render_content_line(y - self._inner.start), styles.gutter.left)
        return whole


def _sides(whole: Strip, line: Strip, start: int) -> tuple[Sequence[Segment], Sequence[Segment]] | None:
    """Return what stands left and right of a `line`, of its `whole` and where it starts; None if it is not as it was.

    It is not where it fades, is tinted or outlined.
    """
    end = start + line.cell_length
    if [*whole.crop(start, end)] != [*line]:
        return None
    return [*whole.crop(0, start)], [*whole.crop(end)]
