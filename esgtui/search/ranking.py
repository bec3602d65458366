"""Order candidate claims for a query, and say where they match.

Nothing here knows where candidates come from: `index.py` finds them.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log

import msgspec

from esgtui.search.likelihood import begun
from esgtui.search.names import STATEMENT
from esgtui.search.text import spaced

ELSEWHERE = 0.35
"""What a word counts outside of the statement, in parts of what it counts in it."""

LOT = 100
"""The best claims come in lots of so many (of each index), so that the first are the same however many are asked for.

An index knows less of what is best; here the claims of each lot are put in order.
"""

SLIP = 0.05
"""Words of the index that are likelier meant than this are meant for sure: whole, or as a beginning."""

LENGTH, USUAL_LENGTH = 0.4, 120
"""How much longer statements are held back (0 not at all, 1 in proportion), and how many characters are usual."""

IN_ORDER, CLOSE = 2.0, 0.4
"""What words in the order typed, and close together, add at most."""


class Sought(msgspec.Struct, frozen=True):
    """One word of a query: the words of the index that it may mean, each with its likelihood, and its rarity.

    Or a phrase: words with a space between, to be found whole and one after the other.

    `commonness` is the share of all claims that the word is expected in by chance. `is_elsewhere` tells whether any
    claim has it outside of its statement, `is_surely_elsewhere` whether without a slip, `may_go_on` whether it counts
    as a beginning, `is_open` whether of so many words that `sure` has only some of them. `found` is in how many texts
    its meanings are, those in several of them counted as often.
    """

    word: str
    sure: dict[str, float]
    slips: dict[str, float]
    commonness: float
    is_elsewhere: bool = True
    is_surely_elsewhere: bool = True
    may_go_on: bool = False
    is_open: bool = False
    found: int = 0

    @property
    def is_phrase(self) -> bool:
        """Tell whether this is several words in a row."""
        return " " in self.word

    def meanings(self) -> list[tuple[str, float]]:
        """Return all words of the index that this one may mean, each with its likelihood."""
        return [*self.slips.items(), *self.sure.items()]

    def gain(self, likelihood: float) -> float:
        """Return what a word of that likelihood adds to a claim's score."""
        return log(1 + likelihood / self.commonness)


Alternatives = Sequence[Sequence[Sought]]
"""What one clause of a query takes: any one alternative, of which every word."""


class Candidate(msgspec.Struct, frozen=True):
    """A claim to rank: its row, its statement, and the words of its further texts by the name of where they stand."""

    row: int
    statement: str
    further: Callable[[], Iterable[tuple[str, Sequence[str]]]]


class Hit(msgspec.Struct, frozen=True):
    """A claim found: where it matches, and how well.

    `spans` are half-open character offsets into `Claim.statement`, in order and apart from each other; `where` is
    `statement` if all words are in it, the name of another place, or both (`statement, note`).
    """

    row: int
    score: float
    spans: tuple[tuple[int, int], ...] = ()
    where: str = STATEMENT


class Asked:
    """The words of a query, laid out so that a claim is gone through once for all of them."""

    def __init__(self, clauses: Sequence[Alternatives]) -> None:
        self.alternatives = clauses
        self.sought = [sought for clause in clauses for alternative in clause for sought in alternative]
        numbers = iter(range(len(self.sought)))
        self.clauses = [[[next(numbers) for _ in alternative] for alternative in clause] for clause in clauses]
        is_plain = all(len(clause) == 1 for clause in self.clauses)
        self.only_way = [number for clause in self.clauses for number in clause[0]] if is_plain else None
        self.commonness = [sought.commonness for sought in self.sought]
        self.may_be_elsewhere = any(sought.is_elsewhere for sought in self.sought)
        self.open = [(number, sought.word) for number, sought in enumerate(self.sought) if sought.is_open]
        self.phrases = [(number, f" {sought.word} ") for number, sought in enumerate(self.sought) if sought.is_phrase]
        self.meant_by: dict[str, list[tuple[int, float]]] = {}
        for number, sought in enumerate(self.sought):
            for term, likelihood in sought.meanings():
                self.meant_by.setdefault(term, []).append((number, likelihood))

    def are_better_elsewhere(self, best: Sequence[float]) -> bool:
        """Tell whether a word that the statement lacks, or has with a slip, may be in the claim's other texts."""
        for likelihood, sought in zip(best, self.sought, strict=True):
            if likelihood <= SLIP and (sought.is_surely_elsewhere if likelihood else sought.is_elsewhere):
                return True
        return False

    def look_in(self, words: Sequence[str], best: list[float], places: list[int]) -> None:
        """Note for each word sought the likeliest of `words` that it may mean, and the place of that one."""
        meant_by = self.meant_by
        for word in [word for word in words if word in meant_by]:
            for number, likelihood in meant_by[word]:
                if likelihood > best[number]:
                    best[number] = likelihood
                    places[number] = words.index(word)
        for number, beginning in self.open:
            if not best[number]:
                self._look_for_others(number, beginning, words, best, places)
        if self.phrases:
            text = f" {' '.join(words)} "
            for number, phrase in self.phrases:
                if phrase in text:
                    best[number] = 1.0
                    places[number] = text.count(" ", 0, text.index(phrase))

    @staticmethod
    def _look_for_others(
        number: int, beginning: str, words: Sequence[str], best: list[float], places: list[int]
    ) -> None:
        for place, word in enumerate(words):
            if word.startswith(beginning) and begun(beginning, word) > best[number]:
                best[number] = begun(beginning, word)
                places[number] = place


def rank(asked: Asked, candidates: Iterable[Candidate]) -> list[Hit]:
    """Return `candidates` from best to worst, not yet with their spans.

    A word adds the logarithm of how much likelier it is in this claim than by chance: more if it is whole than as
    a beginning, as a beginning than with a slip, if it is rare, and if the statement is short. Words in the order
    typed and close together add a little.
    """
    ranked = [_rank_one(asked, candidate) for candidate in candidates]
    ranked.sort(key=lambda hit: (-hit.score, hit.row))
    return ranked


def _rank_one(asked: Asked, candidate: Candidate) -> Hit:
    gains, places, numbers, elsewhere = weigh(asked, candidate)
    found = [places[number] for number in numbers if places[number] >= 0]
    score = sum([gains[number] for number in numbers]) + togetherness(found)
    where = STATEMENT
    if elsewhere and len(found) < len(numbers):
        where = f"{STATEMENT}, {elsewhere}" if found else elsewhere
    return Hit(candidate.row, score, (), where)


def weigh(asked: Asked, candidate: Candidate) -> tuple[list[float], list[int], list[int], str]:
    """Return what each word asked for adds, its place in the statement (-1: none), which count, and where others are.

    Words count by their numbers in `asked.sought`: those of the best alternative of each clause.
    """
    words = spaced(candidate.statement).split()
    count = len(asked.sought)
    best, places = [0.0] * count, [-1] * count
    asked.look_in(words, best, places)
    length = 1 - LENGTH + LENGTH * len(candidate.statement) / USUAL_LENGTH
    gains = [
        log(1 + likelihood / length / commonness) if likelihood else 0.0
        for likelihood, commonness in zip(best, asked.commonness, strict=True)
    ]
    where = ""
    if asked.may_be_elsewhere and asked.are_better_elsewhere(best):
        where = _look_elsewhere(asked, candidate, gains, best)
    return gains, places, asked.only_way or _best_way(asked.clauses, gains), where


def _best_way(clauses: Sequence[Sequence[Sequence[int]]], gains: Sequence[float]) -> list[int]:
    """Return the numbers of the words of each clause's best alternative."""
    taken = [max(clause, key=lambda numbers: sum([gains[number] for number in numbers])) for clause in clauses]
    return [number for alternative in taken for number in alternative]


def _look_elsewhere(asked: Asked, candidate: Candidate, gains: list[float], said: Sequence[float]) -> str:
    """Raise the gains of words that the statement lacks or has with a slip.

    Return the first place of a word that is not `said` in the statement; an empty text if there is none.
    """
    first = ""
    count = len(gains)
    best = [0.0] * count
    for where, words in candidate.further():
        here = [0.0] * count
        asked.look_in(words, here, [0] * count)
        if not first and any(likelihood and not stated for likelihood, stated in zip(here, said, strict=True)):
            first = where
        best = list(map(max, best, here))
    for number, sought in enumerate(asked.sought):
        if best[number]:
            gains[number] = max(gains[number], sought.gain(ELSEWHERE * best[number]))
    return first


def togetherness(places: list[int]) -> float:
    """Return what the places of the words found, in the order typed, add to the score."""
    if len(places) < 2:
        return 0.0
    in_order = close = 0.0
    for before, after in pairwise(places):
        if after > before:
            in_order += 1
            close += 1 / (after - before)
        else:
            close += 1 / max(before - after, 1)
    return (IN_ORDER * in_order + CLOSE * close) / (len(places) - 1)
