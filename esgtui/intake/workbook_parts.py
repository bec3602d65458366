"""A workbook's parts looked through before any program takes them apart: whether they are more than can be meant."""

import re
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as broken

from esgtui.intake.rows import MOST_COLUMNS, IntakeError, Tell

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

LONG_TEXT = 1_000
MOST_LONG = 300_000_000
"""A text of so many bytes that cells share is long; all cells of a sheet may have so many of these together: each of
them takes that room in memory anew, and hardly any in the file."""

SAVE_ANEW = "save it anew in a spreadsheet program, or as CSV"
SAVE_AS_CSV = "save what you need of it as CSV"

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
_ABOUT_CELLS = b"<c"
"""Counts cells, and a few thousand columns and conditions at most besides, in a third of the time."""
_TEXT_BEGINS = b"<si"
_CUT_BEGINS = b"<s", b"<"
"""What it is where a piece ends within it."""

_SHARES = re.compile(rb"""t=["']s["'][^<>]{0,40}>\s?<(?:\w{1,10}:)?v>(\d{1,10})<""")
"""A cell that has one of the texts that sheets share, and the number of it."""

_TAG = re.compile(rb"<[^<>]*>")
_REACH = 100
"""No formula without a value is longer, as far as it is looked at."""


def look_into(path: Path, tell: Tell) -> dict[str, int]:
    """Raise `IntakeError` if a part is too large to be meant; return how many formulas of each sheet have no value.

    Sheets are told by the names of their parts.
    """
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
                    raise IntakeError(f"{path} is not read: its part {size}; {SAVE_AS_CSV}")
                if part.file_size > max(PACKED_FROM, MOST_PACKED * part.compress_size):
                    size = f"{part.filename} has {part.file_size:,} bytes, but {part.compress_size:,} as it is packed"
                    raise IntakeError(f"{path} is not read: its part {size}, as of no spreadsheet; {SAVE_AS_CSV}")
            shared = next((part for part in parts if part.filename == _SHARED), None)
            texts = _long_texts(path, archive.open(shared), shared.file_size, tell) if shared else {}
            return {
                part.filename: _without_value(path, archive.open(part), part.file_size, texts, tell) for part in sheets
            }
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, broken) as error:
        if "encrypted" in str(error):  # the library's own words are about its insides
            raise has_password(path) from error
        raise IntakeError(f"{path} is broken, or no spreadsheet ({error}); {SAVE_ANEW}") from error


def _without_value(path: Path, file: IO[bytes], size: int, texts: dict[bytes, int], tell: Tell) -> int:
    """Return how many formulas of a sheet have no value; raise `IntakeError` for one of more than can be meant."""
    count, done, kept = 0, 0, b""
    bounds = _Bounds(path, texts)
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


def _long_texts(path: Path, file: IO[bytes], size: int, tell: Tell) -> dict[bytes, int]:
    """Return how many bytes the long ones have of the texts that sheets share, by their numbers as cells have them.

    Raises `IntakeError` if there are more texts than can be meant.
    """
    found: dict[bytes, int] = {}
    done, number, length, kept = 0, -1, 0, b""  # a head stands before the first text
    with file:
        while piece := file.read(_PIECE):
            done += len(piece)
            tell(done, size)
            piece = kept + piece
            kept = next((cut for cut in _CUT_BEGINS if piece.endswith(cut)), b"")
            for place, text in enumerate(piece[: len(piece) - len(kept)].split(_TEXT_BEGINS)):
                if place:
                    number, length = number + 1, 0
                length += len(_TAG.sub(b"", text) if len(text) >= LONG_TEXT else text)
                if length >= LONG_TEXT and number >= 0:
                    found[b"%d" % number] = length
            if number >= MOST_TEXTS:
                raise IntakeError(f"{path} has more than {MOST_TEXTS:,} texts in its sheets; {SAVE_AS_CSV}")
    return found


class _Bounds:
    """Counts what a sheet has, piece by piece."""

    def __init__(self, path: Path, texts: dict[bytes, int]) -> None:
        self._path, self._texts = path, texts
        self._rows = self._cells = self._in_row = self._long = 0

    def check(self, piece: bytes) -> None:
        """Take in a piece of a sheet; raise `IntakeError` once there is more than any sheet has."""
        if len(piece) == _PIECE and b"<" not in piece:
            raise self._refused(f"a cell of more than {_PIECE:,} characters")
        self._rows += piece.count(_ROW_BEGINS)
        if self._rows > MOST_ROWS:
            raise self._refused(f"more than {MOST_ROWS:,} rows, more than any sheet")
        self._cells += piece.count(_ABOUT_CELLS)
        if self._cells > MOST_CELLS:
            raise self._refused(f"more than {MOST_CELLS:,} cells in one sheet")
        if self._texts:
            self._long += sum(self._texts.get(number, 0) for number in _SHARES.findall(piece))
        if self._long > MOST_LONG:
            raise self._refused(f"the same long texts in so many cells that they come to more than {MOST_LONG:,} bytes")
        _, row, rest = piece.rpartition(_ROW_BEGINS)
        self._in_row = _cells(rest) + (0 if row else self._in_row)
        if self._in_row > 2 * MOST_COLUMNS:  # twice: the beginning of a row may be cut in two, and missed
            raise self._refused(f"more than {MOST_COLUMNS:,} columns, more than any sheet")

    def _refused(self, what: str) -> IntakeError:
        return IntakeError(f"{self._path} has {what}; {SAVE_AS_CSV}")


def _cells(piece: bytes) -> int:
    return sum(map(piece.count, _CELL_BEGINS))


def has_password(path: Path) -> IntakeError:
    """Return what is said of a workbook that is encrypted."""
    return IntakeError(f"{path} is encrypted; save it without a password")
