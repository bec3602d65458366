"""Where a search looks: rows that filters let through, and groups that were chosen."""

from __future__ import annotations

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

    def wanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that the scope's claims meet."""
        rows = [words.within(self.rows)] if self.rows is not None and self.others is None else []
        return rows + [words.in_group(number) for number in self.groups]

    def unwanted(self, words: Terms) -> list[tantivy.Query]:
        """Return conditions that none of the scope's claims meets."""
        return [words.within(self.others)] if self.others else []


EVERYWHERE = Scope()
