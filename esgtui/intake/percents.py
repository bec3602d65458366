"""Which cells of an XLSX sheet are shown as percents: the library that reads cells tells only that 80 % are 0.8."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as broken

_BUILT_IN = frozenset({"9", "10"})
"""The numbers of the percent formats that every workbook has (ECMA-376, 18.8.30)."""

_BEGIN = 2_000_000
"""So many bytes are read of what lists sheets and formats."""

_PIECE = 1_000_000
"""So many bytes of a sheet are looked through at a time: all of it may take more memory than there is."""

_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?s="(\d+)"[^<>]*')
_REFERENCE = re.compile(rb'\sr="([A-Za-z]{1,3})(\d{1,7})"')
_ANY_REFERENCE = re.compile(rb' r="[A-Za-z]{0,3}(\d{1,7})"')
_CODE = re.compile(r"\\.|\"[^\"]*\"|&quot;.*?&quot;")
"""What in the code of a format is shown as it is."""


def percent_cells(path: str, sheet: str) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each cell that is shown as a percent, from 0, row by row; none of what is no XLSX.

    Now and then the column is -1: in no row above is another one. So nobody has to wait for the next one.
    """
    try:
        with ZipFile(Path(path)) as archive:
            if styles := frozenset(_percent_styles(_read(archive, "xl/styles.xml"))):
                yield from _cells(archive, _part_of(archive, sheet), styles)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, broken):
        return


def part_of(path: Path, sheet: str) -> str | None:
    """Return which part of an XLSX a sheet is; None where that is not told."""
    try:
        with ZipFile(path) as archive:
            return _part_of(archive, sheet)
    except (BadZipFile, KeyError, StopIteration, OSError, ValueError, NotImplementedError, RuntimeError, broken):
        return None


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters: 0 for `A`."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number - 1


def _read(archive: ZipFile, part: str) -> str:
    with archive.open(part) as file:
        return file.read(_BEGIN).decode("utf-8", "replace")


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    for found in re.finditer(rf"<(?:\w+:)?{name}\s([^>]*)>", text):
        yield dict(_ATTRIBUTE.findall(found[1]))


def _percent_styles(text: str) -> Iterator[bytes]:
    """Yield the numbers of the cell styles that show percents."""
    formats = {tag.get("numFmtId", ""): tag.get("formatCode", "") for tag in _tags(text, "numFmt")}
    percents = _BUILT_IN | {number for number, code in formats.items() if "%" in _CODE.sub("", code)}
    cells = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", text, re.DOTALL)
    for number, style in enumerate(_tags(cells[0], "xf") if cells else ()):
        if style.get("numFmtId") in percents:
            yield str(number).encode()


def _part_of(archive: ZipFile, sheet: str) -> str:
    """Return which part of the archive a sheet is; raise `KeyError` if that is not told."""
    from html import unescape

    links = {tag["Id"]: tag["Target"] for tag in _tags(_read(archive, "xl/_rels/workbook.xml.rels"), "Relationship")}
    sheets = {unescape(tag["name"]): tag for tag in _tags(_read(archive, "xl/workbook.xml"), "sheet")}
    link = next(value for key, value in sheets[sheet].items() if key.endswith(":id"))
    target = links[link]
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _cells(archive: ZipFile, part: str, styles: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    marks = [b's="%b"' % style for style in styles]
    for piece in _pieces(archive, part):
        if any(mark in piece for mark in marks):
            for cell in _CELL.finditer(piece):
                if cell[1] in styles and (found := _REFERENCE.search(cell[0])):
                    yield int(found[2]) - 1, column_number(found[1])
        if last := _ANY_REFERENCE.match(piece, piece.rfind(b' r="')):
            yield int(last[1]) - 1, -1


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part of the archive in pieces that end between tags."""
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            whole, begin, rest = (rest + piece).rpartition(b"<")
            yield whole
            rest = begin + rest if len(rest) < _PIECE else b""  # no tag of a cell is that long
    yield rest
