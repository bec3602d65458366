"""Order candidate claims for a query, and say where they match.

Nothing here knows where candidates come from: `index.py` finds them.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log

import msgspec

from esgtui.search.text import Token, fold, spaced, tokens

STATEMENT = "statement"
ELSEWHERE = 0.35
"""What a word counts outside of the statement, in parts of what it counts in it."""

LENGTH = 0.5
"""How much longer statements are held back: 0 not at all, 1 in proportion to their length."""

IN_ORDER, CLOSE = 1.2, 0.6
"""What words in the order typed, and close together, add at most."""


class Sought(msgspec.Struct, frozen=True):
    """One word of a query: the words of the index that it may mean, each with its likelihood, and its rarity.

    `commonness` is the share of all claims that the word is expected in by chance.
    """

    word: str
    sure: dict[str, float]
    slips: dict[str, float]
    commonness: float

    def likelihood(self, term: str) -> float:
        """Return how likely the word of the index is meant, 0 if it is not."""
        return self.sure.get(term) or self.slips.get(term, 0.0)


Alternatives = Sequence[Sequence[Sought]]
"""What one clause of a query takes: any one alternative, of which every word."""


class Candidate(msgspec.Struct, frozen=True):
    """A claim to rank: its row, its statement, and its further texts, each with the name of where it stands."""

    row: int
    statement: str
    further: Callable[[], Iterable[tuple[str, str]]]


class Hit(msgspec.Struct, frozen=True):
    """A claim found: where it matches, and how well.

    `spans` are half-open character offsets into `Claim.statement`, in order and apart from each other; `where` is
    `statement`, or what else of the claim matches if the statement does not.
    """

    row: int
    score: float
    spans: tuple[tuple[int, int], ...] = ()
    where: str = STATEMENT


class _Found(msgspec.Struct):
    """One sought word in one candidate."""

    score: float
    position: int | None = None
    where: str = ""


def rank(clauses: Sequence[Alternatives], candidates: Iterable[Candidate], average_length: float) -> list[Hit]:
    """Return `candidates` from best to worst.

    A word adds the logarithm of how much likelier it is in this claim than by chance: more if it is whole than as
    a beginning, as a beginning than with a slip, if it is rare, and if the statement is short. Words in the order
    typed and close together add a little.
    """
    ranked = [_rank_one(clauses, candidate, average_length) for candidate in candidates]
    ranked.sort(key=lambda hit: (-hit.score, hit.row))
    return ranked


def _rank_one(clauses: Sequence[Alternatives], candidate: Candidate, average_length: float) -> Hit:
    words = spaced(candidate.statement).split()
    positions = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))
    norm = 1 - LENGTH + LENGTH * len(words) / average_length
    found: list[_Found] = []
    for alternatives in clauses:
        tried = [[_find(sought, positions, candidate, norm) for sought in alternative] for alternative in alternatives]
        found += max(tried, key=lambda each: sum(one.score for one in each))
    score = sum(one.score for one in found) + _togetherness([one.position for one in found if one.position is not None])
    elsewhere = [one.where for one in found if one.where]
    is_in_statement = any(one.position is not None for one in found)
    return Hit(candidate.row, score, (), elsewhere[0] if elsewhere and not is_in_statement else STATEMENT)


def _find(sought: Sought, positions: dict[str, int], candidate: Candidate, norm: float) -> _Found:
    likelihood, term = _best(sought, positions)
    if term:
        return _Found(_gain(likelihood / norm, sought), positions[term])
    for where, text in candidate.further():
        likelihood, term = max((likelihood, term), _best(sought, dict.fromkeys(spaced(text).split(), 0)))
        if term:
            return _Found(_gain(ELSEWHERE * likelihood, sought), None, where)
    return _Found(0.0)


def _best(sought: Sought, positions: dict[str, int]) -> tuple[float, str]:
    for means in (sought.sure, sought.slips):
        terms = means.keys() & positions.keys()
        if terms:
            return max((means[term], term) for term in terms)
    return 0.0, ""


def _gain(likelihood: float, sought: Sought) -> float:
    return log(1 + likelihood / sought.commonness)


def _togetherness(positions: list[int]) -> float:
    """Return what the places of the words found, in the order typed, add to the score."""
    if len(positions) < 2:
        return 0.0
    steps = [after - before for before, after in pairwise(positions)]
    in_order = sum(step > 0 for step in steps) / len(steps)
    close = sum(1 / max(abs(step), 1) for step in steps) / len(steps)
    return IN_ORDER * in_order + CLOSE * close


def spans(clauses: Sequence[Alternatives], statement: str) -> tuple[tuple[int, int], ...]:
    """Return where in `statement` the words sought are, as half-open character offsets in order.

    The whole word where it is whole or has a slip, and what was typed of it where it begins with that. Slips are
    shown only of words that are not there without.
    """
    found = tokens(statement)
    present = {token.text for token in found}
    marks: list[tuple[int, int]] = []
    for sought in (sought for alternatives in clauses for alternative in alternatives for sought in alternative):
        means = next((means for means in (sought.sure, sought.slips) if not present.isdisjoint(means)), None)
        if means is not None:
            marks += [_mark(token, sought.word, statement) for token in found if token.text in means]
    return tuple(_joined(marks))


def _mark(token: Token, word: str, statement: str) -> tuple[int, int]:
    if token.text == word or not token.text.startswith(word):
        return token.start, token.end
    if token.end - token.start == len(token.text):
        end = token.start + len(word)
    else:  # characters that fold to several or to none: the fewest whose folded form holds what was typed
        end = token.start + 1
        while len(fold(statement[token.start : end])) < len(word):
            end += 1
    while end < token.end and not fold(statement[end]):
        end += 1
    return token.start, end


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
