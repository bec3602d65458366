"""Run the commands that change something where a document is read: one after the other, errors told, keys in turn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from esgtui.annotation.model import AnnotationError
from esgtui.curating.adding import AddingError
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.files import ExportError
from esgtui.reading import ReadingError
from esgtui.tui import reading_fields as fields
from esgtui.tui import reading_verbs as verbs
from esgtui.tui.beside import begin_beside
from esgtui.tui.commands import BY_ID
from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esgtui.tui.key_gate import Why
    from esgtui.tui.screens.dialog import Dialog
    from esgtui.tui.screens.reading import ReadingScreen

Answer = TypeVar("Answer")

TROUBLE = (AddingError, AnnotationError, DatasetError, ExportError, ReadingError)
"""What is told where it goes wrong; nothing is changed then."""

WAITING: Why = "a command has to wait"
OPENING: Why = "a dialog opens"


class ReadingRunner:
    """Runs commands on the sentence that is under the cursor when their turn comes."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._turn = asyncio.Lock()

    def run(self, command_id: str) -> None:
        """Run a command once those before it have ended; keys after it wait for what it comes to."""
        self._hold(WAITING)
        begin_beside(self._screen, self._in_turn(command_id), group="commands", description=command_id)

    async def _in_turn(self, command_id: str) -> None:
        async with self._turn:
            try:
                await self._run(command_id)
            except TROUBLE as error:
                self._screen.warn(_told(error))
            finally:
                self._release(WAITING)

    async def _run(self, command_id: str) -> None:
        screen, command = self._screen, BY_ID[command_id]
        here = screen.here
        reason = command.why_not(screen.situation()) if command.why_not else None
        if reason:
            screen.warn(f"{command.title}: {reason}")
        elif command_id == "reading.undo":
            await verbs.undo(screen)
        elif command_id == "reading.faults":
            await self._waiting_for(screen.faults.show())
        elif here is not None:
            await _ON_SENTENCE[command_id](screen, here)

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """Return what a dialog does. It gets the keys, those included that are typed before it is there."""
        return await self._waiting_for(self._screen.app.push_screen_wait(dialog))

    async def _waiting_for(self, dialog: Awaitable[Answer]) -> Answer:
        self._hold(OPENING)
        self._release(WAITING)
        try:
            return await dialog
        finally:
            self._hold(WAITING)

    def _hold(self, why: Why) -> None:
        if isinstance(self._screen.app, KeyGate):
            self._screen.app.hold_keys(why)

    def _release(self, why: Why) -> None:
        if isinstance(self._screen.app, KeyGate):
            self._screen.app.release_keys(why)


def _told(error: Exception) -> str:
    """Return what went wrong in a sentence; of a dataset's problems the first, and how many there are."""
    if not isinstance(error, DatasetError) or error.count < 2:
        return str(error)
    return f"{error.problems[0]} (and {error.count - 1:,} more: `esgtui validate` lists them)"


_ON_SENTENCE: dict[str, Callable[[ReadingScreen, int], Awaitable[object]]] = {
    "reading.take": verbs.take,
    "reading.reword": verbs.reword,
    "reading.kind": verbs.choose_kind,
    "reading.pillar": verbs.choose_pillar,
    "reading.topics": verbs.choose_topics,
    "reading.metrics": fields.correct_metrics,
    "reading.years": fields.correct_years,
    "reading.standards": fields.correct_standards,
    "reading.company": verbs.choose_company,
    "reading.take_out": verbs.take_out,
    "reading.dismiss": verbs.dismiss,
}
