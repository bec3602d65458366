"""All rows in the order of the causes that their claims are filed under, so that those of one are found in no time."""

from array import array
from itertools import accumulate

import msgspec

from esgtui.dataset.causes import Causes
from esgtui.dataset.columns import Numbers


class ByCause(msgspec.Struct, frozen=True):
    """The rows of one cause after the other, each in ascending order; `starts` tells where each one's begin."""

    starts: Numbers
    rows: Numbers

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
