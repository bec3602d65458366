"""Which metrics measure the same thing, by the words of their names; units and what they are counted over come before.

Two names are alike if they share at least half of the words of the longer one, and have the same numbers, years aside:
`recycled steel` and `share of recycled steel`, but not `Scope 1 emissions` and `Scope 3 emissions`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from esgtui.insight.units import singular

WORD = re.compile(r"\w+")
EMPTY = frozenset(
    WORD.findall(
        "a an the of in on at to for by from with and or per all its their our that which are is be been as than"
        " baseline base year compared compare relative against versus vs level target goal we also"
        " percent number total share amount rate percentage proportion level sum count quantity"
    )
)
"""Words that do not say what is measured."""
DATED = re.compile(r"(?:fye?|cy)?(?:19|20)\d\d", re.IGNORECASE)
"""A word that says when, and not what is measured."""
CHANGE = re.compile(
    r"\b(?:reduc\w+|decreas\w+|lower\w*|less|fewer|cut|cuts|cutting|sav(?:ed|ings?)|increas\w+|ris(?:e|es|en|ing)"
    r"|growth|higher|more|improve\w*|declin\w+|drop|change[sd]?|avoid\w*)\b",
    re.IGNORECASE,
)
"""Words in a metric's name by which its value is a difference, and no amount of what is named."""

Words = frozenset[str]


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """Return the words that say what a name measures; all of them if none does."""
    return telling_words(name) or frozenset(singular(word.casefold()) for word in WORD.findall(name))


def telling_words(name: str) -> Words:
    """Return the words that say what a name measures; none if it does not say so."""
    words = (singular(word.casefold()) for word in WORD.findall(CHANGE.sub(" ", name)))
    return frozenset(word for word in words if word not in EMPTY and not DATED.fullmatch(word))


def are_alike(one: Words, other: Words) -> bool:
    """Return whether two names measure the same thing."""
    return 2 * len(one & other) >= max(len(one), len(other), 1) and _numbers(one) == _numbers(other)


@lru_cache(maxsize=4096)
def _numbers(words: Words) -> Words:
    return frozenset(word for word in words if word.isdecimal())


def groups(names: Iterable[str]) -> list[int]:
    """Return for each name the number of its group: all of a group are alike its first name."""
    known: dict[Words, int] = {}
    firsts = _Firsts()
    found = []
    for name in names:
        words = words_of(name)
        if words not in known:
            known[words] = firsts.number_of(words)
        found.append(known[words])
    return found


class _Firsts:
    """The first names of groups by their words, so that few of very many are compared with another one."""

    def __init__(self) -> None:
        self._all: list[Words] = []
        self._with: dict[tuple[Words, str], list[int]] = {}
        """By the numbers in a name, and one of its words."""

    def number_of(self, words: Words) -> int:
        """Return the number of the group whose first name is the nearest of those alike; a new one's if there is none.

        Who is alike has half of the words, so it has any one of the others and one more: the rarest of them tell.
        """
        numbers = _numbers(words)
        lists = sorted((self._with.get((numbers, word), []) for word in words), key=len)
        telling = set(chain.from_iterable(lists[: len(words) // 2 + 1]))
        alike = (number for number in telling if are_alike(self._all[number], words))
        found = min(alike, key=lambda number: (-len(self._all[number] & words), number), default=len(self._all))
        if found == len(self._all):
            self._all.append(words)
            for word in words:
                self._with.setdefault((numbers, word), []).append(found)
        return found


def common_words(names: Mapping[str, int]) -> str:
    """Return what names have in common: the words that most have, as one spells them that has the most of these.

    `names` has how often each is given. If no word is in most of them, it is the first name.
    """
    counts = Counter[str]()
    for name, times in names.items():
        for word in words_of(name):
            counts[word] += times
    shared = {word for word, count in counts.items() if 2 * count > sum(names.values())}
    fullest = max(names, key=lambda name: len(shared & words_of(name)))
    found = {word.casefold(): word for word in WORD.findall(fullest) if singular(word.casefold()) in shared}
    return " ".join(found.values()) or " ".join(next(iter(names)).split())
