"""Which reader a file needs: what its first bytes say counts for more than its name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from zipfile import BadZipFile, ZipFile

import msgspec

from esgtui.compressed import unpacking
from esgtui.endings import DOCUMENTS, TEXTS
from esgtui.intake.json_rows import read_json
from esgtui.intake.parquet import read_parquet
from esgtui.intake.prose import is_prose
from esgtui.intake.rows import Choices, IntakeError, Rows, Tell
from esgtui.intake.separated import read_separated
from esgtui.intake.workbook import read_workbook
from esgtui.ordinary import is_ordinary

_BINARY = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".parquet"})
"""How names of files end that are no text."""

_AS_CSV = "export it as CSV"
_PROSE = "`esgtui read` draws claims from its text"
_OTHERS = (
    (b"%PDF", "is a PDF", f"export its table as CSV; {_PROSE}"),
    (b"{\\rtf", "is rich text (RTF)", "save its table as CSV"),
    (b"\x89PNG", "is a picture", _AS_CSV),
    (b"\xff\xd8\xff", "is a picture", _AS_CSV),
    (b"SQLite format 3\0", "is a database", "export its table as CSV"),
    (b"\x7fELF", "is a program", "name a table"),
)
"""What some files begin with, what they are then, and what to do."""

_READ = b"<!doctype html", b"<html", b"<?xml"


def open_rows(path: Path, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of a file; raise `IntakeError`, with what to do, for one that has none that can be read."""
    head = _head(path)
    if program := unpacking(head):
        raise IntakeError(f"{path} is compressed; unpack it with {program}")
    for start, what, advice in _OTHERS:
        if head.startswith(start):
            raise IntakeError(f"{path} {what}; {advice}")
    try:
        rows = _reader(path, head)(path, choices, tell)
    except OSError as error:
        raise IntakeError(f"{path} cannot be read: {error.strerror or error}") from error
    rows.notes = (*rows.notes, *_unasked(path, rows, choices))
    rows.choices = msgspec.structs.replace(choices, sheets=rows.choices.sheets or choices.sheets)
    return rows


def _unasked(path: Path, rows: Rows, choices: Choices) -> Iterator[str]:
    """Yield what there is to say of a file that most likely is no table, and of sheets where there are none."""
    reads = f"`esgtui read {quote(str(path))}`"
    suffix = path.suffix.lower()
    if suffix in DOCUMENTS:
        yield f"{path}: its lines are read as rows of a table; {reads} reads a document"
    elif suffix in TEXTS and is_prose(path):
        yield f"{path}: nothing divides its lines into columns; if it is prose, {reads} reads it"
    if choices.sheets and not rows.sheets:
        yield f"{path}: a file of this kind has no sheets, so that none is chosen"


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise IntakeError(f"{path} is a folder; name the files in it")
        if path.is_symlink() and not path.exists():
            raise IntakeError(f"{path} is a link that leads nowhere; name the file itself")
        if not path.exists():
            raise IntakeError(f"{path}: there is no such file")
        if not is_ordinary(path):
            raise IntakeError(f"{path} is not an ordinary file; save what it gives as one, and name that")
        with path.open("rb") as file:
            head = file.read(4096)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IntakeError(f"{path} cannot be read: {reason}") from error
    if not head.strip():
        raise IntakeError(f"{path} is empty")
    return head


def _reader(path: Path, head: bytes) -> Callable[[Path, Choices, Tell], Rows]:
    if head.startswith(b"PK"):
        _check_archive(path)
        return read_workbook
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return read_workbook
    if head.startswith(b"PAR1"):
        return read_parquet
    suffix = path.suffix.lower()
    if suffix in _BINARY:
        raise IntakeError(f"{path} is not what its name says; export it anew, or as CSV")
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if plain.startswith(_READ):
        raise IntakeError(f"{path} is a web page or XML; export its table as CSV; {_PROSE}")
    if suffix in {".json", ".jsonl", ".ndjson"} or (plain[:1] in {b"[", b"{"} and suffix not in {".csv", ".tsv"}):
        return read_json
    return read_separated


def _check_archive(path: Path) -> None:
    """Raise `IntakeError` if a zip archive holds no workbook."""
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise IntakeError(f"{path} is a broken archive or spreadsheet: {error}; save it anew, or as CSV") from error
    if any(name.startswith("word/") for name in names):
        raise IntakeError(f"{path} is a Word document; export its table as CSV; {_PROSE}")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise IntakeError(f"{path} is an archive, and no XLSX; unpack it, or save the spreadsheet as XLSX or CSV")
