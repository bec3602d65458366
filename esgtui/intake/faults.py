"""What rows lack or have wrong: rows that are left out, and cells that do not fit and are kept as they are."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from esgtui.intake.rows import Row
from esgtui.intake.spill import Spill

SHOWN = 20
"""So many rows that are left out are told one by one."""


class Remark(msgspec.Struct):
    """What was found in cells of a column again and again; `number` is the first row, `example` what stands there.

    The row is in `sheet`, where there are several.
    """

    column: str
    what: str
    number: int
    example: str
    count: int = 0
    sheet: str = ""
    kept: str = "as it stands"
    """How these cells are kept."""

    def __str__(self) -> str:
        """Return it as a sentence without a full stop."""
        cells = "1 cell" if self.count == 1 else f"{self.count:,} cells"
        place = Row(self.number, [], sheet=self.sheet).place
        return f"{self.column}: {self.what} in {cells}, first in {place}: {self.example!r}"


class Faults:
    """What is wrong with the rows of all files so far. Rows left out are kept in the spill, for a file of their own."""

    def __init__(self, spill: Spill, paths: Sequence[Path]) -> None:
        self._spill = spill
        self._paths = paths
        self._remarks: dict[tuple[str, str], Remark] = {}
        self.rejected = 0
        self.told: list[str] = []

    def reject(self, order: int, file: int, row: Row, reason: str) -> None:
        """Take in a row that no claim could be made of."""
        self.rejected += 1
        if len(self.told) < SHOWN:
            self.told.append(f"{self._paths[file]}: {row.place}: {reason}")
        self._spill.reject(order, file, row.number, reason, json.dumps(row.cells))

    def remark(self, column: str, what: str, row: Row, cell: str, kept: str = "as it stands") -> None:
        """Take in a cell that does not fit into its field, or that is none."""
        example = cell if len(cell) <= 60 else f"{cell[:59]}…"
        remark = Remark(column, what, row.number, example, sheet=row.sheet, kept=kept)
        self._remarks.setdefault((column, what), remark).count += 1

    @property
    def remarks(self) -> list[Remark]:
        """What was found in cells, by column."""
        return list(self._remarks.values())

    def rows(self) -> Iterator[tuple[Path, int, str, list[str]]]:
        """Yield all rows that are left out: file, number, reason and cells."""
        for file, number, reason, cells in self._spill.rejected():
            yield self._paths[file], number, reason, json.loads(cells)
