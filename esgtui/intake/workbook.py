"""XLSX, XLS and ODS: one sheet of a workbook, row by row, with what its formulas came to when it was saved.

Listens to the program that takes the workbook apart (workbook_rows.py), whose library holds a whole sheet in memory.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from zipfile import is_zipfile

import msgspec

from esgtui.apart import lines_of
from esgtui.extras import how_to_get
from esgtui.intake.headings import headed
from esgtui.intake.percents import part_of
from esgtui.intake.rows import LONGEST_BEGINNING, Choices, IntakeError, Row, Rows, Tell, WishError, bearable
from esgtui.intake.sheets import EVERY, alike, together
from esgtui.intake.workbook_parts import SAVE_ANEW, SAVE_AS_CSV, has_password, look_into
from esgtui.intake.workbook_rows import Told

OTHER_SHEET = "--sheet names"
"""What leads to another sheet in a shell."""

ALL_SHEETS = "--all-sheets reads"
"""What leads to all of them."""

_NAMED = 20
"""So many sheets are named."""

LOOKED_AT = 1_100
"""So many rows are looked at before all are read."""

_ENCRYPTED = re.compile(
    re.escape("EncryptedPackage".encode("utf-16-le"))
    + rb"|\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0",
    re.DOTALL,
)
"""What encrypted workbooks have: a file in the file or, in an XLS, a record on the cipher after the first one."""

_PIECE = 1 << 18
_REACH = 100
"""No such match is longer."""


def read_workbook(path: Path, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of a sheet; raise `IntakeError` if the file is none, or needs what is not installed."""
    if find_spec("python_calamine") is None:
        raise IntakeError(f"{path} is a spreadsheet; save it as CSV, or to read it: {how_to_get('xlsx')}")
    formulas = look_into(path, tell) if is_zipfile(path) else {}
    rows = _several(path, choices, tell) if choices.sheets[1:] or EVERY in choices.sheets else None
    if rows is None:
        rows = _sheet(path, next(iter(choices.sheets), ""), choices, tell)
        rows.notes = (*_which(path, rows), *rows.notes)
        if len(rows.sheets) > 1 and choices.sheets:
            rows.chosen_sheet = rows.choices.sheets[0]
    if count := _uncalculated(path, rows, formulas):
        told = f"{path}: formulas that were never calculated are empty ({count:,})"
        rows.notes = (*rows.notes, f"{told}; open and save it in a spreadsheet program")
    return rows


def _uncalculated(path: Path, rows: Rows, formulas: Mapping[str, int]) -> int:
    """Return how many formulas of the sheets that are read have no value, of all sheets where nothing tells which."""
    if not any(formulas.values()) or len(rows.sheets) < 2:
        return sum(formulas.values())
    parts = {part_of(path, name) for name in rows.together or rows.choices.sheets}
    return sum(count for part, count in formulas.items() if part in parts or None in parts)


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
    length = 0
    for batch in told:
        found += _rows(batch)
        length += sum(len(cell) for cells in batch.rows for cell in cells)
        if len(found) >= LOOKED_AT or length > LONGEST_BEGINNING:
            return found, False
    return found, True


def _no_cells(path: Path) -> IntakeError:
    return IntakeError(f"{path} has no sheet with cells")


def _is_encrypted(path: Path) -> bool:
    """Return whether a file is what spreadsheet programs make of any workbook that they encrypt, whatever its name."""
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _ENCRYPTED.search(kept + piece):
                return True
            kept = piece[-_REACH:]
    return False


def _told(path: Path, sheet: str, tell: Tell) -> Iterator[Told]:
    """Yield what is told of a workbook; `tell` may end it, also while nothing is told."""
    done = total = 0
    for line in lines_of("esgtui.intake.workbook_rows", str(path.absolute()), sheet):
        if line is None:
            tell(min(done, total), total)
            continue
        told = msgspec.json.decode(line, type=Told)
        if told.has_password or (told.error and _is_encrypted(path)):
            raise has_password(path)
        if told.error:
            raise IntakeError(f"{path} is broken, or no spreadsheet ({told.error}); {SAVE_ANEW}")
        if told.is_all:
            return
        total = told.total or total
        tell(min(told.first, total), total)
        done = told.first + len(told.rows)
        yield told
    raise IntakeError(f"{path} takes too much memory, or is damaged; {SAVE_AS_CSV}")


def _records(path: Path, sheet: str, tell: Tell) -> Iterator[Row]:
    told = _told(path, sheet, tell)
    next(told)
    for batch in told:
        yield from _rows(batch)


def _rows(batch: Told) -> Iterator[Row]:
    return (bearable(Row(number, cells)) for number, cells in enumerate(batch.rows, batch.first) if cells)
