"""Where in a row of one file each role's cells are, and under which keys of a claim the others are kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from esgtui.dataset.shapes import OWN_PREFIX
from esgtui.intake.filing import slug
from esgtui.intake.own_tables import is_export
from esgtui.intake.roles import IGNORE, OWN, ROLES
from esgtui.intake.rows import IntakeError, Row, Rows
from esgtui.intake.signs import Signs


class Plan:
    """What is done with the columns of one file, whose first rows are a `sample`.

    Columns that turn up later are kept as they are.
    """

    def __init__(self, rows: Rows, roles: Mapping[str, str], path: Path, sample: Sequence[Row]) -> None:
        self.rows = rows
        self.sample = sample
        self.roles = dict(roles)
        self.path = path
        self.is_export = is_export(rows.columns)
        """Whether the program wrote the table itself, which divides what a cell lists in one way alone."""
        self.places: dict[str, list[int]] = {role: [] for role in ROLES}
        self._first: dict[str, int] = {}
        """The first place of each role that any column has."""
        self.signs = Signs(rows)
        """How the numbers of the file are written."""
        self._keys: list[str] = []
        self._taken: set[str] = set()
        self.keep_up()

    def keep_up(self) -> None:
        """Take in the columns that there are by now."""
        for place in range(len(self._keys), len(self.rows.columns)):
            name = self.rows.columns[place]
            role = self.roles.setdefault(name, OWN)
            self.places[role].append(place)
            self._first.setdefault(role, place)
            self._keys.append(self._new_key(name))

    def _new_key(self, name: str) -> str:
        begin = f"{OWN_PREFIX}{slug(name, 'column')}"
        key, number = begin, 1
        while key in self._taken:
            number += 1
            key = f"{begin}-{number}"
        self._taken.add(key)
        return key

    def key(self, place: int) -> str:
        """Return the key under which a claim keeps the cell of a column as it is."""
        return self._keys[place]

    def heed(self, row: Row) -> None:
        """Take in what the value of a row tells of how the file's numbers are written."""
        if cell := self.cell("value", row.cells):
            self.signs.heed(cell, row.place)

    def cell(self, role: str, cells: Sequence[str]) -> str:
        """Return what stands in the first column of a role, without space around it, or nothing."""
        place = self._first.get(role)
        return "" if place is None or place >= len(cells) else cells[place].strip()

    def cells(self, role: str, cells: Sequence[str]) -> list[tuple[int, str]]:
        """Return the columns of a role that have something in them, and what."""
        width = len(cells)
        return [(place, text) for place in self.places[role] if place < width and (text := cells[place].strip())]

    def named(self, role: str) -> list[str]:
        """Return the names of the columns of a role."""
        return [self.rows.columns[place] for place in self.places[role]]

    def check(self) -> None:
        """Raise `IntakeError` if there is no column of claims."""
        if not self.places["statement"]:
            known = [name for name, role in self.roles.items() if role != IGNORE]
            shown = ", ".join(known[:20]) + (f" and {len(known) - 20:,} more" if len(known) > 20 else "")
            advice = f"say --map statement=COLUMN; there are: {shown}"
            raise IntakeError(f"{self.path} has no column that looks like claims; {advice}")
