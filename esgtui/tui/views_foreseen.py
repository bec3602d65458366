"""Works out what views of very many claims show before they are asked for, while nobody types."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.browsing import LARGE
from esgtui.tui.beside import begin_beside
from esgtui.tui.handlers.viewing import subject_of
from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.tui.screens.view import View

REST = 0.3
"""Seconds between two looks at whether somebody types."""


class Foreseeing:
    """Works out the views of what one explorer shows, and again when that is something else."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._is_begun = False

    def begin(self) -> None:
        """Begin, and go on as long as the explorer is there: whatever it takes to work views out is at hand."""
        self._is_begun = True
        self.follow()

    def follow(self) -> None:
        """Work out the views of what is shown now, soon; those of what was shown before are not waited for."""
        explorer = self._explorer
        if self._is_begun and len(explorer.workspace.dataset.claims) > LARGE and len(explorer.claims.rows) > LARGE:
            # else that takes no time when they open
            begin_beside(explorer, self._foresee(), group="foresee", is_exclusive=True, description="foresee")

    async def _foresee(self) -> None:
        """Work out the views one after the other; what they find is kept for them."""
        explorer = self._explorer
        await self._until_calm()
        kinds = _kinds()
        while (kind := await asyncio.to_thread(next, kinds, None)) is not None:  # some take longer than a frame to load
            view = kind(subject_of(explorer), explorer.keymap)
            explorer.views.begin(view)
            if view.worked is None:
                with suppress(OSError, JournalError):  # told where it is looked at
                    await view.foresee()
                    explorer.views.keep_worked(view, explorer.workspace)
            await self._until_calm()

    async def _until_calm(self) -> None:
        """Wait until nobody types or is about to; work in Python would make each key wait for its turn."""
        app = self._explorer.app
        while self._explorer.search.display or (isinstance(app, KeyGate) and app.is_used_now()):  # noqa: ASYNC110 - typing ends without telling
            await asyncio.sleep(REST)


def _kinds() -> Iterator[type[View[Any]]]:
    """Yield kinds of views, those first that take the longest; each is loaded when it is asked for, on that thread."""
    from esgtui.tui.screens.coverage import CoverageScreen

    yield CoverageScreen
    from esgtui.tui.screens.metrics import MetricsScreen

    yield MetricsScreen
    from esgtui.tui.screens.matrix import MatrixScreen

    yield MatrixScreen
    from esgtui.tui.screens.timeline import TimelineScreen

    yield TimelineScreen
    from esgtui.tui.screens.overview import OverviewScreen

    yield OverviewScreen
