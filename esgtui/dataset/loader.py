"""Read a dataset's TOML into its frozen tables, or say everything that is wrong with it.

The steps are one module each: `files.py` reads, `parts.py` and `fitting.py` make rows, and `roots.py`, `rules.py`,
`identities.py` and `references.py` judge them. Nothing is ever written.
"""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from esgtui.dataset.content import fingerprint
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, toml_files
from esgtui.dataset.findings import Findings, Part, Spot, Unread
from esgtui.dataset.identities import check_identities
from esgtui.dataset.model import Tables
from esgtui.dataset.parsed import WORTH_KEEPING, find_dataset, keep_dataset
from esgtui.dataset.parts import read_contents, read_parts
from esgtui.dataset.problems import DatasetError, Problem
from esgtui.dataset.references import References
from esgtui.dataset.roots import check_roots, left_out
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import OWN_PREFIX, TABLES
from esgtui.dataset.stamps import now, presumed, remember, stamps_of
from esgtui.garbage import without_collecting
from esgtui.shelf.kept import Shelf

CHECKING = "checking"

STEP = 1000
"""After how many rows progress is told."""


def load(path: Path, progress: Progress | None = None, shelf: Shelf | None = None) -> Dataset:
    """Return the dataset in `path`: a TOML file, or a folder's own TOML files by name, without hidden ones.

    `progress` is told what is being done ("reading", in characters; "checking", in rows), how much of it is done, and
    of how much. What it raises ends the work. A large dataset that was read before is taken from `shelf`, and else put
    there. Raises `DatasetError` with every problem of every file.
    """
    with without_collecting():
        return _load(path, progress or _tell_nobody, shelf)


def _load(path: Path, tell: Progress, shelf: Shelf | None) -> Dataset:
    findings, unread, folder = Findings(), Unread(), _folder_of(path)
    files, started = toml_files(path), now()
    stamps = stamps_of(files)
    if shelf and (mark := presumed(shelf, stamps)) and (found := find_dataset(shelf, mark, folder)):
        return found
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
    _check_rows(parts, References(parts, unread, _folder_of(path)), findings, tell)
    check_identities(parts, findings)
    header = check_roots(parts, findings)
    if unread.is_empty:
        findings.add(*left_out(path, parts))
    problems = findings.problems()
    if problems or header is None:
        raise DatasetError(problems)
    rows: dict[str, Any] = {name: tuple(chain.from_iterable(part.rows[name] for part in parts)) for name in TABLES}
    extra = {key: value for part in parts for key, value in part.data.items() if key.startswith(OWN_PREFIX)}
    return Tables(header=header, extra=extra, **rows)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with the dataset in `path`, by file and line; nothing where it can be used."""
    try:
        load(path)
    except DatasetError as error:
        return error.problems
    return ()


def _tell_nobody(what: str, done: int, total: int) -> None:
    """Stand in for a `progress` that nobody asked for."""


def _check_rows(parts: Sequence[Part], references: References, findings: Findings, tell: Progress) -> None:
    total = sum(len(rows) for part in parts for rows in part.rows.values())
    done = 0
    for part in parts:
        for table, rows in part.rows.items():
            for position, row in enumerate(rows):
                for flaw in chain(flaws_of(row), references.flaws_of(table, row)):
                    findings.tell(Spot(part, (table, position)), row, flaw)
                done += 1
                if done % STEP == 0:
                    tell(CHECKING, done, total)
    tell(CHECKING, total, total)
