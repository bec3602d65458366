"""A list of phrases of the rules: what it shows, and what makes its phrases mean something else where they stand."""

import re
from collections.abc import Iterable

import msgspec

from esgtui.checklist.phrase import Written, read

_BEFORE = 40
"""So many characters before a phrase are looked at for what makes it mean something else."""


class Around:
    """What must not stand directly before or after a phrase of one attribute."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        read_before, read_after = [read(phrase) for phrase in before], [read(phrase) for phrase in after]
        ends, begins = ("|".join(each.pattern for each in phrases) for phrases in (read_before, read_after))
        self._ends = Written(ending for each in read_before for ending in each.endings)
        self._before = re.compile(rf"(?<!\w)(?:{ends})[\s.:(\u2010-\u2015-]{{0,3}}\Z")
        self._after = re.compile(rf"[\s\u2010-\u2015-]{{0,3}}(?:{begins})") if begins else None

    def rules_out(self, text: str, start: int, end: int, word_before: str) -> bool:
        """Tell whether what stands around a phrase, at half-open offsets, makes it mean something else."""
        if self._after and self._after.match(text, end):
            return True
        if word_before not in self._ends.words and not (self._ends.is_open and self._ends.has(word_before)):
            return False
        return self._before.search(text[max(0, start - _BEFORE) : start]) is not None


class PhraseList(msgspec.Struct, frozen=True, eq=False):
    """Which aspect of an attribute phrases show; `aspect` is empty for attributes without.

    `around` is what rules phrases out; those that `are_none_in_names` do not count in a name; those `of_shares` count
    only where a share is given; phrases of one that `is_wording` are told in lower case. Each list is itself alone,
    whatever it is equal to.
    """

    attribute: str
    aspect: str
    around: Around | None = None
    are_none_in_names: bool = False
    of_shares: bool = False
    is_wording: bool = False
    place: str = ""
    """What is one for all lists of an aspect."""


SHARES = PhraseList("quantified", "share")
"""The shares in words; as the numbers in words, they become figures."""
NUMBERS = PhraseList("quantified", "number")
