"""When an app under test has nothing more to do: asked of its event loop, which knows."""

from __future__ import annotations

import asyncio
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from tests.patience import LONG

if TYPE_CHECKING:
    from asyncio import Handle, TimerHandle
    from collections import deque

SOON = 1 / 50
"""What is due within so many seconds is waited for, such as the next frame: the toolkit's tests look on for as long."""


TIMERS = 100
"""After so many that were due soon, one after the other, no end is waited for: something moves on and on."""


async def wait_for_idle(_at_least: float = SOON) -> None:
    """Return once nothing waits for its turn and nothing is due soon.

    The toolkit takes an app for idle once its process used next to no time for a while. That takes longer, and on a
    busy machine it is true of any process. What threads do is seen by neither.
    """
    loop = asyncio.get_running_loop()
    turns: deque[Handle] = vars(loop)["_ready"]
    timers: list[TimerHandle] = vars(loop)["_scheduled"]
    end = monotonic() + LONG
    waited = 0
    while waited < TIMERS:
        assert monotonic() < end, "something always waits for its turn"
        await asyncio.sleep(0)
        if turns:
            continue
        due = min((timer.when() for timer in timers if not timer.cancelled()), default=inf)
        if due >= loop.time() + SOON:
            return
        await asyncio.sleep(max(0.0, due - loop.time()))
        waited += 1
