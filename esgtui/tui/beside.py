"""Begin what goes on beside the keys, such that nothing is printed of what nobody waits for any more."""

from __future__ import annotations

from inspect import CORO_CREATED, getcoroutinestate
from typing import TYPE_CHECKING, Any
from weakref import finalize

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Coroutine

    from textual.dom import DOMNode

    Work = Coroutine[Any, Any, Any]


def begin_beside(
    node: DOMNode, work: Work, *within: Work, group: str, description: str, is_exclusive: bool = False
) -> None:
    """Begin work that ends with `node`; `within` is what the work itself is to wait for.

    Where a program closes, or more recent work takes its place, it may never have begun, and Python would print a
    warning on the terminal that the user is given back.
    """
    worker = node.run_worker(work, group=group, description=description, exclusive=is_exclusive)
    for each in (work, *within):
        finalize(worker, _drop, each)


def heed(done: Future[Any]) -> None:
    """Look at what went wrong, so that nothing is printed of it where whoever waited for it has gone."""
    if not done.cancelled():
        done.exception()


def _drop(work: Work) -> None:
    if getcoroutinestate(work) == CORO_CREATED:
        work.close()
