"""Long work on many rows, done by two processes block by block: by this one and by a helper, whoever is free.

What is done with a block, and how it is handed over, whoever has the rows knows.
"""

from collections.abc import Callable
from threading import Lock, Thread
from typing import Protocol

from esgtui.apart import Conversation

_PAUSE = 0.05

Tell = Callable[[], None]
"""Tells how far the work is; it may raise to stop it."""


class Work(Protocol):
    """What is to be done with rows."""

    def do(self, rows: range, tell: Tell) -> None:
        """Do it here; `tell` may be called as often as one likes."""

    def packed(self, rows: range) -> bytes:
        """Return what the helper needs to do it."""

    def enter(self, rows: range, answer: bytes) -> bool:
        """Enter what the helper made of them; tell whether it was of just these rows."""


class Halves:
    """So many rows in blocks, and who works on which; `progress` is told how many are done, and may raise to stop."""

    def __init__(self, work: Work, size: int, block: int, progress: Callable[[int, int], None] | None = None) -> None:
        self._work, self._size, self._progress = work, size, progress
        self._left = [range(start, min(start + block, size)) for start in range(0, size, block)][::-1]
        self._lock = Lock()
        self._done = 0

    def work(self, helper: Conversation) -> None:
        """Work until all is done; what the helper leaves undone is done here."""
        listener = Thread(target=self._ask, args=(helper,), daemon=True)
        listener.start()
        self._do()
        while listener.is_alive():
            self._tell()
            listener.join(_PAUSE)
        self._do()  # what the helper gave back

    def _take(self) -> range | None:
        with self._lock:
            return self._left.pop() if self._left else None

    def _count(self, done: int) -> None:
        with self._lock:
            self._done += done

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._done, self._size)

    def _do(self) -> None:
        while (rows := self._take()) is not None:
            self._work.do(rows, self._tell)
            self._count(len(rows))

    def _ask(self, helper: Conversation) -> None:
        """Have blocks done by the helper until none is left; what it does not answer for is given back."""
        while (rows := self._take()) is not None:
            answer = helper.ask(self._work.packed(rows))
            if answer is None or not self._work.enter(rows, answer):
                with self._lock:
                    self._left.append(rows)
                return
            self._count(len(rows))
