"""Where a search looks: what filters let through, rows, and groups that were chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import msgspec

from esgtui.bits import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import tantivy

    from esgtui.search.terms import Terms


class Sieve(msgspec.Struct, frozen=True):
    """What one filter lets through: claims with any of these terms, and those in a set that is told (see `bits.py`).

    A negated one lets all others through.
    """

    terms: tuple[str, ...] = ()
    told: int = 0
    is_negated: bool = False

    def condition(self, words: Terms) -> tantivy.Query:
        """Return the condition that these claims meet, or the others if it is negated."""
        return words.either([words.with_any_term(self.terms), *([_within(self.told, words)] if self.told else ())])

    def between(self, first: int, last: int) -> Sieve:
        """Return the sieve as far as it is about the rows `first` to `last`."""
        part = (self.told >> first & (1 << last - first + 1) - 1) << first
        return Sieve(self.terms, part, self.is_negated)


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
        """Tell whether sets of rows are told for it, which are soon counted, and are much to ask an index for."""
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

    def passing(self, size: int, said: Callable[..., int]) -> int:
        """Return which of `size` rows pass all sieves, as a set; `said` returns those with any of some terms."""
        passed = everything = (1 << size) - 1
        for sieve in self.sieves:
            own = sieve.told | said(*sieve.terms)
            passed &= everything & ~own if sieve.is_negated else own
        return passed


def _within(told: int, words: Terms) -> tantivy.Query:
    """Return a condition for a set of rows; of more than half of those asked about, the others are less to ask for."""
    here, others = words.asked_of & told, words.asked_of & ~told
    if here.bit_count() <= others.bit_count():
        return words.within(rows_of(here))
    return words.all_of([], [words.within(rows_of(others))] if others else [])


def _part(rows: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of ascending rows that lie between two."""
    return rows[bisect_left(rows, first) : bisect_right(rows, last)]


EVERYWHERE = Scope()
