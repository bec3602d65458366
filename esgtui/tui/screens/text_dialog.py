"""Type a line or two: a path, a title, a description, a key. What cannot be taken is told, and can be mended."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

import msgspec
from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.keeping_dialog import KeepingDialog
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.line_input import LineInput
from esgtui.visible import visible


class Field(msgspec.Struct, frozen=True):
    """One line to type: what it is for, what it says, and what it could say.

    What `is_reworded` rather than written anew is not selected, so that typing adds to it.
    """

    label: str
    value: str = ""
    example: str = ""
    is_reworded: bool = False


Keep = Callable[[Sequence[str]], Awaitable[None]]
"""Called with what was typed; raises `AnnotationError` or `JournalError` where that cannot be kept."""


class TextLine(LineInput):
    """Where one types; its special keys are the dialog's commands."""

    BINDINGS = bindings("text")


class TextDialog(KeepingDialog[bool]):
    """Returns True once what was typed is kept."""

    PLACE = "text"

    def __init__(
        self, title: str, about: str, fields: Sequence[Field], keep: Keep, stop: Callable[[], None], keymap: Keymap
    ) -> None:
        super().__init__(title, keymap)
        self.about, self.fields = about, fields
        self._keep, self._stop = keep, stop

    def body(self) -> Iterator[Widget]:
        """Yield what it is about, the lines, and one for what stands in the way."""
        yield Static(Content(visible(self.about)), classes="about")
        for field in self.fields:
            yield Static(Content(field.label), classes="label")
            selects = not field.is_reworded
            yield TextLine(field.value, placeholder=field.example, compact=True, select_on_focus=selects)
        yield Static("", classes="told", markup=False)

    def prepare(self) -> None:
        """Name no key for another line where there is none."""
        if len(self.fields) == 1:
            bar = self.query_one(CommandBar)
            bar.show_items([item for item in bar.items if item.command_id != "text.next"])

    def entry(self) -> Widget:
        """Return the first line."""
        return self.query(TextLine).first()

    def do_next(self) -> None:
        """Go to the other line."""
        lines = list(self.query(TextLine))
        here = next((place for place, line in enumerate(lines) if line.has_focus), 0)
        self.set_focus(lines[(here + 1) % len(lines)])

    def do_leave(self) -> None:
        """Close and change nothing; or stop what is being kept, which is then told."""
        if self.is_keeping:
            self._stop()
        else:
            self.dismiss(None)

    def do_take(self) -> None:
        """Keep what is typed."""
        if not self.is_keeping:
            self.begin_keeping()
            self._take([line.value for line in self.query(TextLine)])

    @work(group="text", exclusive=True, description="text")
    async def _take(self, values: Sequence[str]) -> None:
        try:
            await self._keep(values)
        except (AnnotationError, JournalError) as error:
            self.refuse(str(error))
        else:
            self.dismiss(result=True)
