"""A scroll bar that is painted only where it looks otherwise, and drawn as the few pieces that it consists of.

The toolkit would paint it whenever a list gets longer or shorter, which lists do with every letter of a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from esgtui.tui.widgets.framed_lines import FramedLines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from textual.geometry import Region


class Slider(ScrollBar):
    """A vertical scroll bar."""

    def __init__(self, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._styles_cache = FramedLines()
        self._look: tuple[Style, Sequence[Segment]] | None = None
        """What lies below its lines, and what each of them looks like."""
        self._strips: Sequence[Strip] = ()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew, unless it would look as it does."""
        if repaint and not layout and not recompose and self.is_attached and not self._draw():
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _draw(self) -> bool:
        """Draw all lines, those that look the same as one; return whether any looks otherwise than before."""
        shown = self.render()
        if not isinstance(shown, ScrollBarRender) or not isinstance(shown.style, Style):
            return True
        pieces = shown.render_bar(
            size=self.size.height,
            virtual_size=shown.virtual_size,
            window_size=shown.window_size,
            position=shown.position,
            thickness=self.size.width,
            back_color=shown.style.bgcolor or Color.default(),
            bar_color=shown.style.color or Color.default(),
        ).segments
        ground = self.visual_style.rich_style
        if (ground, pieces) == self._look:
            return False
        drawn = {id(piece): Strip(Segment.apply_style([piece], ground)) for piece in pieces}
        self._look, self._strips = (ground, pieces), [drawn[id(piece)] for piece in pieces]
        return True

    def render_line(self, y: int) -> Strip:
        """Return one of the lines."""
        if len(self._strips) != self.size.height:
            self._draw()
        return self._strips[y]
