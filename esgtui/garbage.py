"""Leaves garbage where it is while very much is made that stays, and gives memory back that nobody uses any more.

What collects garbage between keys is `tui/tidying.py`.
"""

import gc
import sys
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


def give_back() -> None:
    """Give the memory that was freed back to the system, where the C library keeps it, as Linux's mostly does.

    What very many claims took for a moment would stay with the program, scattered over what its threads took. Takes
    some milliseconds, in which other threads go on.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every library has it
        if trim is not None:
            trim(0)
