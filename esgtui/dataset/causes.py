"""What claims are filed under: company, pillar and topics. Very many claims share few of these causes.

So whoever counts or narrows claims by them need not look at the claims.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
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


def causes_of(claims: Iterable[Claim]) -> Causes:
    """Return the causes of claims, which are given in the order of their rows."""
    known: dict[Cause, int] = {}
    numbers = array("I")
    for claim in claims:
        cause = Cause(claim.company, claim.pillar, claim.topics)
        numbers.append(known.setdefault(cause, len(known)))
    counts = Counter(numbers)
    return Causes(tuple(known), tuple(counts[number] for number in range(len(known))), memoryview(numbers))
