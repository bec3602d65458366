"""Counts what is under way, so that others can wait until all of it is over."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Underway:
    """How much is under way at this moment; used on one thread."""

    def __init__(self) -> None:
        self._count = 0
        self._is_over = asyncio.Event()
        self._is_over.set()

    @property
    def is_any(self) -> bool:
        """Whether anything is under way."""
        return self._count > 0

    async def over(self) -> None:
        """Return once nothing is."""
        await self._is_over.wait()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count one thing more for as long as it lasts, however it ends."""
        self._count += 1
        self._is_over.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._is_over.set()
