"""Works out what views of very many claims show before they are asked for, while nobody types."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.browsing import LARGE
from esgtui.tui.handlers.viewing import subject_of
from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.tui.screens.view import View

REST = 0.3
"""Seconds between two looks at whether somebody types."""


async def foresee_views(explorer: Explorer) -> None:
    """Work out the views of what the explorer shows by now, one after the other; what they find is kept for them."""
    if len(explorer.workspace.dataset.claims) <= LARGE:
        return  # that takes no time when they open
    await _until_calm(explorer)
    for view in _views(explorer):
        explorer.views.begin(view)
        if view.worked is None:
            with suppress(OSError, JournalError):  # told where it is looked at
                view.worked = await asyncio.to_thread(view.worked_out)
                explorer.views.keep_worked(view, explorer.workspace)
        await _until_calm(explorer)


def _views(explorer: Explorer) -> Iterator[View[Any]]:
    """Yield views, those first that take the longest; each is loaded when it is wanted."""
    from esgtui.tui.screens.coverage import CoverageScreen

    yield CoverageScreen(subject_of(explorer), explorer.keymap)
    from esgtui.tui.screens.metrics import MetricsScreen

    yield MetricsScreen(subject_of(explorer), explorer.keymap)
    from esgtui.tui.screens.matrix import MatrixScreen

    yield MatrixScreen(subject_of(explorer), explorer.keymap)
    from esgtui.tui.screens.timeline import TimelineScreen

    yield TimelineScreen(subject_of(explorer), explorer.keymap)
    from esgtui.tui.screens.overview import OverviewScreen

    yield OverviewScreen(subject_of(explorer), explorer.keymap)


async def _until_calm(explorer: Explorer) -> None:
    """Wait until nobody types; work in Python would make each key wait for its turn."""
    app = explorer.app
    while isinstance(app, KeyGate) and app.is_used_now():  # noqa: ASYNC110 - typing ends without telling
        await asyncio.sleep(REST)
