"""A table: what every view can be written as, whatever it looks like on a screen; how it is written is not here."""

from collections.abc import Callable, Sequence

import msgspec

Cell = str | int | float | None
"""What a cell holds; None where there is nothing to tell, which is not the same as 0."""


class Table(msgspec.Struct, frozen=True):
    """A title, the names of the columns (each only once), and the rows, each with a cell for every column.

    Text and pictures show `drawing` in place of the rows where a view has a shape that a table does not show: a plot in
    characters, line by line; `fitted` draws it anew for lines of so many cells. Where only the cells look different
    there, `looks` has the lines as text, that of the headings first; its columns may be others, and all but the first
    are figures. `notes` are what a reader has to know of it, a line each; `legend` is what only those need who see the
    drawing or the looks. `years` are columns whose numbers are years, which are written as they are. `to_read` are the
    rows for people, where those for programs hold more than anybody reads.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    drawing: tuple[str, ...] = ()
    fitted: Callable[[int], Sequence[str]] | None = None
    looks: Sequence[tuple[str, ...]] = ()
    notes: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    to_read: Sequence[tuple[Cell, ...]] = ()

    def read(self, row: tuple[Cell, ...], told: Callable[[Cell], str]) -> tuple[str, ...]:
        """Return the cells of a row as `told` tells them, and years as years."""
        cells = zip(self.columns, row, strict=True)
        return tuple(str(cell) if name in self.years and cell is not None else told(cell) for name, cell in cells)

    def numeric(self) -> tuple[int, ...]:
        """Return which columns hold numbers alone, by position; a column of nothing is none of them."""
        found = []
        for at in range(len(self.columns)):
            cells = [row[at] for row in self.rows if row[at] is not None]
            if cells and not any(isinstance(cell, str) for cell in cells):
                found.append(at)
        return tuple(found)
