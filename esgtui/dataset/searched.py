"""A large file in which places are looked for, part by part.

It is never mapped into memory: where a mapped file is cut short meanwhile, the system ends whoever looks there.
"""

import os
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO

CHUNK = 1 << 20
"""So many bytes are read at a time."""

LONGEST = 256
"""So many bytes has what is looked for at most."""


class SearchedFile:
    """A file with as many bytes as it had when it was opened; what was cut off since is not found. Places are offsets.

    What it does raises `OSError` where the file cannot be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def __len__(self) -> int:
        return self._size

    def part(self, start: int, end: int) -> bytes:
        """Return what stands between two places."""
        self._file.seek(start)
        return self._file.read(max(0, min(end, self._size) - start))

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield what stands between two places in chunks, each with as much below as what begins in it may have."""
        for at in range(start, end, CHUNK):
            yield at, self.part(at, min(at + CHUNK + LONGEST, end))

    def find(self, wanted: Collection[bytes], start: int, end: int) -> dict[bytes, int]:
        """Return where each of some texts stands first between two places; those that do not are left out."""
        found: dict[bytes, int] = {}
        for at, part in self._parts(start, min(end, self._size)):
            for each in wanted:
                if each not in found and (place := part.find(each)) >= 0:
                    found[each] = at + place
            if len(found) == len(wanted):
                break
        return found

    def find_last(self, wanted: bytes, start: int) -> int:
        """Return where a text stands last from a place on; -1 where it does not."""
        for at in reversed(range(start, self._size, CHUNK)):
            place = self.part(at, at + CHUNK + LONGEST).rfind(wanted)
            if place >= 0:
                return at + place
        return -1

    def end_of(self, pattern: re.Pattern[bytes], start: int) -> int:
        """Return where what a pattern finds first from a place on ends; -1 where it finds nothing."""
        for at, part in self._parts(start, self._size):
            found = pattern.search(part)
            if found and (found.start() < CHUNK or at + len(part) >= self._size):
                return at + found.end()
        return -1
