"""All rows in the order of the causes that their claims are filed under, so that these are counted in no time."""

from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise

import msgspec

from esgtui.dataset.causes import Causes
from esgtui.dataset.columns import Numbers, flagged


class ByCause(msgspec.Struct, frozen=True):
    """The rows of one cause after the other, each in ascending order; `starts` tells where each one's begin."""

    starts: Numbers
    rows: Numbers

    def counts(self, flags: bytes) -> Iterator[tuple[int, int]]:
        """Yield how many of the rows whose byte is 1 each cause has that has any."""
        kept = flagged(flags, self.rows)
        for cause, (start, end) in enumerate(pairwise(self.starts)):
            count = kept.count(1, start, end)
            if count:
                yield cause, count

    def rows_of(self, cause: int) -> Numbers:
        """Return the rows of a cause."""
        return self.rows[self.starts[cause] : self.starts[cause + 1]]


def by_cause(causes: Causes) -> ByCause:
    """Put all rows in the order of their causes."""
    starts = array("I", accumulate(causes.counts, initial=0))
    rows, ends = array("I", bytes(4 * len(causes.numbers))), starts[:]
    for row, cause in enumerate(causes.numbers):
        rows[ends[cause]] = row
        ends[cause] += 1
    return ByCause(memoryview(starts), memoryview(rows))
