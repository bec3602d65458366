"""One state of an index of claims: which rows match a condition, which of them best, and how many in each group.

What conditions there are is known to `terms.py`, how an index comes to be to `index.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

import msgspec
import tantivy

from esgtui.bits import bits_of_flags
from esgtui.search.keys import term
from esgtui.search.names import FURTHER, NOTES, STATEMENT
from esgtui.search.tally import Foreseen, Tally
from esgtui.search.vocabulary import Vocabulary

ID, ROW, GROUP, KEYS = "id", "row", "group", "keys"
"""The fields of the index besides the texts.

`GROUP` has the running numbers of all groups a claim belongs to, `KEYS` the terms of `keys.py` that the dataset says of
it.
"""

MOST_GROUPS = 60_000
"""So many groups can be counted at once."""

BLOCK = 4_096
"""Rows are counted, and fetched in their order, by blocks of so many."""

PAGE = 16_384
"""So many rows are taken from the index at once at most: what does that keeps other threads from working."""

_MOST_IDS = 200
_count: Callable[[tantivy.SearchResult], int] = attrgetter("count")  # its type stub leaves this attribute out


def make_schema() -> tantivy.Schema:
    """Return the fields of an index of claims."""
    return (
        tantivy.SchemaBuilder()
        .add_text_field(STATEMENT, tokenizer_name="whitespace")
        .add_text_field(FURTHER, tokenizer_name="whitespace")
        .add_text_field(NOTES, tokenizer_name="whitespace")
        .add_text_field(ID, tokenizer_name="raw", index_option="basic")
        .add_text_field(KEYS, tokenizer_name="raw", index_option="basic")
        .add_integer_field(ROW, fast=True, indexed=True)
        .add_integer_field(GROUP, fast=True, indexed=True)
        .build()
    )


class Snapshot:
    """An index at one moment: what was committed by then. Never changes, and is safe to use from any thread.

    `counts` tells for each field in how many claims' texts of that field each word is, `foreseen` what very common
    beginnings find, each a `Foreseen`, encoded.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        counts: Mapping[str, Mapping[str, int]],
        vocabulary: Vocabulary,
        size: int,
        foreseen: Mapping[str, msgspec.Raw] = MappingProxyType({}),
    ) -> None:
        self._searcher = searcher
        self.counts = counts
        self.vocabulary = vocabulary
        self.size = size
        self._foreseen = foreseen
        self._keys: dict[str, dict[str, int]] = {}

    def foreseeing(self, foreseen: Mapping[str, msgspec.Raw]) -> "Snapshot":
        """Return the same state of the index, with what very common beginnings find in it."""
        return Snapshot(self._searcher, self.counts, self.vocabulary, self.size, foreseen)

    def foreseen(self, beginning: str) -> Foreseen:
        """Return what a beginning finds, or an empty text, if that was worked out ahead."""
        found = self._foreseen.get(beginning)
        return Foreseen() if found is None else msgspec.msgpack.decode(found, type=Foreseen)

    def ids_equal_to(self, typed: str) -> list[str]:
        """Return the folded `typed` if it is an id; costs the same however many ids begin with it."""
        return [typed] if self._searcher.doc_freq(ID, typed) else []

    def ids_beginning_with(self, typed: str) -> list[str]:
        """Return the ids (folded) that begin with the folded `typed`: the first few."""
        return [claim_id for claim_id, _ in self._searcher.terms_with_prefix(ID, typed, limit=_MOST_IDS)]

    def keys(self, field: str) -> Mapping[str, int]:
        """Return the keys of a field that the dataset says of claims, and of how many; not to be changed."""
        if field not in self._keys:
            found = self._searcher.terms_with_prefix(KEYS, term(field, ""))
            self._keys[field] = {written[len(field) + 1 :]: count for written, count in found}
        return self._keys[field]

    def count_of_key(self, written: str) -> int:
        """Return of how many claims the dataset says a term of `keys.py`."""
        return self._searcher.doc_freq(KEYS, written)

    def best(self, query: tantivy.Query, limit: int) -> tuple[list[int], int]:
        """Return the rows of the best `limit` claims, and how many claims match at all."""
        result = self._searcher.search(query, limit, count=True)
        return self._rows(result), _count(result)

    def top(self, query: tantivy.Query, limit: int) -> list[int]:
        """Return the rows of the best `limit` claims; cheaper than `best` where many claims match."""
        return self._rows(self._searcher.search(query, limit, count=False))

    def _rows(self, result: tantivy.SearchResult) -> list[int]:
        rows = self._searcher.fast_field_values(ROW, [address for _, address in result.hits])
        return [int(row) for row in rows if row is not None]

    def total(self, query: tantivy.Query) -> int:
        """Return how many claims match."""
        return int(self._aggregate(query, {"claims": {"value_count": {"field": ROW}}})["claims"]["value"])

    def tally(self, query: tantivy.Query) -> Tally:
        """Return how many claims match, by group and by block of rows."""
        asked = {
            "groups": {"terms": {"field": GROUP, "size": MOST_GROUPS}},
            "blocks": {"histogram": {"field": ROW, "interval": float(BLOCK)}},
        }
        found = self._aggregate(query, asked)
        groups = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in found["groups"]["buckets"]}
        blocks = {int(bucket["key"]) // BLOCK: int(bucket["doc_count"]) for bucket in found["blocks"]["buckets"]}
        return Tally(groups, {block: count for block, count in blocks.items() if count})

    def _aggregate(self, query: tantivy.Query, asked: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self._searcher.aggregate(query, asked)
        return found

    def first(self, query: tantivy.Query, limit: int) -> list[int]:
        """Return the first `limit` rows that match, in ascending order."""
        result = self._searcher.search(query, limit, count=False, order_by_field=ROW, order=tantivy.Order.Asc)
        return [row for row, _ in result.hits]

    def bits(self, query: tantivy.Query, size: int) -> int:
        """Return the set of all rows that match, of which none is `size` or more (see `bits.py`)."""
        flags = bytearray(size)
        for rows in self._pages(query, size):
            for row in rows:
                flags[row] = 1
        return bits_of_flags(flags)

    def _pages(self, query: tantivy.Query, size: int) -> Iterator[list[int]]:
        """Yield all rows that match, in ascending order: what is asked for at once is as much as has few enough."""
        schema, first, span = make_schema(), 0, size
        while first < size:
            end = min(first + span, size)
            is_all = (first, end) == (0, size)
            rows = self.first(query if is_all else _narrowed(schema, query, first, end - 1), PAGE)
            yield rows
            if len(rows) == PAGE:  # there may be more
                end = rows[-1] + 1
                span = end - first
            elif 2 * len(rows) < PAGE:
                span *= 2
            first = end


def within(schema: tantivy.Schema, rows: Sequence[int]) -> tantivy.Query:
    """Return a condition that lets only these rows through, given in ascending order; it adds nothing to a score."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
            if len(ranges) > _MOST_RANGES:
                return _unscored([tantivy.Query.term_set_query(schema, ROW, list(rows))])
    return _unscored([between(schema, first, last) for first, last in ranges])


_MOST_RANGES = 32


def between(schema: tantivy.Schema, first: int, last: int) -> tantivy.Query:
    """Return a condition for the rows from `first` to `last`, both included."""
    return tantivy.Query.range_query(schema, ROW, tantivy.FieldType.Integer, first, last)


def _narrowed(schema: tantivy.Schema, query: tantivy.Query, first: int, last: int) -> tantivy.Query:
    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query([(must, query), (must, between(schema, first, last))])


def _unscored(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    either = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
    return tantivy.Query.const_score_query(either, 0.0)
