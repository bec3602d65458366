"""Columns: numbers one after the other in four or eight bytes each, and how they are narrowed."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

Numbers = memoryview
"""A column; what its numbers are, whoever reads it knows."""

NOTHING = 0xFFFFFFFF
"""Stands in a column of unsigned numbers for one that there is not."""


def column(code: Literal["I", "d"], values: Iterable[float]) -> Numbers:
    """Return a column: `I` of unsigned numbers, which raises `OverflowError` beyond four billion, `d` of others."""
    return memoryview(array(code, values))


def flagged(flags: bytes, rows: Iterable[int]) -> bytes:
    """Return the byte that each of some rows has."""
    return bytes(map(flags.__getitem__, rows))


def counted_starts(starts: Sequence[int], kept: bytes) -> Numbers:
    """Return where what starts at some places starts when only what has a 1 is left."""
    left = array("I", accumulate(kept, initial=0))
    return column("I", map(left.__getitem__, starts))
