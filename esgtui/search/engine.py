"""Search the claims of a dataset: build the index piece by piece, and answer queries from what is there already."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.ranking import Candidate, Hit, Sought, rank, spans
from esgtui.search.text import spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import tantivy

    from esgtui.dataset.model import Claim
    from esgtui.search.index import Snapshot, TermIndex
    from esgtui.search.names import Names
    from esgtui.search.query import Query, Term

FIRST_PIECE = 2_000
"""The index can be searched after this many claims for the first time, and then whenever it has grown fourfold."""

STEP = 500
"""Progress is reported, and may stop the building, after this many claims each."""

CANDIDATES = 200
"""The order of at most this many claims is worked out, and of as many as are asked for."""

_APART = " \ue000 "


class Results(msgspec.Struct, frozen=True):
    """What a query found: `hits` best first, at most as many as asked for, of `total` claims that match.

    If no claim has all the words, `closest` is set, `hits` are the claims that come closest, and `total` their number.
    """

    hits: tuple[Hit, ...]
    total: int
    closest: bool = False
    hints: tuple[str, ...] = ()
    took_ms: float = 0.0


class ClaimIndex:
    """The search index of a dataset's claims, in memory. One thread builds, any others search meanwhile."""

    def __init__(self, claims: Sequence[Claim], names: Names) -> None:
        self._claims = claims
        self._names = names
        self._terms: TermIndex | None = None

    @property
    def ready(self) -> int:
        """The number of claims that a search finds by now: the first ones of the dataset."""
        return self._terms.snapshot.size if self._terms else 0

    def build(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Index all claims; `progress` is told how many of how many are done, and stops the building by raising."""
        from esgtui.search.index import TermIndex

        terms = TermIndex()
        self._terms = terms
        next_commit = FIRST_PIECE
        for row, claim in enumerate(self._claims):
            terms.add(
                row, spaced(claim.statement), spaced(_APART.join(text for _, text in self._names.further_texts(claim)))
            )
            if row + 1 == next_commit:
                terms.commit()
                next_commit *= 4
            if progress and row % STEP == 0:
                progress(row, len(self._claims))
        terms.commit()
        if progress:
            progress(len(self._claims), len(self._claims))

    def search(self, query: Query, *, limit: int = 200, allowed: Collection[int] | None = None) -> Results:
        """Return the best `limit` claims for `query` among the `allowed` rows (all if None).

        The query's filters are not looked at: `allowed` is what they let through.
        """
        started = perf_counter()
        if not query.has_text or self._terms is None:
            rows: Collection[int] = range(len(self._claims)) if allowed is None else sorted(allowed)
            hits = [Hit(row, 0.0) for _, row in zip(range(limit), rows, strict=False)]
            total, closest = len(rows), False
        else:
            hits, total, closest = _Search(self._terms.snapshot, query, self._candidate).run(limit, allowed)
        took = (perf_counter() - started) * 1000
        return Results(tuple(hits), total, closest, query.hints, took)

    def matching_rows(self, query: Query) -> list[int]:
        """Return all rows whose claims match all words of `query`, in ascending order, filters aside."""
        if not query.has_text or self._terms is None:
            return list(range(len(self._claims)))
        search = _Search(self._terms.snapshot, query, self._candidate)
        return self._terms.snapshot.rows(search.condition())

    def _candidate(self, row: int) -> Candidate:
        claim = self._claims[row]
        return Candidate(row, claim.statement, partial(self._names.further_texts, claim))


class _Search:
    """One query on one state of the index."""

    def __init__(self, snapshot: Snapshot, query: Query, candidate: Callable[[int], Candidate]) -> None:
        self._index = snapshot
        self._query = query
        self._candidate = candidate
        self._clauses = [[self._sought(term) for term in terms] for terms in query.wanted]

    def run(self, limit: int, allowed: Collection[int] | None) -> tuple[list[Hit], int, bool]:
        """Return the best hits, the number of all, and whether they are only the closest."""
        if not self._clauses:
            found = [row for row in self._index.rows(self.condition()) if allowed is None or row in allowed]
            return [Hit(row, 0.0) for row in found[:limit]], len(found), False
        rows, total = self._best(self.condition(), max(limit, CANDIDATES), allowed)
        closest = not rows
        if closest:
            rows, _ = self._best(self._closest_condition(), max(limit, CANDIDATES), allowed)
            total = min(len(rows), limit)
        hits = rank(self._clauses, map(self._candidate, rows), 20)[:limit]
        return [self._with_spans(hit) for hit in hits], total, closest

    def condition(self) -> tantivy.Query:
        """Return the index's query for claims that match every clause."""
        return self._index.all_of(
            [
                self._index.either([self._term(term, sought) for term, sought in zip(terms, clause, strict=True)])
                for terms, clause in zip(self._query.wanted, self._clauses, strict=True)
            ],
            self._unwanted(),
        )

    def _closest_condition(self) -> tantivy.Query:
        parts = [
            self._term(term, sought)
            for terms, clause in zip(self._query.wanted, self._clauses, strict=True)
            for term, sought in zip(terms, clause, strict=True)
        ]
        words = [
            self._index.any_of({**sought.sure, **sought.slips})
            for clause in self._clauses
            for part in clause
            for sought in part
        ]
        return self._index.all_of([self._index.either([*parts, *words])], self._unwanted())

    def _unwanted(self) -> list[tantivy.Query]:
        return [self._term(term, self._sought(term)) for term in self._query.unwanted]

    def _term(self, term: Term, sought: Sequence[Sought]) -> tantivy.Query:
        if term.is_phrase and len(term.parts) > 1:
            return self._index.phrase(term.parts)
        return self._index.all_of([self._index.any_of({**word.sure, **word.slips}) for word in sought])

    def _sought(self, term: Term) -> list[Sought]:
        vocabulary, size = self._index.vocabulary, self._index.size
        found = []
        for word in term.parts:
            may_go_on = word is term.parts[-1] and term.last_may_go_on
            sure = vocabulary.sure_meanings(word, may_go_on=may_go_on)
            slips = {} if term.is_phrase else vocabulary.slips(word, may_go_on=may_go_on)
            expected = sum(value * vocabulary.counts[meant] for meant, value in (*sure.items(), *slips.items()))
            found.append(Sought(word, sure, slips, max(expected, 1e-3) / max(size, 1)))
        return found

    def _best(self, condition: tantivy.Query, limit: int, allowed: Collection[int] | None) -> tuple[list[int], int]:
        if allowed is None:
            return self._index.best(condition, limit)
        found = [row for row in self._index.rows(condition) if row in allowed]
        if len(found) <= limit:
            return found, len(found)
        # Ask for more and more of the best until enough of them are let through: most filters let much through.
        wanted = limit * 2
        while True:
            rows = [row for row in self._index.best(condition, wanted)[0] if row in allowed]
            if len(rows) >= min(limit, len(found)):
                return rows[:limit], len(found)
            wanted *= 4

    def _with_spans(self, hit: Hit) -> Hit:
        return msgspec.structs.replace(hit, spans=spans(self._clauses, self._candidate(hit.row).statement))
