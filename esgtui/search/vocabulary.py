"""The words of an index, and which of them a typed word may mean: whole, as a beginning, or with a slip.

Slips are found by an automaton over a small index of the words themselves, which takes well under a millisecond
where comparing with every word takes several.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from heapq import nlargest
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA, JaroWinkler

from esgtui.search.likelihood import SLIP, SLIP_IN_BEGINNING, SLIP_IN_FIRST_LETTER, WHOLE, begun

MOST_MEANINGS = 4_000
"""A typed word is taken to mean at most this many words of the index."""

MOST_BEGUN = 300
"""Of the words that begin with what was typed, so many are looked at one by one: those in the most claims."""

_MOST_KNOWN = 200

_LEAST_ALIKE, _LONGEST, _ALIKE = 5, 40, 0.75
"""Of fewer or more letters nothing can be said of what a word is like; and how like (0 to 1) is worth a word."""


def slips_allowed(word: str) -> int:
    """Return how many slips of the finger a typed word may have: one from 4 letters on, two from 8, none in numbers."""
    return 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 8 else 2


class Vocabulary:
    """The words of an index at one moment, in alphabetical order. Never changes."""

    def __init__(self, words: list[str], counts: Sequence[Mapping[str, int]], slips: "Slips") -> None:
        self.words = words
        """All words, in alphabetical order."""
        self._counts = counts
        self._slips = slips
        self._known_begun: dict[str, list[str]] = {}
        # While a query is typed, all of its words but the last are asked for again and again.
        self._known_slips: dict[tuple[str, bool], dict[str, float]] = {}

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word

    def beginning_with(self, word: str) -> list[str]:
        """Return the words that begin with `word`, itself among them, in alphabetical order."""
        first = bisect_left(self.words, word)
        return self.words[first : bisect_left(self.words, word + "\U0010ffff", first)]

    def begins_any(self, word: str) -> bool:
        """Tell whether any word begins with `word`."""
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at].startswith(word)

    def begins_very_many(self, word: str) -> bool:
        """Tell whether so many words begin with `word` that only some are among its meanings."""
        first = bisect_left(self.words, word)
        at = first + MOST_BEGUN
        return at < len(self.words) and self.words[at].startswith(word)

    def _begun(self, word: str) -> list[str]:
        """Return the words that begin with `word`, of very many those in the most claims."""
        if not self.begins_very_many(word):
            return self.beginning_with(word)
        known = self._known_begun.get(word)
        if known is None:
            if len(self._known_begun) >= _MOST_KNOWN:
                self._known_begun.clear()
            self._known_begun[word] = known = nlargest(MOST_BEGUN, self.beginning_with(word), key=self.count)
        return known

    def count(self, word: str) -> int:
        """Return in how many texts a word is."""
        return sum([counts.get(word, 0) for counts in self._counts])

    def sure_meanings(self, word: str, *, may_go_on: bool) -> dict[str, float]:
        """Return how likely each word of the index is meant by the typed `word`: itself (1) and those it begins."""
        found = {term: begun(word, term) for term in self._begun(word)} if may_go_on else {}
        if word in self:
            found[word] = WHOLE
        return found

    def slips(self, word: str, *, may_go_on: bool) -> dict[str, float]:
        """Return how likely each word of the index is meant if `word` was typed with slips of the finger."""
        allowed = slips_allowed(word)
        if not allowed:
            return {}
        asked = (word, may_go_on)
        known = self._known_slips.get(asked)
        if known is None:
            if len(self._known_slips) >= _MOST_KNOWN:
                self._known_slips.clear()
            self._known_slips[asked] = known = self._find_slips(word, allowed, may_go_on=may_go_on)
        return known

    def like(self, word: str, most: int) -> list[str]:
        """Return the words most like one that can mean none of them: same beginnings, parts of it, and more slips."""
        if not _LEAST_ALIKE <= len(word) <= _LONGEST:
            return []
        begun = self.beginning_with(word[: max(_LEAST_ALIKE, len(word) // 2)])
        parts = (word[at:end] for at in range(len(word)) for end in range(at + _LEAST_ALIKE, len(word) + 1))
        slips = self._slips.near(word, 2, may_go_on=False) if len(word) > _LEAST_ALIKE and word.isalpha() else []
        found = {*begun[:MOST_BEGUN], *slips, *(part for part in parts if part in self)}
        alike = {each: JaroWinkler.similarity(word, each) for each in found}
        return nlargest(most, (each for each in found if alike[each] >= _ALIKE), key=lambda each: (alike[each], each))

    def _find_slips(self, word: str, allowed: int, *, may_go_on: bool) -> dict[str, float]:
        near = self._slips.near(word, allowed, may_go_on=may_go_on)
        found = {
            term: _likeness(word, term, allowed, may_go_on=may_go_on)
            for term in near
            if term != word and not (may_go_on and term.startswith(word))
        }
        return {term: value for term, value in found.items() if value}


def _likeness(word: str, term: str, slips: int, *, may_go_on: bool) -> float:
    distance = OSA.distance(word, term, score_cutoff=slips)
    if distance <= slips:
        return SLIP[distance] * (1.0 if word[0] == term[0] else SLIP_IN_FIRST_LETTER)
    if not may_go_on or word[0] != term[0]:
        return 0.0
    distance = min(
        OSA.distance(word, term[:n], score_cutoff=slips) for n in range(len(word) - slips, len(word) + slips + 1)
    )
    if distance > slips:
        return 0.0
    return SLIP_IN_BEGINNING[distance]


class Slips:
    """The words of an index that can be met with slips of the finger: an index of the words themselves."""

    def __init__(self, learned: Sequence[str], schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._learned = learned
        self._schema = schema
        self._searcher = searcher

    def near(self, word: str, slips: int, *, may_go_on: bool) -> list[str]:
        """Return the words that are at most so many slips away from `word`, or begin with one that is."""
        query = tantivy.Query.fuzzy_term_query(self._schema, "word", word, distance=slips, prefix=may_go_on)
        hits = self._searcher.search(query, MOST_MEANINGS, count=False, order_by_field="number").hits
        return [self._learned[number] for number, _ in hits]


class Speller:
    """Collects the words of a growing index, in memory or in a folder, and hands out the vocabulary as it stands."""

    def __init__(self, folder: str | None = None) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=folder)
        self._writer = self._index.writer(30_000_000, 1)
        self.learned: list[str] = []
        """The words that can be met with slips, in the order in which they came."""
        self._known: set[str] = set()

    @staticmethod
    def open(folder: Path, learned: list[str]) -> Slips:
        """Return the words that were collected in `folder`; raise `OSError` or `ValueError` if there are none."""
        index = tantivy.Index.open(str(folder))
        return Slips(learned, index.schema, index.searcher())

    def learn(self, words: list[str]) -> Slips:
        """Return all `words` of the index, given in alphabetical order, after taking in the new ones."""
        new = [word for word in words if word not in self._known and word.isalpha() and len(word) > 2]
        for number, word in enumerate(new, len(self.learned)):
            self._writer.add_document(tantivy.Document.from_dict({"word": word, "number": number}))
        if new:
            self.learned += new
            self._known.update(new)
            self._writer.commit()
            self._index.reload()
        return Slips(self.learned, self._schema, self._index.searcher())

    def finish(self) -> None:
        """Give back what only learning needs. Nothing can be learned after that."""
        self._writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    return (
        tantivy.SchemaBuilder()
        .add_text_field("word", tokenizer_name="raw", index_option="basic")
        .add_integer_field("number", fast=True)
        .build()
    )
