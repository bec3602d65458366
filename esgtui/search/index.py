"""The embedded tantivy index: words of claims in, rows of claims out.

What a query means and how hits are ordered is not known here: callers say which words count how much.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from operator import attrgetter

import tantivy

from esgtui.search.vocabulary import Speller, Vocabulary

STATEMENT, FURTHER = "statement", "further"
FURTHER_SHARE = 0.35
"""What a word counts outside of the statement, in parts of what it counts in it."""

_PAGE = 20_000
_count: Callable[[tantivy.SearchResult], int] = attrgetter("count")  # its type stub leaves this attribute out


class Snapshot:
    """The index at one moment: what was committed by then. Never changes, and is safe to use from any thread."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, vocabulary: Vocabulary, size: int) -> None:
        self._schema = schema
        self._searcher = searcher
        self.vocabulary = vocabulary
        self.size = size

    def any_of(self, weights: Mapping[str, float]) -> tantivy.Query:
        """Return a query for claims with any of these words; a word adds its weight, more in short texts."""
        parts = []
        for word, weight in weights.items():
            count = self.vocabulary.counts.get(word, 0)
            rarity = log(1 + (self.size - count + 0.5) / (count + 0.5))
            for field, share in ((STATEMENT, 1.0), (FURTHER, FURTHER_SHARE)):
                term = tantivy.Query.term_query(self._schema, field, word, index_option="freq")
                parts.append(
                    (
                        tantivy.Occur.Should,
                        tantivy.Query.boost_query(term, max(weight * share / max(rarity, 0.01), 1e-6)),
                    )
                )
        return tantivy.Query.boolean_query(parts)

    def phrase(self, words: Sequence[str]) -> tantivy.Query:
        """Return a query for claims with these words, whole and one after the other."""
        query = tantivy.Query
        if len(words) == 1:
            return self.any_of({words[0]: 1.0})
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

    def rows(self, query: tantivy.Query) -> list[int]:
        """Return all rows that match, in ascending order."""
        found: list[int] = []
        for first in range(0, self.size, _PAGE):
            page = tantivy.Query.range_query(self._schema, "row", tantivy.FieldType.Integer, first, first + _PAGE - 1)
            hits = self._searcher.search(
                self.all_of([query, page]), _PAGE, count=False, order_by_field="row", order=tantivy.Order.Asc
            ).hits
            found.extend(row for row, _ in hits)
        return found


class TermIndex:
    """The growing index: add claims, commit, and read from the newest snapshot."""

    def __init__(self) -> None:
        self._schema = (
            tantivy.SchemaBuilder()
            .add_text_field(STATEMENT, tokenizer_name="whitespace")
            .add_text_field(FURTHER, tokenizer_name="whitespace")
            .add_integer_field("row", fast=True, indexed=True)
            .build()
        )
        self._index = tantivy.Index(self._schema)
        self._writer = self._index.writer(128_000_000, 1)
        self._speller = Speller()
        self._size = 0
        self.snapshot = Snapshot(self._schema, self._index.searcher(), self._speller.learn({}), 0)

    def add(self, row: int, statement: str, further: str) -> None:
        """Add a claim by its words, folded and with spaces between."""
        self._writer.add_document(tantivy.Document(statement=statement, further=further, row=row))
        self._size += 1

    def commit(self) -> None:
        """Make what was added so far part of the snapshot."""
        self._writer.commit()
        self._index.reload()
        searcher = self._index.searcher()
        counts = Counter(dict(searcher.terms_with_prefix(FURTHER, "")))
        counts.update(dict(searcher.terms_with_prefix(STATEMENT, "")))
        self.snapshot = Snapshot(self._schema, searcher, self._speller.learn(counts), self._size)
