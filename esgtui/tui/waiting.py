"""What the explorer says while the journal keeps it waiting, for another program or for a recovery; how that ends."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from esgtui.annotation.waiting import LOCKED, RECOVERED_ELSEWHERE, REPLAYING
from esgtui.tui.bulk import PAUSE, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

READING, WRITING = "Reading the journal …", "Writing to the journal …"
"""What is said of what takes long without any of that."""
WAITS = {LOCKED: "Journal locked by another program", RECOVERED_ELSEWHERE: "Another program recovers the journal"}
"""What is said of what is waited for, in words for a status line that may be narrow."""
STOPPED = {REPLAYING: "Stopped: what else was changed is read when something is saved"}
WAIT_STOPPED = "Stopped waiting for the other program: nothing was changed"
RECOVERY_STOPPED = "Stopped: the journal is as it was, and will be recovered when something is saved"


class Waiting:
    """Listens to the journal, on whatever thread works there. `tell` is called on the interface's, with a sentence.

    It never waits for the interface, which may itself wait for the journal.
    """

    def __init__(self, tell: Callable[[str], None], stop_key: str) -> None:
        self._tell, self._stop_key = tell, stop_key
        self._loop, self._context = asyncio.get_running_loop(), copy_context()
        self._stop, self._is_over = Event(), False
        self._next = 0.0
        self.is_told = False
        """Whether it lasts so long that the user knows of it."""

    def begin(self) -> None:
        """Know that something new is asked of the journal."""
        self._stop.clear()
        self.is_told = False

    def stop(self) -> None:
        """End the waiting soon, with nothing changed."""
        self._stop.set()

    def end(self) -> None:
        """Tell nothing any more, and wait for nobody's recovery, which may take minutes: the program is left."""
        self._is_over = True

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take in what keeps the journal waiting; raise `StoppedError` if the user has had enough."""
        if self._is_over:
            if what == RECOVERED_ELSEWHERE:
                raise StoppedError(WAIT_STOPPED)
            return
        if self._stop.is_set():
            self._stop.clear()  # what waits behind it was not meant
            raise StoppedError(WAIT_STOPPED if what in WAITS else STOPPED.get(what, RECOVERY_STOPPED))
        self.is_told = True
        if monotonic() >= self._next:
            self._next = monotonic() + PAUSE
            said = WAITS.get(what) or f"{what} {100 * done // max(1, total)} %"
            end = "ends the wait" if what in WAITS else "stops it"
            text = f"{said}; {self._stop_key} {end}"
            self._loop.call_soon_threadsafe(self._tell, text, context=self._context)
