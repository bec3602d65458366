"""Tell how a query was read, and why a claim stands where it stands among those found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from esgtui.search.likelihood import begun
from esgtui.search.names import STATEMENT
from esgtui.search.ranking import togetherness, weigh
from esgtui.search.text import spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esgtui.search.matching import Search
    from esgtui.search.query import Filter, Query
    from esgtui.search.ranking import Candidate, Sought

How = Literal["whole", "beginning", "slip", "phrase"]

MOST_MEANINGS = 8
"""How many of the words that a typed one may mean are named."""


class Meaning(msgspec.Struct, frozen=True):
    """A word of the claims that a typed one may mean: how, and in how many texts it is."""

    word: str
    how: How
    count: int


class WordRead(msgspec.Struct, frozen=True):
    """A typed word or phrase: what it may mean, the likeliest first, and how many meanings there are in all."""

    typed: str
    meanings: tuple[Meaning, ...] = ()
    total: int = 0
    is_excluded: bool = False


class Reading(msgspec.Struct, frozen=True):
    """A query as it was read: every clause has to match, by all words of any of its alternatives.

    `filters` are as they are written, each with how many claims it lets through.
    """

    clauses: tuple[tuple[tuple[WordRead, ...], ...], ...]
    filters: tuple[tuple[str, int], ...]


class Reason(msgspec.Struct, frozen=True):
    """What one typed word adds to a claim's score: the word that it was found as, how, and where."""

    typed: str
    found: str
    how: How
    where: str
    points: float


class Account(msgspec.Struct, frozen=True):
    """Why a claim stands where it stands: its score is the sum of its reasons and of what being together adds."""

    row: int
    score: float
    reasons: tuple[Reason, ...]
    together: float


def read(search: Search, query: Query, count: Callable[[Filter], int]) -> Reading:
    """Return how a query was read, and what its words may mean; `count` tells how many claims a filter lets through."""
    wanted = [
        tuple(tuple(_word_read(search, sought) for sought in alternative) for alternative in clause)
        for clause in search.asked.alternatives
    ]
    unwanted = [((WordRead(" ".join(term.parts), is_excluded=True),),) for term in query.unwanted]
    return Reading((*wanted, *unwanted), tuple((str(each), count(each)) for each in query.filters))


def _word_read(search: Search, sought: Sought) -> WordRead:
    meanings = dict(sought.meanings())
    likeliest = sorted(meanings, key=lambda word: (-meanings[word], word))
    named = tuple(Meaning(word, _how(sought, word), search.count(word)) for word in likeliest[:MOST_MEANINGS])
    return WordRead(sought.word, named, len(meanings))


def _how(sought: Sought, word: str) -> How:
    if " " in word:
        return "phrase"
    if word == sought.word:
        return "whole"
    return "slip" if word in sought.slips else "beginning"


def account(search: Search, candidate: Candidate) -> Account:
    """Return why a claim stands where it stands for a search with words."""
    gains, places, numbers, _ = weigh(search.asked, candidate)
    texts = [(STATEMENT, spaced(candidate.statement).split()), *candidate.further()]
    reasons = []
    for number in numbers:
        if gains[number]:
            sought = search.asked.sought[number]
            where, word = _likeliest(sought, texts[:1] if places[number] >= 0 else texts) or ("", "")
            reasons.append(Reason(sought.word, word, _how(sought, word), where, gains[number]))
    together = togetherness([places[number] for number in numbers if places[number] >= 0])
    return Account(candidate.row, sum(reason.points for reason in reasons) + together, tuple(reasons), together)


def _likeliest(sought: Sought, texts: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, str] | None:
    """Return where the likeliest word is that the one sought may mean, and which it is."""
    meanings = dict(sought.meanings())
    if sought.is_open:
        meanings |= {
            word: begun(sought.word, word) for _, words in texts for word in words if word.startswith(sought.word)
        }
    found = [(where, word) for where, words in texts for word in words if word in meanings]
    found += [(where, sought.word) for where, words in texts if f" {sought.word} " in f" {' '.join(words)} "]
    return max(found, key=lambda pair: meanings.get(pair[1], 0.0), default=None)
