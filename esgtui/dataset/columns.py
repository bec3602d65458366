"""Columns: numbers one after the other in four or eight bytes each, and how they are narrowed."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from itertools import accumulate, chain, compress, repeat
from typing import Literal

from esgtui.rows import Rows

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


_AT_ONCE = 16_384
"""So much is gone through in one go: no other thread works meanwhile."""


BETWEEN: ContextVar[Callable[[], None]] = ContextVar("between", default=lambda: None)
"""Called between two pieces of what is gone through, on whatever thread that is; may raise to stop."""


def in_pieces(length: int) -> Iterator[slice]:
    """Yield the stretches of something very long that are gone through one after the other."""
    between = BETWEEN.get()
    for start in range(0, length, _AT_ONCE):
        between()
        yield slice(start, start + _AT_ONCE)


class ByRow:
    """Where in columns the claims at some rows of `size` stand: of few rows found from these, however long columns are.

    It holds four bytes for each row and for each place.
    """

    def __init__(self, rows: Numbers, size: int) -> None:
        self._rows, self._size = rows, size
        self._last = array("I", bytes(4 * size))
        """By row the last place at which it stands, counted from 1; 0 for nowhere."""
        self._before = array("I", bytes(4 + 4 * len(rows)))
        """By place the one before it at which the same row stands."""
        for place, row in enumerate(rows, 1):
            self._before[place] = self._last[row]
            self._last[row] = place

    def flags(self, rows: Rows) -> bytes:
        """Return a byte for each place, 1 where any of some rows stands."""
        if SPARSE * len(rows) < len(self._rows):
            return self._marked(rows.held)
        are_here = rows.flags(self._size).__getitem__
        return b"".join(bytes(map(are_here, self._rows[piece])) for piece in in_pieces(len(self._rows)))

    def _marked(self, rows: Sequence[int]) -> bytes:
        flags = bytearray(len(self._before))
        for piece in in_pieces(len(rows)):
            places = list(filter(None, map(self._last.__getitem__, rows[piece])))
            while places:
                for place in places:
                    flags[place] = 1
                places = list(filter(None, map(self._before.__getitem__, places)))
        return bytes(flags[1:])


class Kept:
    """What is kept of columns: what has a 1 among these bytes, one for each place."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept
        self._are_few = SPARSE * kept.count(1) < len(kept)
        self._places = list(self._each(range(len(kept)))) if self._are_few else []

    def _each(self, values: Sequence[int]) -> Iterator[int]:
        return chain.from_iterable(compress(values[piece], self._kept[piece]) for piece in in_pieces(len(values)))

    def of(self, code: Code, numbers: Numbers) -> Numbers:
        """Return what is kept of a column."""
        return column(code, map(numbers.__getitem__, self._places) if self._are_few else self._each(numbers))

    def octets(self, numbers: bytes) -> bytes:
        """Return what is kept of a column of bytes."""
        return bytes(map(numbers.__getitem__, self._places) if self._are_few else self._each(numbers))

    def counts(self, starts: Sequence[int]) -> Iterator[int]:
        """Yield how much is kept of each stretch between two places after each other."""
        return map(self._kept.count, repeat(1), starts, starts[1:])

    def starts(self, starts: Sequence[int]) -> Numbers:
        """Return where what starts at some places starts when only this is left."""
        return column("I", accumulate(self.counts(starts), initial=0))
