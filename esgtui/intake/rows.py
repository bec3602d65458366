"""What a reader gives of a file: the names of its columns and, row by row, its cells as texts."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

MOST_COLUMNS = 16_384
"""So many columns a file may have, as many as the largest spreadsheet."""

MOST_ROWS = 10_000_000
"""So many rows a file may have: what is made of more could not be read again."""

LONGEST_CELL = 1_000_000
"""So many characters a cell may have; no statement is longer."""

LONGEST_NAME = 10_000
"""So many characters the name of a column may have: to tell what it means, each is looked at very often."""

LONGEST_BEGINNING = 20_000_000
"""So many characters, about, are held of the first rows of a file at a time."""

_TOLD = 100
"""So many characters of its cells are told of a row with one that is too long."""

STEP = 500
"""After how many rows progress is told."""

Tell = Callable[[int, int], None]
"""Told how much of a file is read, and of how much; what it raises ends the reading."""


class IntakeError(Exception):
    """A file cannot be imported at all; the message says which, where, why, and what to do."""


class WishError(IntakeError):
    """What a user asked for cannot be: a role, a column or an encoding that there is not."""


class Row(NamedTuple):
    """One row: its number as the file's own program counts it, and its cells in the order of the columns.

    Cells that are empty may be left out at the end. A row with a `fault` cannot be read any further. Of several sheets
    that are read as one table it is in `sheet`.
    """

    number: int
    cells: list[str]
    fault: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"row {self.number} of {self.sheet}" if self.sheet else f"row {self.number}"


class Choices(msgspec.Struct, frozen=True):
    """What a user said of how files are to be read, or had said before an update; what is left empty is found out.

    `heading_row` is the number of the row of headings, counted from 1; 0 leaves open which one it is. Several `sheets`
    of a workbook are read as one table; `sheets.EVERY` are all that have the columns of the likeliest one. `decimal` is
    the sign that divides decimals where a number itself does not tell: 1.234 is 1234 where that is a comma.
    """

    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    has_headings: bool | None = None
    heading_row: int = 0
    decimal: str = ""


class Rows(msgspec.Struct):
    """A file as a table. `each` reads it from the start, and may be called again; `notes` say what was assumed.

    `encoding` is that of a text, and `delimiter` divides its cells; other files say it themselves. `sheets` are those
    of a workbook; those in `together` are read as one, whose first column has their names, and of a table in `blocks`
    it has theirs. `begin` are the first rows
    of a file in which a row may have the headings, and `heading_row` is the number of the one that has them, 0 where
    none has. `choices` are how an update has to read the file. `columns` may grow while rows are read, where a file
    says only row by row what it has. `chosen_sheet` is the one of several that is read since somebody named it.
    `sample` are the first rows below the headings, where they are known without reading the file once more.
    """

    path: Path
    columns: list[str]
    each: Callable[[Tell], Iterator[Row]]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    begin: tuple[Row, ...] = ()
    heading_row: int = 0
    choices: Choices = Choices()
    sample: tuple[Row, ...] = ()
    chosen_sheet: str = ""


def first_rows(rows: Iterable[Row], count: int) -> tuple[list[Row], bool]:
    """Return the first rows, `count` at most, and whether more may follow.

    There are fewer where their cells are so long that they come to more than `LONGEST_BEGINNING`.
    """
    found: list[Row] = []
    length = 0
    for row in islice(rows, count):
        found.append(row)
        length += sum(map(len, row.cells))
        if length > LONGEST_BEGINNING:
            return found, True
    return found, len(found) == count


def hear_nothing(done: int, total: int) -> None:
    """Stand in for a `Tell` that nobody asked for."""


def bearable(row: Row) -> Row:
    """Return a row as it is; with a fault, and the beginnings of its cells, if one is longer than any statement."""
    for place, cell in enumerate(row.cells, 1):
        if len(cell) > LONGEST_CELL:
            fault = f"its cell {place} has more than {LONGEST_CELL:,} characters"
            return row._replace(cells=[each[:_TOLD] for each in row.cells], fault=fault)
    return row


def checked(columns: list[str], path: Path) -> list[str]:
    """Return names of columns; raise `IntakeError` if there are more than anybody can have meant."""
    if len(columns) > MOST_COLUMNS:
        advice = "see that its cells are divided as you think, and say --delimiter if not"
        raise IntakeError(f"{path} has {len(columns):,} columns, more than {MOST_COLUMNS:,}; {advice}")
    return columns


def checked_name(name: str, path: Path) -> str:
    """Return the name of a column; raise `IntakeError` if it is longer than anybody can have meant."""
    if len(name) > LONGEST_NAME:
        begins = f"a column has a name of {len(name):,} characters, which begins with {name[:_TOLD]!r}"
        raise IntakeError(f"{path}: {begins}; write what is no name as a value")
    return name
