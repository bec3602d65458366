"""A view that scrolls over lines, whose length may change with every key without the screen being arranged anew."""

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from esgtui.tui.widgets.framed_lines import FramedLines
from esgtui.tui.widgets.slider import Slider


class Paper(ScrollView):
    """Something long to scroll over. `measure` tells how long it is.

    The toolkit would lay out the whole screen when that changes, which takes longer than painting it; but nothing moves
    as long as the scroll bar stays.
    """

    virtual_size = Reactive(Size(0, 0))
    line_width = 0
    """How many cells a line of the frame that is being drawn has."""
    _extent = (Size(0, 0), Size(0, 0))
    _sized = (Size(0, 0), Size(0, 0), Size(0, 0))
    _bars = (0, 0, Size(0, 0))

    _title = ""
    _code = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_cache = FramedLines()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, which is there once it is asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Slider(self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001 (as the toolkit starts its own)
        return self._vertical_scrollbar

    def move(self, command_id: str, lines: int) -> None:
        """Scroll as a command of the place `detail` says, over so many lines."""
        page = max(1, self.scrollable_content_region.height - 1)
        moves = {
            "detail.down": 1,
            "detail.up": -1,
            "detail.page_down": page,
            "detail.page_up": -page,
            "detail.first": -lines,
            "detail.last": lines,
        }
        self.scroll_to(y=self.scroll_offset.y + moves[command_id], animate=False)

    def show_title(self, title: str) -> None:
        """Show a title in the frame."""
        if title != self._title:
            self._title = title
            self._show_border_title()

    def _show_border_title(self) -> None:
        code = Content.assemble((f" {self._code} ", "reverse"), " ") if self._code else ""
        is_there = self._title or code
        self.border_title = Content.assemble(code, Content(self._title)) if is_there else None

    def show_code(self, code: str) -> None:
        """Show in front of the title which letters lead here; none where it is empty."""
        if code != self._code:
            self._code = code
            self._show_border_title()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a frame; what they have in common is worked out once for all of them."""
        self.line_width = self.scrollable_content_region.width
        return super().render_lines(crop)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take in the size it has; if that is as before, the scroll bars need not be painted again, one frame later."""
        sized = (size, size - self.styles.gutter.totals, self.virtual_size)
        if sized == self._sized:
            return False
        self._sized = sized
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _scroll_update(self, virtual_size: Size) -> None:
        """Let the scroll bars follow; where they say what they said, they are not painted again, one frame later."""
        is_cut = self.styles.overflow_x == "hidden"
        bars = (virtual_size.height, 0 if is_cut else virtual_size.width, self.container_size)
        if bars != self._bars:
            self._bars = bars
            super()._scroll_update(virtual_size)

    def measure(self, size: Size) -> None:
        """Say how large all of it is, in cells."""
        extent = (size, self.container_size)
        if extent != self._extent:
            self._extent = extent
            self.virtual_size = size
            self._scroll_update(size)
