"""Ids for new tables, in the style of those that are there: the claim after smart-081 is smart-082."""

import re
from collections.abc import Callable, Collection, Iterable
from itertools import chain

from esgtui.curating.template import spelt_out

_NUMBERED = re.compile(r"(.*?)([0-9]{1,9})")
_DIGEST = re.compile(r".*-[0-9a-f]{12}(?:-[0-9]+)?")
"""An id that an import made of the text, whose last digits are no number to count on from."""

DIGITS = 3
"""How many digits the first claim's number has."""


Kept = Callable[[str], Iterable[str]]
"""Returns the ids with a beginning that no new claim may have, though no claim has them: annotations are on them."""


def next_claim_id(of_company: Iterable[str], company: str, taken: Iterable[str], kept: Kept) -> str:
    """Return the id of a company's next claim: that of its last numbered one, with the number after the highest."""
    by_hand = (claim for claim in of_company if not _DIGEST.fullmatch(claim))
    numbered = [found for claim in by_hand if (found := _NUMBERED.fullmatch(claim))]
    prefix = numbered[-1][1] if numbered else f"{spelt_out(company, 'claim')}-"
    digits = len(numbered[-1][2]) if numbered else DIGITS
    others = map(_NUMBERED.fullmatch, chain(taken, kept(prefix)))
    numbers = [int(found[2]) for found in others if found and found[1] == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}}"


def free_id(name: str, otherwise: str, taken: Collection[str]) -> str:
    """Return a name as an id that is not taken, with a number behind it if need be."""
    wanted = spelt_out(name, otherwise)
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
