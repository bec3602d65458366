"""The write-ahead log beside a journal's file: which frames of it count, and whether it is broken in its middle.

SQLite goes by a log up to the first frame whose sum is wrong, and says nothing of what stands behind it. The format is
that of https://www.sqlite.org/fileformat2.html#walformat and, of SQLite's index of it, that of
https://www.sqlite.org/walformat.html.
"""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

HEADER, FRAME_HEADER = 32, 24
_MAGIC = {0x377F0682, 0x377F0683}
_INDEX = struct.Struct("=I8xB3xI")
"""How the index of a log begins: its version, …, whether it is made, …, and how many frames count."""
_INDEX_VERSION = 3_007_000

Frame = tuple[int, int]
"""The number of a page in a log, and where in the log the page stands."""


class Log(NamedTuple):
    """The frames of a log that were committed, the later ones of a page count, and whether all of them are there."""

    frames: list[Frame]
    is_whole: bool


def read_log(log: BinaryIO, size: int) -> Log:
    """Return what was committed to a log whose pages have `size` bytes; every frame is summed, which takes its time."""
    reader = _Reader.of(log)
    if reader is None or reader.size != size:
        return Log([], not log.read(1))
    count, broken = reader.summed(0)
    return Log([reader.frame(number) for number in range(count)], not reader.goes_on(broken + 1))


def is_whole(path: Path) -> bool:
    """Return whether all can be read that was committed to the log beside a file which this program has not open.

    SQLite is asked first, who sums a hundred megabytes in a tenth of a second. What it does not count is summed here,
    if anything of it says that it was committed: the very last frame, which says so, may be cut off.
    """
    with path.with_name(path.name + "-wal").open("rb", buffering=0) as log:
        reader = _Reader.of(log)
        if reader is None:
            return not log.read(1)
        count = _counted(path)
        if not reader.goes_on(count):
            return True
        _, broken = reader.summed(count)
        return not reader.goes_on(broken + 1)


def _counted(path: Path) -> int:
    """Return how many frames SQLite goes by, as far as it can be asked: that number stands in its index of the log.

    A connection that only reads changes neither file. The index is closed after it: that takes all locks on it away.
    """
    index = path.with_name(path.name + "-shm")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as database:
            database.execute("PRAGMA schema_version").fetchone()
            with index.open("rb") as made:
                version, is_made, count = _INDEX.unpack(made.read(_INDEX.size))
                database.close()
    except (OSError, sqlite3.Error, struct.error):
        return 0
    return int(count) if version == _INDEX_VERSION and is_made else 0


class _Reader:
    """Reads a log whose header is what it has to be."""

    def __init__(self, log: BinaryIO, header: bytes) -> None:
        self._log = log
        self.size = int.from_bytes(header[8:12])
        """How many bytes a page has."""
        self._salt = header[16:24]
        """What tells the frames of this use of the file from those that an earlier one left there."""
        self._order = ">" if header[3] & 1 else "<"
        self._sums = _added(header[:24], (0, 0), self._order)

    @classmethod
    def of(cls, log: BinaryIO) -> Self | None:
        """Return a reader, or None where the header is none; what stands behind the header is read next, then."""
        header = log.read(HEADER)
        if len(header) < HEADER or int.from_bytes(header[:4]) not in _MAGIC:
            return None
        reader = cls(log, header)
        return reader if reader._sums == struct.unpack(">2I", header[24:]) else None

    def _header(self, number: int) -> bytes:
        """Return what stands before the page in a frame, which are counted from 0; the page itself is read next."""
        self._log.seek(HEADER + number * (FRAME_HEADER + self.size))
        return self._log.read(FRAME_HEADER)

    def frame(self, number: int) -> Frame:
        """Return which page a frame holds, and where."""
        return int.from_bytes(self._header(number)[:4]), self._log.tell()

    def summed(self, count: int) -> tuple[int, int]:
        """Return how many frames count, and the number of the first that is not whole; `count` of them are known to."""
        sums, number = self._sums, count
        if count:
            sums = struct.unpack(">2I", self._header(count - 1)[16:])
        while len(header := self._header(number)) == FRAME_HEADER and header[8:16] == self._salt:
            sums = _added(header[:8] + self._log.read(self.size), sums, self._order)
            if sums != struct.unpack(">2I", header[16:]):
                break
            number += 1
            count = number if any(header[4:8]) else count
        return count, number

    def goes_on(self, number: int) -> bool:
        """Return whether a frame says, from this one on, that it is the last of what was committed."""
        while len(header := self._header(number)) == FRAME_HEADER:
            if header[8:16] == self._salt and any(header[4:8]):
                return True
            number += 1
        return False


def _added(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Return sums with data added; what is cut off in the middle of a number adds up to no right ones."""
    one, other = sums
    for even, odd in struct.iter_unpack(f"{order}2I", data[: len(data) // 8 * 8]):
        one = (one + even + other) & 0xFFFFFFFF
        other = (other + odd + one) & 0xFFFFFFFF
    return one, other
