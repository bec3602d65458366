"""Claims that stay packed in a file until they are looked at, so that a million of them cost little memory and no time.

How the file comes to be, and where it is, `image.py` knows.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import msgspec

from esgtui.dataset.model import Claim
from esgtui.shelf.kept_file import KeptFile

MOST_HELD = 200_000
"""Claims of datasets up to this size stay unpacked once they were looked at: that takes some 600 bytes each."""

MOST_RECENT = 4_000
"""Of larger ones so many stay for a while, since whoever looks at a claim mostly does so again."""


class PackedClaims(Sequence[Claim]):
    """The claims in a file, by row; `ends` has a 0 and then the offset at which each of them ends.

    Any thread may read. The file may be removed; where it is cut short or written into, looking at claims raises
    `OSError`.
    """

    def __init__(self, file: Path, ends: "memoryview[int]") -> None:
        self._ends = ends
        self._file = KeptFile(file)
        self._decode = msgspec.msgpack.Decoder(Claim).decode
        self._held: dict[int, Claim] = {}

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
        try:
            claim = self._decode(self._file.part(self._ends[row], self._ends[row + 1]))
        except msgspec.MsgspecError as error:
            raise self._file.fault() from error
        if len(self) > MOST_HELD and len(self._held) >= MOST_RECENT:
            self._held.clear()
        self._held[row] = claim
        return claim
