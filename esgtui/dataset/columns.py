"""Columns: numbers one after the other in four or eight bytes each, and how they are narrowed."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, repeat
from typing import Literal

Numbers = memoryview
"""A column; what its numbers are, whoever reads it knows."""

Code = Literal["I", "d"]
"""What the numbers of a column are: unsigned, or any."""

SPARSE = 4
"""Where less than one of so many is kept, it is soonest fetched one by one."""

NOTHING = 0xFFFFFFFF
"""Stands in a column of unsigned numbers for one that there is not."""


def column(code: Code, values: Iterable[float]) -> Numbers:
    """Return a column: `I` of unsigned numbers, which raises `OverflowError` beyond four billion, `d` of others."""
    return memoryview(array(code, values))


def flagged(flags: bytes, rows: Iterable[int]) -> bytes:
    """Return the byte that each of some rows has."""
    return bytes(map(flags.__getitem__, rows))


class Kept:
    """What is kept of columns: what has a 1 among these bytes, one for each place."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept
        self._are_few = SPARSE * kept.count(1) < len(kept)
        self._places = list(compress(range(len(kept)), kept)) if self._are_few else []

    def of(self, code: Code, numbers: Numbers) -> Numbers:
        """Return what is kept of a column."""
        return column(code, map(numbers.__getitem__, self._places) if self._are_few else compress(numbers, self._kept))

    def counts(self, starts: Sequence[int]) -> Iterator[int]:
        """Yield how much is kept of each stretch between two places after each other."""
        return map(self._kept.count, repeat(1), starts, starts[1:])

    def starts(self, starts: Sequence[int]) -> Numbers:
        """Return where what starts at some places starts when only this is left."""
        return column("I", accumulate(self.counts(starts), initial=0))
