"""XLSX, XLS and ODS: one sheet of a workbook, row by row, with what its formulas came to when it was saved.

Listens to the program that takes the workbook apart (workbook_rows.py), whose library holds a whole sheet in memory.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile
from zlib import error as broken

import msgspec

from esgtui.apart import lines_of
from esgtui.extras import how_to_get
from esgtui.intake.headings import headed
from esgtui.intake.rows import MOST_COLUMNS, Choices, IntakeError, Row, Rows, Tell, WishError, bearable
from esgtui.intake.sheets import EVERY, alike, together
from esgtui.intake.workbook_rows import Told

LARGEST_SHEET = 1_000_000_000
"""How many bytes a sheet may have when it is unpacked."""

LARGEST_PART = 200_000_000
"""How many bytes any other part may have, such as the texts that all sheets share."""

PACKED_FROM = 20_000_000
MOST_PACKED = 100
"""A part of so many bytes is packed into a hundredth at most: cells differ by their places alone, into a twentieth."""

MOST_ROWS = 1_048_576
"""How many rows a sheet may have: as many as spreadsheet programs give it."""

MOST_CELLS = 20_000_000
"""How many cells a sheet may have: twenty for each of a million rows."""

MOST_TEXTS = 5_000_000
"""How many texts the sheets may share: each takes some fifty bytes of memory, however short it is."""

OTHER_SHEET = "--sheet names"
"""What leads to another sheet in a shell."""

ALL_SHEETS = "--all-sheets reads"
"""What leads to all of them."""

_NAMED = 20
"""So many sheets are named."""

LOOKED_AT = 1_100
"""So many rows are looked at before all are read."""

_MOST_PARTS = 10_000
_PIECE = 1 << 18
"""So many bytes of a sheet are looked at at a time; a text of so many is longer than any cell of a spreadsheet."""
_UNCALCULATED = re.compile(
    rb"</(?:\w+:)?f>\s?(?:<(?:\w+:)?v\s?/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s?</(?:\w+:)?c>",
)
_FORMULA_ENDS = b"f>"
_SHARED = "xl/sharedStrings.xml"
_ROW_BEGINS = b"<row"
_CELL_BEGINS = b"<c ", b"<c>", b"<c/"
_TEXT_BEGINS = b"<si"
_SHORTEST_TEXT = len(b"<si/>")
_REACH = 100
"""No such match is longer."""

_ENCRYPTED = re.compile(
    re.escape("EncryptedPackage".encode("utf-16-le"))
    + rb"|\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0",
    re.DOTALL,
)
"""What encrypted workbooks have: a file in the file or, in an XLS, a record on the cipher after the first one."""

_SAVE_ANEW = "save it anew in a spreadsheet program, or as CSV"
_SAVE_AS_CSV = "save what you need of it as CSV"


def read_workbook(path: Path, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of a sheet; raise `IntakeError` if the file is none, or needs what is not installed."""
    if find_spec("python_calamine") is None:
        raise IntakeError(f"{path} is a spreadsheet; save it as CSV, or to read it: {how_to_get('xlsx')}")
    formulas = _looked_into(path, tell) if is_zipfile(path) else 0
    rows = _several(path, choices, tell) if choices.sheets[1:] or EVERY in choices.sheets else None
    if rows is None:
        rows = _sheet(path, next(iter(choices.sheets), ""), choices, tell)
        rows.notes = (*_which(path, rows), *rows.notes)
    if formulas:
        advice = "open and save it in a spreadsheet program"
        rows.notes = (
            *rows.notes,
            f"{path}: formulas that were never calculated are empty ({formulas:,}); {advice}",
        )
    return rows


def _which(path: Path, rows: Rows) -> list[str]:
    """Return what there is to say of which sheet is read."""
    if len(rows.sheets) < 2:
        return []
    read = f"{path}: the sheet read is {rows.choices.sheets[0]!r}"
    return [f"{read}; {OTHER_SHEET} another of {_listed(rows.sheets)}, {ALL_SHEETS} all that have its columns"]


def _sheet(path: Path, name: str, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of one sheet: the likeliest one, if no name is given."""
    told = _told(path, "" if name == EVERY else name, tell)
    first = next(told)
    if not first.sheet:
        listed = _listed(first.sheets)
        raise WishError(f"{path} has no sheet {name!r}; there are {listed}") if listed else _no_cells(path)
    merged = [f"{path}: what cells merged over several rows say is taken for each of these rows"] * first.merged
    known, are_all = _begin(told)
    records = (lambda _: iter(known)) if are_all else partial(_records, path, first.sheet)
    rows = headed(path, records, choices, merged, known)
    rows.sheets = first.sheets
    if len(first.sheets) > 1:  # the name of a lone sheet may change without another one being meant
        rows.choices = Choices(sheets=(first.sheet,))
    return rows


def _several(path: Path, choices: Choices, tell: Tell) -> Rows | None:
    """Return the rows of several sheets as one table; None where there is but one."""
    wanted = choices.sheets
    if EVERY not in wanted:
        tables = {name: _sheet(path, name, choices, tell) for name in wanted}
        found = together(path, tables)
    else:
        likeliest = _sheet(path, EVERY, choices, tell)
        wanted = likeliest.sheets
        if len(wanted) < 2:
            return None
        tables = {likeliest.choices.sheets[0]: likeliest}
        for number, name in enumerate(wanted):
            tell(number, len(wanted))
            if name not in tables and (rows := _sheet_if_any(path, name, choices, tell)):
                tables[name] = rows
        like = set(alike(likeliest, tables))
        found = together(path, {name: tables[name] for name in wanted if name in like})
    found.sheets, found.choices = next(iter(tables.values())).sheets, Choices(sheets=choices.sheets)
    left = [name for name in wanted if name not in found.together]
    others = f"; others have other columns: {_listed(left)}" if left else ""
    found.notes = (f"{path}: the sheets read are {_listed(found.together)}{others}", *found.notes)
    return found


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _sheet_if_any(path: Path, name: str, choices: Choices, tell: Tell) -> Rows | None:
    """Return the rows of a sheet; None for one that has no table."""
    try:
        return _sheet(path, name, choices, tell)
    except IntakeError:
        return None


def _begin(told: Iterator[Told]) -> tuple[list[Row], bool]:
    """Return the first rows, so many that the columns can be guessed, and whether they are all.

    To read them again would take as long as all.
    """
    found: list[Row] = []
    for batch in told:
        found += _rows(batch)
        if len(found) >= LOOKED_AT:
            return found, False
    return found, True


def _no_cells(path: Path) -> IntakeError:
    return IntakeError(f"{path} has no sheet with cells")


def _looked_into(path: Path, tell: Tell) -> int:
    """Raise `IntakeError` if a part is too large to be meant; return how many formulas have no value."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise IntakeError(f"{path} has {len(parts):,} parts, more than any spreadsheet; it is not read")
            sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
            for part in parts:
                limit = LARGEST_SHEET if part in sheets else LARGEST_PART
                if part.file_size > limit:
                    size = f"{part.filename} has {part.file_size:,} bytes when it is unpacked, more than {limit:,}"
                    raise IntakeError(f"{path} is not read: its part {size}; {_SAVE_AS_CSV}")
                if part.file_size > max(PACKED_FROM, MOST_PACKED * part.compress_size):
                    size = f"{part.filename} has {part.file_size:,} bytes, but {part.compress_size:,} as it is packed"
                    raise IntakeError(f"{path} is not read: its part {size}, as of no spreadsheet; {_SAVE_AS_CSV}")
                if part.filename == _SHARED and part.file_size > MOST_TEXTS * _SHORTEST_TEXT:
                    _check_texts(path, archive.open(part), part.file_size, tell)
            return sum(_without_value(path, archive.open(part), part.file_size, tell) for part in sheets)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, broken) as error:
        if "encrypted" in str(error):  # the library's own words are about its insides
            raise _has_password(path) from error
        raise IntakeError(f"{path} is broken, or no spreadsheet ({error}); {_SAVE_ANEW}") from error


def _without_value(path: Path, file: IO[bytes], size: int, tell: Tell) -> int:
    """Return how many formulas of a sheet have no value; raise `IntakeError` for one of more than can be meant."""
    count, done, kept = 0, 0, b""
    bounds = _Bounds(path)
    with file:
        while piece := file.read(_PIECE):
            done += len(piece)
            tell(done, size)
            bounds.check(piece)
            text = kept + piece
            end = max(0, len(text) - _REACH)  # what may have been cut is looked at once more
            if _FORMULA_ENDS in text:
                count += sum(1 for found in _UNCALCULATED.finditer(text) if found.start() < end)
            kept = text[end:]
    return count + len(_UNCALCULATED.findall(kept))


def _check_texts(path: Path, file: IO[bytes], size: int, tell: Tell) -> None:
    """Raise `IntakeError` if sheets share more texts than can be meant."""
    texts = done = 0
    with file:
        while piece := file.read(_PIECE):
            done += len(piece)
            tell(done, size)
            texts += piece.count(_TEXT_BEGINS)
            if texts > MOST_TEXTS:
                raise IntakeError(f"{path} has more than {MOST_TEXTS:,} texts in its sheets; {_SAVE_AS_CSV}")


class _Bounds:
    """Counts what a sheet has, piece by piece."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._cells = self._in_row = 0

    def check(self, piece: bytes) -> None:
        """Take in a piece of a sheet; raise `IntakeError` once there is more than any sheet has."""
        if len(piece) == _PIECE and b"<" not in piece:
            raise self._refused(f"a cell of more than {_PIECE:,} characters")
        self._rows += piece.count(_ROW_BEGINS)
        if self._rows > MOST_ROWS:
            raise self._refused(f"more than {MOST_ROWS:,} rows, more than any sheet")
        self._cells += _cells(piece)
        if self._cells > MOST_CELLS:
            raise self._refused(f"more than {MOST_CELLS:,} cells in one sheet")
        _, row, rest = piece.rpartition(_ROW_BEGINS)
        self._in_row = _cells(rest) + (0 if row else self._in_row)
        if self._in_row > 2 * MOST_COLUMNS:  # twice: the beginning of a row may be cut in two, and missed
            raise self._refused(f"more than {MOST_COLUMNS:,} columns, more than any sheet")

    def _refused(self, what: str) -> IntakeError:
        return IntakeError(f"{self._path} has {what}; {_SAVE_AS_CSV}")


def _cells(piece: bytes) -> int:
    return sum(map(piece.count, _CELL_BEGINS))


def _is_encrypted(path: Path) -> bool:
    """Return whether a file is what spreadsheet programs make of any workbook that they encrypt, whatever its name."""
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _ENCRYPTED.search(kept + piece):
                return True
            kept = piece[-_REACH:]
    return False


def _has_password(path: Path) -> IntakeError:
    return IntakeError(f"{path} is encrypted; save it without a password")


def _told(path: Path, sheet: str, tell: Tell) -> Iterator[Told]:
    """Yield what is told of a workbook; `tell` may end it, also while nothing is told."""
    done = total = 0
    has_begun = False
    for line in lines_of("esgtui.intake.workbook_rows", str(path.absolute()), sheet):
        if line is None:
            tell(done, total)
            continue
        told = msgspec.json.decode(line, type=Told)
        if told.has_password or (told.error and _is_encrypted(path)):
            raise _has_password(path)
        if told.error:
            raise IntakeError(f"{path} is broken, or no spreadsheet ({told.error}); {_SAVE_ANEW}")
        has_begun = True
        total = told.total or total
        tell(min(told.first, total), total)
        done = told.first + len(told.rows)
        yield told
    if not has_begun or done < total:
        raise IntakeError(f"{path} takes too much memory, or is damaged; {_SAVE_AS_CSV}")


def _records(path: Path, sheet: str, tell: Tell) -> Iterator[Row]:
    told = _told(path, sheet, tell)
    next(told)
    for batch in told:
        yield from _rows(batch)


def _rows(batch: Told) -> Iterator[Row]:
    return (bearable(Row(number, cells)) for number, cells in enumerate(batch.rows, batch.first) if cells)
