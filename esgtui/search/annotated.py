"""The rows of annotated claims by the keys of some fields, brought up to date claim by claim as coders work.

So a filter on a hundred thousand annotated claims costs what was changed since the last one.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class AnnotatedRows(Generic[Key]):
    """Follows some fields of what coders do. Safe to use from any thread."""

    def __init__(self, row_of: Mapping[str, int]) -> None:
        self._row_of = row_of
        self._keys: dict[int, frozenset[Key]] = {}
        self._rows: dict[Key, set[int]] = {}
        self._seen: int | None = None
        self._lock = threading.Lock()

    def now(
        self, touched: Callable[[int | None], tuple[Iterable[str], int]], keys_of: Callable[[str], Iterable[Key]]
    ) -> dict[Key, set[int]]:
        """Return the rows of the claims with each key, as annotated by now; the rows are not to be changed.

        `touched` tells which claims to look at since an earlier call (None at first), and what the next call takes.
        """
        with self._lock:
            claims, self._seen = touched(self._seen)
            for claim in dict.fromkeys(claims):
                row = self._row_of.get(claim)
                if row is not None:
                    self._take(row, frozenset(keys_of(claim)))
            return dict(self._rows)  # another thread may add keys while this one is looked through

    def _take(self, row: int, keys: frozenset[Key]) -> None:
        old: frozenset[Key] = self._keys.get(row, frozenset())
        for key in old - keys:
            self._rows[key].discard(row)
            if not self._rows[key]:
                del self._rows[key]
        for key in keys - old:
            self._rows.setdefault(key, set()).add(row)
        self._keys[row] = keys
