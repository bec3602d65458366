"""Visits: a claim whose detail one has looked at for a while counts as visited, which is recorded in passing.

A key that is held down passes over claims too fast for that. What is recorded is never on the stack of undo. What the
journal cannot take by the end is kept with the session, and recorded the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import VISITED, AnnotationError
from esgtui.tui.waiting import WRITING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from esgtui.tui.screens.explorer import Explorer

LOOKED_AT = 1.5
"""Seconds for which a claim has to stand under the cursor."""
BATCH = 3.0
"""Seconds for which visits are gathered, to be written together."""

AGAIN = 15.0
"""Seconds after which visits that could not be recorded are tried again."""


class Visits:
    """The visits of one explorer; with `is_on` false nothing is recorded."""

    def __init__(self, explorer: Explorer, *, is_on: bool) -> None:
        self._explorer = explorer
        self._is_on = is_on
        self._claim: str | None = None
        self._looking: Timer | None = None
        self._waiting: dict[str, None] = {}
        self._has_failed = False
        """Whether the journal has yet to take what is waiting, as far as it was asked to."""

    def begin(self, unrecorded: Sequence[str]) -> None:
        """Record soon what could not be recorded the last time."""
        if self._is_on and unrecorded:
            self._waiting, self._has_failed = dict.fromkeys(unrecorded), True
            self._explorer.set_timer(BATCH, self._record)

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """The claims that were visited, which the journal was asked to take, and could not."""
        return tuple(self._waiting) if self._has_failed else ()

    def follow(self, claim: str | None) -> None:
        """Take in which claim the detail shows from now on."""
        if claim == self._claim or not self._is_on:
            return
        self._claim = claim
        if self._looking:
            self._looking.stop()
            self._looking = None
        if claim is not None and self._is_new(claim):
            self._looking = self._explorer.set_timer(LOOKED_AT, self.note)

    def _is_new(self, claim: str) -> bool:
        workspace = self._explorer.workspace
        is_known = workspace.history.value(claim, workspace.coder, VISITED) is not None
        return not is_known and not workspace.history.has_visited(claim, workspace.coder)

    def note(self) -> None:
        """Take down that the claim shown was looked at; it is recorded soon, with others."""
        if self._claim is None or not self._explorer.panes.is_seen("detail"):
            return
        if self._explorer.search.display:  # whoever types a query goes to none of what it finds before it is closed
            self._looking = self._explorer.set_timer(LOOKED_AT, self.note)
            return
        if not self._waiting:
            self._explorer.set_timer(BATCH, self._record)
        self._waiting[self._claim] = None

    def _record(self) -> None:
        self._explorer.aside(self.keep)

    async def keep(self) -> None:
        """Record what was taken down."""
        explorer = self._explorer
        if not self._waiting:
            return
        try:
            await explorer.runner.attempt(self._record_waiting, WRITING)
        except (AnnotationError, JournalError) as error:
            explorer.set_timer(AGAIN, self._record)
            if not explorer.workspace.drafts.is_behind:  # else the user knows, and words matter more
                explorer.warn(str(error))
        else:
            if self._waiting:
                explorer.set_timer(BATCH, self._record)
        explorer.show_state()
        explorer.readying.foreseeing.follow_work()  # views tell what was visited, too

    def _record_waiting(self) -> None:
        """Record what is waiting, on the journal's thread; it goes on waiting where that cannot be."""
        waiting, self._has_failed = dict(self._waiting), True
        self._explorer.workspace.record_visits(waiting)
        self._has_failed = False
        for claim in waiting:
            del self._waiting[claim]

    def close(self) -> None:
        """Record what is taken down, when the explorer closes; what failed just now would only hold that up."""
        if self._waiting and not self._has_failed:
            self._explorer.runner.writer.submit(self._record_waiting)
