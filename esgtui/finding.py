"""Search in one workspace: the index of its claims, and the filters on what coders put on them.

The index is built on the first search, or ahead of it by `prepare`; searches meanwhile find what is there already.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from esgtui.annotation.history import History
from esgtui.coders_words import CodersWords, SeenWork, written
from esgtui.dataset.chosen import Chosen
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.filing import Filing
from esgtui.indexing import Indexing, Progress, index_key
from esgtui.rows import Rows, bits_in
from esgtui.search.closed import HAS
from esgtui.search.completion import Completer
from esgtui.search.engine import ClaimIndex, Results
from esgtui.search.filters import Fields
from esgtui.search.found import Found
from esgtui.search.having import Having
from esgtui.search.items import FIELDS
from esgtui.search.keys import term
from esgtui.search.names import STATEMENT, Names
from esgtui.search.offers import Completion
from esgtui.search.query import Filter, Query, parse
from esgtui.search.scope import EVERYWHERE, Scope

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist
    from esgtui.search.duplicates import Group
    from esgtui.search.explaining import Account, Reading
    from esgtui.search.likeness import Likeness
    from esgtui.search.snapshot import Snapshot

WORTH_KEEPING = 2_000
"""From how many claims on the index is kept between runs; it takes no time to build for fewer."""

MOST_KNOWN = 8
"""So many queries asked lately are kept with what they find, as long as the index stays as it is."""

_TURN = 0.02
"""Seconds between two looks at whether there is anything to search yet."""


class Finder:
    """Finds claims for queries. Any thread may search; one of them builds the index."""

    def __init__(
        self,
        dataset: Dataset,
        history: History,
        filing: Filing,
        seen: SeenWork,
        checklist: "Checklist | None" = None,
    ) -> None:
        self._history = history
        self._dataset = dataset
        self._filing = filing
        names = names_of(dataset)
        of_coders = partial(written, dataset.claims, seen)  # nothing here refers to itself: it is large, and may go
        self._index = ClaimIndex(dataset.claims, names, filing.numbers, of_coders)
        self._words = CodersWords(self._index, history, dataset.row_of)
        self._having = Having(
            self._index, seen.carried, checklist, dataset.registers.rows_of_years if dataset.registers else None
        )
        self._fields = Fields(names, self._having)
        self._checklist = checklist
        self._completer = Completer(self._fields, names, self._having, partial(_is_soon_read, checklist))
        self._company_names = names.companies
        self._compared: tuple[Snapshot, Likeness] | None = None
        self._most = max(1, len(dataset.claims))
        self._building = threading.Lock()
        self._lately: tuple[tuple[tuple[object, Query, Scope], Found], ...] = ()
        self._last_scope: tuple[tuple[object, ...], Scope, tuple[str, ...]] | None = None
        is_kept = len(dataset.claims) >= WORTH_KEEPING
        self._indexing = Indexing(self._index, index_key(dataset.fingerprint) if is_kept else "")
        self._has_counted_ahead = False
        self.is_ready = False
        """Whether all claims are indexed, with what coders wrote."""
        self.is_helped = False
        """Whether somebody else sees to `prepare` and `notice`: no search waits for very much that coders did."""

    def prepare(self, progress: Progress | None = None) -> None:
        """Build the index if that is not done yet; `progress` may raise to stop it."""
        with self._building:
            if not self.is_ready:
                self._indexing.see_to_it(progress)
                self._words.take_in(progress)
                self.is_ready = True

    def take_kept(self) -> bool:
        """Take the index that was kept of this very dataset, unless another thread makes one; return if it is here."""
        if not self._indexing.is_done and self._building.acquire(blocking=False):
            try:
                self._indexing.take_kept()
            finally:
                self._building.release()
        return self._indexing.is_done

    def search(self, text: str, limit: int) -> Results:
        """Return the best claims for a query as typed, at most `limit` of them, and how many there are in all."""
        self._begin()
        started = perf_counter()
        query = parse(text)
        scope, hints = self._scope(query)
        found = self._index.search(query, limit=min(limit, self._most), scope=scope)
        took = (perf_counter() - started) * 1000  # filters included
        is_closest = found.closest and found.total > 0  # where nothing comes close, nothing was found
        return Results(found.hits, found.total, is_closest, (*found.hints, *hints, *self._idle(query)), took)

    def said(self, field: str, *keys: str) -> int:
        """Return the set of rows (see `bits.py`) of which the dataset says any of these keys; some sets are kept."""
        self._begin()
        return self._having.said(*(term(field, key) for key in keys))

    def keys(self, field: str) -> Mapping[str, int]:
        """Return how many claims have each key of a field of queries."""
        self._begin()
        return self._having.counts(field)

    def curated(self, field: str) -> Mapping[str, int]:
        """Return of how many claims the dataset says each key of a field of queries."""
        self._begin()
        return self._index.keys(field)

    def chosen(self, text: str) -> Chosen | None:
        """Return what a query as typed finds where that is counted soonest without the index; else None.

        It is where filters alone decide, and what coders did or claims state has a say in it.
        """
        query = parse(text)
        if query.has_text or not query.filters:
            return None
        self._begin()
        scope, hints = self._scope(query)
        if not scope.is_told:
            return None
        rows = Rows(scope.passing(self._index.ready, self._having.said))
        return Chosen(self._filing, rows, (*query.hints, *hints))

    def count_ahead(self) -> Iterator[None]:
        """Count piece by piece what filters on what claims carry and state find, and go through the names of fields.

        So that nobody waits for it who uses one for the first time. Where that was done before there is nothing to do.
        """
        if self._has_counted_ahead:
            return
        for field in FIELDS:
            self.complete(f"{field}:", len(field) + 1)
            yield
        for what in HAS:
            if (chosen := self.chosen(f"has:{what}")) is not None:
                self._dataset.tallies.of(bits_in(chosen.rows()), stays=True)
                yield
        self._has_counted_ahead = True

    def find(self, text: str) -> Found:
        """Return what a query as typed finds: what was asked lately is known, else nothing is looked up yet."""
        self._begin()
        query = parse(text)
        scope, hints = self._scope(query)
        asked = self._index.state(query, scope), query, scope
        for known, found in self._lately:
            if known[0] is asked[0] and known[1:] == asked[1:]:
                return found
        found = Found(self._index.matching(query, scope), (*query.hints, *hints, *self._idle(query)))
        still = [each for each in self._lately if self._index.is_of_now(each[0][0])]
        self._lately = ((asked, found), *still[: MOST_KNOWN - 1])
        return found

    def _idle(self, query: Query) -> list[str]:
        """Say of exclusions that leave nothing out why that is."""
        words = [term.parts[0] for term in query.unwanted if len(term.parts) == 1]
        unknown = [word for word in words if not self._index.is_known(word)]
        return [f"-{word} leaves nothing out: no claim has this whole word" for word in unknown]

    def explain(self, text: str, limit: int) -> "tuple[Reading, list[Account]]":
        """Return how a query was read, and why its first hits stand where they stand."""
        from esgtui.search.explaining import read

        rows = [hit.row for hit in self.search(text, limit).hits]
        query = parse(text)
        search = self._index.matching(query, self._scope(query)[0])
        return read(search, query, self._let_through), search.accounts(rows)

    def advice(self, text: str) -> tuple[str, ...]:
        """Return what to try in place of a query that finds nothing, or only what comes closest: sentences."""
        from esgtui.advice import advice

        self._begin()
        query = parse(text)
        search = self._index.matching(query, self._scope(query)[0])
        return advice(query, search, self._total, self._checklist)

    def _total(self, query: Query) -> int:
        scope, _ = self._scope(query)
        if scope.is_told and not query.has_text:
            return scope.passing(self._index.ready, self._having.said).bit_count()
        return self._index.matching(query, scope).total()

    def _let_through(self, one: Filter) -> int:
        return self._total(Query(filters=(one,)))

    def complete(self, text: str, cursor: int) -> Completion:
        """Return what can be meant by what is being typed at the cursor (an offset into `text`), as annotated by now.

        While the index is built, that is what is in it by then.
        """
        self._begin()
        return self._completer.complete(text, cursor)

    def rows(self, text: str) -> Sequence[int]:
        """Return the rows of all claims that match a query as typed, in the dataset's order."""
        if (chosen := self.chosen(text)) is not None:
            return chosen.rows()
        query = parse(text)
        return self.find(text).matching if query.has_text or query.filters else range(len(self._dataset.claims))

    def similar(self, claim_id: str, limit: int, *, other_companies: bool = False) -> Results:
        """Return the claims most like one of them, best first; a hit's score is its likeness in per cent.

        `other_companies` leaves out the claims of its own company. `total` is how many of the claims compared are like
        it. Raises `KeyError` for an id that is none.
        """
        from esgtui.search.similarity import most_like

        row = self._dataset.row_of[claim_id]
        index, likeness = self._comparison()
        started = perf_counter()
        own = self._dataset.claims[row].company if other_companies else None
        hits, total = most_like(row, self._dataset.claims, index, likeness, limit, lambda claim: claim.company != own)
        return Results(tuple(hits), total, took_ms=(perf_counter() - started) * 1000)

    def duplicates(
        self, least: int, rows: Sequence[int] | None = None, progress: Progress | None = None
    ) -> "list[Group]":
        """Return the claims that are at least `least` per cent like another, in groups, best first; see `grouped`.

        `rows` are those to compare, by default all; `progress` may raise to stop. Needs no index.
        """
        from esgtui.search.duplicates import near_identical

        claims = self._dataset.claims
        chosen = range(len(claims)) if rows is None else sorted(set(rows))
        return near_identical(claims, chosen, self._company_names, least, progress)

    def _comparison(self) -> "tuple[Snapshot, Likeness]":
        """Return the index as it stands, and what compares claims by the words that are in it."""
        self._begin()
        index = self._index.snapshot
        if self._compared is None or self._compared[0] is not index:
            from esgtui.search.likeness import Likeness

            self._compared = index, Likeness(index.counts[STATEMENT], index.size, self._company_names)
        return self._compared

    def _begin(self) -> None:
        """See to it that there is something to search, and that what coders did since the last search is found."""
        while not (self._index.ready or self.is_ready):
            if self._building.acquire(timeout=_TURN):  # else another thread builds: its first piece will do
                try:
                    self._indexing.see_to_it()
                finally:
                    self._building.release()
        if self.is_helped and self.is_behind:
            return
        if self.is_ready or not self._words.is_being_taken_in:
            self._words.take_in()

    def look_anew(self) -> None:
        """Forget what coders wrote, as it was seen so far: more or less of it is seen from now on."""
        self._words.look_anew()

    @property
    def is_behind(self) -> bool:
        """Whether coders did so much since it was looked at that this takes a while."""
        return self._words.is_behind

    def notice(self, progress: Progress | None = None) -> None:
        """Have searches find what coders did by now; `progress` may raise to stop it."""
        self._words.take_in(progress)

    def _scope(self, query: Query) -> tuple[Scope, tuple[str, ...]]:
        """Return where the query's filters let a search look, and what there is to say about them."""
        if not query.filters:
            return EVERYWHERE, ()
        asked = (query.filters, self._history.size, self._index.ready, self.is_ready, self._words.looks)
        last = self._last_scope
        if last is None or last[0] != asked:  # while words are typed, filters stay
            self._last_scope = last = (asked, *self._new_scope(query))
        return last[1:]

    def _new_scope(self, query: Query) -> tuple[Scope, tuple[str, ...]]:
        matched = self._fields.matching(query.filters)
        return Scope(sieves=matched.sieves), tuple(hint for hint in matched.hints if hint not in query.hints)


def _is_soon_read(checklist: "Checklist | None") -> bool:
    return checklist is not None and checklist.is_soon_ready


def names_of(dataset: Dataset) -> Names:
    """Return the names that the dataset's ids stand for."""
    return Names(
        companies={company.id: (company.name, *company.aliases) for company in dataset.companies.values()},
        pillars={key: pillar.title for key, pillar in dataset.pillars.items()},
        pillar_topics={key: pillar.topics for key, pillar in dataset.pillars.items()},
        topics={reference: topic.title for reference, topic in dataset.topics.items()},
        verdicts={verdict.id: verdict.title for verdict in dataset.verdicts.values()},
    )
