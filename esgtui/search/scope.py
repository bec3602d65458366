"""Where a search looks: rows that filters let through, and groups that were chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    import tantivy

    from esgtui.search.terms import Terms


class Scope(msgspec.Struct, frozen=True):
    """Where to look: in the claims at `rows` (all if None), and of those in the ones that belong to all `groups`.

    `others` are all rows but those, where that is known and they are fewer.
    """

    rows: Sequence[int] | None = None
    groups: tuple[int, ...] = ()
    others: Sequence[int] | None = None

    @property
    def is_everywhere(self) -> bool:
        """Tell whether all claims are looked at."""
        return self.rows is None and not self.groups

    def between(self, first: int, last: int) -> Scope:
        """Return the scope as far as it is about the rows `first` to `last`: a condition on few of them is quick."""
        return msgspec.structs.replace(self, rows=_part(self.rows, first, last), others=_part(self.others, first, last))

    def wanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that the scope's claims meet."""
        rows = [words.within(self.rows)] if self.rows is not None and self.others is None else []
        return rows + [words.in_group(number) for number in self.groups]

    def unwanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that none of the scope's claims meets."""
        return [words.within(self.others)] if self.others else []


def _part(rows: Sequence[int] | None, first: int, last: int) -> Sequence[int] | None:
    """Return those of ascending rows that lie between two."""
    return None if rows is None else rows[bisect_left(rows, first) : bisect_right(rows, last)]


EVERYWHERE = Scope()
