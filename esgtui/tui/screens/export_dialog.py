"""Export: choose the file, whether all claims or those shown, and see it written, or stop it."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Static

from esgtui.exchange.files import ExportError, FileIsThereError
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog

Write = Callable[[Path, bool, bool, Callable[[str, int, int], None]], Awaitable[int]]
"""Called with the file, whether only the claims shown, whether it may be replaced, and a progress callback."""


class StoppedError(Exception):
    """The user stopped the writing."""


class ExportInput(Input):
    """Where the file is named; its special keys are the dialog's commands."""

    BINDINGS = bindings("export")


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


class ExportDialog(Dialog[str]):
    """Returns a sentence about what was written, or None."""

    PLACE = "export"

    def __init__(self, suggestion: str, claims: int, shown: int, write: Write, keymap: Keymap) -> None:
        super().__init__("Export as TOML", keymap)
        self.suggestion, self.claims, self.shown = suggestion, claims, shown
        self._write = write
        self._stopped = False
        self._is_writing = False
        self._may_replace: Path | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the file's name, the choice of claims, and a line for what happens."""
        yield Static("File, with all tags, notes, verdicts and stars of every coder:", classes="hint")
        yield ExportInput(self.suggestion, compact=True, select_on_focus=False)
        if self.shown != self.claims:
            yield OnlyShown(f"only the {self.shown:,} shown, of {self.claims:,}", compact=True)
        yield Static("", id="export-state", markup=False)

    def entry(self) -> Widget:
        """Return the name."""
        return self.query_one(ExportInput)

    @on(Input.Changed)
    def renamed(self) -> None:
        """Forget the leave to replace a file when another is named."""
        self._may_replace = None
        self._tell("")

    def do_leave(self) -> None:
        """Stop the writing, or close."""
        if self._is_writing:
            self._stopped = True
        else:
            self.dismiss(None)

    def do_write(self) -> None:
        """Write the file; one that exists is replaced only when Enter is pressed again after being told."""
        name = self.query_one(ExportInput).value.strip()
        if self._is_writing:
            return
        if not name:
            self._tell("Name a file.")
            return
        self._is_writing = True
        self._write_file(Path(name).expanduser())

    @work(group="export", exclusive=True, description="export")
    async def _write_file(self, path: Path) -> None:
        boxes = self.query(OnlyShown)
        only_shown = bool(boxes) and boxes.first().value
        try:
            count = await self._write(path, only_shown, self._may_replace == path, self._progress)
        except FileIsThereError:
            self._may_replace = path
            self._tell(f"{path} exists already. Enter again replaces it; another name keeps it.")
        except ExportError as error:
            self._tell(str(error))
        except StoppedError:
            self._tell("Stopped; nothing was written.")
        else:
            self.dismiss(f"Wrote {count:,} claims to {path}")
        self._is_writing, self._stopped = False, False

    def _progress(self, what: str, done: int, total: int) -> None:
        """Show how far the writing is; called from the thread that writes, and ends it if the user says so."""
        if self._stopped:
            raise StoppedError
        self.app.call_from_thread(self._tell, f"{what}: {done:,} of {total:,}")

    def _tell(self, text: str) -> None:
        self.query_one("#export-state", Static).update(text)
