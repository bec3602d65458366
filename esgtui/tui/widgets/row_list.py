"""A list that draws only the lines that are seen, so that a million scroll like ten.

What a line looks like is up to the subclass; the cursor, the scrolling, the keys and the mouse are here.
"""

from abc import abstractmethod
from collections.abc import Hashable, Iterable, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from esgtui.annotation.codes import COLOURS
from esgtui.tui.keys import bindings
from esgtui.tui.widgets.paper import Paper
from esgtui.tui.widgets.pieces import Piece

_Key = tuple[Hashable, int, bool, bool]
MOST_STRIPS = 200
"""So many drawn lines are kept, a few screens: each is a dozen objects that the garbage collector looks through."""


class RowList(Paper, can_focus=True, inherit_bindings=False):
    """A list of lines of one cell's height, with a cursor. `line` gives each line's pieces."""

    BINDINGS = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--cursor",
        "row-list--cursor-quiet",
        "row-list--dim",
        "row-list--match",
        "row-list--accent",
        "row-list--code",
        *(f"row-list--{colour}" for colour in COLOURS),
    }

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, row_list: "RowList", cursor: int) -> None:
            super().__init__()
            self.row_list = row_list
            self.cursor = cursor

        @property
        def control(self) -> "RowList":
            """The list, so that handlers can select by its id."""
            return self.row_list

    class Chosen(Moved):
        """A line was clicked that the cursor stood on already."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        self.cursor = 0
        self.count = 0
        self.clicked_column = 0
        """How many cells from the left of its line the last click was."""
        self._looks: dict[tuple[str, str], Style] = {}
        self._strips: dict[_Key, Strip] = {}
        self._codes: Mapping[int, str] = {}

    @abstractmethod
    def line(self, index: int, width: int) -> Iterable[Piece]:
        """Return what a line says, for `width` cells at most."""

    def said(self, index: int) -> Hashable:
        """Return what tells a line from another: one that says the same is not drawn again. `refresh_rows` forgets."""
        return index

    def _look(self, ground: str, name: str) -> Style:
        """Return how a piece with the look `name` is drawn on a line of the kind `ground`; '' is any other."""
        look = self._looks.get((ground, name))
        if look is None:
            style = self.get_visual_style(f"row-list--{ground}") if ground else self.visual_style
            if name:
                style += self.get_visual_style(f"row-list--{name}", partial=True)
            self._looks[ground, name] = look = style.rich_style
        return look

    def show_lines(self, count: int, cursor: int = 0) -> None:
        """Show `count` lines, with the cursor on one of them."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        self.forget_lines()
        self.refresh_shown()
        self.measure(Size(self.size.width, max(1, count)))
        self._follow_cursor()

    def refresh_shown(self) -> None:
        """Draw what is seen of the lines, since others came in their place."""
        self.refresh()

    def refresh_rows(self) -> None:
        """Draw all lines anew, since what they show may have changed; paint those of which that is so."""
        before, self._strips = self._strips, {}
        seen, width = self.seen_lines, self.line_width
        if not seen:
            self.refresh()
        for index in seen:
            key = self._key(index, width)
            if self._drawn(key, index) != before.get(key):
                self.refresh_line(index)

    def move_to(self, index: int) -> None:
        """Put the cursor on a line, bring it into view, and say so."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor or not self.count:
            return
        old, self.cursor = self.cursor, index
        self.refresh_line(old)
        self.refresh_line(index)
        self._follow_cursor()
        self.post_message(self.Moved(self, index))

    def move_by(self, lines: int) -> None:
        """Move the cursor by some lines; a negative number moves it up."""
        self.move_to(self.cursor + lines)

    @property
    def seen_lines(self) -> range:
        """The lines that are on the screen."""
        top = self.scroll_offset.y
        return range(top, min(self.count, top + self.scrollable_content_region.height))

    def show_codes(self, codes: Mapping[int, str]) -> None:
        """Show in front of lines which letters lead there; none where there are none."""
        if codes or self._codes:
            self._codes = codes
            self.refresh_rows()

    @property
    def is_in_use(self) -> bool:
        """Whether the keys move this list's cursor, which then stands out."""
        return self.has_focus

    @property
    def page(self) -> int:
        """How many lines a page is."""
        return max(1, self.scrollable_content_region.height - 1)

    def action_command(self, command_id: str) -> None:
        """Run one of the commands that apply in a list."""
        moves = {
            "list.down": 1,
            "list.up": -1,
            "list.page_down": self.page,
            "list.page_up": -self.page,
            "list.first": -self.count,
            "list.last": self.count,
        }
        self.move_by(moves[command_id])

    def forget_lines(self) -> None:
        """Forget how lines were drawn, since others come in their place."""
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Draw anew after a change of theme, focus or size of style."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def _follow_cursor(self) -> None:
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif height and self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the lines as wide as the list, and the cursor in view."""
        self.measure(Size(self.scrollable_content_region.width, max(1, self.count)))
        self._strips.clear()
        self._follow_cursor()

    def render_line(self, y: int) -> Strip:
        """Return the line at `y` of the viewport."""
        index, width = self.scroll_offset.y + y, self.line_width
        if index >= self.count:
            return self._beyond(y, width)
        return self._drawn(self._key(index, width), index)

    def _key(self, index: int, width: int) -> _Key:
        """Return what tells how a line looks from how it or another one did."""
        return self.said(index), width, index == self.cursor, self.is_in_use

    def _drawn(self, key: _Key, index: int) -> Strip:
        if key not in self._strips:
            if len(self._strips) > MOST_STRIPS:
                self._strips.clear()
            self._strips[key] = self._draw(index, key[1])
        return self._strips[key]

    def _draw(self, index: int, width: int) -> Strip:
        is_here = index == self.cursor
        ground = ("cursor" if self.is_in_use else "cursor-quiet") if is_here else ""
        gutter = "▌" if is_here and self.is_in_use else "▏" if is_here else " "
        code = f"{self._codes.get(index, ''):2}" if self._codes else ""
        lead = [(code, "code"), (" ", "")] if code.strip() else [(f"{gutter:{len(code) + 1 if code else 1}}", "accent")]
        return self._strip([*lead, *self.line(index, width - len(code) - 1)], width, ground)

    def _strip(self, pieces: Iterable[Piece], width: int, ground: str = "") -> Strip:
        segments = [Segment(text, self._look(ground, name)) for text, name in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._look(ground, ""))

    def _beyond(self, y: int, width: int) -> Strip:
        lines = Content(self.empty).wrap(max(1, width - 2)) if self.empty and not self.count else []
        if y >= len(lines):
            return Strip.blank(width, self._look("", ""))
        is_cut = y == self.size.height - 1 and y < len(lines) - 1
        text = f"{lines[y].plain[: max(0, width - 2)]}…" if is_cut else lines[y].plain
        return self._strip([(" ", ""), (text, "dim")], width)

    def on_click(self, event: events.Click) -> None:
        """Tell which line was clicked."""
        index = self.scroll_offset.y + event.y - self.gutter.top
        if 0 <= index < self.count:
            self.clicked_column = event.x - self.gutter.left
            self.clicked(index)

    def clicked(self, index: int) -> None:
        """Move the cursor to the line that was clicked; a second click chooses it."""
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        self.move_to(index)
