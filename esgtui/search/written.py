"""The index of the claims that carry what coders put on them, which come and go while the program runs.

What an index holds is known to `index.py`, how this one is searched with that of all claims to `layers.py`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from esgtui.search.index import CODERS, Entry, TermIndex
from esgtui.search.layers import Overlay
from esgtui.search.names import NOTES
from esgtui.search.text import APART

if TYPE_CHECKING:
    from collections.abc import Sequence


class WrittenIndex:
    """Claims with what coders put on them, to be put anew and taken out. One thread at a time may change it."""

    def __init__(self) -> None:
        self._terms = TermIndex(CODERS)
        self._words: dict[int, frozenset[str]] = {}
        # Counted here, since the index counts the words of what was taken out for as long as it likes.
        self._counts: Counter[str] = Counter()
        self._given: dict[int, Sequence[str]] = {}
        self._given_counts: Counter[str] = Counter()

    def put(self, entry: Entry) -> None:
        """Take in a claim with what coders wrote, instead of what it was known with before."""
        row = entry.row
        self.take_out(row)
        self._terms.add([entry])
        self._words[row] = frozenset(entry.texts[NOTES].split()) - {APART}
        self._counts.update(self._words[row])
        self._given[row] = entry.given
        self._given_counts.update(entry.given)

    def take_out(self, row: int) -> None:
        """Forget the claim at a row, if it is known."""
        words = self._words.pop(row, None)
        if words is not None:
            self._terms.remove(row)
            self._counts.subtract(words)
            self._given_counts.subtract(self._given.pop(row))

    def commit(self) -> Overlay | None:
        """Return what is known by now; None if that is nothing."""
        self._counts, self._given_counts = +self._counts, +self._given_counts
        self._terms.commit({NOTES: dict(self._counts)})
        if not self._words:
            return None
        return Overlay(self._terms.snapshot, frozenset(self._words), dict(self._given_counts))
