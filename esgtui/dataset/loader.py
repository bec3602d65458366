"""Read a dataset's TOML into its frozen tables, or say everything that is wrong with it.

The steps are one module each: `gathering.py` reads the files, with `parts.py` and `fitting.py` making rows, and
`judging.py` has all of them judged. A large dataset is packed on the way (`packing.py`), and opened from that.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, toml_files
from esgtui.dataset.packing import count, hold
from esgtui.dataset.parsed import WORTH_KEEPING, find_dataset, pack_dataset
from esgtui.dataset.problems import DatasetError, Problem
from esgtui.dataset.stamps import Stamps, are_large, fingerprint_of, now, presumed, remember, stamps_of
from esgtui.dataset.texts import FileText, GivenText, Text
from esgtui.garbage import without_collecting
from esgtui.shelf.kept import Shelf

TIMES = 3
"""So many times a dataset is read at most that is being written meanwhile."""


def load(path: Path, progress: Progress | None = None, shelf: Shelf | None = None) -> Dataset:
    """Return the dataset in `path`: a TOML file, or a folder's own TOML files by name, without hidden ones.

    `progress` is told what is being done ("reading", "checking"), how much of it is done, and of how much. What it
    raises ends the work. A large dataset that was read before is taken from `shelf`, and else put there. Raises
    `DatasetError` with what is wrong in all files.
    """
    with without_collecting():
        files, tell = toml_files(path), progress or _tell_nobody
        for time in range(1, TIMES + 1):
            stamps, started = stamps_of(files), now()
            try:
                found = _known(path, files, stamps, shelf) or _read(path, files, stamps, tell, shelf)
            except DatasetError:
                if time == TIMES or stamps_of(files) == stamps:
                    raise
                continue
            if time == TIMES or stamps_of(files) == stamps:
                break
        if shelf and stamps_of(files) == stamps:
            remember(shelf, stamps, found.fingerprint, started)
        return found


def _known(path: Path, files: Sequence[Path], stamps: Stamps, shelf: Shelf | None) -> Dataset | None:
    """Return a large dataset as it is kept; None where it is not."""
    if not shelf or not _is_large(stamps):
        return None
    folder = _folder_of(path)
    if (mark := presumed(shelf, stamps)) and (found := find_dataset(shelf, mark, folder)):
        return found
    with suppress(DatasetError):  # a file that cannot be read is told with all else
        return find_dataset(shelf, fingerprint_of(files), folder)
    return None


def _read(path: Path, files: Sequence[Path], stamps: Stamps, tell: Progress, shelf: Shelf | None) -> Dataset:
    """Return a dataset as its files say it: a large one packed on the shelf, a very large one anyhow, others in memory.

    So is one that cannot be packed.
    """
    folder = _folder_of(path)
    if _is_large(stamps):
        if shelf and (found := pack_dataset(shelf, path, files, folder, tell)):
            return found
        if are_large(stamps) and (found := _packed_aside(path, files, folder, tell)):
            return found
    tables, mark = hold(path, [*map(FileText, files)], tell)
    return Dataset(tables, folder, mark)


def _packed_aside(path: Path, files: Sequence[Path], folder: Path, tell: Progress) -> Dataset | None:
    """Return a dataset packed in a folder that is gone with the program; None where there is no place for one."""
    try:
        aside = TemporaryDirectory(prefix="esgtui-", ignore_cleanup_errors=True)
    except OSError:
        return None
    with aside as place:
        return pack_dataset(Shelf(Path(place)), path, files, folder, tell)


def _is_large(stamps: Stamps) -> bool:
    return sum(stamp.size for stamp in stamps) >= WORTH_KEEPING and stamps != ()


def load_with(path: Path, file: Path, content: bytes) -> Dataset:
    """Return the dataset in `path` as it would be if one of its files, there or not yet, had this content.

    Raises `DatasetError` with every problem that it would have.
    """
    with without_collecting():
        others = [other for other in toml_files(path) if other.name != file.name] if path.is_dir() else []
        texts: list[Text] = [*map(FileText, others), GivenText(file, content)]
        tables, mark = hold(path, sorted(texts, key=lambda text: text.file.name), _tell_nobody)
        return Dataset(tables, _folder_of(path), mark)


def check(path: Path, progress: Progress | None = None) -> int:
    """Return how many claims the dataset in `path` has; raise `DatasetError` with what is wrong in all files."""
    with without_collecting():
        return count(path, toml_files(path), progress or _tell_nobody)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the dataset in `path`, by file and line; nothing where it can be used."""
    try:
        check(path)
    except DatasetError as error:
        return error.problems
    return ()


def _folder_of(path: Path) -> Path:
    """Return the folder that the dataset in `path` is in."""
    return path if path.is_dir() else path.parent


def _tell_nobody(what: str, done: int, total: int) -> None:
    """Stand in for a `progress` that nobody asked for."""
