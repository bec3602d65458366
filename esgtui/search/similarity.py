"""Find the claims most like one of them: candidates from the index by its rarest words, ordered by their likeness."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from esgtui.search.likeness import OWN_NAME, agreeing, percent
from esgtui.search.names import STATEMENT
from esgtui.search.ranking import Hit
from esgtui.search.snapshot import make_schema
from esgtui.search.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esgtui.dataset.model import Claim
    from esgtui.search.likeness import Likeness, Wording
    from esgtui.search.snapshot import Snapshot

LEAST = 0.3
"""Claims that score less are not like each other: they share a subject, or no more than turns of phrase."""

CANDIDATES = 100
"""How many claims are compared at first, and at least."""

MOST_CANDIDATES = 1_600
"""How many are compared at most where most of them are not let through."""

ENTRIES, FEWEST_WORDS, MOST_WORDS = 60_000, 6, 24
"""Rare words are asked for, as many as have these entries in the index together, though always a few and never many:
so the cost does not grow with how common a claim's words are."""


def most_like(
    row: int,
    claims: Sequence[Claim],
    index: Snapshot,
    likeness: Likeness,
    limit: int,
    allowed: Callable[[Claim], bool] = lambda _: True,
) -> tuple[list[Hit], int]:
    """Return the claims most like the one at `row`, best first and at most `limit`, and how many are like it at all.

    Those below `LEAST` and the claim itself are left out. A hit's score is its likeness in per cent, its spans are
    the words that both claims have. Of claims that are equally like it the first in the dataset comes first.
    Compared are the `CANDIDATES` that have the most of its rarest words.
    """
    claim = claims[row]
    (wording,) = likeness.wordings([claim.statement], [claim.company])
    weights = _asked(wording, index)
    if not weights:
        return [], 0
    words = Terms(make_schema(), {STATEMENT: index.counts[STATEMENT]}, index.size)
    query, wanted = words.any_of(weights), CANDIDATES + 1
    while True:
        rows, total = index.best(query, wanted)
        found = [other for other in rows if other != row and allowed(claims[other])]
        if len(found) >= CANDIDATES or wanted >= min(total, MOST_CANDIDATES):
            break
        wanted *= 4
    scored = _scored(wording, found[:CANDIDATES], claims, likeness)
    hits = [
        Hit(other, float(percent(score)), agreeing(claims[other].statement, wording, theirs))
        for score, other, theirs in scored[:limit]
    ]
    return hits, len(scored)


def _asked(wording: Wording, index: Snapshot) -> dict[str, float]:
    """Return the rarest words with what they weigh for the index; the company's name is no reason to look there."""
    words = [word for word in wording.known if not word.startswith(OWN_NAME)]
    in_statements = index.counts[STATEMENT]
    counts = sorted((count, word) for word in words if (count := in_statements.get(word)))
    asked: dict[str, float] = {}
    entries = 0
    for count, word in counts[:MOST_WORDS]:
        entries += count
        if entries > ENTRIES and len(asked) >= FEWEST_WORDS:
            break
        asked[word] = log(1 + index.size / count)
    return asked


def _scored(
    wording: Wording, rows: Sequence[int], claims: Sequence[Claim], likeness: Likeness
) -> list[tuple[float, int, Wording]]:
    """Return the scores of those that are like enough, with their rows and wordings, best first."""
    others = likeness.wordings([claims[row].statement for row in rows], [claims[row].company for row in rows])
    scored = [(likeness.score(wording, other), row, other) for row, other in zip(rows, others, strict=True)]
    return sorted((each for each in scored if each[0] >= LEAST), key=lambda each: (-each[0], each[1]))
