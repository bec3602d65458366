"""What the import screen has done on a thread of its own: begun, told of, and stopped by the user at any moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.dataset.files import Progress
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.files import ExportError, FileIsThereError
from esgtui.intake.job import foretell, header_of, run
from esgtui.intake.rows import IntakeError
from esgtui.intake.telling import foretold
from esgtui.tui.beside import begin_beside

if TYPE_CHECKING:
    from esgtui.intake.importing import Outcome
    from esgtui.tui.importing_state import Chosen
    from esgtui.tui.screens.importing import ImportingScreen

Annotated = Callable[[Path, str, Progress], list[str]]
"""Returns the ids of the claims of a dataset, of this file and id, that carry annotations; called on a thread."""

STOPPED = "Stopped; nothing was written."


PAUSE = 0.1
"""Seconds between two tellings of how far it is."""


class StoppedError(Exception):
    """The user stopped the work."""


class ImportWork:
    """The work of one import screen, one piece at a time."""

    def __init__(self, screen: ImportingScreen, annotated: Annotated | None) -> None:
        self._screen, self._annotated = screen, annotated
        self.is_busy = False
        self.written: Path | None = None
        """The dataset's file, once there is one and its rows were told of."""
        self.outcome: Outcome | None = None
        """What came of the rows, once they are written."""
        self.has_updated = False
        """Whether that took the place of an older import, which stays beside it."""
        self._foretold: Chosen | None = None
        """For which choices it was told what an update changes."""
        self._is_stopped = False
        self._told, self._told_at, self._refused = "", 0.0, ""

    def begin(self) -> None:
        """Let nothing be done from now on but to stop the work."""
        self.is_busy, self._is_stopped = True, False
        self._told = self._refused = ""
        self._screen.show_state()

    def end(self) -> None:
        """Let everything be done again."""
        self.is_busy = False
        self._screen.show_state()

    def stop(self) -> None:
        """End the work when it next tells how far it is."""
        self._is_stopped = True

    def refuse(self, why: str) -> None:
        """Say why a command is not done now, and go on saying so beside how far the work is."""
        self._refused = why
        self._say()

    def _say(self) -> None:
        self._screen.say("\n".join(filter(None, [self._told, self._refused])))

    def _say_progress(self, told: str) -> None:
        self._told = told
        self._say()

    def tell(self, what: str, done: int, total: int) -> None:
        """Show how far it is; called from the thread that works, and ends it if the user says so."""
        if self._is_stopped:
            raise StoppedError
        if monotonic() - self._told_at >= PAUSE:
            self._told_at = monotonic()
            share = f" {100 * done // total} %" if total else ""
            key = self._screen.keymap.shown("import.leave", 1)
            told = f"{what.capitalize()}{share} … {key} stops it"
            self._screen.app.call_from_thread(self._say_progress, told)

    def start(self) -> None:
        """Import the table; where that updates an older import, first foretell what it would change."""
        self.begin()
        begin_beside(self._screen, self._run(), group="importing", is_exclusive=True, description="import")

    async def _run(self) -> None:
        screen = self._screen
        is_agreed = self._foretold == screen.state.chosen
        try:
            self._finish(await asyncio.to_thread(self._import, is_agreed))
        except FileIsThereError:
            await self._foretell()
        except StoppedError:
            screen.say(STOPPED)
        except (IntakeError, ExportError) as error:
            screen.say(self._advised(error))
        self.end()

    def _import(self, updates: bool) -> Outcome:
        """Import all rows; called on a thread of its own."""
        state = self._screen.state
        target = state.target_of(updates=updates)
        before, self.has_updated = target.before(), target.is_update
        header = header_of([state.look.rows.path], state.title, "", before, target.path)
        return run(state.plans(), target, header, state.way, self.tell)

    async def _foretell(self) -> None:
        """Tell what an update would change; the next time, it is made."""
        screen, chosen = self._screen, self._screen.state.chosen
        try:
            told = await asyncio.to_thread(self._would_change)
        except StoppedError:
            screen.say(STOPPED)
        except (IntakeError, ExportError) as error:
            screen.say(self._advised(error))
        else:
            self._foretold = chosen
            run_key, file_key = (screen.keymap.shown(f"import.{name}", 1) for name in ("run", "file"))
            again = f"{run_key} again updates it; {file_key} names another file."
            screen.say("\n".join([f"{chosen.target} exists already. {again}", *told]))

    def _would_change(self) -> list[str]:
        """Return what an update would come to, in sentences; called on a thread of its own."""
        state = self._screen.state
        target, doubt = state.target_of(updates=True), ""
        before, annotated = target.before(), list[str]()
        header = header_of([state.look.rows.path], state.title, "", before, target.path)
        try:
            if self._annotated:
                annotated = self._annotated(target.path, header.id, self.tell)
        except (DatasetError, JournalError, AnnotationError) as error:
            doubt = f"What is annotated is not known: {error}"
        outcome = foretell(state.plans(), target, header, state.way, self.tell, annotated)
        told = [f"{each}." for each in foretold(outcome, str(target.path))]
        return [*told, *([doubt] if doubt else [])]

    def _advised(self, error: Exception) -> str:
        """Return what is wrong; options are for the shell, and here another file can be named."""
        if "--" not in str(error):
            return str(error)
        return f"{error} (in the shell). {self._screen.keymap.shown('import.file', 1)} names another file."

    def _finish(self, outcome: Outcome) -> None:
        """Open the dataset at once, or first tell which rows are left out."""
        screen, self.outcome = self._screen, outcome
        if not outcome.rejected:
            screen.dismiss(screen.state.target)
            return
        self.written = screen.state.target
        key = screen.keymap.shown("import.run", 1)
        left = "1 row is" if outcome.rejected == 1 else f"{outcome.rejected:,} rows are"
        told = f"{outcome.claims:,} claims are written; {left} left out, such as {outcome.told[0]}."
        screen.say(f"{told} {key} opens it.")
