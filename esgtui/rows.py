"""Rows of claims in ascending order, held as a set of bits: a million take 125 KB, and any of them is found at once."""

from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress

from esgtui.bits import bits_of, flags_of
from esgtui.looked_up import LookedUp

_OCTETS, BLOCK = 512, 4_096
"""Rows are looked up by blocks: so many bytes, and eight times as many rows."""


_SPARSE = 200
"""So few rows of a block are found one by one sooner than by going through all."""


class RowSet(LookedUp[int]):
    """Rows, each once, of which the set can be had without going through them."""

    @property
    @abstractmethod
    def bits(self) -> int:
        """The set of the rows (see `bits.py`)."""

    @property
    @abstractmethod
    def ascending(self) -> "Rows":
        """The same rows in ascending order."""


class Rows(RowSet):
    """Some rows, of `bits` (see `bits.py`). Never changes; any thread may look."""

    def __init__(self, bits: int = 0) -> None:
        self._bits = bits
        self._octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        blocks = range(0, len(self._octets), _OCTETS)
        self._starts = list(accumulate((self._bits_at(at, at + _OCTETS).bit_count() for at in blocks), initial=0))
        self._known: tuple[int, list[int]] = (-1, [])

    @property
    def bits(self) -> int:
        """The set of the rows (see `bits.py`)."""
        return self._bits

    @property
    def ascending(self) -> "Rows":
        """These rows."""
        return self

    @cached_property
    def held(self) -> Sequence[int]:
        """The rows one after the other, in four bytes each: for those who go through all of them again and again."""
        return array("I", self)

    def _bits_at(self, start: int, end: int) -> int:
        return int.from_bytes(self._octets[start:end], "little")

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, place: int) -> int:
        """Return the row at a place."""
        block = self._block_of(place)
        return self._rows_in(block)[place - self._starts[block]]

    def _block_of(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _rows_in(self, block: int) -> list[int]:
        known, rows = self._known
        if known != block:
            part = self._bits_at(block * _OCTETS, (block + 1) * _OCTETS)
            first, flags = block * BLOCK, flags_of(part, BLOCK)
            if part.bit_count() > _SPARSE:
                rows = list(compress(range(first, first + BLOCK), flags))
            else:
                rows = [first + at for at in _places(flags)]
            self._known = block, rows
        return rows

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(self._rows_in, range(len(self._starts) - 1)))

    def __contains__(self, row: object) -> bool:
        if not isinstance(row, int) or not 0 <= row < 8 * len(self._octets):
            return False
        return bool(self._octets[row >> 3] >> (row & 7) & 1)

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a row; raise `ValueError` if it is not among them."""
        if not isinstance(value, int) or value not in self:
            raise ValueError(value)
        block = value // BLOCK
        before = self._bits_at(block * _OCTETS, (block + 1) * _OCTETS) & (1 << value % BLOCK) - 1
        place = self._starts[block] + before.bit_count()
        if place not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(value)
        return place

    def __eq__(self, other: object) -> bool:
        return self.bits == other.bits if isinstance(other, Rows) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.bits)

    def turned(self, row: int) -> "Rows":
        """Return these rows with another one, or without it if it is among them."""
        return Rows(self.bits ^ 1 << row)

    def flags(self, size: int) -> bytes:
        """Return a byte for each of the first `size` rows, 1 where it is among these."""
        return flags_of(self.bits, size)


def _places(flags: bytes) -> Iterator[int]:
    """Yield where there is a 1."""
    at = flags.find(1)
    while at >= 0:
        yield at
        at = flags.find(1, at + 1)


def ascending(rows: Iterable[int]) -> Rows:
    """Return some rows in ascending order, whatever holds them."""
    return rows.ascending if isinstance(rows, RowSet) else Rows(bits_of(rows))


def bits_in(rows: Iterable[int]) -> int:
    """Return the set of some rows, whatever holds them."""
    return rows.bits if isinstance(rows, RowSet) else bits_of(rows)
