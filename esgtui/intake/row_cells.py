"""The cells of one row by what they are for; those that fit into no field are kept as they are, and told."""

from typing import Any

from esgtui.intake.faults import Faults
from esgtui.intake.plan import Plan
from esgtui.intake.rows import Row
from esgtui.intake.values import says_nothing


class RowCells:
    """One row. `own` has what its claims keep under keys of their own."""

    def __init__(self, plan: Plan, row: Row, faults: Faults) -> None:
        self.plan = plan
        self.own: dict[str, Any] = {}
        self._row = row
        self._faults = faults

    def one(self, role: str) -> str:
        """Return what stands in the first column of a role, without space around it, or nothing."""
        return self.plan.cell(role, self._row.cells)

    def line(self, role: str) -> str:
        """Return the same on one line."""
        return " ".join(self.one(role).split())

    def said(self, role: str) -> str:
        """Return what stands in the first column of a role; nothing where that says nothing (`n/a`), and is kept."""
        cell = self.one(role)
        if not says_nothing(cell):
            return cell
        self.keep(role)
        return ""

    def said_line(self, role: str) -> str:
        """Return the same on one line."""
        return " ".join(self.said(role).split())

    def all(self, role: str) -> list[tuple[int, str]]:
        """Return the columns of a role that have something in them, and what."""
        return self.plan.cells(role, self._row.cells)

    def keep(self, *roles: str) -> None:
        """Keep the cells of roles as they are."""
        for role in roles:
            for place, text in self.all(role):
                self.keep_cell(place, text)

    def keep_cell(self, place: int, text: str) -> None:
        """Keep the cell of a column as it is."""
        self.own[self.plan.key(place)] = text

    def remark(self, role: str, what: str, text: str, kept: str = "as it stands") -> None:
        """Tell of a cell of a role that does not fit, and how it is kept."""
        self._faults.remark(self.plan.named(role)[0], what, self._row, text, kept)

    def remark_in(self, column: str, what: str, text: str) -> None:
        """Tell of a cell of a column that does not fit."""
        self._faults.remark(column, what, self._row, text)
