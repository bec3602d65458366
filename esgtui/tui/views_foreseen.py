"""Works out what views of very many claims show before they are asked for, while nobody types."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from esgtui.annotation.journal import JournalError
from esgtui.browsing import LARGE
from esgtui.dataset.lens import cause_counts
from esgtui.tui.beside import begin_beside, heed
from esgtui.tui.handlers.viewing import subject_of
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.tui.screens.view import View

Result = TypeVar("Result")

PAINTED = 0.06
"""Seconds after a key by which its result is painted; who wants a view of that presses the next key no sooner."""

PAUSE = 1.0
"""Seconds without a key after which nobody is tagging one claim after the other."""

LOOK = 0.05
"""Seconds between two looks at whether somebody still types into the search bar."""


FEW = 50_000
"""Of so many claims at most a search finds the rows in less time than lies between two letters."""


class Foreseeing:
    """Works out the views of what one explorer shows, and again when that is something else."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._is_begun = False
        self._thread = ThreadPoolExecutor(1, "foreseeing")
        """The only one: each thread keeps memory of its own."""
        self._seen = explorer.workspace.history.size

    def begin(self) -> None:
        """Begin, and go on as long as the explorer is there: whatever it takes to work views out is at hand."""
        self._is_begun = True
        self.follow()

    def follow(self) -> None:
        """Work out the views of what is shown now, soon; those of what was shown before are not waited for."""
        self._follow(PAINTED)

    def follow_work(self) -> None:
        """Work out anew, when coders pause, what their work since the last time made another."""
        if self._explorer.workspace.history.size != self._seen:
            self._follow(PAUSE)

    def _follow(self, pause: float) -> None:
        explorer = self._explorer
        self._seen = explorer.workspace.history.size
        if self._is_begun and len(explorer.workspace.dataset.claims) > LARGE and len(explorer.claims.rows) > LARGE:
            # else that takes no time when they open
            work = self._foresee(pause)
            begin_beside(explorer, work, group="foresee", is_exclusive=True, description="foresee")

    async def _foresee(self, pause: float) -> None:
        """Work out the views one after the other; what they find is kept for them.

        Which claims these are all about is found while the query is still being typed, if they are few: the index
        needs no Python for it. Where they are many, the next letter would have to wait.
        """
        explorer = self._explorer
        await self._until_unused(pause)
        if explorer.showing.is_standing() and len(explorer.claims.rows) > FEW:
            await self._until_calm()
        if not explorer.showing.is_standing():  # the program is closing
            return
        workspace = explorer.workspace
        with suppress(OSError, JournalError):  # told where it is looked at
            rows = await self._done_beside(subject_of(explorer).rows_of_query)
            await self._done_beside(partial(cause_counts, workspace.dataset, rows))  # most views ask for them
            if registers := workspace.dataset.registers:
                await self._each_beside(registers.get_ready())
            await self._each_beside(workspace.checklist.read_some())
        await self._until_calm()
        kinds = _kinds()
        while kind := await self._done_beside(partial(next, kinds, None)):  # some take longer than a frame to load
            if not explorer.showing.is_standing():  # the program is closing
                return
            view = kind(subject_of(explorer), explorer.keymap)
            explorer.views.begin(view)
            if view.worked is None:
                with suppress(OSError, JournalError):  # told where it is looked at
                    await self._foreseen(view)
                    explorer.views.keep_worked(view, explorer.workspace)
            await self._until_calm()
        with suppress(OSError, JournalError):
            await self._each_beside(workspace.finder.count_ahead())

    async def _foreseen(self, view: View[Any]) -> None:
        """Have a view worked out; whoever opens it meanwhile waits for that."""
        working = asyncio.create_task(view.foresee(self._thread))
        working.add_done_callback(heed)
        self._explorer.views.note_under_way(view, working)
        await working

    def _done_beside(self, work: Callable[[], Result]) -> asyncio.Future[Result]:
        return asyncio.get_running_loop().run_in_executor(self._thread, copy_context().run, work)

    async def _each_beside(self, steps: Iterator[None]) -> None:
        """Do something piece by piece; each one waits until nobody types."""
        while self._explorer.showing.is_standing() and await self._done_beside(partial(next, steps, self)) is not self:
            await self._until_calm()

    async def _until_unused(self, pause: float = PAINTED) -> None:
        """Wait until no key was used for so many seconds."""
        app = self._explorer.app
        while isinstance(app, KeyGate) and (left := pause - app.unused_for) > 0:  # noqa: ASYNC110 - keys tell nobody
            await asyncio.sleep(left)

    async def _until_calm(self) -> None:
        """Wait until nobody types, nor waits for a view; work in Python would make each key wait for its turn."""
        await self._until_unused()
        while self._is_asked_for_more():  # that ends without telling
            await asyncio.sleep(LOOK)
            await self._until_unused()

    def _is_asked_for_more(self) -> bool:
        explorer, on_top = self._explorer, self._explorer.app.screen_stack[-1:]  # none while the program is closing
        is_typing = explorer.showing.is_standing() and explorer.search.display
        return is_typing or any(isinstance(screen, Layer) and screen.is_waited_for for screen in on_top)


def _kinds() -> Iterator[type[View[Any]]]:
    """Yield kinds of views, those first that take the longest; each is loaded when it is asked for, on that thread."""
    from esgtui.tui.screens.timeline import TimelineScreen

    yield TimelineScreen
    from esgtui.tui.screens.metrics import MetricsScreen

    yield MetricsScreen
    from esgtui.tui.screens.coverage import CoverageScreen

    yield CoverageScreen
    from esgtui.tui.screens.matrix import MatrixScreen

    yield MatrixScreen
    from esgtui.tui.screens.overview import OverviewScreen

    yield OverviewScreen
