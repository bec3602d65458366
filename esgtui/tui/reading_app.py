"""The app in which a document is read into a dataset: opens the document on a thread, then shows it."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from textual import work

from esgtui.dataset.documents import DocumentError
from esgtui.dataset.problems import DatasetError
from esgtui.reading_opening import open_reading
from esgtui.tui.screens.opening_document import OpeningDocument
from esgtui.tui.screens.reading import ReadingScreen
from esgtui.tui.shell import Shell

if TYPE_CHECKING:
    from esgtui.reading import Reading
    from esgtui.reading_opening import Files
    from esgtui.settings import Settings
    from esgtui.tui.appearance import Home

PAUSE = 0.1
"""Seconds between two tellings of how far it is."""


class StoppedError(Exception):
    """The user stopped the reading of the document."""


class ReadingApp(Shell):
    """Reads one document. What became of it is in `reading`, once it is read; `goes_on` says to open the explorer."""

    def __init__(self, files: Files, settings: Settings, home: Home | None = None) -> None:
        super().__init__(settings, home)
        self.files = files
        self.reading: Reading | None = None
        self.goes_on = False
        self._opening = OpeningDocument(files.document.name, self.keymap_in_force)
        self._told_at = 0.0

    def get_default_screen(self) -> OpeningDocument:
        """Return what is seen until the document is read."""
        return self._opening

    def on_mount(self) -> None:
        """Read the document."""
        self._open()

    @work(group="opening", description="open")
    async def _open(self) -> None:
        try:
            self.reading = await asyncio.to_thread(open_reading, self.files, self._tell)
        except StoppedError:
            self.exit()
        except (DatasetError, DocumentError) as error:
            self.fault = error
            self.exit()
        else:
            screen = ReadingScreen(self.reading, self.keymap_in_force, self._leave)
            screen.faults.take((*self.warnings(), *self.reading.warnings))
            await self.push_screen(screen)

    def _tell(self, doing: str, done: int, of: int) -> None:
        """Say how far it is; called on the thread that reads, which ends if the user wants it to."""
        opening = self._opening
        if opening.is_stopped or not opening.is_running:
            raise StoppedError
        if monotonic() - self._told_at >= PAUSE:
            self._told_at = monotonic()
            self.call_from_thread(opening.tell, doing, done, of)

    def _leave(self, *, goes_on: bool) -> None:
        self.goes_on = goes_on
        self.exit()
