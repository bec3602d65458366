"""The index of the claims that carry coders' words, which come and go while the program runs.

What an index holds is known to `index.py`, how this one is searched with that of all claims to `layers.py`.
"""

from collections import Counter
from sys import intern

from esgtui.search.index import CODERS, Entry, TermIndex
from esgtui.search.layers import Overlay
from esgtui.search.names import NOTES
from esgtui.search.text import APART

_HEAP = 30_000_000
"""Bytes in which claims are gathered before they are written: what changes at once is mostly little."""


class WrittenIndex:
    """Claims with coders' words, to be put anew and taken out. One thread at a time may change it."""

    def __init__(self) -> None:
        self._terms = TermIndex(CODERS, heap=_HEAP)
        self._known: dict[int, str] = {}
        """By row what was written on a claim."""
        # Counted here, since the index counts the words of what was taken out for as long as it likes.
        self._counts: Counter[str] = Counter()

    def put(self, entry: Entry) -> None:
        """Take in a claim with what coders wrote, instead of what it was known with before."""
        row, text = entry.row, entry.texts[NOTES]
        self.take_out(row)
        self._terms.add([entry])
        self._known[row] = intern(text)  # very many claims carry the same tags, and nothing else
        self._counts.update(_words(text))

    def take_out(self, row: int) -> None:
        """Forget the claim at a row, if it is known."""
        text = self._known.pop(row, None)
        if text is not None:
            self._terms.remove(row)
            self._counts.subtract(_words(text))

    def commit(self) -> Overlay | None:
        """Return what is known by now; None if that is nothing."""
        self._counts = +self._counts
        self._terms.commit({NOTES: dict(self._counts)})
        if not self._known:
            return None
        return Overlay(self._terms.snapshot, frozenset(self._known))


def _words(text: str) -> set[str]:
    return set(text.split()) - {APART}
