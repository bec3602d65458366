"""Claims that stay packed in a file until they are looked at, so that a million of them cost little memory and no time.

How the file comes to be, and where it is, `image.py` knows.
"""

import mmap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import msgspec

from esgtui.dataset.model import Claim

MOST_HELD = 200_000
"""Claims of datasets up to this size stay unpacked once they were looked at: that takes some 600 bytes each."""

_RELEASED_AFTER = 20_000
"""After how many unpacked claims the parts of the file that were read are given back to the system."""


class PackedClaims(Sequence[Claim]):
    """The claims in a file, by row; `ends` has a 0 and then the offset at which each of them ends.

    Any thread may read. The file is mapped, since reading it otherwise would wait for whatever other threads are at
    work; it must not change, but may be removed.
    """

    def __init__(self, file: Path, ends: "memoryview[int]") -> None:
        self._ends = ends
        self._content: mmap.mmap | bytes = b""
        if ends[-1]:
            with file.open("rb") as opened:
                self._content = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self._decode = msgspec.msgpack.Decoder(Claim).decode
        self._held: dict[int, Claim] = {}
        self._unpacked = 0

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, row: int) -> Claim: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Claim, ...]: ...
    def __getitem__(self, row: int | slice) -> Claim | tuple[Claim, ...]:
        if isinstance(row, slice):
            return tuple(map(self.__getitem__, range(len(self))[row]))
        claim = self._held.get(row)
        return self._unpacked_at(range(len(self))[row]) if claim is None else claim

    def __iter__(self) -> Iterator[Claim]:
        return map(self.__getitem__, range(len(self)))

    def _unpacked_at(self, row: int) -> Claim:
        claim = self._decode(self._content[self._ends[row] : self._ends[row + 1]])
        if len(self) <= MOST_HELD:
            self._held[row] = claim
        self._unpacked += 1
        if self._unpacked % _RELEASED_AFTER == 0:
            self._release()
        return claim

    def _release(self) -> None:
        """Have what was read of the file count as this program's memory no longer, where that can be."""
        if isinstance(self._content, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._content.madvise(mmap.MADV_DONTNEED)
