"""Large sheets of an XLSX, piece by piece: the library holds whole what it is given.

So each piece is given to it as a workbook of its own, with the formats that all sheets share, and with the texts that
they share in place (`shared_texts.py`).
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from esgtui.intake.percents import column_number, part_of
from esgtui.intake.shared_texts import SHARED_TEXTS, SharedTexts

LARGE = 4_000_000
"""A sheet of more bytes, unpacked, is read in pieces."""

PIECE = 1_000_000
"""So many bytes of it are given to the library at a time, about."""

_LONGEST = 16_000_000
"""So many bytes stand before the rows at most, and so many has one: what tells of all columns has a few millions."""

_SHARED = frozenset(
    {"[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
)
"""The parts that tell what is in any sheet, but for its texts."""

_STEP = 1 << 20
_REACH = 200
"""No begin of a cell is longer, as far as it is looked at, and no tag around rows."""

_ROW = re.compile(rb"<(\w{1,20}:)?row[\s>/]")
_ROWS = b"sheetData"
_ROWS_END = re.compile(rb"</(?:\w{1,20}:)?sheetData\s?>")
_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCells\b.*?</(?:\w{1,20}:)?mergeCells\s?>", re.DOTALL)
_MOST_MERGED = 8_000_000
"""So many bytes below the rows are looked through for cells that are merged."""

_FILLED = re.compile(rb'<(?:\w{1,20}:)?c\s(?:[^<>]*\s)?r="([A-Za-z]{1,3})\d+"[^<>]*(?<!/)><(?!/)')
"""A cell that has something in it, with the letters of its column."""


class Sheet(NamedTuple):
    """A sheet as it is read: `rows` from its first row on, cells from `first_column` on, which is counted from 0.

    Rows that have nothing on the right may be shorter. `width` is that of the first rows at least, `height` about how
    many rows there are. Cells that are `merged` are told by their first and their last row and column.
    """

    name: str
    rows: Iterator[list[Any]]
    first_column: int
    width: int
    height: int
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


class _Extent(NamedTuple):
    """How many rows a sheet has, about, the first column that has something, and what the XML says of merged cells."""

    rows: int
    first_column: int
    merged: bytes


class LargeSheets:
    """The large sheets of a file, if that is an XLSX; `load` is the library's way to open a workbook."""

    def __init__(self, path: str, load: Callable[[BinaryIO], Any]) -> None:
        self._path, self._load = Path(path), load

    def listing(self) -> Any:
        """Return a workbook that lists the sheets alone; None where none is large, so that nothing is gained by it."""
        try:
            with ZipFile(self._path) as archive:
                are_any = any(each.file_size > LARGE and "/worksheets/" in each.filename for each in archive.filelist)
        except BadZipFile:
            return None
        return self._load(BytesIO(self._formats)) if are_any else None

    def has(self, name: str) -> bool:
        """Return whether a sheet is one of them."""
        part = part_of(self._path, name)
        if part is None:
            return False
        with ZipFile(self._path) as archive:
            return part in archive.NameToInfo and archive.getinfo(part).file_size > LARGE

    def beginning(self, name: str) -> Sheet:
        """Return a sheet as its first piece tells of it: `height` is how many rows it has if the others are alike."""
        with ZipFile(self._path) as archive:
            size = archive.getinfo(self._part(name)).file_size
            piece = next(self._pieces(archive, name, b""))
            height = piece.height * max(1, size // PIECE)
            return Sheet(name, _rows(iter([piece]), _column(piece)), _column(piece), piece.width, height, [])

    def sheet(self, name: str) -> Sheet:
        """Return all of a sheet."""
        archive = ZipFile(self._path)  # rows are read as long as anybody asks for them
        with archive.open(self._part(name)) as file:
            extent = _extent(file)
        pieces = self._pieces(archive, name, extent.merged)
        first = next(pieces)
        rows = _rows(chain([first], pieces), extent.first_column)
        return Sheet(name, rows, extent.first_column, first.width, extent.rows, first.merged_cell_ranges or [])

    def _part(self, name: str) -> str:
        return part_of(self._path, name) or ""

    def _pieces(self, archive: ZipFile, name: str, merged: bytes) -> Iterator[Any]:
        """Yield a sheet's rows, each time some of them as a sheet of the library's."""
        part = self._part(name)
        with archive.open(part) as file:
            for text in _texts(file, PIECE, merged):
                workbook = BytesIO(self._formats)
                with ZipFile(workbook, "a") as written:
                    written.writestr(part, self._shared_texts.put_into(text))
                workbook.seek(0)
                yield self._load(workbook).get_sheet_by_name(name)

    @cached_property
    def _formats(self) -> bytes:
        """A workbook without sheets and texts."""
        made = BytesIO()
        with ZipFile(self._path) as archive, ZipFile(made, "w", ZIP_DEFLATED) as written:
            for name in archive.NameToInfo:
                if name.lower() in _SHARED:
                    written.writestr(name, archive.read(name))
        return made.getvalue()

    @cached_property
    def _shared_texts(self) -> SharedTexts:
        with ZipFile(self._path) as archive:
            name = next((name for name in archive.NameToInfo if name.lower() == SHARED_TEXTS), None)
            if name is None:
                return SharedTexts(())
            with archive.open(name) as file:
                return SharedTexts(iter(partial(file.read, _STEP), b""))


def _column(piece: Any) -> int:
    return int(piece.start[1]) if piece.start else 0


def _rows(pieces: Iterator[Any], first_column: int) -> Iterator[list[Any]]:
    """Yield the rows of all pieces, and those between them that are empty."""
    number = 0
    for piece in pieces:
        if piece.start is None:
            continue
        for _ in range(number, piece.start[0]):
            number += 1
            yield []
        before = [""] * (_column(piece) - first_column)
        for values in piece.to_python():
            number += 1
            yield [*before, *values] if before else values


def _texts(file: IO[bytes], size: int, merged: bytes) -> Iterator[bytes]:
    """Yield the XML of a sheet as that of sheets that have some of its rows each, about `size` bytes of them.

    The first one has all that is `merged`. Raises `ValueError` where a row does not end, or none begins.
    """
    head = prefix = rest = b""
    while piece := file.read(size):
        text, new = rest + piece, max(0, len(rest) - _REACH)  # the rest was looked through, but for a tag cut in two
        if not head and (found := _ROW.search(text, new)):
            head, text, prefix, new = text[: found.start()], text[found.start() :], found[1] or b"", 0
        end = _rows_end(text, new)
        begins = b"<%brow " % prefix, b"<%brow>" % prefix
        cut = end.start() if end else max(map(text.rfind, begins)) if head else 0
        if cut > 0:
            yield b"%b%b</%bsheetData>%b</%bworksheet>" % (head, text[:cut], prefix, merged, prefix)
            merged = b""
        if end:
            return
        rest = text[max(0, cut) :]
        if len(rest) > _LONGEST:
            raise ValueError("a row does not end" if head else "its rows do not begin")
    yield head + rest


def _rows_end(text: bytes, start: int = 0) -> re.Match[bytes] | None:
    return _ROWS_END.search(text, start) if text.find(_ROWS, start) >= 0 else None


def _extent(file: IO[bytes]) -> _Extent:
    """Return how far a sheet goes."""
    count, column, kept = 0, -1, b""
    while piece := file.read(_STEP):
        count += piece.count(b"<row ") + piece.count(b":row ")
        text = kept + piece
        if column:  # hardly ever looked for beyond the first piece: most tables have something in column A
            found = [column_number(letters) for letters in set(_FILLED.findall(text))]
            column = min([*found, *([column] if column > 0 else [])], default=column)
        if end := _rows_end(text):
            below = _MERGED.search(text[end.end() :] + file.read(_MOST_MERGED))
            return _Extent(count, max(0, column), below[0] if below else b"")
        kept = text[-_REACH:]
    return _Extent(count, max(0, column), b"")
