"""Export: choose the file and its format, whether all claims or those shown, and see it written, or stop it.

What is written, and by what, is told by who opens the dialog: the dataset, or a view of it.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Static

from esgtui.exchange.files import ExportError, FileIsThereError
from esgtui.exchange.formats import Format, UnknownSuffixError, format_of, renamed, told_by
from esgtui.settings import SettingsError, as_path, told_path
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.keeping_dialog import KeepingDialog
from esgtui.tui.widgets.line_input import LineInput
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.tui.widgets.status_line import cut_within
from esgtui.visible import visible_block

Write = Callable[[Path, Format, bool, bool, Callable[[str, int, int], None]], Awaitable[str]]
"""Called with the file, its format, whether only the claims shown, whether it may be replaced, and who hears of it.

Returns what was written, in words.
"""

BESIDE_FORMATS, BESIDE_WHEN_LOW = 16, 9
"""How many lines of the screen are taken by what is not a format, and where all that can be left out is."""
TO = "→ "
LOW = 24
"""Below so many lines a screen is low."""


class Offer(msgspec.Struct, frozen=True):
    """What can be written: its title, what to say above the file's name, that name, and the formats there are.

    `only_shown` is the choice to write the claims shown alone; without a text there is none.
    """

    title: str
    about: str
    suggestion: str
    formats: Sequence[Format]
    only_shown: str = ""


class StoppedError(Exception):
    """The user stopped the writing."""


class ExportInput(LineInput):
    """Where the file is named; its special keys are the dialog's commands."""

    BINDINGS = bindings("export")


class FormatList(RowList, can_focus=False, inherit_bindings=False):
    """The formats, the chosen one under the cursor; the keys stay with the name, whose suffix goes along."""

    def __init__(self, formats: Sequence[Format]) -> None:
        super().__init__()
        self.formats = formats

    @property
    def is_in_use(self) -> bool:
        """The arrows always move this cursor."""
        return True

    def clicked(self, index: int) -> None:
        """Say which format was clicked; whoever knows the name moves the cursor."""
        self.post_message(self.Moved(self, index))

    def line(self, index: int, width: int) -> list[Piece]:
        """Return whether a format is chosen, its suffix and what it is."""
        chosen = "●" if index == self.cursor else "○"
        room = max(len(each.suffix) for each in self.formats)
        return fitted([(f"{chosen} {self.formats[index].suffix:<{room}} {self.formats[index].title}", "")], width)


class OnlyShown(Checkbox, inherit_bindings=False):
    """Whether only the claims shown are written. Space turns it, and Enter writes as in the rest of the dialog.

    Its sign tells how it stands, where the toolkit's would by its colour alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False), *bindings("export")]
    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "○"

    def watch_value(self) -> None:
        """Change the sign with the value."""
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()


class ExportDialog(KeepingDialog[str]):
    """Returns a sentence about what was written, or None."""

    PLACE = "export"

    def __init__(self, offer: Offer, write: Write, keymap: Keymap) -> None:
        super().__init__(offer.title, keymap)
        self.offer = offer
        self._write = write
        self._stopped = False
        self._may_replace: Path | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the file's name, the formats, the choice of claims, and a line for what happens."""
        yield Static(self.offer.about, classes="hint", markup=False)
        yield ExportInput(self.offer.suggestion, compact=True, select_on_focus=False)
        yield FormatList(self.offer.formats)
        if self.offer.only_shown:
            yield OnlyShown(self.offer.only_shown, compact=True)
        yield Static("", id="export-state", markup=False)

    def prepare(self) -> None:
        """Show the formats, the suggested one chosen."""
        self._make_room(self.app.size.height)
        self.follow_name()

    def entry(self) -> Widget:
        """Return the name."""
        return self.query_one(ExportInput)

    @on(Input.Changed)
    def follow_name(self) -> None:
        """Choose the format that the suffix tells; forget the leave to replace a file when another is named."""
        self._may_replace = None
        self.say(self._where())
        self._show_format()

    def _show_format(self) -> None:
        """Choose the format that the name's suffix tells."""
        formats = self.offer.formats
        told = format_of(self.query_one(ExportInput).value.strip(), formats)
        if told:
            self.query_one(FormatList).show_lines(len(formats), formats.index(told))

    def _where(self) -> str:
        """Return the file that is named, in full."""
        name = self.query_one(ExportInput).value.strip()
        try:
            path = told_path(as_path(name).expanduser())
        except (SettingsError, RuntimeError, OSError, ValueError):  # told when it is to be written
            return ""
        room = self.query_one(ExportInput).size.width - len(TO)
        return f"{TO}{cut_within(path, room)}" if name else ""

    @on(RowList.Moved)
    def choose_clicked(self, message: RowList.Moved) -> None:
        """Choose the format that was clicked."""
        self._choose(message.cursor)

    def do_next(self) -> None:
        """Choose the next format."""
        self._choose(self.query_one(FormatList).cursor + 1)

    def do_previous(self) -> None:
        """Choose the format before."""
        self._choose(self.query_one(FormatList).cursor - 1)

    def _choose(self, number: int) -> None:
        """Choose a format, and give the name its suffix."""
        listed, field, formats = self.query_one(FormatList), self.query_one(ExportInput), self.offer.formats
        listed.show_lines(len(formats), number)
        name = field.value.strip()
        if name:
            field.value = renamed(name, formats[listed.cursor], formats)
            field.cursor_position = len(field.value)

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for what stands around the formats."""
        self._make_room(event.size.height)
        self._fit()

    def _make_room(self, height: int) -> None:
        is_low = height < LOW
        self.set_class(is_low, "-low")
        room = height - (BESIDE_WHEN_LOW if is_low else BESIDE_FORMATS)
        self.query_one(FormatList).styles.height = max(1, min(len(self.offer.formats), room))

    def _fit(self) -> None:
        """Show as much of where the file will be as there is room for by now; what went wrong stays."""
        if self.query_one("#export-state").has_class("-where"):
            self.say(self._where())
        self._show_format()

    def do_leave(self) -> None:
        """Stop the writing, or close."""
        if self.is_keeping:
            self._stopped = True
        else:
            self.dismiss(None)

    def do_write(self) -> None:
        """Write the file; one that exists is replaced only when Enter is pressed again after being told."""
        name = self.query_one(ExportInput).value.strip()
        if self.is_keeping:
            return
        if not name:
            self.say("Name a file.")
            return
        try:
            path = as_path(name).expanduser()
            formats = self.offer.formats
            wanted = told_by(name, formats[self.query_one(FormatList).cursor], formats)
        except (UnknownSuffixError, SettingsError) as error:
            self.say(str(error))
            return
        self.begin_keeping()
        self._write_file(path, wanted)

    @work(group="export", exclusive=True, description="export")
    async def _write_file(self, path: Path, wanted: Format) -> None:
        boxes = self.query(OnlyShown)
        only_shown = bool(boxes) and boxes.first().value
        try:
            written = await self._write(path, wanted, only_shown, self._may_replace == path, self._progress)
        except FileIsThereError:
            self._may_replace = path
            self.refuse(f"{self._where()}\nIt exists already: enter again replaces it.")
        except ExportError as error:
            self.refuse(str(error))
        except StoppedError:
            self.refuse("Stopped; nothing was written.")
        else:
            self.dismiss(f"Wrote {written} to {told_path(path)}")
        self._stopped = False

    def _progress(self, what: str, done: int, total: int) -> None:
        """Show how far the writing is; called from the thread that writes, and ends it if the user says so."""
        if self._stopped:
            raise StoppedError
        self.app.call_from_thread(self.say, f"{what}: {done:,} of {total:,}")

    def say(self, text: str) -> None:
        """Say where it is to be written, how far that is, or why it cannot be."""
        state = self.query_one("#export-state", Static)
        state.set_class(text == self._where(), "-where")
        state.update(Content(visible_block(text)))
