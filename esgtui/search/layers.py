"""Two indexes searched as one: that of the curated claims, and that of those which carry coders' words as well.

The claims with notes or tags of coders stand in both, with these words in the second one alone. So the first can be
kept as long as the dataset stays, and a change of an annotation costs no more than that one claim.
"""

from collections.abc import Collection, Sequence
from functools import cached_property

import msgspec
import tantivy

from esgtui.bits import bits_of
from esgtui.search.names import NOTES
from esgtui.search.ranking import LOT
from esgtui.search.snapshot import Snapshot, make_schema
from esgtui.search.tally import Tally
from esgtui.search.terms import Condition, Terms

Lots = list[list[int]]


def _lots(*found: list[int]) -> Lots:
    """Return rows by lots, some of each of the lists in every one."""
    starts = range(0, max(map(len, found)), LOT)
    return [[row for rows in found for row in rows[start : start + LOT]] for start in starts]


class Overlay(msgspec.Struct, frozen=True):
    """The claims that carry coders' words: an index of them alone, with these words, and their rows."""

    index: Snapshot
    rows: Collection[int]


class Layers:
    """The state of both indexes at one moment. `words` makes conditions that look at all texts."""

    def __init__(self, curated: Snapshot, overlay: Overlay | None = None) -> None:
        self.curated = curated
        self._overlay = overlay
        self._is_growing = overlay is not None and max(overlay.rows) >= curated.size
        schema = make_schema()
        annotated = bits_of(overlay.rows) if overlay else 0
        self._curated_words = Terms(schema, curated.counts, curated.size, ((1 << curated.size) - 1) & ~annotated)
        self.words = self._curated_words
        if overlay:
            counts = {**curated.counts, **overlay.index.counts}
            self.words = Terms(schema, counts, curated.size, annotated)

    @cached_property
    def alone(self) -> "Layers":
        """The index of the curated claims by itself."""
        return self if self._overlay is None else Layers(self.curated)

    @property
    def size(self) -> int:
        """How many claims there are."""
        return self.curated.size

    def __contains__(self, word: str) -> bool:
        return any(word in index.vocabulary for index in self._indexes())

    def begins_any(self, word: str) -> bool:
        """Tell whether a word of the index begins with `word`."""
        return any(index.vocabulary.begins_any(word) for index in self._indexes())

    def begins_very_many(self, word: str) -> bool:
        """Tell whether so many words begin with `word` that only some are among its meanings."""
        return any(index.vocabulary.begins_very_many(word) for index in self._indexes())

    def sure_meanings(self, word: str, *, may_go_on: bool) -> dict[str, float]:
        """Return how likely each word of the index is meant by the typed `word`: itself (1) and those it begins."""
        found: dict[str, float] = {}
        for index in self._indexes():
            found |= index.vocabulary.sure_meanings(word, may_go_on=may_go_on)
        return found

    def slips(self, word: str, *, may_go_on: bool) -> dict[str, float]:
        """Return how likely each word of the index is meant if `word` was typed with slips of the finger."""
        found = self.curated.vocabulary.slips(word, may_go_on=may_go_on)
        if self._overlay is None:
            return found
        index = self._overlay.index
        written = index.vocabulary.slips(word, may_go_on=may_go_on)  # also of what was written once and is no more
        return {meant: written[meant] for meant in written if meant in index.counts[NOTES]} | found

    def _indexes(self) -> list[Snapshot]:
        return [self.curated, self._overlay.index] if self._overlay else [self.curated]

    # What matches

    def best(self, condition: Condition, limit: int) -> tuple[Lots, int]:
        """Return the rows of the best `limit` claims or some more, by lots, and how many claims match at all."""
        plain = condition(self._curated_words)
        rows, total = self.curated.best(plain, self._more_than(limit))
        if self._overlay is None:
            return _lots(rows), total
        annotated, more = self._overlay.index.best(self._annotated(condition), limit)
        total += more - self._overlay.index.total(self._known(plain))
        return _lots(self._unannotated(rows, condition, limit), annotated), total

    def top(self, condition: Condition, limit: int, known: Sequence[int] = ()) -> Lots:
        """Return the rows of the best `limit` claims or some more, by lots; cheaper than `best` where many match.

        `known` are the first rows of the best curated claims, as far as they are known already.
        """
        if self._rest is not None:  # asked for by themselves, they may stand in another order
            known = ()
        rows = self._best_curated(condition, self._more_than(limit), known)
        if self._overlay is None:
            return _lots(rows)
        annotated = self._overlay.index.top(self._annotated(condition), limit)
        return _lots(self._unannotated(rows, condition, limit, known), annotated)

    def _best_curated(self, condition: Condition, limit: int, known: Sequence[int]) -> list[int]:
        """Return the rows of the best `limit` curated claims: first those that are known, then those that are not."""
        if limit <= len(known):
            return list(known[:limit])
        rows = self.curated.top(condition(self._curated_words), limit)
        first = dict.fromkeys(known)  # what coders wrote makes words weigh otherwise than when these were worked out
        return list(first | dict.fromkeys(rows))[:limit]

    def total(self, condition: Condition, known: Tally | None = None) -> int:
        """Return how many claims match; of how many curated ones may be `known` already."""
        total = known.total if known else self.curated.total(condition(self._curated_words))
        if self._overlay is None:
            return total
        index, plain = self._overlay.index, condition(self._curated_words)
        return total - index.total(self._known(plain)) + index.total(self._annotated(condition))

    def tally(self, condition: Condition, known: Tally | None = None) -> Tally:
        """Return how many claims match, by group and by block of rows; that of the curated ones may be `known`."""
        tally = known or self.curated.tally(condition(self._curated_words))
        if self._overlay is None:
            return tally
        index, before, now = (
            self._overlay.index,
            self._known(condition(self._curated_words)),
            self._annotated(condition),
        )
        if str(before) == str(
            now
        ):  # mostly coders' words have no say in it, and there is nothing to count that differs
            return tally
        gone, more = index.tally(self.words.all_of([before], [now])), index.tally(self.words.all_of([now], [before]))
        return tally.less(gone).and_also(more)

    def rows(self, condition: Condition, first: int, last: int) -> list[int]:
        """Return the rows from `first` to `last` (included) that match, in ascending order."""

        def narrowed(words: Terms) -> tantivy.Query:
            return words.all_of([condition(words), words.between(first, last)])

        most = last - first + 1
        rows = self.curated.first(narrowed(self._curated_words), most)
        if self._overlay is None:
            return rows
        return sorted(self._overlay.index.first(self._annotated(narrowed), most) + self._without_annotated(rows))

    def bits(self, condition: Condition) -> int:
        """Return the set of all rows that match (see `bits.py`)."""
        words = self._curated_words
        found = self.curated.bits(condition(words), self.size)
        if self._overlay is None:
            return found
        return found & words.asked_of | self._overlay.index.bits(self._annotated(condition), self.size)

    def _annotated(self, condition: Condition) -> tantivy.Query:
        """Return a condition on all texts of the claims that carry coders' words."""
        return self._known(condition(self.words))

    def _known(self, query: tantivy.Query) -> tantivy.Query:
        """Narrow a condition to the claims in the first index, of which the last ones may not be there yet."""
        return self.words.all_of([query, self.words.within(range(self.size))]) if self._is_growing else query

    def _more_than(self, limit: int) -> int:
        """Return of how many claims `limit` are as good as sure to carry no coders' words.

        Three times as many as would do on average: a few more cost next to nothing, to ask again costs all of it.
        """
        annotated = len(self._overlay.rows) if self._overlay else 0
        return max(limit, min(limit + 3 * limit * annotated // max(self.size, 1), self.size))

    def _unannotated(self, rows: list[int], condition: Condition, limit: int, known: Sequence[int] = ()) -> list[int]:
        """Return the rows of the best `limit` claims without coders' words; `rows` are the best with or without."""
        found, asked = self._without_annotated(rows), self._more_than(limit)
        if self._rest is not None and len(found) < limit:
            words = self._curated_words
            narrowed = words.all_of([condition(words), words.within(self._rest)])
            return self.curated.top(narrowed, limit) if self._rest else []
        while len(found) < limit and len(rows) >= asked:
            asked *= 2
            rows = self._best_curated(condition, asked, known)
            found = self._without_annotated(rows)
        return found[:limit]

    @cached_property
    def _rest(self) -> list[int] | None:
        """Rows without coders' words, where most have some, so that the few others are asked for; else None."""
        annotated = self._overlay.rows if self._overlay else ()
        if 2 * len(annotated) < self.size:
            return None
        return sorted(set(range(self.size)).difference(annotated))

    def _without_annotated(self, rows: list[int]) -> list[int]:
        annotated = self._overlay.rows if self._overlay else ()
        return [row for row in rows if row not in annotated]
