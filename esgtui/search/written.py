"""The index of the claims that carry coders' words, which come and go while the program runs.

What an index holds is known to `index.py`, how this one is searched with that of all claims to `layers.py`.
"""

from collections import Counter

from esgtui.search.index import CODERS, Entry, TermIndex
from esgtui.search.layers import Overlay
from esgtui.search.names import NOTES
from esgtui.search.text import APART


class WrittenIndex:
    """Claims with coders' words, each of which can be put anew and taken out. One thread at a time may change it."""

    def __init__(self) -> None:
        self._terms = TermIndex(CODERS)
        self._words: dict[int, frozenset[str]] = {}
        # Counted here, since the index counts the words of what was taken out for as long as it likes.
        self._counts: Counter[str] = Counter()

    def put(self, entry: Entry) -> None:
        """Take in a claim with what coders wrote, instead of what it was known with before."""
        row, texts, *_ = entry
        self.take_out(row)
        self._terms.add([entry])
        self._words[row] = frozenset(texts[NOTES].split()) - {APART}
        self._counts.update(self._words[row])

    def take_out(self, row: int) -> None:
        """Forget the claim at a row, if it is known."""
        words = self._words.pop(row, None)
        if words is not None:
            self._terms.remove(row)
            self._counts.subtract(words)

    def commit(self) -> Overlay | None:
        """Return what is known by now; None if that is nothing."""
        self._counts = +self._counts
        self._terms.commit({NOTES: dict(self._counts)})
        return Overlay(self._terms.snapshot, frozenset(self._words)) if self._words else None
