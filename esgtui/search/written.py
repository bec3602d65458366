"""The index of the claims that carry what coders put on them, which come and go while the program runs.

What an index holds is known to `index.py`, how this one is searched with that of all claims to `layers.py`.
"""

from collections import Counter

from esgtui.search.index import CODERS, Entry, TermIndex
from esgtui.search.layers import Overlay
from esgtui.search.names import NOTES
from esgtui.search.text import APART

_HEAP = 30_000_000
"""Bytes in which claims are gathered before they are written: what changes at once is mostly little."""


class WrittenIndex:
    """Claims with what coders put on them, to be put anew and taken out. One thread at a time may change it."""

    def __init__(self) -> None:
        self._terms = TermIndex(CODERS, heap=_HEAP)
        self._known: dict[int, tuple[str, tuple[str, ...]]] = {}
        """By row the words of a claim, and the terms that it was given: few of these are unlike all others."""
        self._alike: dict[tuple[str, ...], tuple[str, ...]] = {}
        # Counted here, since the index counts the words of what was taken out for as long as it likes.
        self._counts: Counter[str] = Counter()
        self._given_counts: Counter[str] = Counter()

    def put(self, entry: Entry) -> None:
        """Take in a claim with what coders wrote, instead of what it was known with before."""
        row, text, given = entry.row, entry.texts[NOTES], tuple(entry.given)
        self.take_out(row)
        self._terms.add([entry])
        self._known[row] = text, self._alike.setdefault(given, given)
        self._counts.update(_words(text))
        self._given_counts.update(given)

    def take_out(self, row: int) -> None:
        """Forget the claim at a row, if it is known."""
        known = self._known.pop(row, None)
        if known is not None:
            self._terms.remove(row)
            self._counts.subtract(_words(known[0]))
            self._given_counts.subtract(known[1])

    def commit(self) -> Overlay | None:
        """Return what is known by now; None if that is nothing."""
        self._counts, self._given_counts = +self._counts, +self._given_counts
        self._terms.commit({NOTES: dict(self._counts)})
        if not self._known:
            return None
        return Overlay(self._terms.snapshot, frozenset(self._known), dict(self._given_counts))


def _words(text: str) -> set[str]:
    return set(text.split()) - {APART}
