"""How much a sentence is like a claim, from what the checklist finds in it and from whose words it has.

A sum of weights, made a share of 1: 0.5 is a sentence that may as well be a claim as not.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import exp

import msgspec

from esgtui.checklist.findings import Finding

STATED: Mapping[str, float] = {
    "quantified": 1.3,
    "time-bound": 0.5,
    "baseline": 0.6,
    "boundary": 0.4,
    "standard": 1.0,
    "third-party": 0.7,
    "generic": 0.2,
    "offset": 0.8,
    "commitment": 0.7,
    "deadline": 0.9,
    "pledge": 0.4,
}
"""What attributes and aspects of the checklist weigh that a sentence states."""

WORDS: Mapping[str, float] = {
    "company": 0.9,
    "acts": 0.8,
    "recognition": 0.8,
    "policy": 0.3,
    "done": 0.4,
    "ahead": 0.7,
    "aside": -3.0,
}
"""What it weighs to have any phrase of a list in words.toml."""

TOPIC, MOST_TOPICS = 0.7, 3
AT_FIRST = -2.6
"""What a sentence weighs of which nothing is known."""
NAMED = 0.9
"""What it weighs to speak of the document's own company by name, in place of `we`."""
TITLE, QUESTION = -1.0, -1.5
"""What it weighs to be a heading, and to be a question."""
UNTOLD, UNDONE = -1.6, -0.3
"""What it weighs to have no word that tells anything, and to have only such as tell what something is."""
SAID_TO_BE = 1.2
"""What it weighs to have only such, and to tell by them that something is good or neutral: it is eco-friendly."""
SHORT, SHORT_UNENDED, LONG = 5, 8, 90
"""Fewer words than the first are too few for a claim, or than the second for one that no full stop ends, as captions
and cells of tables are; more than the last are too many."""
_ENDS = re.compile(r"[.!。！]['\"”’)\]]*$")

LETTERS = 12
"""A word has fewer letters than these, in the mean, in any language that sets words apart."""


class Seen(msgspec.Struct, frozen=True, dict=True):
    """What is seen in a sentence: what the checklist finds, the words of lists that it has, and how it is told."""

    text: str
    findings: tuple[Finding, ...]
    words: Counter[str]
    cut: frozenset[str]
    """All its words, in lower case."""
    is_named: bool = False
    is_title: bool = False
    is_question: bool = False

    @property
    def length(self) -> int:
        """How many words it has; where no spaces are written, as many as there would be in English."""
        return max(len(self.text.split()), len(self.text) // LETTERS)

    @cached_property
    def stated(self) -> frozenset[str]:
        """The attributes that the sentence states, and the aspects that it shows."""
        found = [finding for finding in self.findings if finding.state == "stated"]
        aspects = {sign.aspect for finding in found for sign in finding.signs if sign.aspect}
        return frozenset(aspects.union(finding.attribute for finding in found))


def score(seen: Seen) -> float:
    """Return how much a sentence is like a claim, from 0 to 1."""
    stated = seen.stated
    total = AT_FIRST + _weight_stated(stated)
    total += _weight_of_words(frozenset(seen.words))
    total += TOPIC * min(seen.words["topics"], MOST_TOPICS)
    total += NAMED * (seen.is_named and not seen.words["company"])
    total += TITLE * seen.is_title + QUESTION * seen.is_question
    total += _telling(seen, stated)
    least = SHORT if _ENDS.search(seen.text) else SHORT_UNENDED
    total += -0.7 * max(0, least - seen.length) - 0.8 * (seen.length > LONG)
    return 1 / (1 + exp(-total))


@lru_cache(1_000)
def _weight_stated(stated: frozenset[str]) -> float:
    return sum(weight for name, weight in STATED.items() if name in stated)


@lru_cache(1_000)
def _weight_of_words(lists: frozenset[str]) -> float:
    return sum(weight for name, weight in WORDS.items() if name in lists)


def _telling(seen: Seen, stated: frozenset[str]) -> float:
    """Return what it weighs in which way a sentence tells."""
    if _tells_of_deeds(seen, stated):
        return 0
    if seen.words["states"] and not stated.isdisjoint(("generic", "offset")):
        return SAID_TO_BE
    return UNDONE if seen.words["states"] or "quantified" in stated else UNTOLD


def _tells_of_deeds(seen: Seen, stated: frozenset[str]) -> bool:
    return any(seen.words[name] for name in ("acts", "done", "recognition")) or "commitment" in stated
