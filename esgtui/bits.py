"""Sets of claims as whole numbers: bit `n` stands for the claim at row `n`.

So a set of a hundred thousand takes 12 KiB, and what two of them have in common is found in microseconds.
"""

from collections.abc import Iterable
from itertools import compress

_AS_FLAGS, _AS_DIGITS = bytes.maketrans(b"01", b"\x00\x01"), bytes.maketrans(b"\x00\x01", b"01")

_FLAGS = 32
"""Where one row of so many or more is in a set, a byte for each of them is the soonest filled in."""


def bits_of(rows: Iterable[int]) -> int:
    """Return the set of some rows, in any order."""
    if isinstance(rows, range) and rows.step == 1:
        return (1 << rows.stop) - (1 << rows.start) if rows else 0
    held = list(rows)
    most = max(held, default=0)
    if most < _FLAGS * len(held):
        flags = bytearray(most + 1)
        for row in held:
            flags[row] = 1
        return bits_of_flags(flags)
    octets = bytearray(most // 8 + 1)
    for row in held:
        octets[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(octets, "little")


def bits_of_flags(flags: bytes | bytearray) -> int:
    """Return the set of the rows whose byte is 1, of bytes that are 0 or 1."""
    return int(flags.translate(_AS_DIGITS)[::-1] or b"0", 2)


def flags_of(bits: int, size: int) -> bytes:
    """Return a byte for each of the first `size` rows, 1 where it is in the set."""
    return f"{bits:0{size}b}".encode().translate(_AS_FLAGS)[::-1][:size] if size else b""


def rows_of(bits: int) -> list[int]:
    """Return the rows of a set, in ascending order."""
    size = bits.bit_length()
    return list(compress(range(size), flags_of(bits, size)))


def union(sets: Iterable[int]) -> int:
    """Return the rows that are in any of the sets."""
    found = 0
    for each in sets:
        found |= each
    return found
