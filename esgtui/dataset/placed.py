"""Where in its sources each claim stands, source by source: so nobody need look through all claims for those of one."""

from array import array
from itertools import accumulate

import msgspec

from esgtui.dataset.columns import NOTHING, Numbers, column
from esgtui.dataset.model import Claim

_SOURCE, _PARAGRAPH = 32, (1 << 32) - 1
"""Places are put in order by their source's number and, in the lower 32 bits, their paragraph's."""


class Placed(msgspec.Struct, frozen=True):
    """The places in each source in its order, those without a paragraph last.

    Those of source `n` stand from `starts[n]` to where the next one begins. Of each place there are its paragraph
    (`NOTHING` where none is named), the row of its claim, and its own place among the claim's.
    """

    sources: tuple[str, ...]
    starts: Numbers
    paragraphs: Numbers
    rows: Numbers
    places: Numbers

    def stretch(self, source: str) -> slice:
        """Return where the places in a source stand; nowhere if it has none."""
        if source not in self.sources:
            return slice(0, 0)
        number = self.sources.index(source)
        return slice(self.starts[number], self.starts[number + 1])


class PlacedGathered:
    """Gathers places claim by claim, in the order of their rows: sixteen bytes for each."""

    def __init__(self) -> None:
        self._sources: dict[str, int] = {}
        self._keys, self._rows, self._places = array("Q"), array("I"), array("I")

    def add(self, row: int, claim: Claim, only: str = "") -> None:
        """Take the places of a claim, or only those in one source; raise `OverflowError` beyond four billion."""
        for at, place in enumerate(claim.places):
            if only and place.source != only:
                continue
            number = self._sources.setdefault(place.source, len(self._sources))
            paragraph = NOTHING if place.paragraph is None else min(place.paragraph, NOTHING - 1)
            self._keys.append(number << _SOURCE | paragraph)
            self._rows.append(row)
            self._places.append(at)

    def placed(self) -> Placed:
        """Return the places of all claims."""
        keys = self._keys
        order = sorted(range(len(keys)), key=keys.__getitem__)
        counts = [0] * len(self._sources)
        for key in keys:
            counts[key >> _SOURCE] += 1
        return Placed(
            tuple(self._sources),
            column("I", accumulate(counts, initial=0)),
            column("I", (keys[at] & _PARAGRAPH for at in order)),
            column("I", map(self._rows.__getitem__, order)),
            column("I", map(self._places.__getitem__, order)),
        )
