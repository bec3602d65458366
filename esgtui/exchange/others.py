"""What colleagues hand over: their exports, and their journals, read without touching the files.

How it is taken in is the journal's affair.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from esgtui.annotation.codes import Code, listing
from esgtui.annotation.entries import StatementRow
from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import AnnotationError, Change, ForeignEdit
from esgtui.annotation.storage import APPLICATION_ID
from esgtui.dataset.dataset import Dataset
from esgtui.exchange.annotations import edits_of
from esgtui.exchange.formats import BY_NAME, TOML, Format, format_of
from esgtui.exchange.read_json_lines import Told, read_lines
from esgtui.ordinary import is_ordinary

_SQLITE = b"SQLite format 3\x00"
_HEAD = 100
"""So many bytes of a database tell what it is; the size of its pages is a power of two."""

LARGE = 1 << 28
"""Of a file of so many bytes it is looked at whether it can be a journal, before it is copied."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When entries of another codebook are taken to be written: an export does not say, and any change here is newer."""

_LINES = frozenset({"jsonl", "jsonl-annotations"})
_MARK = b"\xef\xbb\xbf"
_BEGINNING = 1 << 12
_BEGINNINGS = {
    "web-annotation": re.compile(rb'\{\s*"@context"'),
    "jsonl": re.compile(rb'\{\s*"|\[\s*\{'),
    "csv": re.compile(rb"id,[a-z_]+,"),
    "csv-annotations": re.compile(rb"claim,coder,"),
}
"""How exports begin that have the name of a dataset, or none that tells anything; no TOML begins so."""


class OtherJournal(msgspec.Struct, frozen=True):
    """What another journal holds, and who worked on it."""

    changes: list[Change]
    statements: list[StatementRow]
    coders: tuple[str, ...]


def is_journal(path: Path) -> bool:
    """Return whether a file is an SQLite database; raise `AnnotationError` if it cannot be read."""
    try:
        if path.is_dir():
            return False  # a dataset may be a folder
        if path.exists() and not is_ordinary(path):  # a pipe would never end, and some devices do not either
            raise AnnotationError(f"{path} is not an ordinary file; name an export or a journal")
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise AnnotationError(f"{path} cannot be read: {reason}; name an export or a journal") from error


def journal_in(path: Path, dataset: str) -> Path:
    """Return the journal of this dataset in a folder that holds no dataset, such as a --store; else the path itself."""
    journal = path / f"{dataset}.sqlite"
    try:
        is_store = path.is_dir() and journal.is_file() and not any(path.glob("*.toml"))
    except (OSError, ValueError):  # a name that no file can have
        return path
    return journal if is_store else path


def _folder_for_copy(path: Path) -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="esgtui-")
    except OSError as error:
        told = f"there is no place for the copy that is read of it ({error.strerror or error}); name one with TMPDIR"
        raise JournalError(f"{path} cannot be read: {told}") from error


def read_journal(path: Path, dataset: str, progress: Callable[[int, int], None] | None = None) -> OtherJournal:
    """Return what another journal of this dataset holds; raise `JournalError` if it cannot be read.

    `progress` is told how many of its changes are read, and may raise to stop that. A copy is read:
    opening the file itself could change it, and bring one of an older version up to date.
    """
    _check_head(path)
    with _folder_for_copy(path) as folder:
        copy = Path(folder) / path.name
        try:
            for suffix in ("", "-wal"):
                part = path.with_name(path.name + suffix)
                if part.exists():
                    shutil.copyfile(part, copy.with_name(copy.name + suffix))
            journal = Journal(copy, dataset)
        except JournalError as error:
            raise JournalError(str(error).replace(str(copy), str(path))) from error
        except OSError as error:
            raise JournalError(f"{path} cannot be read: {error.strerror or error}") from error
        try:
            changes = journal.changes(progress=progress)
            if journal.take_recoveries():
                raise JournalError(
                    f"{path}: the journal is damaged; open it with --store, which recovers what can be read of it, and "
                    "merge it then"
                )
            changes = _without_undone_merges(changes)
            return OtherJournal(
                changes, journal.statement_rows(), tuple(sorted({change.by for change in changes if change.by}))
            )
        finally:
            journal.close()


def _check_head(path: Path) -> None:
    """Raise `JournalError` for a large file that only begins as a database does, or is another program's."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = int.from_bytes(head[16:18], "big")
        is_sound = size & (size - 1) == 0 and size in range(1, 32_769)
        is_ours = int.from_bytes(head[68:72], "big") == APPLICATION_ID
        if path.stat().st_size > LARGE and not (is_sound and is_ours):
            raise JournalError(f"{path}: not a journal of esgtui; name an export or a journal")
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror or error}") from error


def _without_undone_merges(changes: list[Change]) -> list[Change]:
    """Leave out the undoing of merges: what a colleague does not want in a journal is not gone for who wrote it."""
    merges = {change.merged_in for change in changes if change.merged_in}
    return [change for change in changes if change.target not in merges]


def read_export(
    path: Path, dataset: Dataset, history: History, progress: Callable[[str, int, int], None] | None = None
) -> Told:
    """Return what an export of this dataset says that coders did, and what of the codebook it has that is not here.

    Raises `DatasetError` for a file that is neither a dataset nor JSON Lines of one, `AnnotationError` for another
    dataset's, and for exports for other programs, which do not tell when each single thing was said.
    """
    from esgtui.dataset.loader import load

    if path.is_file():
        kind = kind_of(path)
        if kind and kind.name in _LINES:
            return read_lines(path, dataset, history, progress)
        if kind not in (TOML, None):
            raise AnnotationError(
                f"{path} is no export that can be merged: have your colleague's work as TOML or JSON Lines "
                "(`esgtui export --output NAME.toml` or NAME.jsonl), which tell when each thing was said, or as the "
                "journal itself"
            )
    other = load(path, progress)
    if other.header.id != dataset.header.id:
        raise AnnotationError(
            f"{path} is of the dataset {other.header.id!r}, not of {dataset.header.id!r}; open it with --data instead"
        )
    return Told([*edits_of(other.tables, history), *_codebook_edits(other, dataset)])


def kind_of(path: Path) -> Format | None:
    """Return which format a file is in, by its suffix or, where that tells TOML or nothing, by how it begins."""
    named = format_of(path.name)
    if named not in (TOML, None):
        return named
    try:
        with path.open("rb") as file:
            begin = file.read(_BEGINNING).removeprefix(_MARK).lstrip()
    except OSError:  # which whoever reads it will tell
        return named
    return next((BY_NAME[name] for name, pattern in _BEGINNINGS.items() if pattern.match(begin)), named)


def _codebook_edits(other: Dataset, dataset: Dataset) -> Iterator[ForeignEdit]:
    """Yield entries that somebody wrote into the file itself; of all others it tells how and when they came to be."""
    known = {entry.tag for entry in dataset.tables.codebook}
    changes = other.tables.codebook_changes
    known.update(change.what.partition(":")[2] for change in changes)
    known.update(change.value for change in changes if change.what.startswith("moved:"))
    for entry in other.tables.codebook:
        if entry.tag not in known:
            code = Code(entry.tag, entry.title, entry.description, entry.colour, entry.key)
            for edit in listing(code, None):
                yield ForeignEdit(edit.claim, edit.coder or "", edit.field, edit.value, LONG_AGO, is_exact=True)
