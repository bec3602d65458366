"""The help: every key in force, the signs in the lists, and how to search; found by typing, and run from here."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.tui.commands import Keymap
from esgtui.tui.help_rows import HelpRow, found, likeliest
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.line_input import LineInput
from esgtui.tui.widgets.pieces import Piece
from esgtui.tui.widgets.plain_list import PickList
from esgtui.tui.widgets.row_list import RowList

KEYS, NARROW_KEYS = 22, 9
"""How many cells the keys get, on a wide screen and on a narrow one."""
NARROW_HELP = 75


class HelpInput(LineInput):
    """Where words are typed; its special keys are the help's commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")


class HelpScreen(Dialog[str]):
    """Returns the id of a command to run."""

    PLACE = "help"

    def __init__(self, rows: Sequence[HelpRow], keymap: Keymap) -> None:
        super().__init__("Help", keymap)
        self.all_rows = rows
        self.rows: list[HelpRow] = []

    def body(self) -> Iterator[Widget]:
        """Yield the line to type into, what is found, and what the line under the cursor says in full."""
        yield HelpInput(placeholder="find a key or what it does", compact=True)
        yield PickList(self._pieces)
        yield Static("", markup=False, classes="meaning")

    def prepare(self) -> None:
        """Show all."""
        self._show("")

    def entry(self) -> Widget:
        """Return the line to type into."""
        return self.query_one(HelpInput)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show what fits the text."""
        self._show(event.value)

    def _show(self, text: str) -> None:
        self.rows = found(self.all_rows, text)
        lines = self.query_one(PickList)
        lines.empty = "Nothing is like that; a shorter word finds more."
        lines.show_lines(len(self.rows), likeliest(self.rows, text))
        self.explain()

    def _pieces(self, index: int, width: int) -> Sequence[Piece]:
        row = self.rows[index]
        if row.is_title:
            return ((row.section, "accent"),)
        room = NARROW_KEYS if width < NARROW_HELP else KEYS
        key = row.key if cell_len(row.key) < room else row.key.split()[0] + " …" * (" " in row.key)
        look = "dim" if row.why_not else ""
        text = f"({row.text})" if row.why_not else row.text
        return ((f" {key}{' ' * (room - cell_len(key))} ", look or "accent"), (text, look))

    @on(RowList.Moved)
    def explain(self) -> None:
        """Say of the line under the cursor what there was no room for, and why it cannot be used right now."""
        row = self.row
        text = ""
        if row is not None and not row.is_title:
            keys = f"{row.key}   " if " " in row.key and row.command else ""
            text = f"Not now: {row.why_not}" if row.why_not else f"{keys}{row.text}"
        self.query_one(".meaning", Static).update(Content(text))

    @property
    def row(self) -> HelpRow | None:
        """The line under the cursor, or None where nothing is found."""
        lines = self.query_one(PickList)
        return self.rows[lines.cursor] if self.rows else None

    def _move(self, lines: int) -> None:
        """Move the cursor by some lines, and on to one that is no title."""
        shown, step = self.query_one(PickList), 1 if lines > 0 else -1
        at = max(0, min(shown.cursor + lines, len(self.rows) - 1))
        while 0 < at < len(self.rows) and self.rows[at].is_title:
            at += step
        shown.move_to(max(1, at))
        if at <= 1:
            shown.scroll_to(y=0, animate=False)

    def do_down(self) -> None:
        """To the next line."""
        self._move(1)

    def do_up(self) -> None:
        """To the line before."""
        self._move(-1)

    def do_page_down(self) -> None:
        """Go a page further."""
        self._move(self.query_one(PickList).page)

    def do_page_up(self) -> None:
        """Go a page back."""
        self._move(-self.query_one(PickList).page)

    @on(RowList.Chosen)
    def clicked(self, message: RowList.Chosen) -> None:
        """Explain the line that was clicked; a line of the help is run by a key alone."""
        message.stop()

    def do_run(self) -> None:
        """Close, and have the command under the cursor run, if it can be used now."""
        row = self.row
        if row is not None and row.command and not row.why_not:
            self.dismiss(row.command)
