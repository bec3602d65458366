"""End the explorer when the system asks it to, with what is typed on the disk and the terminal as it was before."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from textual.app import App

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")


def end_on_signals(app: App[None]) -> None:
    """Leave when the terminal is gone, as when a line drops, or the program is told to end.

    Of an interrupt, which no key sends here, asyncio would cancel what runs, and others wait for that without end.
    """
    loop = asyncio.get_running_loop()
    for number in _numbers():
        with suppress(NotImplementedError, RuntimeError, ValueError):  # a system or a thread that has no signals
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
