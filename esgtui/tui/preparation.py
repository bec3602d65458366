"""Prepare what the explorer needs behind it: the search index, and what all claims state.

It tells how far it is if that lasts, and stops when the explorer closes.
"""

import asyncio
import gc
from collections.abc import Callable
from threading import Event
from time import monotonic

from esgtui.workspace import Workspace

PATIENCE = 1.0
"""Seconds for which nobody needs to be told."""
PAUSE = 0.25
"""Seconds between two tellings."""


class _StoppedError(Exception):
    """The explorer was closed before all was prepared."""


class Preparation:
    """Works on threads of its own. `tell` is called from there, with a sentence for the user."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._tell = tell
        self._stop = Event()
        self._next = 0.0
        self._what = ""
        self.is_at_work = False
        self.has_told = False
        """Whether anything was told, which is out of date once the work is done."""

    async def run(self) -> bool:
        """Build the index; return whether it is whole."""
        return await self._aside("Preparing the search: {} %; it finds what is there already", self._build)

    async def read_claims(self) -> bool:
        """Read what all claims state; return whether that was done."""
        return await self._aside("Reading what claims state: {} %", self._read)

    async def _aside(self, what: str, work: Callable[[], None]) -> bool:
        """Do some work on a thread, and tell how far it is; return whether it was not stopped."""
        self._what, self._next, self.has_told = what, monotonic() + PATIENCE, False
        self.is_at_work = True
        try:
            await asyncio.to_thread(work)
        except _StoppedError:
            return False
        finally:
            self.is_at_work = False
        return True

    def stop(self) -> None:
        """End the building soon, from any thread."""
        self._stop.set()

    def _build(self) -> None:
        self._workspace.finder.prepare(self._progress)  # here, since the first use of it loads the search
        gc.freeze()  # the index stays: looking through it again and again would hold up the screen

    def _read(self) -> None:
        self._workspace.checklist.stated(self._progress)

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        if monotonic() >= self._next:
            self._next = monotonic() + PAUSE
            self.has_told = True
            self._tell(self._what.format(100 * done // max(1, total)))
