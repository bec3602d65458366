"""When a screen is painted: once all has changed that a key comes to, and at once unless the last time is a moment ago.

The toolkit paints when its clock ticks, lets pass one to two ticks before the next frame, and one frame where widgets
take another size is one before they have filled it.
"""

from __future__ import annotations

import asyncio
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

APART = 1 / 100
"""So many seconds lie at least between the beginnings of two frames: of a letter, and of what it finds."""

TURNS = 4
"""So often all widgets have their turn before a frame, so that what they tell each other is in it."""


class FrameTimer(Timer):
    """Calls `paint` soon after `resume`, until `pause`, and `arrange` before it."""

    def __init__(self, screen: Widget, arrange: Callable[[], bool], paint: Callable[[], None]) -> None:
        super().__init__(screen, APART, name="frames", callback=paint, pause=True)
        self._arrange = arrange
        self._due = asyncio.Event()
        self._painted = -inf  # a clock may count from a moment ago, when the machine was started

    def begin(self) -> None:
        """Be ready to paint."""
        self._start()

    def pause(self) -> None:
        """Paint nothing until there is something to paint again."""
        self._due.clear()

    def resume(self) -> None:
        """Paint soon."""
        self._due.set()

    def note_frame(self) -> None:
        """Note that a frame begins: `paint` paints none where nothing changed after all, or where it is held back."""
        self._painted = monotonic()

    async def _run(self) -> None:
        """Paint whenever there is something to paint."""
        count = 0
        while await self._due.wait():
            await asyncio.sleep(max(0.0, self._painted + APART - monotonic()))
            await self._let_all_change()
            if self._arrange():
                await self._let_all_change()
            if self._due.is_set():
                count += 1
                self.pause()  # `paint` does so, but is not called any more once the app has ended
                await self._tick(next_timer=monotonic(), count=count)

    async def _let_all_change(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)
