"""The way out to the terminal, for when the terminal is gone: what is drawn is dropped, and the program can end.

The toolkit's own thread for output ends with the first failed write; then the interface waits for it without end.
"""

import os
import signal
import sys
from io import TextIOWrapper
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class SteadyOutput(TextIOWrapper):
    """Writes to a terminal as long as there is one, and then tells the program once, as the system would."""

    _is_gone = False

    def write(self, text: str) -> int:
        """Write to the terminal, or drop the text."""
        try:
            super().write(text)
        except (OSError, ValueError):
            self._tell()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            super().flush()
        except (OSError, ValueError):
            self._tell()

    def _tell(self) -> None:
        if not self._is_gone:
            self._is_gone = True
            os.kill(os.getpid(), signal.SIGHUP)


def way_out() -> int | None:
    """Return a file descriptor of the terminal to draw on: stdout, or what controls the program, or else stderr.

    The toolkit draws on stderr, which may well be a file: narration goes there. None if there is nowhere to draw.
    """
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty():
            return os.dup(stream.fileno())
    try:
        return os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return None if sys.__stderr__ is None else os.dup(sys.__stderr__.fileno())


class SteadyDriver(LinuxDriver):
    """The toolkit's driver, with an output that is the terminal, and outlives it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        out = way_out()
        if out is not None:
            self._file = SteadyOutput(os.fdopen(out, "wb"), "utf-8", newline="")
