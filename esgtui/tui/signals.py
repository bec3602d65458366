"""End the explorer when the system asks it to, with what is typed on the disk and the terminal as it was before."""

import asyncio
import signal
from contextlib import suppress

from textual.app import App


def end_on_signals(app: App[None]) -> None:
    """Leave when the terminal is gone, as when a line drops, or the program is told to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # a system or a thread that has no signals
            if number is not None:
                loop.add_signal_handler(number, app.exit, None, 128 + number)
