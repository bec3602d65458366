"""The user's queries for the explorer: kept and read on a thread of their own, so that no locked file holds it up."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from esgtui.queries import QueriesError
from esgtui.tui.recall import Recall

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from esgtui.queries import Queries, SavedQuery

Returned = TypeVar("Returned")


class Asked:
    """What was asked before, and what is saved. `warn` is told once if the last queries cannot be kept or read."""

    def __init__(self, queries: Queries, warn: Callable[[str], None]) -> None:
        self.queries = queries
        self.recall = Recall()
        self.known = asyncio.Event()
        """Set once the queries of earlier days are read."""
        self.saved_before: tuple[SavedQuery, ...] = ()
        """The saved queries as they were when they were asked for last."""
        self._warn = warn
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queries")
        self._is_told = False

    async def perform(self, verb: Callable[[], Returned]) -> Returned:
        """Run a verb on the queries' thread; what it keeps is durable when it returns."""
        return await asyncio.wrap_future(self._thread.submit(verb))

    async def load(self) -> None:
        """Read the last queries, those of other programs too."""
        found = await self._or_told(self._thread.submit(self.queries.asked))
        self.recall.load(found or ())
        self.known.set()

    def remember(self, query: str) -> Coroutine[None, None, None]:
        """Keep a query as the one asked last, even if the program ends now; return what tells of trouble."""
        self.recall.add(query)
        keeping = self._thread.submit(self.queries.remember, query)

        async def tell() -> None:
            await self._or_told(keeping)

        return tell()

    async def saved(self) -> tuple[SavedQuery, ...]:
        """Return the saved queries, none if they cannot be read."""
        self.saved_before = await self._or_told(self._thread.submit(self.queries.saved)) or ()
        return self.saved_before

    async def _or_told(self, doing: Future[Returned]) -> Returned | None:
        try:
            return await asyncio.wrap_future(doing)
        except QueriesError as error:
            if not self._is_told:
                self._is_told = True
                self._warn(f"Your queries are not kept: {error}")
            return None

    def close(self) -> None:
        """Finish what is being kept."""
        self._thread.shutdown(wait=True)
