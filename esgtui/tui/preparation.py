"""Build the search index behind the explorer: tells how far it is if that lasts, and stops when the explorer closes."""

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
    """The explorer was closed before the index was whole."""


class Preparation:
    """Builds the index on a thread of its own. `tell` is called from there, with a sentence for the user."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._tell = tell
        self._stop = Event()
        self._next = 0.0
        self.is_at_work = False
        self.has_told = False
        """Whether anything was told, which is out of date once the index is whole."""

    async def run(self) -> bool:
        """Build the index; return whether it is whole."""
        self.is_at_work = True
        try:
            return await asyncio.to_thread(self._build)
        finally:
            self.is_at_work = False

    def stop(self) -> None:
        """End the building soon, from any thread."""
        self._stop.set()

    def _build(self) -> bool:
        self._next = monotonic() + PATIENCE
        try:
            self._workspace.finder.prepare(self._progress)  # here, since the first use of it loads the search
        except _StoppedError:
            return False
        gc.freeze()  # the index stays: looking through it again and again would hold up the screen
        return True

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        if monotonic() >= self._next:
            self._next = monotonic() + PAUSE
            self.has_told = True
            self._tell(f"Preparing the search: {100 * done // max(1, total)} %; it finds what is there already")
