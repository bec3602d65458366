"""Choose a theme: each is shown on the explorer itself as the cursor comes to it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.theme import Palette
from esgtui.tui.theme_files import Read
from esgtui.tui.widgets.pieces import Piece
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible, visible_block

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.05
"""Seconds that the cursor rests on a theme before it is shown."""
FRAME, TOLD = 4, 3
"""How many lines the frame and the bar take, and what is told of files."""


class ThemeChooser(Dialog[Palette]):
    """Returns the theme that was taken; whoever leaves it has the one from before again."""

    PLACE = "themes"
    BINDINGS = bindings("themes")

    def __init__(self, found: Sequence[Read], now: Palette, show: Callable[[Palette], None], keymap: Keymap) -> None:
        super().__init__("Theme", keymap)
        self.palettes = [palette for palette, _ in found if palette]
        self.warnings = {palette.name if palette else "": warnings for palette, warnings in found}
        self.unusable = [warning for palette, warnings in found if palette is None for warning in warnings]
        self.before, self.show, self.shown = now, show, now
        self._resting: Timer | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the list of themes, and room for what is wrong with the user's own."""
        yield PlainList(self._line)
        if any(self.warnings.values()):
            yield Static("", markup=False, classes="told")

    def _line(self, index: int, _width: int) -> list[Piece]:
        palette = self.palettes[index]
        sign = "●" if palette.name == self.before.name else "○"
        return [(f"{sign} {visible(palette.name)}", ""), (f"  {visible(palette.about)}", "dim")]

    def prepare(self) -> None:
        """Show the themes, with the cursor on the one in force."""
        names = [palette.name for palette in self.palettes]
        themes = self.query_one(PlainList)
        told = TOLD if any(self.warnings.values()) else 0
        self.query_one(".dialog").styles.height = len(names) + told + FRAME
        themes.show_lines(len(names), names.index(self.before.name) if self.before.name in names else 0)
        self._tell(self.before)

    def _tell(self, palette: Palette) -> None:
        """Say what in this theme's file could not be used, and then which files could not be used at all."""
        for told in self.query(".told").results(Static):
            lines = [*self.warnings.get(palette.name, ()), *self.unusable]
            told.update(Content(visible_block("\n".join(lines))))

    def entry(self) -> Widget:
        """Return the list."""
        return self.query_one(PlainList)

    @on(RowList.Moved)
    def moved(self) -> None:
        """Show the theme once the cursor rests: all of the screen is styled anew for each."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.preview)

    def preview(self) -> None:
        """Draw everything in the theme under the cursor."""
        chosen = self.palettes[self.query_one(PlainList).cursor]
        if chosen is not self.shown:
            self.shown = chosen
            self._tell(chosen)
            self.show(chosen)

    def do_take(self) -> None:
        """Take the theme under the cursor."""
        self.preview()
        self.dismiss(self.shown)

    @on(RowList.Chosen)
    def take_clicked(self) -> None:
        """Take the theme that was clicked twice."""
        self.do_take()

    def do_leave(self) -> None:
        """Close, and have the theme from before again."""
        if self.shown is not self.before:
            self.show(self.before)
        self.dismiss(None)
