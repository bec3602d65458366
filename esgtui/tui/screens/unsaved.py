"""What could not be saved: try again, go on in another place, or give it up; it stays until that is said."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.annotation.journal import JournalError
from esgtui.settings import SettingsError
from esgtui.tui.commands import Keymap, Place
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.screens.keeping_dialog import KeepingDialog
from esgtui.tui.widgets.line_input import LineInput
from esgtui.visible import visible

Decision = Literal["retry", "elsewhere", "lose"]


class Unsaved(Dialog[Decision]):
    """Returns what to do, or None if the change is given up."""

    PLACE: Place = "unsaved"
    BINDINGS = bindings("unsaved")

    def __init__(self, trouble: str, keymap: Keymap, title: str = "Not saved") -> None:
        super().__init__(title, keymap)
        self.trouble = trouble

    def body(self) -> Iterator[Widget]:
        """Yield what is in the way."""
        yield VerticalScroll(Static(Content(visible(self.trouble)), classes="told"), classes="notice")

    def entry(self) -> Widget:
        """Return the text, which can be scrolled."""
        return self.query_one(VerticalScroll)

    def do_retry(self) -> None:
        """Try again."""
        self.dismiss("retry")

    def do_elsewhere(self) -> None:
        """Save it in another place."""
        self.dismiss("elsewhere")


class Parting(Unsaved):
    """Asks before leaving what becomes of notes that are in memory alone; returns None if one stays."""

    PLACE = "parting"
    BINDINGS = bindings("parting")

    def do_lose(self) -> None:
        """Leave without them."""
        self.dismiss("lose")


class PlaceInput(LineInput):
    """Where the place is named; its special keys are the dialog's commands."""

    BINDINGS = bindings("elsewhere")


class Elsewhere(KeepingDialog[Path]):
    """Returns the journal's new file, in which the program goes on by then, or None."""

    PLACE = "elsewhere"

    def __init__(self, go_on_in: Callable[[str], Path], writer: ThreadPoolExecutor, keymap: Keymap) -> None:
        super().__init__("Save in another place", keymap)
        self._go_on_in = go_on_in
        self._writer = writer

    def body(self) -> Iterator[Widget]:
        """Yield the place, and a line for what stands in the way."""
        yield Static("A new file, or a folder, for all annotations so far and from now on:", classes="hint")
        yield PlaceInput(placeholder="a path, such as: ~/annotations.sqlite", compact=True)
        yield Static("", classes="told", markup=False)

    def entry(self) -> Widget:
        """Return the place."""
        return self.query_one(PlaceInput)

    @on(Input.Changed)
    def renamed(self) -> None:
        """Take back what was told of another place."""
        self.say("")

    def do_take(self) -> None:
        """Go on in the place that is named."""
        place = self.query_one(PlaceInput).value.strip()
        if not place:
            self.say("Name a file or a folder.")
        elif not self.is_keeping:
            self.begin_keeping()
            self.say("Copying …")
            self._copy(place)

    @work(group="elsewhere", exclusive=True, description="elsewhere")
    async def _copy(self, place: str) -> None:
        try:
            path = await asyncio.get_running_loop().run_in_executor(self._writer, self._go_on_in, place)
        except (JournalError, SettingsError) as error:
            self.refuse(f"Not saved there: {error}")
        else:
            self.dismiss(path)
