"""Which columns of an XLSX sheet are shown as percents: the library that reads cells tells only that 80 % are 0.8."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as broken

_BUILT_IN = frozenset({"9", "10"})
"""The numbers of the percent formats that every workbook has (ECMA-376, 18.8.30)."""

_BEGIN = 2_000_000
"""So many bytes of a sheet tell how its columns are shown, and so many are read of what lists sheets and formats."""

_MOST = 0.9
"""Which part of a column's numbers is shown as percents, at least, where the column is."""

_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(r"<(?:\w+:)?c\s([^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>", re.DOTALL)
_CODE = re.compile(r"\\.|\"[^\"]*\"|&quot;.*?&quot;")
"""What in the code of a format is shown as it is."""


def percent_columns(path: str, sheet: str) -> frozenset[int]:
    """Return the columns of a sheet that are shown as percents, counted from 0; none of what is no XLSX."""
    try:
        with ZipFile(Path(path)) as archive:
            styles = set(_percent_styles(_read(archive, "xl/styles.xml")))
            return frozenset(_columns(_read(archive, _part_of(archive, sheet)), styles)) if styles else frozenset()
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, broken):
        return frozenset()


def _read(archive: ZipFile, part: str) -> str:
    with archive.open(part) as file:
        return file.read(_BEGIN).decode("utf-8", "replace")


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    for found in re.finditer(rf"<(?:\w+:)?{name}\s([^>]*)>", text):
        yield dict(_ATTRIBUTE.findall(found[1]))


def _percent_styles(text: str) -> Iterator[str]:
    """Yield the numbers of the cell styles that show percents."""
    formats = {tag.get("numFmtId", ""): tag.get("formatCode", "") for tag in _tags(text, "numFmt")}
    percents = _BUILT_IN | {number for number, code in formats.items() if "%" in _CODE.sub("", code)}
    cells = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", text, re.DOTALL)
    for number, style in enumerate(_tags(cells[0], "xf") if cells else ()):
        if style.get("numFmtId") in percents:
            yield str(number)


def _part_of(archive: ZipFile, sheet: str) -> str:
    """Return which part of the archive a sheet is; raise `KeyError` if that is not told."""
    from html import unescape

    links = {tag["Id"]: tag["Target"] for tag in _tags(_read(archive, "xl/_rels/workbook.xml.rels"), "Relationship")}
    sheets = {unescape(tag["name"]): tag for tag in _tags(_read(archive, "xl/workbook.xml"), "sheet")}
    link = next(value for key, value in sheets[sheet].items() if key.endswith(":id"))
    target = links[link]
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _columns(text: str, styles: set[str]) -> Iterator[int]:
    numbers: Counter[int] = Counter()
    percents: Counter[int] = Counter()
    for found in _CELL.finditer(text):
        cell = dict(_ATTRIBUTE.findall(found[1]))
        if cell.get("t", "n") == "n":
            column = _number(cell.get("r", ""))
            numbers[column] += 1
            percents[column] += cell.get("s") in styles
    return (column for column, count in percents.items() if column >= 0 and count >= _MOST * numbers[column] > 0)


def _number(reference: str) -> int:
    """Return the number of a column by the reference of one of its cells: 0 for `A1`; -1 if there is none."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = 26 * number + ord(letter.upper()) - ord("A") + 1
    return number - 1
