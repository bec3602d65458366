"""The shelf on which what takes long to make is kept between runs: found by key if it is whole, done without if not.

What is in it is not known here, nor what makes a key: search indexes and parsed datasets have a shelf each. How damage
is seen, `sealed.py` knows.
"""

import os
import platform
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple
from zlib import crc32

from esgtui.shelf.sealed import is_whole, key_of, seal

MOST_BYTES = 500_000_000
"""How much is kept unless told otherwise: some dozens of large datasets, or two of a million claims."""

DAY = 24 * 60 * 60
"""After how many seconds a private folder is a leftover, whatever became of its program."""

_KEPT = re.compile(r"[0-9a-f]{32}")
_PRIVATE = re.compile(r"\.private-(?P<host>[0-9a-f]{8})-(?P<process>[0-9]{1,19})-[0-9a-f]{16}")


class Entry(NamedTuple):
    """Something that is kept: its key (empty if it is damaged), its folder, its size in bytes, and when it was used.

    The time is in seconds since 1970.
    """

    key: str
    folder: Path
    size: int
    used: float


class Shelf:
    """Folders of things made in `folder`, at most `most_bytes` of them; without a folder nothing is kept.

    Several programs and threads may share one. It is a cache: whatever the file system refuses, nothing is raised.
    Data is not forced onto the disk, since what a power cut leaves of it is seen to be damaged.
    """

    def __init__(self, folder: Path | None, *, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    @property
    def folder(self) -> Path | None:
        """Where it is, if anything is kept."""
        return self._folder

    def find(self, key: str) -> Path | None:
        """Return the folder of the index with this key, every byte of it checked, and count it as used now.

        None if there is none or it is damaged; then it is removed. Another program may remove the folder at any time,
        so opening it can fail; what was opened by then stays readable.
        """
        if self._folder is None:
            return None
        place = _place(self._folder, key)
        looked_at = _identity(place)
        if not is_whole(place, key):
            if _identity(place) == looked_at:  # and not what another program published meanwhile
                self.discard(place)
            return None
        with suppress(OSError):
            os.utime(place)
        return place

    def begin(self) -> Path | None:
        """Return a new folder that is this program's own, to build an index in; None if nothing can be written.

        It may have ordinary files, and folders of them. Publish or discard it; of a program that died it is swept away.
        """
        if self._folder is None:
            return None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()
            own = _private(self._folder)
            own.mkdir(mode=0o700)
        except OSError:
            return None
        return own

    def publish(self, key: str, folder: Path) -> Path | None:
        """Keep what was built in a folder of `begin`, whole or not at all; return where its files are from now on.

        That is the folder itself if another program was first with this key; what is in it stays usable until this
        program ends. None if it cannot be kept: then all is left where it is. Nothing may be written to it any more.
        """
        if self._folder is None or not self._holds(folder):
            return None
        try:
            seal(folder, key)
        except (OSError, ValueError):
            return None
        place = _place(self._folder, key)
        for _ in range(2):  # the second time for a damaged one that was in the way
            try:
                folder.rename(place)
            except OSError:
                if self.find(key):
                    return folder
            else:
                self._trim(place)
                return place
        return None

    def discard(self, folder: Path) -> None:
        """Remove a folder of this shelf, as far as that is possible; others are left alone."""
        if self._folder is None or not self._holds(folder):
            return
        gone = _private(self._folder)
        with suppress(OSError):
            folder.rename(gone)  # at once, so that nobody finds half of it
            _remove(gone)

    def entries(self) -> list[Entry]:
        """Return what is on the shelf, as far as it can be looked at; nothing is checked."""
        found = []
        for entry in self._entries(_KEPT):
            with suppress(OSError):
                place = Path(entry.path)
                found.append(Entry(key_of(place), place, _size(place), entry.stat(follow_symlinks=False).st_mtime))
        return found

    def _holds(self, folder: Path) -> bool:
        is_named = _KEPT.fullmatch(folder.name) or _PRIVATE.fullmatch(folder.name)
        return bool(is_named) and folder.parent == self._folder

    def _sweep(self) -> None:
        """Remove the private folders of programs that died."""
        for entry in self._entries(_PRIVATE):
            with suppress(OSError):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > DAY or _is_of_the_dead(entry.name):
                    _remove(Path(entry.path))

    def _trim(self, newest: Path) -> None:
        """Remove the indexes that were used longest ago until the rest takes no more than it may."""
        found = []
        for entry in self._entries(_KEPT):
            with suppress(OSError):
                used = entry.stat(follow_symlinks=False).st_mtime
                found.append((used, _size(Path(entry.path)), Path(entry.path)))
        total = sum(size for _, size, _ in found)
        for _, size, folder in sorted(found):
            if total <= self._most_bytes:
                return
            if folder != newest:
                self.discard(folder)
                total -= size

    def _entries(self, names: re.Pattern[str]) -> Iterator["os.DirEntry[str]"]:
        """Yield what is on the shelf under such names, as far as it can be listed."""
        with suppress(OSError), os.scandir(self._folder) as entries:
            yield from [entry for entry in entries if names.fullmatch(entry.name)]


def _place(shelf: Path, key: str) -> Path:
    """Return where the index with this key is kept; a key may be any text."""
    return shelf / blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _identity(place: Path) -> int | None:
    """Return what tells a folder from a later one of the same name; None if there is none."""
    try:
        return place.lstat().st_ino
    except OSError:
        return None


def _private(shelf: Path) -> Path:
    """Return a path that nobody else uses, and that tells whose it is."""
    return shelf / f".private-{_host()}-{os.getpid()}-{token_hex(8)}"


def _host() -> str:
    return f"{crc32(platform.node().encode('utf-8', 'surrogateescape')):08x}"


def _is_of_the_dead(name: str) -> bool:
    """Tell whether a private folder's program is known to have ended; of other computers' programs nothing is known."""
    owner = _PRIVATE.fullmatch(name)
    if owner is None or owner["host"] != _host() or os.name != "posix":
        return False
    try:
        os.kill(int(owner["process"]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:  # it lives, and is somebody else's
        return False
    return False


def _size(folder: Path) -> int:
    """Return how many bytes the files in a folder of the shelf take."""
    places = ((Path(path, name)) for path, _, names in os.walk(folder) for name in names)
    return sum(place.lstat().st_size for place in places)


def _remove(path: Path) -> None:
    """Remove what is at `path`, and nothing that a link leads to. Raises `OSError`, or leaves some of it."""
    if stat.S_ISDIR(path.lstat().st_mode):
        path.chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
