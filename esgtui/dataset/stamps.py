"""Which content the files of a large dataset had when they were last read, so that opening it need not read them all.

It is a presumption: who has the time compares it with the content (`holds`). It holds only for files that
were not touched since, nor shortly before they were read, when a clock's tick might hide that.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from esgtui.dataset.content import Digest
from esgtui.dataset.files import read_chunks
from esgtui.shelf.kept import Shelf

WORTH_PRESUMING = 8_000_000
"""From how many bytes on a dataset's content is presumed; fewer are read in a few hundredths of a second."""

SETTLED = 2_000_000_000
"""For so many nanoseconds files must have been left alone before they are read: some clocks tick that slowly."""

_FILE = "fingerprint.msgpack"


class Stamp(msgspec.Struct, frozen=True):
    """What a file looks like from outside: where and which one it is, its size, when it and its entry were changed."""

    path: str
    device: int
    number: int
    size: int
    written: int
    changed: int


Stamps = tuple[Stamp, ...]


def stamps_of(files: Sequence[Path]) -> Stamps:
    """Return what files look like from outside; nothing if one of them cannot be looked at."""
    try:
        return tuple(map(_stamp, files))
    except OSError:
        return ()


def _stamp(file: Path) -> Stamp:
    found = file.stat()
    return Stamp(str(file.absolute()), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def are_large(stamps: Stamps) -> bool:
    """Return whether files hold so much that their content is worth presuming."""
    return sum(stamp.size for stamp in stamps) >= WORTH_PRESUMING


def presumed(shelf: Shelf, stamps: Stamps) -> str:
    """Return the fingerprint of the content that files with these stamps had; empty where that is not known."""
    found = shelf.find(_key(stamps)) if are_large(stamps) else None
    return noted(found) if found else ""


def noted(kept: Path) -> str:
    """Return the fingerprint that a note says; empty where it says nothing."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode((kept / _FILE).read_bytes(), type=str)
    return ""


def is_note(key: str) -> bool:
    """Return whether something is kept under the key of a note, as there are others on the shelf."""
    return key.startswith("[")


def remember(shelf: Shelf, stamps: Stamps, mark: str, started: int) -> None:
    """Keep which content files have; they looked so both before they were read, from the time `started` on, and after.

    Times are in nanoseconds since 1970.
    """
    if not are_large(stamps) or any(max(each.written, each.changed) > started - SETTLED for each in stamps):
        return
    folder = shelf.begin()
    if folder:
        with suppress(OSError):
            (folder / _FILE).write_bytes(msgspec.msgpack.encode(mark))
            shelf.publish(_key(stamps), folder)
        shelf.discard(folder)  # as far as it was not published


def now() -> int:
    """Return the time as `remember` takes it."""
    return time.time_ns()


def fingerprint_of(files: Iterable[Path]) -> str:
    """Return the fingerprint of files as they are now, little of them in memory at a time."""
    digest = Digest()
    for file in files:
        for _ in read_chunks(file, digest):
            pass
    return digest.fingerprint()


def holds(shelf: Shelf, files: Sequence[Path], mark: str, tell: Callable[[int, int], None]) -> bool:
    """Return whether files still hold the content that was presumed; if they do not, it is presumed no more.

    `tell` is told how many bytes were read, of how many, and may raise to stop. Raises `DatasetError` for a file that
    cannot be read.
    """
    stamps = stamps_of(files)
    if not are_large(stamps):
        return True
    digest, done, total = Digest(), 0, sum(stamp.size for stamp in stamps)
    for chunk in chain.from_iterable(read_chunks(file, digest) for file in files):
        done += len(chunk)
        tell(done, total)
    if digest.fingerprint() == mark:
        return True
    if found := shelf.find(_key(stamps)):
        shelf.discard(found)
    return False


def _key(stamps: Stamps) -> str:
    return msgspec.json.encode(stamps).decode()
