"""Where a search looks: what filters let through, rows, and groups that were chosen."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import compress
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import tantivy

    from esgtui.search.terms import Condition, Terms


class Sieve(msgspec.Struct, frozen=True):
    """What one filter lets through: claims with any of these terms, and those at rows that are told, ascending each.

    A negated one lets all others through.
    """

    terms: tuple[str, ...] = ()
    told: tuple[Sequence[int], ...] = ()
    is_negated: bool = False

    def condition(self, words: Terms) -> tantivy.Query:
        """Return the condition that these claims meet, or the others if it is negated."""
        return words.either([words.with_any_term(self.terms), *(_within(rows, words) for rows in self.told)])

    def between(self, first: int, last: int) -> Sieve:
        """Return the sieve as far as it is about the rows `first` to `last`."""
        return Sieve(self.terms, tuple(_part(rows, first, last) for rows in self.told), self.is_negated)

    def mask(self, size: int, having: Callable[[Condition], Sequence[int]]) -> bytearray:
        """Return a byte for each of `size` rows, 1 where it lets the claim through; `having` finds those with terms."""
        mask = bytearray(size)
        with_terms = having(lambda words: words.with_any_term(self.terms)) if self.terms else ()
        for rows in (with_terms, *self.told):
            for row in _part(rows, 0, size - 1):
                mask[row] = 1
        return mask.translate(_TURNED) if self.is_negated else mask


_TURNED = bytes([1, 0]) + bytes(254)


class Scope(msgspec.Struct, frozen=True):
    """Where to look: in the claims at `rows` (all if None), of those in the ones that belong to all `groups`.

    And of those in the ones that pass all `sieves`.
    """

    rows: Sequence[int] | None = None
    groups: tuple[int, ...] = ()
    sieves: tuple[Sieve, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Tell whether all claims are looked at."""
        return self.rows is None and not self.groups and not self.sieves

    @property
    def is_told(self) -> bool:
        """Tell whether rows are told for it, which are soon counted, and are much to ask an index for."""
        return any(sieve.told for sieve in self.sieves)

    def between(self, first: int, last: int) -> Scope:
        """Return the scope as far as it is about the rows `first` to `last`: a condition on few of them is quick."""
        rows = None if self.rows is None else _part(self.rows, first, last)
        return Scope(rows, self.groups, tuple(sieve.between(first, last) for sieve in self.sieves))

    def wanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that the scope's claims meet."""
        rows = [] if self.rows is None else [words.within(self.rows)]
        passed = [sieve.condition(words) for sieve in self.sieves if not sieve.is_negated]
        return [*rows, *passed, *(words.in_group(number) for number in self.groups)]

    def unwanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that none of the scope's claims meets."""
        return [sieve.condition(words) for sieve in self.sieves if sieve.is_negated]

    def passing(self, size: int, having: Callable[[Condition], Sequence[int]]) -> array[int]:
        """Return which of `size` rows pass all sieves, in ascending order; `having` finds those with terms."""
        passed = int.from_bytes(b"\1" * size, "little")
        for sieve in self.sieves:
            passed &= int.from_bytes(sieve.mask(size, having), "little")
        return array("I", compress(range(size), passed.to_bytes(size, "little")))


def _within(rows: Sequence[int], words: Terms) -> tantivy.Query:
    """Return a condition for rows; of more than half of all, the others are less to ask for."""
    if 2 * len(rows) <= words.size:
        return words.within(rows)
    mask = bytearray(b"\1" * words.size)
    for row in rows:
        if row < words.size:
            mask[row] = 0
    return words.all_of([], [words.within(list(compress(range(words.size), mask)))])


def _part(rows: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of ascending rows that lie between two."""
    return rows[bisect_left(rows, first) : bisect_right(rows, last)]


EVERYWHERE = Scope()
