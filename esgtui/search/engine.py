"""Search the claims of a dataset: build the index piece by piece, and answer queries from what is there already."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.matching import Search
from esgtui.search.names import own_texts
from esgtui.search.ranking import Candidate, Hit
from esgtui.search.text import APART, all_spaced, fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from esgtui.dataset.model import Claim
    from esgtui.search.index import TermIndex
    from esgtui.search.names import Names
    from esgtui.search.query import Query

FIRST_PIECE = 2_000
"""The index can be searched after this many claims for the first time, and then whenever it has grown eightfold."""

STEP = 500
"""Progress is reported, and may stop the building, after this many claims each."""


class Results(msgspec.Struct, frozen=True):
    """What a query found: `hits` best first, at most as many as asked for, of `total` claims that match.

    If no claim has all the words, `closest` is set, `hits` are the claims that come closest, and `total` their number.
    """

    hits: tuple[Hit, ...]
    total: int
    closest: bool = False
    hints: tuple[str, ...] = ()
    took_ms: float = 0.0


class _Shared(msgspec.Struct, frozen=True):
    """The words of a company, pillar and topics: as the index takes them in, and one by one with where they stand."""

    together: str
    apart: list[tuple[str, list[str]]]


class ClaimIndex:
    """The search index of a dataset's claims, in memory. One thread builds, any others search meanwhile."""

    def __init__(self, claims: Sequence[Claim], names: Names) -> None:
        self._claims = claims
        self._names = names
        self._terms: TermIndex | None = None
        self._shared_by_key: dict[tuple[str, str, tuple[str, ...]], _Shared] = {}

    @property
    def ready(self) -> int:
        """The number of claims that a search finds by now: the first ones of the dataset."""
        return self._terms.snapshot.size if self._terms else 0

    def build(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Index all claims; `progress` is told how many of how many are done, and stops the building by raising."""
        from esgtui.search.index import TermIndex

        self._terms = terms = TermIndex()
        total = len(self._claims)
        next_commit = FIRST_PIECE
        for first in range(0, total, STEP):
            if progress:
                progress(first, total)
            self._add(terms, self._claims[first : first + STEP])
            if first + STEP >= next_commit:
                terms.commit()
                next_commit *= 8
        terms.finish()
        if progress:
            progress(total, total)

    def search(self, query: Query, *, limit: int = 200, allowed: Collection[int] | None = None) -> Results:
        """Return the best `limit` claims for `query` among the `allowed` rows (all if None).

        The query's filters are not looked at: `allowed` is what they let through.
        """
        started = perf_counter()
        if not query.has_text or self._terms is None:
            rows: Sequence[int] = range(len(self._claims)) if allowed is None else sorted(allowed)
            hits, total, closest = [Hit(row, 0.0) for row in rows[:limit]], len(rows), False
        else:
            hits, total, closest = Search(self._terms.snapshot, query, self._candidate).run(limit, allowed)
        return Results(tuple(hits), total, closest, query.hints, (perf_counter() - started) * 1000)

    def matching_rows(self, query: Query) -> Sequence[int]:
        """Return all rows whose claims match all words of `query`, in ascending order, filters aside."""
        if not query.has_text or self._terms is None:
            return range(len(self._claims))
        return Search(self._terms.snapshot, query, self._candidate).matching_rows()

    def _add(self, terms: TermIndex, claims: Sequence[Claim]) -> None:
        statements = all_spaced([claim.statement for claim in claims])
        for claim, statement in zip(claims, statements, strict=True):
            terms.add(fold(claim.id), statement, self._further(claim))

    def _further(self, claim: Claim) -> str:
        """Return the words of a claim's further texts, with a sign between the texts that is in no query."""
        own, shared = own_texts(claim), self._shared(claim).together
        return f"{f' {APART} '.join([spaced(text) for _, text in own])} {APART} {shared}" if own else shared

    def _shared(self, claim: Claim) -> _Shared:
        """Return what a claim has in common with others, worked out once for all of them."""
        key = (claim.company, claim.pillar, claim.topics)
        shared = self._shared_by_key.get(key)
        if shared is None:
            texts = [(where, spaced(text)) for where, text in self._names.shared_texts(claim)]
            shared = _Shared(
                f" {APART} ".join([words for _, words in texts]), [(at, words.split()) for at, words in texts]
            )
            self._shared_by_key[key] = shared
        return shared

    def _candidate(self, row: int) -> Candidate:
        claim = self._claims[row]

        def further() -> list[tuple[str, list[str]]]:
            own = [(where, spaced(text).split()) for where, text in own_texts(claim)]
            return [("id", [fold(claim.id)]), *own, *self._shared(claim).apart]

        return Candidate(row, claim.statement, further)
