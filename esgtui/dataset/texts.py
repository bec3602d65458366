"""The text of one file of a dataset, read in chunks and again in parts, whether it is on the disk or yet to be."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from esgtui.dataset.content import Digest
from esgtui.dataset.files import CHUNK, not_utf8, read_chunks, unreadable
from esgtui.dataset.problems import DatasetError

MARK = "\ufeff"
"""What some editors put at the beginning of a file."""


class Text(Protocol):
    """A file's bytes."""

    file: Path

    @property
    def size(self) -> int:
        """How many bytes there are, as far as one can tell."""

    def chunks(self, digest: Digest) -> Iterator[bytes]:
        """Yield all of it, and have it digested; raise `DatasetError` if it cannot be read."""

    def part(self, start: int, end: int) -> bytes:
        """Return the bytes between two offsets; raise `DatasetError` if they cannot be read."""


class FileText:
    """A file on the disk."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def size(self) -> int:
        """How many bytes there are; 0 for what cannot be read."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    def chunks(self, digest: Digest) -> Iterator[bytes]:
        """Yield all of it, and have it digested."""
        return read_chunks(self.file, digest)

    def part(self, start: int, end: int) -> bytes:
        """Return the bytes between two offsets."""
        try:
            with self.file.open("rb") as opened:
                opened.seek(start)
                return opened.read(end - start)
        except OSError as error:
            raise unreadable(self.file, error) from error


class GivenText:
    """A file as it is going to be."""

    def __init__(self, file: Path, content: bytes) -> None:
        self.file = file
        self._content = content
        self.size = len(content)

    def chunks(self, digest: Digest) -> Iterator[bytes]:
        """Yield all of it, and have it digested."""
        digest.begin(self.size)
        digest.add(self._content)
        yield self._content

    def part(self, start: int, end: int) -> bytes:
        """Return the bytes between two offsets."""
        return self._content[start:end]


def decoded(text: Text, digest: Digest) -> Iterator[tuple[str, int]]:
    """Yield a text in chunks, each with how many bytes were read by then; raise `DatasetError` if it is not UTF-8.

    The mark that some editors put at its beginning is still there.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    try:
        for chunk in text.chunks(digest):
            done += len(chunk)
            yield decoder.decode(chunk), done
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _not_utf8(text, done - len(error.object) + error.start) from error


def _not_utf8(text: Text, place: int) -> DatasetError:
    """Return what is said of a file with a byte that is not UTF-8 at a place."""
    lines = start = 0
    for begin in range(0, place, CHUNK):
        chunk = text.part(begin, min(begin + CHUNK, place))
        lines += chunk.count(b"\n")
        if (end := chunk.rfind(b"\n")) >= 0:
            start = begin + end + 1
    return not_utf8(text.file, lines + 1, place - start + 1, text.part(place, place + 1), text.part(0, 16))
