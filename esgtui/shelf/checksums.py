"""Checksums of large files, piece by piece, on several processor cores at once."""

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from zlib import crc32

PIECE = 1 << 21
"""How many bytes a checksum is of. They are read and checked without the interpreter's lock, so that others go on."""

MOST_THREADS = 4
"""More would only wait for the memory."""


class _Piece(NamedTuple):
    path: Path
    start: int
    length: int


class _Reading:
    """Pieces that threads take from one heap, what they found, and what kept them from it."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self.pieces = pieces
        self.found = [0] * len(pieces)
        self.failures: list[OSError] = []
        self._heap: Iterator[int] = iter(range(len(pieces)))

    def run(self) -> None:
        """Read pieces until none is left."""
        buffer = bytearray(max((piece.length for piece in self.pieces), default=0))
        try:
            for number in self._heap:
                self.found[number] = _checksum(self.pieces[number], buffer)
        except OSError as error:
            self.failures.append(error)


def checksums(folder: Path, sizes: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the CRC-32 of each piece of the files in `folder` that `sizes` (in bytes) names.

    A piece with one damaged byte never has the same. Raises `OSError` if a file cannot be read, or has become shorter.
    Reading beats mapping the files, though it is a little slower: if a file is cut short meanwhile, or its disk fails,
    that is an error and not the end of the program.
    """
    pieces = {name: list(_pieces(folder / name, size)) for name, size in sizes.items()}
    reading = _Reading([piece for each in pieces.values() for piece in each])
    others = _started(reading, min(MOST_THREADS, os.cpu_count() or 1, sum(sizes.values()) // PIECE) - 1)
    reading.run()
    for other in others:
        other.join()
    if reading.failures:
        raise reading.failures[0]
    found = iter(reading.found)
    return {name: [next(found) for _ in each] for name, each in pieces.items()}


def _pieces(path: Path, size: int) -> Iterator[_Piece]:
    for start in range(0, size, PIECE):
        yield _Piece(path, start, min(PIECE, size - start))


def _started(reading: _Reading, count: int) -> list[Thread]:
    """Start so many threads, or as many as there can be: none while the program ends."""
    threads = []
    try:
        for _ in range(count):
            thread = Thread(target=reading.run)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        return threads
    return threads


def _checksum(piece: _Piece, buffer: bytearray) -> int:
    checksum = done = 0
    with piece.path.open("rb", buffering=0) as file, memoryview(buffer) as view:
        file.seek(piece.start)
        while done < piece.length:
            count = file.readinto(view[: piece.length - done])
            if not count:
                raise OSError(errno.EIO, "the file has become shorter", str(piece.path))
            checksum = crc32(view[:count], checksum)
            done += count
    return checksum
