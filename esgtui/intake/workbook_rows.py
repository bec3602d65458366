"""The program that takes a workbook apart, in a process of its own, which ends where a file takes too much memory.

`python -m esgtui.intake.workbook_rows PATH SHEET` writes a `Told` a line, as JSON; workbook.py starts it and listens.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from esgtui.apart import hold_to_memory
from esgtui.intake.cell_texts import cell_text, percent_text
from esgtui.intake.large_sheets import LargeSheets, Sheet
from esgtui.intake.percents import percent_cells
from esgtui.intake.rows import LONGEST_CELL

MOST_MEMORY = 2 * 1024 * 1024 * 1024
"""So many bytes of memory may be taken: enough for the largest sheets that are held whole, those of ODS and XLS."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BATCH, _BATCH_LENGTH = 200, 1_000_000
"""So many rows are told at a time, and about so many characters."""

_LOOKED_AT, _MOST_CELLS = 500, 100_000
"""So many rows of each sheet, and cells, tell which one is likeliest to have the claims."""
_FEW_WORDS, _SHORTEST = 3, 12
"""A text has more words than so many or, where no space may divide them, at least so many letters."""

_MOST_MERGED = 100_000

_END = (sys.maxsize, 0)
"""A cell below all others."""

Merged = tuple[int, int, int]
"""The first row and the column of cells that are merged downwards, and the last row; all counted from 0."""


class Told(msgspec.Struct, omit_defaults=True):
    """What is told of a workbook: first its sheets, which is read, and how many rows it has; then rows, many at a time.

    `first` is the number of the first of these rows, counted from 1. In the end, that this `is_all`; or else what is
    wrong with all of it.
    """

    sheets: tuple[str, ...] = ()
    sheet: str = ""
    total: int = 0
    merged: bool = False
    first: int = 0
    rows: tuple[list[str], ...] = ()
    is_all: bool = False
    error: str = ""
    has_password: bool = False


def tell_rows(path: str, wanted: str) -> None:
    """Write what stands in a sheet of a workbook to stdout: the one that is wanted, or else the largest."""
    calamine: Any = import_module("python_calamine")
    try:
        large = LargeSheets(path, calamine.load_workbook)
        book = cache(partial(calamine.load_workbook, _source(path)))
        listed = large.listing() or book()
        kind = calamine.SheetTypeEnum.WorkSheet
        names = [each.name for each in listed.sheets_metadata if each.typ == kind] or listed.sheet_names
        if not names or (wanted and wanted not in names):
            _tell(Told(sheets=tuple(names)))
            return
        sheet = _sheet(book, large, wanted or _likeliest(book, large, names))
        merged = list(_downwards(sheet))
        _tell(Told(tuple(names), sheet.name, sheet.height, bool(merged)))
        for told in _batches(_filled(merged, _shown(sheet, percent_cells(path, sheet.name)))):
            _tell(told)
        _tell(Told(is_all=True))
    except calamine.PasswordError as error:
        _tell(Told(error=str(error), has_password=True))
    except (calamine.CalamineError, OSError, ValueError) as error:
        _tell(Told(error=str(error) or type(error).__name__))


def _source(path: str) -> str | BinaryIO:
    """Return what the library is to read: it goes by names, and an old workbook may have the name of a new one."""
    if path.lower().endswith(".xls"):
        return path
    file = Path(path).open("rb")  # noqa: SIM115 - the library reads it
    return file if file.read(len(_OLD)) == _OLD else path


def _tell(told: Told) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def _sheet(book: Callable[[], Any], large: LargeSheets, name: str) -> Sheet:
    return large.sheet(name) if large.has(name) else _whole(book().get_sheet_by_name(name))


def _whole(sheet: Any) -> Sheet:
    """Return a sheet that the library holds as a whole."""
    first_column = sheet.start[1] if sheet.start else 0
    merged = sheet.merged_cell_ranges or []
    return Sheet(sheet.name, sheet.iter_rows(), first_column, sheet.width, sheet.total_height, merged)


def _likeliest(book: Callable[[], Any], large: LargeSheets, names: list[str]) -> str:
    """Return the sheet that most likely has the claims: that with the most texts below each other, or the largest."""
    if len(names) == 1:
        return names[0]

    def rank(name: str) -> tuple[int, int]:  # of all of them one is held at a time
        return _rank(large.beginning(name) if large.has(name) else _whole(book().get_sheet_by_name(name)))

    return max(names, key=rank)


def _rank(sheet: Sheet) -> tuple[int, int]:
    """Return how many texts a column of a sheet has, of the one that has the most, and how large the sheet is.

    A page of prose counts for none, since nothing stands beside its texts.
    """
    counts: Counter[int] = Counter()
    for values in islice(sheet.rows, min(_LOOKED_AT, _MOST_CELLS // max(1, sheet.width))):
        if sum(value not in ("", None) for value in values) > 1:
            counts.update(place for place, value in enumerate(values) if isinstance(value, str) and _is_text(value))
    return max(counts.values(), default=0), sheet.height * sheet.width


def _is_text(text: str) -> bool:
    return text.count(" ") >= _FEW_WORDS or (not text.isascii() and len(text) >= _SHORTEST)


def _downwards(sheet: Sheet) -> Iterator[Merged]:
    """Yield cells that are merged over several rows."""
    for (first, column), (last, _) in sheet.merged[:_MOST_MERGED]:
        if last > first and column >= sheet.first_column:
            yield first, column - sheet.first_column, last


def _shown(sheet: Sheet, percents: Iterator[tuple[int, int]]) -> Iterator[list[str]]:
    """Yield rows as texts, with the numbers in percents that are shown so."""
    row, column = next(percents, _END)
    for number, values in enumerate(sheet.rows):
        cells = [cell_text(value)[: LONGEST_CELL + 1] for value in values]
        while row <= number:
            place = column - sheet.first_column
            if row == number and 0 <= place < len(values) and isinstance(values[place], float):
                cells[place] = percent_text(values[place])
            row, column = next(percents, _END)
        yield cells


def _filled(merged: list[Merged], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows with what cells merged downwards say in each of their rows."""
    begin = {(first, column): last for first, column, last in merged}
    held: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(rows):
        for column, (last, text) in list(held.items()):
            if number > last:
                del held[column]
            elif any(cells):
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = text
        if begin:
            for column, text in enumerate(cells):
                if last := begin.get((number, column), 0):
                    held[column] = last, text
        yield cells


def _batches(rows: Iterator[list[str]]) -> Iterator[Told]:
    batch: list[list[str]] = []
    first, length = 1, 0
    for number, cells in enumerate(rows, 1):
        batch.append(cells if any(cells) else [])
        length += sum(map(len, cells))
        if len(batch) == _BATCH or length > _BATCH_LENGTH:
            yield Told(first=first, rows=tuple(batch))
            batch, first, length = [], number + 1, 0
    if batch:
        yield Told(first=first, rows=tuple(batch))


if __name__ == "__main__":
    hold_to_memory(MOST_MEMORY)
    tell_rows(sys.argv[1], sys.argv[2])
