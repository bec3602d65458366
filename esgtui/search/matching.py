"""Answer one query from one state of the index: what its words may mean, which claims match, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from esgtui.search.ranking import Candidate, Hit, Sought, rank, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import tantivy

    from esgtui.search.index import Snapshot
    from esgtui.search.query import Query, Term

CANDIDATES = 100
"""The order of at least this many of the best claims is worked out, and of as many as are asked for."""


CLOSE_ENOUGH = 0.5
"""If no claim has all words, those are shown that score at least this share of the closest one's."""

_Way: TypeAlias = "tuple[tantivy.Query, list[Sought]]"
"""A way to match a clause: as the index is asked for it, and as ranking looks for it."""


class Search:
    """One query on one state of the index."""

    def __init__(self, snapshot: Snapshot, query: Query, candidate: Callable[[int], Candidate]) -> None:
        self._index = snapshot
        self._candidate = candidate
        self._clauses = [[way for term in terms for way in self._ways(term)] for terms in query.wanted]
        self._unwanted = [condition for term in query.unwanted for condition, _ in self._ways(term)]

    def run(self, limit: int, allowed: Collection[int] | None) -> tuple[list[Hit], int, bool]:
        """Return the best hits, the number of all, and whether they are only the closest."""
        if not self._clauses:
            rows, total = self._first(self._condition(), limit, allowed)
            return [Hit(row, 0.0) for row in rows], total, False
        rows, total = self._best(self._condition(), max(limit, CANDIDATES), allowed)
        closest = not rows
        if closest:
            rows, _ = self._best(self._closest_condition(), max(limit, CANDIDATES), allowed)
        sought = [[words for _, words in ways] for ways in self._clauses]
        hits = rank(sought, map(self._candidate, rows))[:limit]
        if closest:
            hits = [hit for hit in hits if hit.score >= CLOSE_ENOUGH * hits[0].score]
            total = len(hits)
        marked = [msgspec.structs.replace(hit, spans=spans(sought, self._candidate(hit.row).statement)) for hit in hits]
        return marked, total, closest

    def matching_rows(self) -> list[int]:
        """Return all rows that match every clause, in ascending order."""
        return self._index.rows(self._condition())

    def _condition(self) -> tantivy.Query:
        clauses = [self._index.either([condition for condition, _ in ways]) for ways in self._clauses]
        return self._index.all_of(clauses, self._unwanted)

    def _closest_condition(self) -> tantivy.Query:
        phrases = [condition for ways in self._clauses for condition, words in ways if words[0].is_phrase]
        words = [self._any_meaning(sought) for ways in self._clauses for _, words in ways for sought in words]
        return self._index.all_of([self._index.either([*phrases, *words])], self._unwanted)

    def _ways(self, term: Term) -> list[_Way]:
        """Return the ways to match what was typed as one: as its words, as one compound, as a claim's id."""
        ids = self._as_id(term) if term.typed else []
        if term.is_phrase and len(term.parts) > 1:
            return [self._phrase(term.parts), *ids]
        sought = [
            self._sought(part, may_go_on=term.last_may_go_on and at == len(term.parts), may_slip=not term.is_phrase)
            for at, part in enumerate(term.parts, 1)
        ]
        words = self._index.all_of([self._any_meaning(word) for word in sought])
        compounds = [] if term.is_phrase else self._compounds(term.parts)
        return [(words, sought), *compounds, *ids]

    def _phrase(self, words: Sequence[str]) -> _Way:
        commonness = min(self._index.count(word) for word in words) / max(self._index.size, 1)
        sought = Sought(" ".join(words), {" ".join(words): 1.0}, {}, max(commonness, 1e-6))
        return self._index.phrase(words), [sought]

    def _compounds(self, parts: Sequence[str]) -> list[_Way]:
        """Return what is written as one word where several were typed (`life-cycle`), or as two where one was."""
        known = self._index.vocabulary
        if not "".join(parts).isalpha():
            return []
        if len(parts) > 1:
            joined = self._sought("".join(parts), may_go_on=True, may_slip=False)
            return [(self._any_meaning(joined), [joined])] if joined.sure else []
        word = parts[0]
        if len(word) < 4 or word in known:
            return []
        pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        return [self._phrase(pair) for pair in pairs if pair[0] in known and pair[1] in known]

    def _as_id(self, term: Term) -> list[_Way]:
        ids = self._index.ids_beginning_with(term.typed)
        if (
            len(term.parts) == 1
        ):  # a word is no beginning of an id, or every claim would match its company's first letter
            ids = [claim_id for claim_id in ids if claim_id == term.typed]
        likelihood = {claim_id: len(term.typed) / len(claim_id) for claim_id in ids}
        return [(self._index.any_id(ids), [Sought(term.typed, likelihood, {}, 1 / self._index.size)])] if ids else []

    def _any_meaning(self, sought: Sought) -> tantivy.Query:
        return self._index.any_of({term: sought.gain(likelihood) for term, likelihood in sought.meanings()})

    def _sought(self, word: str, *, may_go_on: bool, may_slip: bool) -> Sought:
        index = self._index
        sure = index.vocabulary.sure_meanings(word, may_go_on=may_go_on)
        slips = index.vocabulary.slips(word, may_go_on=may_go_on) if may_slip else {}
        meanings = {**sure, **slips}
        expected = sum([value * index.count(meant) for meant, value in meanings.items()])
        commonness = max(expected, 1e-3) / max(index.size, 1)
        return Sought(word, sure, slips, commonness, index.any_further(meanings), index.any_further(sure))

    def _first(self, condition: tantivy.Query, limit: int, allowed: Collection[int] | None) -> tuple[list[int], int]:
        """Return the first rows that match, where nothing is sought that would put one before the other."""
        if allowed is None:
            return self._index.first(condition, limit)
        found = [row for row in self._index.rows(condition) if row in allowed]
        return found[:limit], len(found)

    def _best(self, condition: tantivy.Query, limit: int, allowed: Collection[int] | None) -> tuple[list[int], int]:
        if allowed is None:
            return self._index.best(condition, limit)
        within = self._index.within(sorted(allowed))
        if within is not None:
            return self._index.best(self._index.all_of([condition, within]), limit)
        found = [row for row in self._index.rows(condition) if row in allowed]
        if len(found) <= limit:
            return found, len(found)
        # Ask for more and more of the best until enough of them are let through: most filters let much through.
        wanted = limit * 2
        while True:
            rows = [row for row in self._index.best(condition, wanted)[0] if row in allowed]
            if len(rows) >= limit:
                return rows[:limit], len(found)
            wanted *= 4
