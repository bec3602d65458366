"""Which claims have which keys: what the dataset says is asked of the index, what coders and the checklist say is sets.

What a typed value stands for is not known here: `filters.py` finds the keys that it means.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from esgtui.bits import union
from esgtui.search.closed import STATED
from esgtui.search.keys import BY_CODERS, term, term_of_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from esgtui.search.engine import ClaimIndex

_MOST_HELD = 64
"""So many sets of what the dataset says are held once they were made: 125 KB each of a million claims."""

_YEAR = term("year", "")


class Annotations(Protocol):
    """What analysts put on claims: all that filters ask for."""

    def rows(self, field: str) -> Mapping[str, int]:
        """Return the set of rows (see `bits.py`) with each value that coders gave a field, as annotated by now.

        The fields are `BY_CODERS`. What the curator says need not be among it. Not to be changed; another one is
        returned where anything changed.
        """


class Stating(Protocol):
    """What claims state of `closed.STATED`: a checklist."""

    def bits(self, name: str) -> int:
        """Return the set of the rows that state it."""


RowsOfYears = Callable[[Collection[int]], int]
"""Returns the set of rows that speak of any of some years: of very many claims sooner than an index would."""


class Having:
    """The keys of all claims of one index. Any thread may ask."""

    def __init__(
        self,
        index: ClaimIndex,
        annotations: Annotations,
        stating: Stating | None = None,
        of_years: RowsOfYears | None = None,
    ) -> None:
        self._index = index
        self._annotations = annotations
        self._stating = stating
        self._of_years = of_years
        self._held: OrderedDict[tuple[tuple[str, ...], int], int] = OrderedDict()
        self._counted: dict[str, tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]] = {}
        """By field what the dataset and coders say, and how many claims have each key by both."""

    @property
    def size(self) -> int:
        """How many claims are indexed by now."""
        return self._index.ready

    def keys(self, field: str) -> Collection[str]:
        """Return the keys of a field that any claim has."""
        return self._index.keys(field).keys() | self.given(field).keys()

    def given(self, field: str) -> Mapping[str, int]:
        """Return the set of rows with each key that coders gave them."""
        return self._annotations.rows(field) if field in BY_CODERS else {}

    def is_stated(self, field: str, key: str) -> bool:
        """Return whether it is the checklist that says which claims have a key."""
        return self._stating is not None and field == "has" and key in STATED

    def told(self, field: str, keys: Iterable[str]) -> int:
        """Return the set of rows that have any of these keys by what coders and the checklist say."""
        given = self.given(field)
        return union(self._stated_by(key) if self.is_stated(field, key) else given.get(key, 0) for key in keys)

    def _stated_by(self, key: str) -> int:
        return self._stating.bits(key) if self._stating else 0

    def said(self, *terms: str) -> int:
        """Return the set of rows of which the dataset says any of these terms of `keys.py`."""
        if not terms:
            return 0
        asked = (terms, self.size)
        found = self._held.pop(asked, None)
        if found is None:
            found = self._looked_up(*asked)
        while len(self._held) >= _MOST_HELD:
            self._held.popitem(last=False)
        self._held[asked] = found  # behind those that were asked for before
        return found

    def _looked_up(self, terms: tuple[str, ...], size: int) -> int:
        if not any(map(self._index.count_of_key, terms)):
            return 0
        if self._of_years and all(each.startswith(_YEAR) for each in terms):
            return self._of_years({int(each.removeprefix(_YEAR)) for each in terms}) & (1 << size) - 1
        if 2 * sum(map(self._index.count_of_key, terms)) > size:  # the others are less to ask for
            return ((1 << size) - 1) & ~self._index.bits_with(terms, is_negated=True)
        return self._index.bits_with(terms)

    def counts(self, field: str) -> Mapping[str, int]:
        """Return how many claims have each key of a field; the same object as long as nothing changed."""
        known, given = self._index.keys(field), self.given(field)
        if not given:
            return known
        last = self._counted.get(field)
        if last is None or last[0] is not known or last[1] is not given:
            counts = {**known, **{key: self._count(field, key, bits) for key, bits in given.items()}}
            self._counted[field] = last = known, given, counts
        return last[2]

    def _count(self, field: str, key: str, given: int) -> int:
        is_said = self._index.count_of_key(term(field, key)) > 0
        return (given | self.said(term(field, key)) if is_said else given).bit_count()

    def count_of_any(self, field: str, keys: Collection[str]) -> int:
        """Return how many claims have any of these keys."""
        terms, told = [term(field, key) for key in keys], self.told(field, keys)
        return (told | self.said(*terms)).bit_count() if told else self._index.count_of_any(terms)

    def count_with(self, field: str) -> int:
        """Return how many claims have any key of a field; what they state by the checklist left aside."""
        if field == "company":
            return self.size
        given, written = union(self.given(field).values()), term_of_any(field)
        return (given | self.said(written)).bit_count() if given else self._index.count_of_key(written)

    @cached_property
    def stated_counts(self) -> Mapping[str, int]:
        """Of how many claims the checklist says each key of `has:` that it is asked for."""
        return {key: self._stated_by(key).bit_count() for key in STATED} if self._stating else {}
