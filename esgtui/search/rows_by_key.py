"""The claims with each value of a field: what the dataset says, which is kept as rows, and what coders add, as sets."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from esgtui.bits import bits_of, union

MANY = 1_000
"""From how many rows on the set of them is kept, once it was made."""


class Curated(Mapping[str, int]):
    """Returns the set of rows with a key; it is made when it is asked for, since there may be very many keys."""

    def __init__(self, rows: Mapping[str, Sequence[int]]) -> None:
        self._rows = rows
        self._large: dict[str, int] = {}

    def __getitem__(self, key: str) -> int:
        found = self._large.get(key)
        if found is None:
            rows = self._rows[key]
            found = bits_of(rows)
            if len(rows) >= MANY:
                self._large[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def any(self) -> int:
        """Return the rows with any key."""
        return bits_of(chain.from_iterable(self._rows.values()))


class RowsByKey(Mapping[str, int]):
    """What the dataset says of a field, and coders."""

    def __init__(self, curated: Curated, coders: Mapping[str, int]) -> None:
        self._curated = curated
        self._coders = coders

    def __getitem__(self, key: str) -> int:
        if key not in self._curated:
            return self._coders[key]
        return self._curated[key] | self._coders.get(key, 0)

    def __iter__(self) -> Iterator[str]:
        yield from self._curated
        yield from (key for key in self._coders if key not in self._curated)

    def __len__(self) -> int:
        return len(self._curated.keys() | self._coders.keys())

    def __contains__(self, key: object) -> bool:
        return key in self._curated or key in self._coders

    def any(self) -> int:
        """Return the rows with any key."""
        return self._curated.any() | union(self._coders.values())
