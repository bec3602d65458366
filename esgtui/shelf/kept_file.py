"""A kept file that is read bit by bit while the program runs, and may be damaged or cut short by others meanwhile.

It is never mapped into memory: where a mapped file is cut short, the system ends whoever looks there.
"""

import errno
import os
from pathlib import Path
from threading import Lock
from weakref import finalize

BLOCK = 1 << 13
"""Bytes that are read at a time: what stands beside what was asked for is mostly asked for next.

A search looks at two hundred places far from each other: blocks of four times the size took it four times as long.
"""

_AT_ONCE = 1 << 20

MOST_HELD = 512
"""Blocks that stay in memory."""


class KeptFile:
    """Reads parts of a file that may be removed meanwhile. Any thread may ask."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        finalize(self, os.close, self._open).atexit = False
        self._blocks: dict[int, bytes] = {}
        self._reading = Lock()

    def part(self, start: int, end: int) -> bytes:
        """Return the bytes from an offset to another; raise `OSError` where the file has them no more."""
        number, at = divmod(start, BLOCK)
        block = self._blocks.get(number) or self._read(number)
        part = block[at : at + end - start]
        while len(part) < end - start:
            number += 1
            block = self._blocks.get(number) or self._read(number)
            if not block:
                raise self.fault()
            part += block[: end - start - len(part)]
        return part

    def whole(self) -> bytes:
        """Return all that the file has by now; nothing of it stays in memory here."""
        with self._reading:
            os.lseek(self._open, 0, os.SEEK_SET)
            return b"".join(iter(lambda: os.read(self._open, _AT_ONCE), b""))

    def fault(self) -> OSError:
        """Return the error that tells what has become of the file, and what to do."""
        return OSError(
            errno.EIO,
            "another program cut this file short or wrote into it while it was in use; "
            "start esgtui again, and it is made anew",
            str(self._file),
        )

    def _read(self, number: int) -> bytes:
        with self._reading:
            os.lseek(self._open, number * BLOCK, os.SEEK_SET)
            block = b""
            while len(block) < BLOCK and (more := os.read(self._open, BLOCK - len(block))):
                block += more
            if len(self._blocks) >= MOST_HELD:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return block
