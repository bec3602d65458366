"""Read a large dataset in a program of its own, and begin with its first claims while that goes on."""

import atexit
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, toml_files
from esgtui.dataset.parsed import find_dataset
from esgtui.dataset.problems import DatasetError
from esgtui.dataset.stamps import Stamps, presumed, stamps_of
from esgtui.garbage import without_collecting
from esgtui.shelf.kept import Shelf

FIRST_FROM = 4_000_000
"""From how many bytes on a dataset is begun with its first claims; fewer are read in half a second."""

PAUSE = 0.1
"""Seconds between two tellings of how far the reading is."""

_PROGRAM = "esgtui.dataset.aside_program"


class StoppedError(Exception):
    """Nobody needs the rest any more."""


def load_aside(path: Path, progress: Progress, shelf: Shelf) -> Dataset:
    """Return what `load` returns; a large dataset is read by another program, so that this one goes on undisturbed.

    `progress` is told at least ten times a second.
    """
    from esgtui.apart import lines_of
    from esgtui.dataset.aside_program import Told
    from esgtui.dataset.loader import load

    last = ("reading", 0, 1)
    if shelf.folder is None or _size(stamps_of(toml_files(path))) < FIRST_FROM:
        return load(path, progress, shelf)
    decode = msgspec.json.Decoder(Told).decode
    with suppress(OSError):  # no process can be had
        for line in lines_of(_PROGRAM, str(path), str(shelf.folder)):
            told = decode(line) if line else None
            if told and told.problems:
                raise DatasetError(told.problems, told.untold)
            if told and told.fingerprint:
                found = find_dataset(shelf, told.fingerprint, _folder_of(path))
                if found:
                    return found
            elif told:
                last = (told.what, told.done, told.total)
            progress(*last)
    return load(path, progress, shelf)  # that program was ended, or nothing could be kept


class Rest:
    """All of a dataset, being read on a thread of its own; any thread may ask for it."""

    def __init__(self, path: Path, shelf: Shelf) -> None:
        self.done, self.total = 0, 1
        self.error: DatasetError | None = None
        """What is wrong with the dataset, once that is known."""
        self._dataset: Dataset | None = None
        self._stop = Event()
        self._thread = Thread(target=self._read, args=(path, shelf), name="rest", daemon=True)
        self._thread.start()
        atexit.register(self.stop)

    def _read(self, path: Path, shelf: Shelf) -> None:
        try:
            self._dataset = load_aside(path, self._told, shelf)
        except DatasetError as error:
            self.error = error
        except StoppedError:
            pass

    def _told(self, _: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        self.done, self.total = done, total

    def wait(self, tell: Callable[[int, int], None], pause: float) -> Dataset | None:
        """Return the dataset once it is read, None where it was stopped; `tell` is told from time to time.

        Raises `DatasetError` with all that is wrong with it, and what `tell` raises.
        """
        while self._thread.is_alive():
            self._thread.join(pause)
            tell(self.done, self.total)
        if self.error:
            raise self.error
        return self._dataset

    def stop(self) -> None:
        """End the reading, and wait until the other program has ended."""
        self._stop.set()
        self._thread.join()
        atexit.unregister(self.stop)


def begin(path: Path, progress: Progress | None, shelf: Shelf, *, waits: bool) -> tuple[Dataset, Rest | None]:
    """Return the dataset in `path` or, if nobody waits, the first claims of a large one not read before, and the rest.

    Raises `DatasetError` where there is nothing to read, or if so much is known, what is wrong with it.
    """
    from esgtui.dataset.first import first_edition
    from esgtui.dataset.loader import load

    files, folder = toml_files(path), _folder_of(path)
    stamps = stamps_of(files)
    if waits or shelf.folder is None or _size(stamps) < FIRST_FROM:
        return load(path, progress, shelf), None
    if (mark := presumed(shelf, stamps)) and (found := find_dataset(shelf, mark, folder)):
        return found, None
    rest = Rest(path, shelf)
    try:
        with without_collecting():
            first = first_edition(files, folder)
        if first:
            return first, rest
        whole = rest.wait(lambda done, total: progress("reading", done, total) if progress else None, PAUSE)
    except BaseException:  # whatever ends this ends the reading
        rest.stop()
        raise
    return whole or load(path, progress, shelf), None


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _size(stamps: Stamps) -> int:
    return sum(stamp.size for stamp in stamps)
