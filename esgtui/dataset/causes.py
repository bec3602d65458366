"""What claims are filed under: company, pillar and topics. Very many claims share few of these causes.

So whoever counts or narrows claims by them need not look at the claims.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import msgspec

from esgtui.dataset.model import Claim


class Cause(NamedTuple):
    """What decides which groups a claim belongs to; the topics are its own."""

    company: str
    pillar: str
    topics: tuple[str, ...]


class Causes(msgspec.Struct, frozen=True):
    """The causes of a dataset's claims, and how many claims have each; `numbers` tells by row which one a claim has."""

    causes: tuple[Cause, ...]
    counts: tuple[int, ...]
    numbers: memoryview

    def company_at(self, row: int) -> str:
        """Return the company of the claim at a row."""
        return self.causes[self.numbers[row]].company


class CausesGathered:
    """Gathers the causes of claims in the order of their rows."""

    def __init__(self) -> None:
        self._known: dict[Cause, int] = {}
        self._numbers = array("I")

    def add(self, claim: Claim) -> None:
        """Take the claim of the next row."""
        cause = Cause(claim.company, claim.pillar, claim.topics)
        self._numbers.append(self._known.setdefault(cause, len(self._known)))

    def cut(self, rows: int) -> None:
        """Forget what the claims from a row on are filed under."""
        del self._numbers[rows:]
        kept = max(self._numbers, default=-1) + 1
        self._known = dict(islice(self._known.items(), kept))

    def causes(self) -> Causes:
        """Return the causes of all claims."""
        counts = Counter(self._numbers)
        return Causes(
            tuple(self._known),
            tuple(counts[number] for number in range(len(self._known))),
            memoryview(self._numbers),
        )


def causes_of(claims: Iterable[Claim]) -> Causes:
    """Return the causes of claims, which are given in the order of their rows."""
    gathered = CausesGathered()
    for claim in claims:
        gathered.add(claim)
    return gathered.causes()
