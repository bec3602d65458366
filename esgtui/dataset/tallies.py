"""How many of some rows of a large dataset each cause has, kept for the sets that were asked for last.

One set differs from another that was counted, or from the rows that are not in it, by few rows mostly: then these alone
are looked at.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import compress
from operator import sub

import msgspec

from esgtui.bits import flags_of
from esgtui.dataset.causes import Causes
from esgtui.dataset.columns import in_pieces
from esgtui.rows import Rows

MOST_HELD = 12
"""So many sets are kept for a while with what was counted of them: 150 KB each of a million claims."""

MOST_COMPARED = 8
"""So many of these sets are compared with another one, those that have the most like number of rows."""

MANY = 100
"""Where more than one row of so many differ, they are soonest found by going through all."""

FEW = 1_000
"""A set that differs from another by fewer rows takes its place: it is the same one, after somebody's next change."""


class _Counted(msgspec.Struct, frozen=True):
    """A set of rows, how many it has, and how many of them each cause has."""

    rows: int
    size: int
    counts: Sequence[int]
    stays: bool = False


class Tallies:
    """Counts by cause. Any thread may ask."""

    def __init__(self, causes: Causes) -> None:
        self._causes = causes
        self._size = len(causes.numbers)
        self._all = (1 << self._size) - 1
        self._nothing = _Counted(0, 0, (0,) * len(causes.causes))
        self._held: tuple[_Counted, ...] = ()

    def of(self, rows: int, *, stays: bool = False) -> Sequence[int]:
        """Return how many of a set of rows (see `bits.py`) each cause has, by its number.

        With `stays` that is kept however many others are asked for later, and so is what it becomes change by change.
        """
        size = rows.bit_count()
        known, nearest, differ = self._nearest(rows, size)
        if not differ and (known.stays or not stays):
            return nearest.counts
        is_same = known.rows == nearest.rows and differ <= FEW
        counts = self._counted(rows, nearest) if differ else nearest.counts
        found = _Counted(rows, size, counts, stays or (is_same and known.stays))
        others = [each for each in self._held if not (is_same and each is known)]
        lately = [each for each in (found, *others) if not each.stays][:MOST_HELD]
        self._held = (*lately, *(each for each in (found, *others) if each.stays))
        return found.counts

    def _nearest(self, rows: int, size: int) -> tuple[_Counted, _Counted, int]:
        """Return the set that was counted which differs least, it or its others, and by how many rows."""
        best, is_other, least = self._nothing, 2 * size > self._size, min(size, self._size - size)
        for each in nsmallest(MOST_COMPARED, self._held, lambda each: self._least_between(each.size, size)):
            if self._least_between(each.size, size) >= least:
                break
            differ = (each.rows ^ rows).bit_count()
            if min(differ, self._size - differ) < least:
                best, is_other, least = each, 2 * differ > self._size, min(differ, self._size - differ)
        return best, self._others(best) if is_other else best, least

    def _least_between(self, one: int, other: int) -> int:
        """Return by how many rows at least a set of one size differs from one of another, or from its others."""
        return min(abs(one - other), abs(self._size - one - other))

    def _others(self, of: _Counted) -> _Counted:
        counts = array("I", map(sub, self._causes.counts, of.counts))
        return _Counted(self._all & ~of.rows, self._size - of.size, counts)

    def _counted(self, rows: int, nearest: _Counted) -> Sequence[int]:
        found = array("I", nearest.counts)
        for cause, more in self._among(rows & ~nearest.rows).items():
            found[cause] += more
        for cause, fewer in self._among(nearest.rows & ~rows).items():
            found[cause] -= fewer
        return found

    def _among(self, rows: int) -> Counter[int]:
        if MANY * rows.bit_count() > self._size:
            found, flags = Counter[int](), flags_of(rows, self._size)
            for piece, numbers in zip(in_pieces(self._size), self._by_row, strict=True):
                found.update(compress(numbers, flags[piece]))
            return found
        return Counter(map(self._causes.numbers.__getitem__, Rows(rows)))

    @cached_property
    def _by_row(self) -> list[list[int]]:
        """The cause of each row, in pieces: the same number is the same object in all, which is the soonest counted."""
        numbers = list(range(len(self._causes.causes)))
        return [list(map(numbers.__getitem__, self._causes.numbers[piece])) for piece in in_pieces(self._size)]
