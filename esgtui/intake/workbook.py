"""XLSX: one sheet of a workbook, row by row, with what its formulas came to when it was saved.

openpyxl reads in a stream, so that a sheet costs no memory; what it has to hold as a whole is bounded here.
"""

import re
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from esgtui.intake.cell_texts import cell_text
from esgtui.intake.headings import headed
from esgtui.intake.rows import STEP, Choices, IntakeError, Row, Rows, Tell, WishError

LARGEST_SHEET = 2_000_000_000
"""How many bytes a sheet may have when it is unpacked."""

LARGEST_TEXTS = 200_000_000
"""How many bytes the texts that all sheets share may have: they are held in memory."""

LARGEST_REST = 20_000_000
"""How many bytes any other part may have, such as the styles."""

_MOST_PARTS = 10_000
_BROKEN = (
    BadZipFile, zlib.error, ParseError, OSError, EOFError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    OverflowError, NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip
"""What openpyxl and the libraries below it raise where a file is not what it says it is."""

_LOOKED_FOR = re.compile(
    rb"""<(?:\w+:)?mergeCell\ ref=["'](?P<column>[A-Z]{1,3})(?P<first>\d{1,7}):[A-Z]{1,3}(?P<last>\d{1,7})["']
        | </(?:\w+:)?f>\s?(?:<(?:\w+:)?v\s?/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s?</(?:\w+:)?c>""",
    re.VERBOSE,
)
"""Cells that are merged, and formulas without a value."""
_REACH = 200
_MOST_MERGED = 100_000
_MOST_ROWS = 1_048_576
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
_PART = attrgetter("_worksheet_path")  # in which part of the archive a sheet is

Downwards = dict[tuple[int, int], int]
"""By row and column of a cell, to which row it is merged."""


def read_workbook(path: Path, choices: Choices, _: Tell) -> Rows:
    """Return the rows of a sheet; raise `IntakeError` if the file is none, or needs what is not installed."""
    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError as error:
        how = "pip install 'esgtui[xlsx]'"
        raise IntakeError(f"{path} is a spreadsheet; to read those: {how}, or save it as CSV") from error
    with _told(path):
        with ZipFile(path) as archive:
            sizes = _checked_sizes(path, archive)
        with _opened(openpyxl, path) as book:
            parts = {sheet.title: _PART(sheet) for sheet in book.worksheets}
        name = _chosen(path, parts, sizes, choices.sheet)
        merged, formulas = _looked_through(path, parts[name])
    notes = (
        [f"{path}: the sheet read is {name!r}; --sheet names another of {', '.join(parts)}"] if len(parts) > 1 else []
    )
    if merged:
        notes.append(f"{path}: what cells merged over several rows say is taken for each of these rows")
    if formulas:
        advice = "open and save it in a spreadsheet program"
        notes.append(f"{path}: formulas that were never calculated are empty ({formulas:,}); {advice}")
    return headed(path, partial(_records, openpyxl, path, name, merged), choices.has_headings, notes)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Make what libraries raise at a broken file an `IntakeError`, and keep their warnings from the screen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _BROKEN as error:
        advice = "save it anew in a spreadsheet program, or as CSV"
        raise IntakeError(f"{path} is broken, or no spreadsheet ({error or type(error).__name__}); {advice}") from error


@contextmanager
def _opened(openpyxl: Any, path: Path) -> Iterator[Any]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        yield book
    finally:
        book.close()


def _checked_sizes(path: Path, archive: ZipFile) -> dict[str, int]:
    """Return how large each part is when it is unpacked; raise `IntakeError` if one is too large to be meant."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise IntakeError(f"{path} has {len(parts):,} parts, more than any spreadsheet; it is not read")
    for part in parts:
        is_sheet = "/worksheets/" in part.filename
        limit = (
            LARGEST_SHEET
            if is_sheet
            else LARGEST_TEXTS
            if part.filename.endswith("sharedStrings.xml")
            else LARGEST_REST
        )
        if part.file_size > limit and part.filename.endswith((".xml", ".rels")):
            size = f"{part.filename} has {part.file_size:,} bytes when it is unpacked, more than {limit:,}"
            raise IntakeError(f"{path} is not read: its part {size}; save what you need as CSV")
    return {part.filename: part.file_size for part in parts}


def _chosen(path: Path, parts: Mapping[str, str], sizes: Mapping[str, int], wanted: str) -> str:
    """Return the name of the sheet that was asked for, or else of the largest one."""
    if not parts:
        raise IntakeError(f"{path} has no sheet with cells")
    if not wanted:
        return max(parts, key=lambda name: sizes.get(parts[name].lstrip("/"), 0))
    if wanted not in parts:
        raise WishError(f"{path} has no sheet {wanted!r}; there are {', '.join(parts)}")
    return wanted


def _looked_through(path: Path, part: str) -> tuple[Downwards, int]:
    """Return which cells of a sheet are merged downwards, and how many formulas have no value."""
    merged: Downwards = {}
    formulas = 0
    with ZipFile(path) as archive, archive.open(part.lstrip("/")) as file:
        for found in _matches(file):
            if found["column"] is None:
                formulas += 1
            elif found["first"] != found["last"] and len(merged) < _MOST_MERGED:
                merged[int(found["first"]), _column(found["column"])] = int(found["last"])
    return merged, formulas


def _matches(file: IO[bytes]) -> Iterator[re.Match[bytes]]:
    kept = b""
    while True:
        piece = file.read(1 << 20)
        text = kept + piece
        end = max(0, len(text) - _REACH) if piece else len(text)  # what may have been cut is looked at once more
        yield from (found for found in _LOOKED_FOR.finditer(text) if found.start() < end)
        if not piece:
            return
        kept = text[end:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _records(openpyxl: Any, path: Path, name: str, merged: Downwards, tell: Tell) -> Iterator[Row]:
    number = 0
    held: dict[int, tuple[int, str]] = {}
    with _told(path), _opened(openpyxl, path) as book:
        sheet = book[name]
        total = sheet.max_row or 0
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        for values in sheet.iter_rows(values_only=True):
            number += 1
            if number > _MOST_ROWS:
                raise IntakeError(f"{path} has a row beyond {_MOST_ROWS:,}, which no spreadsheet has; save it anew")
            if number % STEP == 0:
                tell(min(number, total), total)
            if not values:
                continue
            cells = ["" if value in _ERRORS else cell_text(value) for value in values]
            if merged:
                _fill_down(cells, number, merged, held)
            if any(cells):
                yield Row(number, cells)


def _fill_down(cells: list[str], number: int, merged: Downwards, held: dict[int, tuple[int, str]]) -> None:
    """Fill in what stands in the first row of cells that are merged downwards; `held` has those that go on."""
    for column, text in enumerate(cells):
        if last := merged.get((number, column)):
            held[column] = last, text
    for column, (last, text) in list(held.items()):
        if number > last:
            del held[column]
        elif text and any(cells):
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text
