"""End the explorer when the system asks it to, with what is typed on the disk and the terminal as it was before."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType

from textual.app import App

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")


def end_on_signals(app: App[None]) -> None:
    """Leave when the terminal is gone, as when a line drops, or the program is told to end.

    Of an interrupt, which no key sends here, asyncio would cancel what runs, and others wait for that without end. What
    asyncio has been given comes even if somebody else takes the signal meanwhile, as an editor's ctrl+c is taken.
    """
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError, RuntimeError, ValueError):  # a system or a thread that has no signals
        signal.signal(signal.SIGINT, partial(_leave, loop, app))
        for number in _numbers():
            if number != signal.SIGINT:
                loop.add_signal_handler(number, app.exit, None, 128 + number)


@contextmanager
def heeded_as_before() -> Iterator[None]:
    """Have signals do afterwards what they did before: a loop that ends leaves them to the system."""
    before = {number: signal.getsignal(number) for number in _numbers()}
    try:
        yield
    finally:
        for number, handler in before.items():
            with suppress(ValueError):  # a thread that has no signals
                signal.signal(number, handler)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


def _leave(loop: asyncio.AbstractEventLoop, app: App[None], number: int, _: FrameType | None) -> None:
    with suppress(RuntimeError):  # it has been left
        loop.call_soon_threadsafe(app.exit, None, 128 + number)
