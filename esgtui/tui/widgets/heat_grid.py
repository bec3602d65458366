"""A grid of shaded figures below fixed headings and beside fixed labels; only what is seen of it is drawn.

Rows scroll as in any list; columns go by as a whole, so that none is cut. What the figures mean is not known here.
"""

from __future__ import annotations

from abc import abstractmethod
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from esgtui.columns import parted
from esgtui.insight.heat import SHADES
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.geometry import Region
    from textual.strip import Strip

CELL, WIDEST_CELL = 9, 18
"""How many cells of the terminal a column has: two of shade, a figure, a gap; and at most, where there is room."""
LABEL, WIDEST_LABEL = 11, 32
"""How many the labels have, at least and at most; no more than the longest needs, or a quarter of the width."""
SHADE = 2
"""How many of a column's cells are shaded."""


class Figures(Protocol):
    """What a grid shows, by line and column."""

    headings: Sequence[tuple[str, str]]
    """What stands above each column: what it is cited by, which may be empty, and its title."""

    @abstractmethod
    def label(self, line: int) -> str:
        """Return what stands before a line."""

    @abstractmethod
    def figure(self, line: int, column: int) -> tuple[int, str]:
        """Return how a cell is shaded, from 0 to 4, and what stands in it."""


class HeatGrid(RowList):
    """A list whose lines are rows of figures, with a cursor that goes in both directions."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--here", *(f"row-list--heat{level}" for level in range(1, 5))}

    class ColumnMoved(Message):
        """The cursor stands in another column."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self.figures: Figures | None = None
        self.column = 0
        """The column of the cursor."""
        self.first = 0
        """The first column seen."""
        self._longest = 0
        self._parts = (LABEL, CELL, range(0))
        """How wide labels and columns of the frame that is being drawn are, and which columns are seen."""

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.figures.headings) if self.figures else 0

    @property
    def label_width(self) -> int:
        """How many cells the labels take."""
        return max(LABEL, min(WIDEST_LABEL, self._longest + 2, self.scrollable_content_region.width // 4))

    @property
    def cell_width(self) -> int:
        """How many cells a column takes: as many as those that are seen can have."""
        room = self.scrollable_content_region.width - self.label_width - 1
        seen = max(1, min(self.columns, room // CELL))
        return max(CELL, min(WIDEST_CELL, room // seen))

    @property
    def seen(self) -> range:
        """The columns that there is room for."""
        room = self.scrollable_content_region.width - self.label_width - 1
        count = max(1, room // self.cell_width)
        return range(self.first, min(self.columns, self.first + count))

    def show_figures(self, figures: Figures, lines: int, line: int, column: int) -> None:
        """Show figures, with the cursor in a cell."""
        self.figures = figures
        self._longest = 0
        for each in range(lines):
            self._longest = max(self._longest, cell_len(figures.label(each)))
            if self._longest + 2 >= WIDEST_LABEL:  # labels get no wider, however many there are
                break
        self.column = max(0, min(column, self.columns - 1))
        self._bring_column_into_view()
        self.show_lines(lines, line)

    def move_column(self, column: int) -> None:
        """Put the cursor into a column, bring it into view, and say so."""
        column = max(0, min(column, self.columns - 1))
        if column != self.column:
            self.column = column
            self._bring_column_into_view()
            self.refresh_line(self.cursor)
            self.post_message(self.ColumnMoved())

    def _bring_column_into_view(self) -> None:
        before, count = self.first, len(self.seen) or 1
        self.first = min(self.first, self.column, max(0, self.columns - count))
        self.first = max(self.first, self.column - count + 1)
        if self.first != before:
            self.refresh_rows()

    def on_resize(self) -> None:
        """Keep the cursor in view, both ways."""
        super().on_resize()
        self._bring_column_into_view()

    def said(self, index: int) -> Hashable:
        """Return what tells a line from another: the columns seen and, at the cursor, which of them it stands in."""
        return index, self.first, self.column if index == self.cursor else -1

    def line(self, index: int, width: int) -> list[Piece]:
        """Return the label and the figures of the columns that are seen."""
        if self.figures is None:
            return []
        label, cell, seen = self._parts
        here = self.column if index == self.cursor and self.is_in_use else -1
        pieces: list[Piece] = fitted([(visible(self.figures.label(index)), "")], label - 1)
        room = cell - SHADE - 1
        plain = ""
        for column in seen:
            level, text = self.figures.figure(index, column)
            figure = text.rjust(room)[:room]
            if not level and column != here:
                plain += f" {SHADES[0] * SHADE}{figure}"  # cells that look the same are drawn as one
                continue
            pieces += [
                (f"{plain} ", "dim"),
                (SHADES[level] * SHADE, f"heat{level}" if level else ""),
                (figure, "here" if column == here else ""),
            ]
            plain = ""
        return fitted([*pieces, (plain, "dim")], width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a frame; which columns they have is worked out once for all of them."""
        self._parts = (self.label_width, self.cell_width, self.seen)
        return super().render_lines(crop)

    def clicked(self, index: int) -> None:
        """Move the cursor to the cell that was clicked; a second click chooses it."""
        column = self.column_at(self.clicked_column)
        if index == self.cursor and column in (None, self.column):
            self.post_message(self.Chosen(self, index))
            return
        if column is not None:
            self.move_column(column)
        self.move_to(index)

    def column_at(self, x: int) -> int | None:
        """Return the column that lies so many cells from the left, None for none."""
        at = (x - self.label_width) // self.cell_width
        return self.seen[at] if 0 <= at < len(self.seen) else None

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Go to the columns at the right."""
        self._scroll_columns(1, event)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Go to the columns at the left."""
        self._scroll_columns(-1, event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With shift or ctrl, go to the columns at the right."""
        if event.shift or event.ctrl:
            self._scroll_columns(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With shift or ctrl, go to the columns at the left."""
        if event.shift or event.ctrl:
            self._scroll_columns(-1, event)

    def _scroll_columns(self, step: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()
        self.move_column(self.column + step)


class GridHead(Widget):
    """The headings above a grid, which stay where they are while its lines scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid-head--here", "grid-head--dim"}

    class Clicked(Message):
        """A heading was clicked."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    def __init__(self, grid: HeatGrid) -> None:
        super().__init__()
        self.grid = grid
        self.sorted_by: int | None = None

    def render(self) -> Content:
        """Return the headings, that of the cursor's column standing out, and which of all columns these are."""
        grid, height = self.grid, max(1, self.size.height)
        if grid.figures is None or not grid.columns:
            return Content("")
        seen, room = grid.seen, grid.cell_width - 1
        blocks = [_heading(*grid.figures.headings[column], room, height) for column in seen]
        of_all = _which(seen, grid.columns, grid.label_width - 1)
        here, dim = (self.get_visual_style(f"grid-head--{name}", partial=True) for name in ("here", "dim"))
        parts = []
        for line in range(height):
            label = of_all if line == 0 else ""
            parts.append(Content(" " + set_cell_size(label, grid.label_width - 1)).stylize(dim))
            for column, block in zip(seen, blocks, strict=True):
                text = set_cell_size(f" {_cut(self._sign(column, line) + block[line], room)}", grid.cell_width)
                parts.append(Content(text).stylize(here) if column == grid.column else Content(text))
            parts.append(Content("\n"))
        return Content.assemble(*parts[:-1])

    @property
    def wanted(self) -> int:
        """How many lines the headings of the columns need that are seen."""
        grid = self.grid
        if grid.figures is None:
            return 1
        headings = (grid.figures.headings[column] for column in grid.seen)
        return max((len(_lines(*heading, grid.cell_width - 1)) for heading in headings), default=1)

    def _sign(self, column: int, line: int) -> str:
        return "↓" if column == self.sorted_by and line == 0 else ""

    def on_click(self, event: events.Click) -> None:
        """Say which heading was clicked."""
        column = self.grid.column_at(event.x)
        if column is not None:
            self.post_message(self.Clicked(column))


def _which(seen: range, columns: int, room: int) -> str:
    """Return which of all columns are seen, with signs at the sides where there are more; empty where all are."""
    if len(seen) == columns:
        return ""
    before, after = "‹" if seen[0] else "", "›" if seen[-1] + 1 < columns else ""
    shown = f"{seen[0] + 1}–{seen[-1] + 1}"
    told = (f"{before} {shown} of {columns} {after}", f"{before}{shown}/{columns}{after}", f"{before}{shown}{after}")
    return next((text.strip() for text in told if cell_len(text.strip()) <= room), "")


def _cut(text: str, room: int) -> str:
    """Return a text as far as there is room, with a sign where it goes on."""
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1)}…"


def _lines(code: str, title: str, room: int) -> list[str]:
    """Return all lines of a heading: the code alone on its line, and the title."""
    words = visible(title).removeprefix(f"{code} ")
    wrapped = wrap(parted(words, room), room) if words != code else []
    return [visible(code), *wrapped] if code else wrapped


def _heading(code: str, title: str, room: int, height: int) -> list[str]:
    """Return exactly so many lines of a heading; as much of the title as there is room for."""
    lines = _lines(code, title, room)
    chosen = lines[:height]
    if len(lines) > height:
        last = chosen[-1]
        chosen[-1] = (last if cell_len(last) < room else set_cell_size(last, room - 1)) + "…"
    return [*chosen, *[""] * (height - len(chosen))]
