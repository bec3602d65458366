"""The embedded tantivy index: words of claims in, rows of claims out.

What a query means and how hits are ordered is not known here: callers say which words count how much.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from operator import attrgetter

import tantivy

from esgtui.search.text import APART
from esgtui.search.vocabulary import Speller

STATEMENT, FURTHER, ID = "statement", "further", "id"
_MOST_IDS = 200
_MOST_WEIGHED = 32
_MOST_RANGES = 32
_SHARES = ((STATEMENT, 1.0), (FURTHER, 0.35))

_PAGE = 12_000
_count: Callable[[tantivy.SearchResult], int] = attrgetter("count")  # its type stub leaves this attribute out


class Snapshot:
    """The index at one moment: what was committed by then. Never changes, and is safe to use from any thread."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, speller: Speller, size: int) -> None:
        self._schema = schema
        self._searcher = searcher
        self._counts = {field: dict(searcher.terms_with_prefix(field, "")) for field in (STATEMENT, FURTHER)}
        in_statements, further = self._counts.values()
        # Both are in alphabetical order, so that sorting them is no more than a merge.
        words = sorted([*in_statements, *(word for word in further if word not in in_statements and word != APART)])
        self.vocabulary = speller.learn(words)
        self.size = size

    def count(self, word: str) -> int:
        """Return in how many statements and further texts a word of the index is."""
        return self._counts[STATEMENT].get(word, 0) + self._counts[FURTHER].get(word, 0)

    def any_further(self, words: Iterable[str]) -> bool:
        """Tell whether any of these words is in a further text."""
        return not self._counts[FURTHER].keys().isdisjoint(words)

    def ids_beginning_with(self, typed: str) -> list[str]:
        """Return the ids (folded) that begin with the folded `typed`: the first few."""
        return [claim_id for claim_id, _ in self._searcher.terms_with_prefix(ID, typed, limit=_MOST_IDS)]

    def any_of(self, weights: Mapping[str, float]) -> tantivy.Query:
        """Return a query for claims with any of these words; a word adds its weight, more in short texts."""
        # The likeliest words have their say in the order of claims; of the many others only whether they are there.
        likeliest = sorted(weights, key=weights.__getitem__, reverse=True)
        parts = [part for word in likeliest[:_MOST_WEIGHED] for part in self._weighed(word, weights[word])]
        others = likeliest[_MOST_WEIGHED:]
        for field, share in _SHARES:
            present = [word for word in others if word in self._counts[field]]
            if present:
                terms = tantivy.Query.term_set_query(self._schema, field, present)
                weight = share * weights[others[-1]]
                parts.append((tantivy.Occur.Should, tantivy.Query.const_score_query(terms, weight)))
        return tantivy.Query.boolean_query(parts)

    def _weighed(self, word: str, weight: float) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        for field, share in _SHARES:
            count = self._counts[field].get(word)
            if count:
                # The index multiplies by the word's rarity, which is in the weight already.
                rarity = log(1 + (self.size - count + 0.5) / (count + 0.5))
                term = tantivy.Query.term_query(self._schema, field, word, index_option="freq")
                boosted = tantivy.Query.boost_query(term, share * weight / max(rarity, 0.01))
                yield tantivy.Occur.Should, boosted

    def any_id(self, ids: Sequence[str]) -> tantivy.Query:
        """Return a query for the claims with these folded ids."""
        return self.either([tantivy.Query.term_query(self._schema, ID, claim_id) for claim_id in ids])

    def phrase(self, words: Sequence[str]) -> tantivy.Query:
        """Return a query for claims with these words, whole and one after the other."""
        query = tantivy.Query
        return self.either([query.phrase_query(self._schema, field, list(words)) for field in (STATEMENT, FURTHER)])

    def either(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        """Return a query for claims that any of `queries` matches."""
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def all_of(self, queries: Sequence[tantivy.Query], without: Sequence[tantivy.Query] = ()) -> tantivy.Query:
        """Return a query for claims that every one of `queries` matches (all claims if there is none), less others."""
        must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
        wanted = list(queries) or [tantivy.Query.all_query()]
        return tantivy.Query.boolean_query([*((must, q) for q in wanted), *((must_not, q) for q in without)])

    def best(self, query: tantivy.Query, limit: int) -> tuple[list[int], int]:
        """Return the rows of the best `limit` claims, and how many claims match at all."""
        result = self._searcher.search(query, limit, count=True)
        rows = self._searcher.fast_field_values("row", [address for _, address in result.hits])
        return [int(row) for row in rows if row is not None], _count(result)

    def first(self, query: tantivy.Query, limit: int) -> tuple[list[int], int]:
        """Return the first `limit` rows that match, in ascending order, and how many claims match at all."""
        result = self._in_order(query, limit, count=True)
        return [row for row, _ in result.hits], _count(result)

    def within(self, rows: Iterable[int]) -> tantivy.Query | None:
        """Return a query for these rows, given in ascending order, or None if they lie too scattered for one."""
        ranges: list[list[int]] = []
        for row in rows:
            if ranges and row == ranges[-1][1] + 1:
                ranges[-1][1] = row
            elif len(ranges) < _MOST_RANGES:
                ranges.append([row, row])
            else:
                return None
        any_range = self.either([self._range(first, last) for first, last in ranges])
        return tantivy.Query.const_score_query(any_range, 0.0)

    def rows(self, query: tantivy.Query) -> list[int]:
        """Return all rows that match, in ascending order."""
        total = self.best(query, 1)[1]
        if 2 * total > self.size:  # what does not match is less to fetch
            rest = set(self._rows(self.all_of([], [query]), self.size - total))
            return [row for row in range(self.size) if row not in rest]
        return self._rows(query, total)

    def _rows(self, query: tantivy.Query, total: int) -> list[int]:
        """Return the `total` rows that match, fetched in pages, so that other threads have their turn in between."""
        found: list[int] = []
        pages = total // _PAGE + 1
        size = self.size // pages + 1
        for first in range(0, self.size, size):
            page = query if pages == 1 else self.all_of([query, self._range(first, first + size - 1)])
            found += [row for row, _ in self._in_order(page, size, count=False).hits]
        return found

    def _in_order(self, query: tantivy.Query, limit: int, *, count: bool) -> tantivy.SearchResult:
        return self._searcher.search(query, limit, count=count, order_by_field="row", order=tantivy.Order.Asc)

    def _range(self, first: int, last: int) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, "row", tantivy.FieldType.Integer, first, last)


class TermIndex:
    """The growing index: add claims, commit, and read from the newest snapshot."""

    def __init__(self) -> None:
        self._schema = (
            tantivy.SchemaBuilder()
            .add_text_field(STATEMENT, tokenizer_name="whitespace")
            .add_text_field(FURTHER, tokenizer_name="whitespace")
            .add_text_field(ID, tokenizer_name="raw", index_option="basic")
            .add_integer_field("row", fast=True, indexed=True)
            .build()
        )
        self._index = tantivy.Index(self._schema)
        self._writer = self._index.writer(128_000_000, 1)
        self._speller = Speller()
        self._size = 0
        self.snapshot = Snapshot(self._schema, self._index.searcher(), self._speller, 0)

    def add(self, claim_id: str, statement: str, further: str) -> None:
        """Add the next row's claim: its folded id, and its words, folded and with spaces between."""
        fields = {ID: claim_id, STATEMENT: statement, FURTHER: further, "row": self._size}
        self._writer.add_document(tantivy.Document.from_dict(fields))
        self._size += 1

    def commit(self) -> None:
        """Make what was added so far part of the snapshot."""
        self._writer.commit()
        self._index.reload()
        self.snapshot = Snapshot(self._schema, self._index.searcher(), self._speller, self._size)

    def finish(self) -> None:
        """Commit, and give back what only adding needs. Nothing can be added after that."""
        self.commit()
        self._writer.wait_merging_threads()
        self._speller.finish()
