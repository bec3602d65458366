"""How like two claims are to each other, in per cent, and which of their words agree.

Nothing here knows where claims to compare come from: `similarity.py` and `duplicates.py` find them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import floor, fsum, log

import msgspec
from rapidfuzz.distance import Indel

from esgtui.search.text import Token, all_spaced, places, spaced

ORDER = 0.1
"""What the order of the words counts; the words themselves count the rest."""

OTHER_FIGURE = 0.5
"""What a number counts, in parts of the same number, where the other claim has another one: 2030 and 2040."""

FIGURE, NAME, MOST = 2.0, 1.0, 6.0
"""What a number weighs, what a company's own name does, and what the rarest word does; a word in all claims: 0.7."""

OWN_NAME = "\ue001"
"""Begins the word that stands for a company's name in its own claims. It is of the private use area."""

AFTER_DIGITS = ":"
"""Sorts after every folded word that is a number, and before all others."""

Spans = tuple[tuple[int, int], ...]


class Wording(msgspec.Struct, frozen=True):
    """The words of a statement for comparison: in order, as a set, and what each kind of them adds up to."""

    words: list[str]
    known: frozenset[str]
    figures: frozenset[str]
    has_name: bool
    weight: float


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return in how many of these texts, with spaces between words, each word is."""
    return Counter(chain.from_iterable(map(set, map(str.split, texts))))


class _Weights(dict[str, float]):
    """What each word weighs, worked out when it is first met."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        super().__init__()
        self._counts = counts
        self._size = size

    def __missing__(self, word: str) -> float:
        if word < AFTER_DIGITS:
            weight = FIGURE
        elif word.startswith(OWN_NAME):
            weight = NAME
        else:
            weight = min(MOST, log(1 + self._size / max(1, self._counts.get(word, 1))))
        self[word] = weight
        return weight


class Likeness:
    """Compares statements of one dataset: `counts` tells in how many of its `size` statements a word is.

    `names` holds each company's names: what a company calls itself in its own claims says little about them.
    Safe to use from any thread.
    """

    def __init__(self, counts: Mapping[str, int], size: int, names: Mapping[str, Iterable[str]]) -> None:
        self.weights = _Weights(counts, size)
        self._counts = counts
        self._names = names
        self._runs: dict[str, list[tuple[str, str]]] = {}

    def wordings(self, statements: Sequence[str], companies: Sequence[str]) -> list[Wording]:
        """Return the wording of each statement; `companies` says whose it is."""
        return list(map(self.wording, self.named(all_spaced(statements), companies)))

    def named(self, texts: Iterable[str], companies: Iterable[str]) -> list[str]:
        """Return `spaced` texts with a word that stands for the company's name in place of it; `companies` says whose.

        What is left is all that counts: texts that are now the same have the same wording.
        """
        return list(map(self._named, texts, companies))

    def _named(self, text: str, company: str) -> str:
        for name, stand_in in self._runs_of(company):
            if name in (padded := f" {text} "):
                text = padded.replace(name, stand_in).strip()
        return text

    def wording(self, text: str) -> Wording:
        """Return the wording of a text as `named` returns it."""
        words = text.split()
        known = frozenset(words)
        figures = frozenset([word for word in known if word < AFTER_DIGITS])
        return Wording(words, known, figures, OWN_NAME in text, fsum([self.weights[word] for word in known]))

    def rarest_first(self) -> list[str]:
        """Return the words of the dataset's statements."""
        return sorted(self._counts, key=lambda word: (self._counts[word], word))

    def _runs_of(self, company: str) -> list[tuple[str, str]]:
        """Return a company's names as runs of words, each with what stands for it; the longest first."""
        if company not in self._runs:
            runs = sorted({spaced(name) for name in self._names.get(company, ())} - {""}, key=len, reverse=True)
            self._runs[company] = [(f" {run} ", f" {OWN_NAME}{run.replace(' ', OWN_NAME)} ") for run in runs]
        return self._runs[company]

    def score(self, one: Wording, other: Wording, least: float = 0.0) -> float:
        """Return how like two claims are, from 0 to 1: 1 only if all words are the same, in the same order.

        What cannot reach `least` may be returned as less than it is.

        Nine tenths are the share of the words that both have, by their weights (common / (one + other), each word
        once); another number in the place of one, or another company's own name, counts half. One tenth is the order:
        what rapidfuzz calls the normalized similarity of the two rows of words.
        """
        if not (one.words and other.words):
            return 0.0
        if one.words == other.words:
            return 1.0
        both = one.known & other.known
        common = fsum([self.weights[word] for word in both])  # the same in whatever order the set has its words
        if one.figures and other.figures:
            replaced = min(len(one.figures), len(other.figures)) - len(one.figures & other.figures)
            common += OTHER_FIGURE * FIGURE * replaced
        if one.has_name and other.has_name and not any(word.startswith(OWN_NAME) for word in both):
            common += OTHER_FIGURE * NAME
        in_common = (1 - ORDER) * 2 * common / (one.weight + other.weight)
        if in_common + ORDER < least:
            return in_common
        return in_common + ORDER * Indel.normalized_similarity(one.words, other.words)


def percent(score: float) -> int:
    """Return a score as a whole percentage, rounded down: 100 stands for nothing but the same words in a row."""
    return floor(100 * score + 1e-9)


def agreeing(statement: str, one: Wording, other: Wording) -> Spans:
    """Return where in `statement`, the one of `one` or of `other`, the words are that both have."""
    return _marks(statement, places(statement, _common(one, other)))


def differing(statement: str, own: Wording, other: Wording) -> Spans:
    """Return where in `statement`, the one of `own`, the words are that `other` does not have."""
    if own.known <= other.known:
        return ()
    apart = _apart(own.known) - _common(own, other) if own.has_name else own.known - other.known
    return _marks(statement, places(statement, apart))


def _common(one: Wording, other: Wording) -> set[str]:
    return _apart(one.known & other.known)


def _apart(words: Iterable[str]) -> set[str]:
    """Return words as they stand in statements, companies' names word by word."""
    return {part for word in words for part in (word.split(OWN_NAME) if OWN_NAME in word else (word,)) if part}


def _marks(statement: str, found: Iterable[Token]) -> Spans:
    """Return half-open character offsets, in order; what no letter or digit parts is one."""
    marks: list[tuple[int, int]] = []
    for start, end in sorted((token.start, token.end) for token in found):
        if marks and (start <= marks[-1][1] or not any(map(str.isalnum, statement[marks[-1][1] : start]))):
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)
