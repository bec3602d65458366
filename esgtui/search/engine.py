"""Search the claims of a dataset: build the index piece by piece, and answer queries from what is there already."""

from __future__ import annotations

from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.keys import FULL, OwnTerms, choosable, terms_of_claim, terms_of_filing
from esgtui.search.matching import Search
from esgtui.search.names import FURTHER, NOTES, STATEMENT, own_texts
from esgtui.search.query import Query
from esgtui.search.ranking import Candidate, Hit
from esgtui.search.scope import EVERYWHERE, Scope, Sieve
from esgtui.search.text import APART, all_spaced, fold, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from esgtui.dataset.model import Claim
    from esgtui.search.index import Entry, TermIndex
    from esgtui.search.layers import Layers, Overlay
    from esgtui.search.names import Names
    from esgtui.search.snapshot import Snapshot
    from esgtui.search.written import WrittenIndex

FIRST_PIECE = 2_000
"""The index can be searched after this many claims for the first time, and then whenever it has grown eightfold."""

STEP = 500
"""Progress is reported, and may stop the building, after this many claims each."""


class Results(msgspec.Struct, frozen=True):
    """What a query found: `hits` best first, at most as many as asked for, of `total` claims that match.

    Scores put the claims of a hundred in order: the first hundred, the next, and so on.
    If no claim has all the words, `closest` is set, `hits` are the claims that come closest, and `total` their number.
    """

    hits: tuple[Hit, ...]
    total: int
    closest: bool = False
    hints: tuple[str, ...] = ()
    took_ms: float = 0.0


class _Shared(msgspec.Struct, frozen=True):
    """The words of a company, pillar and topics, as the index takes them in and by where they stand.

    And the groups, and the terms of `keys.py`.
    """

    together: str
    apart: list[tuple[str, list[str]]]
    groups: list[int]
    keys: list[str]


class ClaimIndex:
    """The search index of a dataset's claims. One thread builds, any others search meanwhile.

    `groups_of` gives the running numbers of the groups that a claim belongs to, by which it can be narrowed and
    counted; claims with the same company, pillar and topics belong to the same ones. `written` gives what coders wrote
    and put on the claim at a row: the name of the place, and the text.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        names: Names,
        groups_of: Callable[[Claim], Sequence[int]] = lambda _: (),
        written: Callable[[int], list[tuple[str, str]]] = lambda _: [],
    ) -> None:
        self._claims = claims
        self._names = names
        self._groups_of = groups_of
        self._written = written
        self._curated: Snapshot | None = None
        self._annotated: WrittenIndex | None = None
        self._overlay: Overlay | None = None
        self._layers: Layers | None = None
        self._changing = Lock()
        self._showing = Lock()
        self._sight = object()
        """Another one as soon as more or less of what coders wrote may be found: what began before is not shown."""
        self._own_terms = OwnTerms()
        self._shared_by_key: dict[tuple[str, str, tuple[str, ...]], _Shared] = {}

    @property
    def ready(self) -> int:
        """The number of claims that a search finds by now: the first ones of the dataset."""
        return self._layers.size if self._layers else 0

    @property
    def snapshot(self) -> Snapshot:
        """The curated claims as indexed by now, to compare claims with. Raises `LookupError` before there is any."""
        if self._curated is None:
            raise LookupError("there is no index yet")
        return self._curated

    def build(self, progress: Callable[[int, int], None] | None = None, folder: Path | None = None) -> None:
        """Index all claims, in memory or into an empty folder, in which the index can then be kept and opened.

        `progress` is told how many of how many are done, and stops the building by raising.
        """
        from esgtui.search.foreseeing import foreseen
        from esgtui.search.index import TermIndex

        def tell(done: int) -> None:
            if progress:
                progress(done, total)

        terms = TermIndex(folder=folder)
        self._look_at(terms.snapshot)
        total = len(self._claims)
        next_commit = FIRST_PIECE
        for first in range(0, total, STEP):
            tell(first)
            self._add(terms, first, self._claims[first : first + STEP])
            if first + STEP >= next_commit:
                terms.commit()
                self._look_at(terms.snapshot)
                next_commit *= 8
        terms.finish()
        self._look_at(terms.snapshot)
        terms.foresee(dict(foreseen(terms.snapshot, self._candidate, lambda: tell(total))))
        self._look_at(terms.snapshot)
        tell(total)

    def open(self, folder: Path) -> bool:
        """Take the index that was built into `folder`; return whether there is one of these claims."""
        from esgtui.search.index import open_kept

        try:
            snapshot = open_kept(folder)
        except (OSError, ValueError):
            return False
        if snapshot.size != len(self._claims):
            return False
        self._look_at(snapshot)
        return True

    def note_changes(self, rows: Collection[int], progress: Callable[[int, int], None] | None = None) -> None:
        """Take in what coders wrote and put on the claims at these rows, as it is now.

        `progress` is told how many are done, and may raise to stop; then it has to be done again.
        """
        from esgtui.search.written import WrittenIndex

        with self._changing:
            sight = self._sight
            if self._annotated is None:
                self._annotated = WrittenIndex()
            for done, row in enumerate(sorted(rows)):
                if self._sight is not sight:
                    return
                if progress and done % STEP == 0:
                    progress(done, len(rows))
                texts = self._written(row)
                if texts:
                    self._annotated.put(self._entry(row, texts))
                else:
                    self._annotated.take_out(row)
            overlay = self._annotated.commit()
            with self._showing:
                if self._sight is sight:
                    self._overlay = overlay
                    self._renew_layers()

    def hide_written(self) -> None:
        """Find nothing more of what coders wrote and put on claims, from this moment on; never waits."""
        with self._showing:
            self._sight, self._overlay = object(), None
            self._renew_layers()

    def forget_written(self) -> None:
        """Find nothing more of what coders wrote and put on claims, until that is taken in anew."""
        self.hide_written()
        with self._changing:
            self._annotated = None

    def _look_at(self, snapshot: Snapshot) -> None:
        with self._changing, self._showing:
            self._curated = snapshot
            self._renew_layers()

    def _renew_layers(self) -> None:
        from esgtui.search.layers import Layers

        if self._curated is not None:
            self._layers = Layers(self._curated, self._overlay)

    def state(self, query: Query, scope: Scope) -> object:
        """Return what stays the same object as long as a query finds the same in a scope."""
        return self._layers if query.has_text or scope.is_told else self._curated

    def is_of_now(self, state: object) -> bool:
        """Tell whether a `state` may still be that of a query."""
        return state is self._layers or state is self._curated

    def search(self, query: Query, *, limit: int = 200, scope: Scope = EVERYWHERE) -> Results:
        """Return the best `limit` claims for `query` in the scope; the query's filters are not looked at."""
        started = perf_counter()
        hits, total, closest = self._run(query, limit, scope)
        return Results(tuple(hits), total, closest, query.hints, (perf_counter() - started) * 1000)

    def _run(self, query: Query, limit: int, scope: Scope) -> tuple[Sequence[Hit], int, bool]:
        if self._layers and (query.has_text or scope.groups or scope.sieves):
            return self.matching(query, scope).run(limit)
        rows = self._all_rows(scope)
        return [Hit(row, 0.0) for row in rows[:limit]], len(rows), False

    def is_known(self, word: str) -> bool:
        """Tell whether a word stands in any claim, or what coders wrote, as it is."""
        return self._layers is not None and word in self._layers

    def keys(self, field: str) -> Mapping[str, int]:
        """Return the keys of a field that the dataset says of claims by now, and of how many; not to be changed."""
        if self._curated is None:
            return {}
        found = self._curated.keys(field)
        return choosable(found, self._curated.keys(FULL)) if field == "own" else found

    def count_of_key(self, written: str) -> int:
        """Return of how many claims a term of `keys.py` is true by now."""
        return self._curated.count_of_key(written) if self._curated else 0

    def bits_with(self, terms: tuple[str, ...], *, is_negated: bool = False) -> int:
        """Return the set of the claims of which any of some terms is true by now, or none is (see `bits.py`)."""
        scope = Scope(sieves=(Sieve(terms, is_negated=is_negated),))
        return self.matching(Query(), scope).bits() if self._layers else 0

    def count_of_any(self, terms: Sequence[str]) -> int:
        """Return how many claims have any of these terms by now."""
        return self._layers.total(lambda words: words.with_any_term(terms)) if self._layers else 0

    def matching(self, query: Query, scope: Scope = EVERYWHERE) -> Search:
        """Return the search for the words of `query` in the scope, on the index as it is by now."""
        if self._layers is None:
            raise RuntimeError("nothing is indexed yet")
        return Search(self._layers, query, self._candidate, scope)

    def matching_rows(self, query: Query, scope: Scope = EVERYWHERE) -> Sequence[int]:
        """Return all rows in the scope whose claims match all words of `query`, in ascending order."""
        if self._layers and (query.has_text or scope.groups or scope.sieves):
            return self.matching(query, scope).rows()
        return self._all_rows(scope)

    def _all_rows(self, scope: Scope) -> Sequence[int]:
        return range(len(self._claims)) if scope.rows is None else scope.rows

    def _add(self, terms: TermIndex, first: int, claims: Sequence[Claim]) -> None:
        from esgtui.search.index import Entry

        statements = all_spaced([claim.statement for claim in claims])
        entries = []
        for row, (claim, statement) in enumerate(zip(claims, statements, strict=True), first):
            shared = self._shared(claim)
            texts = {STATEMENT: statement, FURTHER: self._further(claim, shared)}
            entries.append(Entry(row, texts, fold(claim.id), shared.groups, self._keys(claim, shared)))
        terms.add(entries)

    def _keys(self, claim: Claim, shared: _Shared) -> list[str]:
        return [*shared.keys, *terms_of_claim(claim), *self._own_terms.of(claim)]

    def _entry(self, row: int, written: list[tuple[str, str]]) -> Entry:
        """Return a claim with what coders wrote, as it is added to the index of such claims."""
        from esgtui.search.index import Entry

        claim = self._claims[row]
        shared = self._shared(claim)
        texts = {STATEMENT: spaced(claim.statement), FURTHER: self._further(claim, shared), NOTES: _joined(written)}
        return Entry(row, texts, fold(claim.id), shared.groups, self._keys(claim, shared))

    def _further(self, claim: Claim, shared: _Shared) -> str:
        """Return the words of a claim's further texts, with a sign between the texts that is in no query."""
        own = own_texts(claim)
        return f"{_joined(own)} {APART} {shared.together}" if own else shared.together

    def _shared(self, claim: Claim) -> _Shared:
        """Return what a claim has in common with others, worked out once for all of them."""
        key = (claim.company, claim.pillar, claim.topics)
        shared = self._shared_by_key.get(key)
        if shared is None:
            texts = self._names.shared_texts(claim)
            apart = [(where, spaced(text).split()) for where, text in texts]
            keys = terms_of_filing(claim.company, claim.pillar, self._names.topics_of(claim))
            self._shared_by_key[key] = shared = _Shared(_joined(texts), apart, list(self._groups_of(claim)), keys)
        return shared

    def _candidate(self, row: int) -> Candidate:
        claim, overlay = self._claims[row], self._overlay  # which another thread may let go of meanwhile

        def further() -> list[tuple[str, list[str]]]:
            own = [(where, spaced(text).split()) for where, text in own_texts(claim)]
            if overlay and row in overlay.rows:
                own += [(where, spaced(text).split()) for where, text in self._written(row)]
            return [("id", [fold(claim.id)]), *own, *self._shared(claim).apart]

        return Candidate(row, claim.statement, further)


def _joined(texts: Sequence[tuple[str, str]]) -> str:
    """Return the words of texts with a sign between that no phrase reaches over."""
    return f" {APART} ".join([spaced(text) for _, text in texts])
