"""The app in which a table is imported: looks at the file on a thread, then shows what its columns are taken for."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from textual import work

from esgtui.intake.importing import LOOKING, Outcome
from esgtui.intake.job import before_at, default_target
from esgtui.intake.rows import IntakeError
from esgtui.tui.importing_choices import look_as_before
from esgtui.tui.importing_state import ImportState
from esgtui.tui.importing_work import PAUSE, StoppedError
from esgtui.tui.screens.importing import ImportingScreen
from esgtui.tui.screens.opening_document import OpeningDocument
from esgtui.tui.shell import Shell
from esgtui.tui.tidying import EVERY, Tidying

if TYPE_CHECKING:
    from pathlib import Path

    from esgtui.settings import Settings
    from esgtui.tui.appearance import Home
    from esgtui.tui.importing_work import Annotated


class ImportingApp(Shell):
    """Imports one table into the dataset at `target`, unless the user names another; `annotated` tells what is on that.

    `imported` is the dataset's file, once there is one, `outcome` what came of the rows, and `is_update` says whether
    there was one before.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings,
        home: Home | None = None,
        *,
        target: Path | None = None,
        annotated: Annotated | None = None,
    ) -> None:
        super().__init__(settings, home)
        self.path = path
        self.target = target or default_target(path)
        self._annotated = annotated
        self.imported: Path | None = None
        self.outcome: Outcome | None = None
        self.is_update = False
        self._told_at = 0.0
        self._tidying = Tidying()

    def get_default_screen(self) -> OpeningDocument:
        """Return what is seen until the file was looked at."""
        return OpeningDocument(self.path.name, self.keymap_in_force, LOOKING.capitalize())

    def on_mount(self) -> None:
        """Look at the file."""
        self._open()

    @work(group="opening", description="open")
    async def _open(self) -> None:
        try:
            before = await asyncio.to_thread(before_at, self.target)
            look = await asyncio.to_thread(look_as_before, self.path, before, self._tell)
        except StoppedError:
            self.exit()
        except IntakeError as error:
            self.fault = error
            self.exit()
        else:
            self._tidying.begin()
            self.set_interval(EVERY, self._tidy)
            screen = ImportingScreen(ImportState(look, self.target, before), self.keymap_in_force, self._annotated)
            screen.faults.take(self.warnings())
            self.imported = await self.push_screen_wait(screen)
            self.outcome, self.is_update = screen.work.outcome, screen.work.has_updated
            self._tidying.end()
            self.exit()

    def _tell(self, doing: str, done: int, of: int) -> None:
        """Say how far it is; called on the thread that reads, which ends if the user wants it to."""
        opening = self.screen_stack[0]
        if not isinstance(opening, OpeningDocument) or opening.is_stopped:
            raise StoppedError
        if monotonic() - self._told_at >= PAUSE:
            self._told_at = monotonic()
            self.call_from_thread(opening.tell, doing.capitalize(), done, of)

    def _tidy(self) -> None:
        top = self.screen_stack[-1:]  # there is none any more while the app closes
        self._tidying.look(self.last_input, is_settled=any(isinstance(screen, ImportingScreen) for screen in top))
