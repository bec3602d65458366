"""Answer one query from one state of the index: what its words may mean, which claims match, and in what order."""

from __future__ import annotations

from functools import cached_property, partial
from heapq import nlargest
from itertools import accumulate, chain, islice
from math import ceil
from operator import mul
from typing import TYPE_CHECKING

import msgspec

from esgtui.bits import rows_of
from esgtui.search.ranking import LOT, Asked, Candidate, Hit, Sought, rank
from esgtui.search.scope import EVERYWHERE, Scope
from esgtui.search.spans import spans
from esgtui.search.tally import Foreseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import tantivy

    from esgtui.search.explaining import Account
    from esgtui.search.layers import Layers, Lots
    from esgtui.search.query import Query, Term
    from esgtui.search.tally import Tally
    from esgtui.search.terms import Condition, Terms

BROAD = 20_000
"""Where every word is in more claims than these, the likeliest of its meanings are enough to find the best claims."""

_LIKELIEST = 4

_LOTS_AHEAD, _LIKELIEST_LOTS_AHEAD = 4, 2
"""So many lots are worked out ahead: of what the panes show, twice as many, since some may carry coders' words."""

CLOSE_ENOUGH = 0.5
"""If no claim has all words, those are shown that score at least this share of the closest one's."""


class _Way(msgspec.Struct, frozen=True):
    """A way to match a clause: as ranking looks for it, and as the index is asked for it."""

    sought: tuple[Sought, ...]
    condition: Condition


class Search:
    """One query on one state of the index."""

    def __init__(
        self, index: Layers, query: Query, candidate: Callable[[int], Candidate], scope: Scope = EVERYWHERE
    ) -> None:
        self._index = index
        self._candidate = candidate
        self._scope = scope
        self._query = query
        self._conditions: dict[Terms, tantivy.Query] = {}
        self._clauses = [[way for term in terms for way in self._ways(term)] for terms in query.wanted]
        self._unwanted = [way.condition for term in query.unwanted for way in self._ways(term)]
        if not query.has_text and not scope.is_told:
            self._index = index.alone  # what coders wrote and did has no say in it

    @property
    def size(self) -> int:
        """How many claims are searched."""
        return self._index.size

    @property
    def has_words(self) -> bool:
        """Whether there is anything that a claim has to have, besides filters."""
        return bool(self._clauses)

    def count(self, word: str) -> int:
        """Return in how many texts a word of the index is."""
        return self._index.words.count(word)

    def like(self, word: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return the words of the claims most like one that means none of them, and in how many texts they are."""
        return tuple((each, self.count(each)) for each in self._index.curated.vocabulary.like(word, most))

    def accounts(self, rows: Iterable[int]) -> list[Account]:
        """Return why the claims at these rows stand where they stand; none where no words are searched."""
        from esgtui.search.explaining import account

        return [account(self, self._candidate(row)) for row in rows] if self._clauses else []

    def within(self, group: int) -> Search:
        """Return the same search in the group with a running number."""
        scope = msgspec.structs.replace(self._scope, groups=(*self._scope.groups, group))
        return Search(self._index, self._query, self._candidate, scope)

    @cached_property
    def asked(self) -> Asked:
        """The words that are looked for."""
        return Asked([[way.sought for way in ways] for ways in self._clauses])

    def run(self, limit: int) -> tuple[list[Hit], int, bool]:
        """Return the best hits, the number of all, and whether they are only the closest."""
        if not self._clauses:
            return [Hit(row, 0.0) for row in self._first(limit)], self.total(), False
        lots, total = self._best(limit)
        closest = not lots
        if closest:
            lots = self._index.best(self._closest_condition, LOT)[0]
        hits = list(islice(self._in_order(lots), limit))
        if closest:
            hits = [hit for hit in hits if hit.score >= CLOSE_ENOUGH * hits[0].score]
            total = len(hits)
        return [self._marked(hit) for hit in hits], total, closest

    def ranked(self, limit: int) -> list[int]:
        """Return the rows of the best claims that match every clause, best first, at most `limit`."""
        return [row for lot in self.lots(limit) for row in self.in_order(lot)][:limit]

    def lots(self, limit: int) -> Lots:
        """Return the rows of the best claims that match every clause, the better lots first.

        It is so many lots as it takes for `limit` claims; those of a lot are not `in_order` yet.
        """
        if not self._clauses:
            return []
        lots = self._broadly_best(limit) or self._top(limit)
        before = accumulate(map(len, lots), initial=0)
        return [lot for lot, count in zip(lots, before, strict=False) if lot and count < limit]

    def in_order(self, lot: Sequence[int]) -> list[int]:
        """Return the rows of a lot from the best claim to the worst."""
        return [hit.row for hit in rank(self.asked, map(self._candidate, lot))]

    def _in_order(self, lots: Lots) -> Iterator[Hit]:
        return (hit for lot in lots for hit in rank(self.asked, map(self._candidate, lot)))

    def hit(self, row: int) -> Hit:
        """Return where the claim at a row matches."""
        found = rank(self.asked, [self._candidate(row)])[0] if self._clauses else Hit(row, 0.0)
        return self._marked(found)

    def _marked(self, hit: Hit) -> Hit:
        return msgspec.structs.replace(hit, spans=spans(self.asked.sought, self._candidate(hit.row).statement))

    def rows(self) -> list[int]:
        """Return all rows that match every clause, in ascending order."""
        return rows_of(self.bits())

    def bits(self) -> int:
        """Return the set of all rows that match every clause (see `bits.py`)."""
        return self._index.bits(self.condition)

    def rows_between(self, first: int, last: int) -> list[int]:
        """Return the rows from `first` to `last` (included) that match every clause, in ascending order."""
        within = self._scope.between(first, last)
        return self._index.rows(lambda words: self._every_clause(words, within), first, last)

    def tally(self) -> Tally:
        """Return how many claims match every clause, by group and by block of rows."""
        return self._index.tally(self.condition, self._foreseen.tally)

    def total(self) -> int:
        """Return how many claims match every clause."""
        return self._index.total(self.condition, self._foreseen.tally)

    def ahead(self) -> Foreseen:
        """Return what the next search for the same in the same index of curated claims need not work out."""
        if not self._clauses:
            return Foreseen(self.tally())
        likeliest = self._index.top(self._likeliest_condition, LOT * _LIKELIEST_LOTS_AHEAD)
        best = self._index.top(self.condition, LOT * _LOTS_AHEAD)
        return Foreseen(self.tally(), list(chain(*likeliest)), list(chain(*best)))

    @cached_property
    def _foreseen(self) -> Foreseen:
        beginning = _only_beginning(self._query) if self._scope.is_everywhere else None
        return Foreseen() if beginning is None else self._index.curated.foreseen(beginning)

    def condition(self, words: Terms) -> tantivy.Query:
        """Return the condition that every claim meets which matches."""
        if words not in self._conditions:
            self._conditions[words] = self._every_clause(words, self._scope)
        return self._conditions[words]

    def _every_clause(self, words: Terms, scope: Scope) -> tantivy.Query:
        clauses = [words.either([way.condition(words) for way in ways]) for ways in self._clauses]
        return self._within(scope, words, clauses)

    def _within(self, scope: Scope, words: Terms, clauses: Sequence[tantivy.Query]) -> tantivy.Query:
        unwanted = [condition(words) for condition in self._unwanted]
        wanted = [*clauses, *scope.wanted(words)]
        return words.all_of(wanted, [*unwanted, *scope.unwanted(words)])

    def _closest_condition(self, words: Terms) -> tantivy.Query:
        ways = [way for ways in self._clauses for way in ways]
        whole = [way.condition(words) for way in ways if way.sought[0].is_phrase]
        single = [_any_meaning(words, sought) for way in ways for sought in way.sought]
        return self._within(self._scope, words, [words.either([*whole, *single])])

    # In what order

    def _first(self, limit: int) -> list[int]:
        """Return the first rows that match, where nothing is sought that would put one before the other."""
        found: list[int] = []
        size, first = 2 * limit, 0
        while len(found) < limit and first < self._index.size:
            found += self.rows_between(first, first + size - 1)
            first, size = first + size, size * 4
        return found[:limit]

    def _best(self, limit: int) -> tuple[Lots, int]:
        """Return the rows of the best claims by lots, and how many match; what is in very many takes no longer."""
        lots = self._broadly_best(limit)
        if lots:
            return lots, self.total()
        return self._index.best(self.condition, _whole_lots(limit))

    def _top(self, limit: int) -> Lots:
        return self._index.top(self.condition, _whole_lots(limit), self._foreseen.best)

    def _broadly_best(self, limit: int) -> Lots:
        """Return the best claims of a query whose words are all in very many; none if it is no such query."""
        known = self._foreseen.likeliest
        first = self._index.top(self._likeliest_condition, LOT, known)[:1] if self._is_broad() else []
        if not first or len(first[0]) < LOT:
            return []
        others = self._top(limit) if limit > len(first[0]) else []
        return first + [[row for row in lot if row not in set(first[0])] for lot in others]

    def _is_broad(self) -> bool:
        return all(any(self._is_common(way) for way in ways) for ways in self._clauses)

    @staticmethod
    def _is_common(way: _Way) -> bool:
        return not way.sought[0].is_phrase and min(sought.found for sought in way.sought) > BROAD

    def _likeliest_condition(self, words: Terms) -> tantivy.Query:
        """Return the condition for whole words or, where there are none, the likeliest of their other meanings."""
        clauses = []
        for ways in self._clauses:
            common = [way for way in ways if self._is_common(way)]
            meant = [words.all_of([words.any_of(self._few_weights(one)) for one in way.sought]) for way in common]
            clauses.append(words.either(meant))
        return self._within(self._scope, words, clauses)

    def _few_weights(self, sought: Sought) -> dict[str, float]:
        if sought.word in sought.sure:
            return {sought.word: sought.gain(1.0)}
        meanings, count = sought.sure or sought.slips, self._index.words.count
        likeliest = nlargest(_LIKELIEST, meanings, key=lambda word: meanings[word] * count(word))
        return {word: sought.gain(meanings[word]) for word in likeliest}

    # What words may mean

    def _ways(self, term: Term) -> list[_Way]:
        """Return the ways to match what was typed as one: as its words, as one compound, as a claim's id."""
        ids = self._as_id(term) if term.typed else []
        if len(term.parts) > 1 and (term.is_phrase or all(len(part) <= 2 and part.isascii() for part in term.parts)):
            return [self._phrase(term.parts), *ids]  # the parts of CO2 or E5 say nothing apart from each other
        sought = tuple(
            self._sought(part, may_go_on=term.last_may_go_on and at == len(term.parts), may_slip=not term.is_phrase)
            for at, part in enumerate(term.parts, 1)
        )
        compounds = [] if term.is_phrase else self._compounds(term.parts, sought[0])
        return [_words_way(sought), *compounds, *ids]

    def _phrase(self, words: tuple[str, ...]) -> _Way:
        commonness = min(self._index.words.count(word) for word in words) / max(self._index.size, 1)
        sought = Sought(" ".join(words), {" ".join(words): 1.0}, {}, max(commonness, 1e-6))
        return _Way((sought,), lambda terms: terms.phrase(words))

    def _compounds(self, parts: Sequence[str], first: Sought) -> list[_Way]:
        """Return what is written as one word where several were typed (`life-cycle`), or as two where one was."""
        known = self._index
        if not "".join(parts).isalpha():
            return []
        if len(parts) > 1:
            joined = self._sought("".join(parts), may_go_on=True, may_slip=False)
            return [_words_way((joined,))] if joined.sure else []
        word = parts[0]
        if len(word) < 4 or known.begins_any(word):  # what begins a word is still being typed
            return []
        shortest = 3 if first.slips else 2
        pairs = [(word[:at], word[at:]) for at in range(shortest, len(word) - shortest + 1)]
        return [self._phrase(pair) for pair in pairs if pair[0] in known and pair[1] in known]

    def _as_id(self, term: Term) -> list[_Way]:
        index, is_whole = self._index.curated, len(term.parts) == 1
        # A word is no beginning of an id, or every claim would match its company's first letter.
        ids = index.ids_equal_to(term.typed) if is_whole else index.ids_beginning_with(term.typed)
        if not ids:
            return []
        likelihood = {claim_id: len(term.typed) / len(claim_id) for claim_id in ids}
        sought = Sought(term.typed, likelihood, {}, 1 / max(self._index.size, 1))
        return [_Way((sought,), lambda terms: terms.with_id(term.typed) if is_whole else terms.id_begins(term.typed))]

    def _sought(self, word: str, *, may_go_on: bool, may_slip: bool) -> Sought:
        words = self._index.words
        sure = self._index.sure_meanings(word, may_go_on=may_go_on)
        slips = self._index.slips(word, may_go_on=may_go_on) if may_slip else {}
        meanings = {**sure, **slips}
        counts = [words.count(meant) for meant in meanings]
        commonness = max(sum(map(mul, meanings.values(), counts)), 1e-3) / max(self._index.size, 1)
        is_open = may_go_on and self._index.begins_very_many(word)
        is_surely_elsewhere = is_open or words.any_elsewhere(sure)
        is_elsewhere = is_surely_elsewhere or words.any_elsewhere(slips)
        return Sought(word, sure, slips, commonness, is_elsewhere, is_surely_elsewhere, may_go_on, is_open, sum(counts))


def _only_beginning(query: Query) -> str | None:
    """Return the one word that is all there is to search for, in no quotes; empty if nothing is, else None."""
    if not query.has_text:
        return ""
    terms = [term for clause in query.wanted for term in clause]
    if len(terms) != 1 or query.unwanted or terms[0].is_phrase or terms[0].parts != (terms[0].typed,):
        return None
    return terms[0].typed


def _whole_lots(limit: int) -> int:
    return LOT * ceil(limit / LOT)


def _words_way(sought: tuple[Sought, ...]) -> _Way:
    return _Way(sought, partial(_all_words, sought))


def _all_words(sought: Sequence[Sought], words: Terms) -> tantivy.Query:
    return words.all_of([_any_meaning(words, one) for one in sought])


def _any_meaning(words: Terms, sought: Sought) -> tantivy.Query:
    weights = {term: sought.gain(likelihood) for term, likelihood in sought.meanings()}
    return words.any_of(weights, sought.word if sought.may_go_on else "")
