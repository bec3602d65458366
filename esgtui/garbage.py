"""Leaves garbage where it is while very much is made that stays; what collects it between keys is `tui/tidying.py`."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting(*, freezes: bool = False) -> Iterator[None]:
    """Keep Python's collector away: it would look through all that piles up again and again, for next to nothing.

    With a hundred thousand claims that is a fifth to a third of the time, in pauses that a screen would feel.
    `freezes` says that what was made is never looked through later, either.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if freezes:
            gc.freeze()
        if was_at_work:
            gc.enable()
