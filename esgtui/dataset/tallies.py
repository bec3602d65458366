"""How many of some rows of a large dataset each cause has, kept for the sets that were asked for last.

One set differs from another that was counted by few rows mostly: then these alone are looked at.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import compress

from esgtui.bits import flags_of
from esgtui.dataset.causes import Causes
from esgtui.dataset.columns import in_pieces
from esgtui.rows import Rows

MOST_HELD = 8
"""So many sets are kept with what was counted of them: 150 KB each of a million claims."""

MANY = 32
"""Where more than one row of so many differ, they are soonest found by going through all."""


class Tallies:
    """Counts by cause. Any thread may ask."""

    def __init__(self, causes: Causes) -> None:
        self._causes = causes
        self._size = len(causes.numbers)
        self._known: tuple[tuple[int, Sequence[int]], ...] = (
            (0, (0,) * len(causes.causes)),
            ((1 << self._size) - 1, causes.counts),
        )
        """What is known of no rows and of all rows."""
        self._held: tuple[tuple[int, Sequence[int]], ...] = ()

    def of(self, rows: int) -> Sequence[int]:
        """Return how many of a set of rows (see `bits.py`) each cause has, by its number."""
        known = (*self._held, *self._known)
        nearest, counts = min(known, key=lambda each: (each[0] ^ rows).bit_count())
        if nearest != rows:
            counts = self._counted(rows, nearest, counts)
            self._held = ((rows, counts), *self._held)[:MOST_HELD]
        return counts

    def _counted(self, rows: int, nearest: int, counts: Sequence[int]) -> Sequence[int]:
        found = array("I", counts)
        for cause, more in self._among(rows & ~nearest).items():
            found[cause] += more
        for cause, fewer in self._among(nearest & ~rows).items():
            found[cause] -= fewer
        return found

    def _among(self, rows: int) -> Counter[int]:
        if MANY * rows.bit_count() > self._size:
            found, flags = Counter[int](), flags_of(rows, self._size)
            for piece in in_pieces(self._size):
                found.update(compress(self._by_row[piece], flags[piece]))
            return found
        return Counter(map(self._causes.numbers.__getitem__, Rows(rows)))

    @cached_property
    def _by_row(self) -> list[int]:
        """The cause of each row: the same number is the same object in all rows, which is the soonest counted."""
        return list(map(list(range(len(self._causes.causes))).__getitem__, self._causes.numbers))
