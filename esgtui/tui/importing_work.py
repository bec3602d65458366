"""What the import screen has done on a thread of its own: begun, told of, and stopped by the user at any moment."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

from esgtui.exchange.files import ExportError, FileIsThereError
from esgtui.intake.importing import plan
from esgtui.intake.job import Target, header_of, run
from esgtui.intake.rows import IntakeError
from esgtui.tui.beside import begin_beside

if TYPE_CHECKING:
    from pathlib import Path

    from esgtui.intake.importing import Outcome
    from esgtui.tui.screens.importing import ImportingScreen

PAUSE = 0.1
"""Seconds between two tellings of how far it is."""


class StoppedError(Exception):
    """The user stopped the work."""


class ImportWork:
    """The work of one import screen, one piece at a time."""

    def __init__(self, screen: ImportingScreen) -> None:
        self._screen = screen
        self.is_busy = False
        self.written: Path | None = None
        """The dataset's file, once there is one and its rows were told of."""
        self.outcome: Outcome | None = None
        """What came of the rows, once they are written."""
        self.has_updated = False
        """Whether that took the place of an older import, which stays beside it."""
        self._may_update: Path | None = None
        self._is_stopped = False
        self._told_at = 0.0

    def begin(self) -> None:
        """Let nothing be done from now on but to stop the work."""
        self.is_busy, self._is_stopped = True, False
        self._screen.show_state()

    def end(self) -> None:
        """Let everything be done again."""
        self.is_busy = False
        self._screen.show_state()

    def stop(self) -> None:
        """End the work when it next tells how far it is."""
        self._is_stopped = True

    def tell(self, what: str, done: int, total: int) -> None:
        """Show how far it is; called from the thread that works, and ends it if the user says so."""
        if self._is_stopped:
            raise StoppedError
        if monotonic() - self._told_at >= PAUSE:
            self._told_at = monotonic()
            share = f" {100 * done // total} %" if total else ""
            screen = self._screen
            key = screen.keymap.shown("import.leave", 1)
            screen.app.call_from_thread(screen.say, f"{what.capitalize()}{share} … {key} stops it")

    def start(self) -> None:
        """Import the table."""
        self.begin()
        begin_beside(self._screen, self._run(), group="importing", is_exclusive=True, description="import")

    async def _run(self) -> None:
        screen = self._screen
        try:
            outcome = await asyncio.to_thread(self._import, self._may_update == screen.target)
        except StoppedError:
            screen.say("Stopped; nothing was written.")
        except FileIsThereError:
            self._may_update = screen.target
            key = screen.keymap.shown("import.run", 1)
            screen.say(f"{screen.target} exists already. {key} again updates it; f names another file.")
        except (IntakeError, ExportError) as error:
            screen.say(str(error))
        else:
            self._finish(outcome)
        self.end()

    def _import(self, updates: bool) -> Outcome:
        """Import all rows; called on a thread of its own."""
        screen = self._screen
        path = screen.look.rows.path
        target = Target(screen.target, updates=updates)
        target.check([path])
        before, self.has_updated = target.before(), target.is_update
        plans = plan([msgspec.structs.replace(screen.look, roles=dict(screen.roles))])
        return run(plans, target, header_of(path, "", "", before, target.path), screen.way, self.tell)

    def _finish(self, outcome: Outcome) -> None:
        """Open the dataset at once, or first tell which rows are left out."""
        screen, self.outcome = self._screen, outcome
        if not outcome.rejected:
            screen.dismiss(screen.target)
            return
        self.written = screen.target
        key = screen.keymap.shown("import.run", 1)
        left = "1 row is" if outcome.rejected == 1 else f"{outcome.rejected:,} rows are"
        told = f"{outcome.claims:,} claims are written; {left} left out, such as {outcome.told[0]}."
        screen.say(f"{told} {key} opens it.")
