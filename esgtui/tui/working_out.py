"""How far a view is that is worked out on a thread, and whether anybody still wants it.

What is worked out, and what becomes of it, is up to the view (`screens/view.py`).
"""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from threading import local
from typing import TYPE_CHECKING, TypeVar

from esgtui.dataset.columns import BETWEEN
from esgtui.dataset.lens import each_once
from esgtui.tui.beside import heed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

Result = TypeVar("Result")

WORKING = "Working it out …"

PAUSE = 0.5
"""Seconds after which it is told how far a view is that is worked out, and between two times that it is."""

STEP = 1_000
"""So many claims are looked at between two looks at whether the view is still wanted."""


async def outcome(working: asyncio.Future[Result]) -> Result | None:
    """Wait for what somebody else works out; return what comes of it, None if that is nothing."""
    await asyncio.wait({working})
    return None if working.cancelled() or working.exception() else working.result()


class OvertakenError(Exception):
    """What is being worked out is of no interest any more."""


class WorkingOut:
    """What one view works out, one time after the other; only the last time is wanted. `say` tells how far it is."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._number, self._share = 0, ""
        """Tells one time from the next, and how far that one is."""
        self._waiting = 0
        self._of_thread = local()
        """For which time a thread works: it may look at claims only long after it was begun, and then again."""

    async def result(self, work: Callable[[], Result], thread: Executor | None = None, *, tells: bool = True) -> Result:
        """Do the work on a thread, tell how far it is where it lasts, and return what comes of it.

        Where no `thread` is given, it is one of those that are there; `tells` is false where there is nobody to be
        told. Raises `OvertakenError` where that is no longer wanted, and whatever the work raises. Where nobody waits
        any more, the thread is told to stop.
        """
        self._number += 1
        self._share, number = "", self._number
        working = asyncio.get_running_loop().run_in_executor(thread, copy_context().run, self._done, work, number)
        working.add_done_callback(heed)
        self._waiting += 1
        try:
            while not working.done():
                await asyncio.wait({working}, timeout=PAUSE)
                if tells and self._share and not working.done():
                    self._say(f"{WORKING} {self._share}")
            return working.result()
        finally:
            self._waiting -= 1
            if self._number == number:
                self.stop()

    @property
    def is_at_it(self) -> bool:
        """Whether anybody waits for what is being worked out."""
        return self._waiting > 0

    def _done(self, work: Callable[[], Result], number: int) -> Result:
        self._of_thread.number = number
        BETWEEN.set(self._look)  # in the context of this work alone
        return work()

    def _look(self) -> None:
        """Stop where what this thread works out is of no interest any more."""
        if getattr(self._of_thread, "number", self._number) != self._number:
            raise OvertakenError

    def stop(self) -> None:
        """Tell whatever thread works that nobody wants what comes of it any more."""
        self._number += 1

    def counted_off(self, rows: Sequence[int]) -> Iterator[int]:
        """Yield each of some rows once, for work that looks at all claims: so that it is told, and stops."""
        total = len(rows)
        for done, row in enumerate(each_once(rows)):
            if done % STEP == 0:
                self._look()
                self._share = f"{100 * done // total} %" if done else ""
            yield row
