"""Conditions on claims, as the index is asked for them: words with their weights, phrases, ids, groups, rows.

What a typed word may mean and what that weighs is not known here: callers say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log

import tantivy

from esgtui.search.names import FURTHER, NOTES, STATEMENT
from esgtui.search.snapshot import GROUP, ID, KEYS, between, within

SHARES: Mapping[str, float] = {STATEMENT: 1.0, FURTHER: 0.35, NOTES: 0.35}
"""What a word counts in each text of a claim, in parts of what it counts in the statement."""

_MOST_WEIGHED = 32


class Terms:
    """Makes conditions on the texts of claims that `counts` names: how many claims have which word in which of them.

    `size` is the number of claims. `asked_of` is the set of rows (see `bits.py`) that are asked about, by default all:
    what a condition says of others does not matter.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        counts: Mapping[str, Mapping[str, int]],
        size: int,
        asked_of: int | None = None,
    ) -> None:
        self._schema = schema
        self._counts = counts
        self.size = size
        self.asked_of = (1 << size) - 1 if asked_of is None else asked_of

    def count(self, word: str) -> int:
        """Return in how many texts a word of the index is."""
        return sum([counts.get(word, 0) for counts in self._counts.values()])

    def any_elsewhere(self, words: Iterable[str]) -> bool:
        """Tell whether any of these words is in a text that is no statement."""
        asked = set(words)
        return any(not counts.keys().isdisjoint(asked) for field, counts in self._counts.items() if field != STATEMENT)

    def any_of(self, weights: Mapping[str, float], beginning: str = "") -> tantivy.Query:
        """Return a condition for claims with any of these words; a word adds its weight, more in short texts.

        Where `beginning` is given, all words that begin with it are among them, if not one by one then together.
        """
        # The likeliest words have their say in the order of claims; of the many others only whether they are there.
        likeliest = sorted(weights, key=weights.__getitem__, reverse=True)
        parts = [part for word in likeliest[:_MOST_WEIGHED] for part in self._weighed(word, weights[word])]
        others = likeliest[_MOST_WEIGHED:]
        beginners = [word for word in others if beginning and word.startswith(beginning)]
        if beginners:
            others = [word for word in others if not word.startswith(beginning)]
        for field, counts in self._counts.items():
            present = [word for word in others if word in counts]
            if present:
                terms = tantivy.Query.term_set_query(self._schema, field, present)
                parts.append(_constant(terms, SHARES[field] * weights[others[-1]]))
            if beginners and (field != NOTES or any(word.startswith(beginning) for word in counts)):
                begun = tantivy.Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True)
                parts.append(_constant(begun, SHARES[field] * weights[beginners[-1]]))
        return tantivy.Query.boolean_query(parts)

    def _weighed(self, word: str, weight: float) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        for field, counts in self._counts.items():
            count = counts.get(word)
            if count:
                # The index multiplies by the word's rarity, which is in the weight already.
                rarity = log(1 + (self.size - count + 0.5) / (count + 0.5)) if count < self.size else 0.01
                term = tantivy.Query.term_query(self._schema, field, word, index_option="basic")
                boosted = tantivy.Query.boost_query(term, SHARES[field] * weight / max(rarity, 0.01))
                yield tantivy.Occur.Should, boosted

    def with_id(self, claim_id: str) -> tantivy.Query:
        """Return a condition for the claim with this folded id."""
        return tantivy.Query.term_query(self._schema, ID, claim_id)

    def id_begins(self, beginning: str) -> tantivy.Query:
        """Return a condition for the claims whose folded ids begin so."""
        return tantivy.Query.fuzzy_term_query(self._schema, ID, beginning, distance=0, prefix=True)

    def phrase(self, words: Sequence[str]) -> tantivy.Query:
        """Return a condition for claims with these words, whole and one after the other."""
        phrases = [tantivy.Query.phrase_query(self._schema, field, list(words)) for field in self._counts]
        return self.either(phrases)

    def in_group(self, number: int) -> tantivy.Query:
        """Return a condition for the claims of the group with this running number; it adds nothing to a score."""
        return tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, GROUP, number), 0.0)

    def with_any_term(self, terms: Sequence[str]) -> tantivy.Query:
        """Return a condition for claims of which any of these terms of `keys.py` is true; it adds to no score."""
        if len(terms) == 1:
            asked = tantivy.Query.term_query(self._schema, KEYS, terms[0], index_option="basic")
        else:
            asked = tantivy.Query.term_set_query(self._schema, KEYS, list(terms))
        return tantivy.Query.const_score_query(asked, 0.0)

    def within(self, rows: Sequence[int]) -> tantivy.Query:
        """Return a condition for these rows, given in ascending order; it adds nothing to a score."""
        return within(self._schema, rows)

    def between(self, first: int, last: int) -> tantivy.Query:
        """Return a condition for the rows from `first` to `last`, both included."""
        return between(self._schema, first, last)

    @staticmethod
    def either(queries: Sequence[tantivy.Query]) -> tantivy.Query:
        """Return a condition for claims that any of `queries` matches."""
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    @staticmethod
    def all_of(queries: Sequence[tantivy.Query], without: Sequence[tantivy.Query] = ()) -> tantivy.Query:
        """Return a condition for claims that all of `queries` match (all claims if there is none), less others."""
        must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
        wanted = list(queries) or [tantivy.Query.all_query()]
        return tantivy.Query.boolean_query([*((must, q) for q in wanted), *((must_not, q) for q in without)])


def _constant(query: tantivy.Query, weight: float) -> tuple[tantivy.Occur, tantivy.Query]:
    return tantivy.Occur.Should, tantivy.Query.const_score_query(query, weight)


Condition = Callable[[Terms], tantivy.Query]
"""A condition on claims, to be made for the texts that are looked at."""
