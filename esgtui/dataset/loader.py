"""Read a dataset's TOML into its frozen tables, or say everything that is wrong with it.

The steps are one module each: `files.py` reads, `parts.py` and `fitting.py` make rows, and `judging.py` has all of them
judged. A large dataset is packed on the way (`packing.py`), and opened from what was packed.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from esgtui.dataset.content import fingerprint
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, toml_files
from esgtui.dataset.findings import Findings, Unread
from esgtui.dataset.judging import judged, tables_of
from esgtui.dataset.model import Tables
from esgtui.dataset.parsed import WORTH_KEEPING, find_dataset, keep_dataset, pack_dataset
from esgtui.dataset.parts import read_contents, read_parts
from esgtui.dataset.problems import DatasetError, Problem
from esgtui.dataset.references import References
from esgtui.dataset.stamps import Stamps, are_large, fingerprint_of, now, presumed, remember, stamps_of
from esgtui.garbage import without_collecting
from esgtui.shelf.kept import Shelf

TIMES = 3
"""So many times a large dataset is read in pieces that is being written meanwhile, before it is read at once."""


def load(path: Path, progress: Progress | None = None, shelf: Shelf | None = None) -> Dataset:
    """Return the dataset in `path`: a TOML file, or a folder's own TOML files by name, without hidden ones.

    `progress` is told what is being done ("reading", "checking"), how much of it is done, and of how much. What it
    raises ends the work. A large dataset that was read before is taken from `shelf`, and else put there. Raises
    `DatasetError` with every problem of every file.
    """
    with without_collecting():
        files = toml_files(path)
        return _large(path, files, progress or _tell_nobody, shelf) or _whole(
            path, files, progress or _tell_nobody, shelf
        )


def _large(path: Path, files: Sequence[Path], tell: Progress, shelf: Shelf | None) -> Dataset | None:
    """Return a large dataset as it is kept; None for a small one, and where only the whole can tell what it is."""
    from esgtui.dataset.packing import DoubtError

    folder = _folder_of(path)
    for _ in range(TIMES):
        stamps, started = stamps_of(files), now()
        if sum(stamp.size for stamp in stamps) < WORTH_KEEPING or not stamps:
            return None
        try:
            if shelf and (mark := presumed(shelf, stamps)) and (found := find_dataset(shelf, mark, folder)):
                return found
            found = (shelf and find_dataset(shelf, fingerprint_of(files), folder)) or _packed(
                path, files, stamps, tell, shelf
            )
        except (DoubtError, DatasetError):
            return None
        if stamps_of(files) == stamps:
            if found and shelf:
                remember(shelf, stamps, found.fingerprint, started)
            return found
    return None


def _packed(path: Path, files: Sequence[Path], stamps: Stamps, tell: Progress, shelf: Shelf | None) -> Dataset | None:
    """Return the dataset packed on the shelf or, if it is very large, where nobody else finds it."""
    folder = _folder_of(path)
    found = pack_dataset(shelf, path, files, folder, tell) if shelf else None
    if found or not are_large(stamps):
        return found
    with TemporaryDirectory(prefix="esgtui-", ignore_cleanup_errors=True) as place:
        return pack_dataset(Shelf(Path(place)), path, files, folder, tell)


def _whole(path: Path, files: Sequence[Path], tell: Progress, shelf: Shelf | None) -> Dataset:
    """Return a dataset that was read at once; raise `DatasetError` with everything that is wrong with it."""
    findings, unread, folder = Findings(), Unread(), _folder_of(path)
    stamps, started = stamps_of(files), now()
    contents = read_contents(files, findings, unread)
    mark = fingerprint(content for _, content in contents)
    is_large = sum(len(content) for _, content in contents) >= WORTH_KEEPING
    keeping = shelf if is_large and unread.is_empty else None
    if keeping and stamps_of(files) == stamps:
        remember(keeping, stamps, mark, started)
    if keeping and (found := find_dataset(keeping, mark, folder)):
        return found
    tables = _tables(path, contents, findings, unread, tell)
    return (keep_dataset(keeping, mark, tables, folder) if keeping else None) or Dataset(tables, folder, mark)


def load_with(path: Path, file: Path, content: bytes) -> Dataset:
    """Return the dataset in `path` as it would be if one of its files, there or not yet, had this content.

    Raises `DatasetError` with every problem that it would have.
    """
    with without_collecting():
        findings, unread = Findings(), Unread()
        others = [other for other in toml_files(path) if other.name != file.name] if path.is_dir() else []
        contents = [*read_contents(others, findings, unread), (file, content)]
        contents.sort(key=lambda each: each[0].name)
        tables = _tables(path, contents, findings, unread, _tell_nobody)
        return Dataset(tables, _folder_of(path), fingerprint(content for _, content in contents))


def _folder_of(path: Path) -> Path:
    """Return the folder that the dataset in `path` is in."""
    return path if path.is_dir() else path.parent


def _tables(
    path: Path, contents: Sequence[tuple[Path, bytes]], findings: Findings, unread: Unread, tell: Progress
) -> Tables:
    """Return the tables that the files' contents give; raise `DatasetError` if anything is wrong with them."""
    parts = read_parts(contents, findings, unread, tell)
    header = judged(path, parts, References(parts, unread, _folder_of(path)), findings, unread, tell)
    problems = findings.problems()
    if problems or header is None:
        raise DatasetError(problems)
    return tables_of(parts, header)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with the dataset in `path`, by file and line; nothing where it can be used."""
    try:
        load(path)
    except DatasetError as error:
        return error.problems
    return ()


def _tell_nobody(what: str, done: int, total: int) -> None:
    """Stand in for a `progress` that nobody asked for."""
