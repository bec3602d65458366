"""One line on stderr that tells how far long work is, rewritten as it goes on, and gone once it is done."""

import time
from contextlib import suppress
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 0.5
"""For how many seconds nobody needs to be told: with what it takes to start, within a second something is seen."""

PAUSE = 0.1
"""How many seconds lie between two tellings."""

_ECHO = "^C"
"""What a terminal itself shows where one stops the work."""


class Meter:
    """Tells how far work is, if it lasts and if `stream` is a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream and stream.isatty() else None
        self._next = time.monotonic() + PATIENCE
        self._written = 0
        """How many cells of the line are written to."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._written:
            self._rewrite("")

    def tell(self, what: str, done: int, total: int) -> None:
        """Take in how much of the work is done."""
        if not self._stream or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PAUSE
        share = f" {done * 100 // total} %" if total else ""
        self._rewrite(f"{what.capitalize()}{share} … ctrl+c stops")

    def _rewrite(self, text: str) -> None:
        """Write over the line with spaces first: a terminal that cannot do much has no other way to make it empty."""
        empty = " " * (self._written + len(_ECHO))
        self._written = len(text)
        if self._stream:
            with suppress(OSError):  # a terminal that is gone stops nothing
                self._stream.write(f"\r{empty}\r{text}")
                self._stream.flush()
