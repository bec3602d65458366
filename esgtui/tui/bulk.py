"""What touches many claims: asked about first with their number, shown as it goes on, and stopped by a key."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from esgtui.annotation.model import AnnotationError
from esgtui.counted import claims_text
from esgtui.rows import Rows, bits_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esgtui.annotation.model import Change
    from esgtui.tui.screens.explorer import Explorer

MANY = 50
"""More claims than these are more than one sees at once: whoever changes them is asked first."""

PATIENCE = 1.0
"""Seconds for which nobody needs to be told."""
PAUSE = 0.25
"""Seconds between two tellings."""


class StoppedError(AnnotationError):
    """The user stopped a change before anything of it was written."""


class LongWrite:
    """One change of many claims. `tell` is called on the interface's thread, with a sentence for the user.

    The journal's thread never waits for the interface, which waits for the journal when it closes.
    """

    def __init__(self, tell: Callable[[str], None], stop_key: str) -> None:
        self._tell, self._stop_key = tell, stop_key
        self._loop, self._context = asyncio.get_running_loop(), copy_context()
        self._stop = Event()
        self._next = monotonic() + PATIENCE
        self.is_told = False
        """Whether it lasts so long that the user knows of it."""

    def stop(self) -> None:
        """End it soon, with nothing changed, unless it is being saved by now."""
        self._stop.set()

    def progress(self, doing: str, done: int, total: int) -> None:
        """Take in how far it is; raise `StoppedError` if the user has had enough."""
        if self._stop.is_set():
            raise StoppedError("Stopped: nothing was changed")
        is_last = done >= total
        if monotonic() >= self._next or (is_last and self.is_told):
            self._next = monotonic() + PAUSE
            self.is_told = True
            share = f"{doing} {100 * done // max(1, total)} %; {self._stop_key} stops it"
            text = "All is ready, and is being saved …" if is_last else share
            self._loop.call_soon_threadsafe(self._tell, text, context=self._context)


async def is_agreed(explorer: Explorer, question: str, targets: Sequence[str], about: str = "") -> bool:
    """Return whether to go on; with more than `MANY` claims the user is asked. `{}` in `question` is their number."""
    if len(targets) <= MANY:
        return True
    from esgtui.tui.screens.confirm import Confirm

    title = question.format(claims_text(len(targets)))
    answer = await explorer.app.push_screen_wait(Confirm(title, about, explorer.keymap))
    return answer is True


async def resolve_range(explorer: Explorer) -> None:
    """Mark the claims of the range, and end it."""
    claims = explorer.claims
    span, rows = claims.span, claims.rows
    claims.end_range()
    if span:
        claims.marked = await asyncio.to_thread(_with, claims.marked, rows, span)
    claims.refresh_rows()
    explorer.show_state()


def _with(marked: Rows, rows: Sequence[int], span: range) -> Rows:
    return Rows(marked.bits | bits_in(rows[span.start : span.stop]))


def touched(changes: Sequence[Change]) -> str:
    """Return which claims changes are about: the id of one, or how many."""
    claims = dict.fromkeys(change.claim for change in changes)
    return next(iter(claims)) if len(claims) == 1 else claims_text(len(claims))
