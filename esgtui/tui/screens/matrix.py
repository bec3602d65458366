"""The matrix: companies by pillars or topics as a map of counts or shares; Enter goes to the claims of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual import on
from textual.content import Content
from textual.widgets import Static

from esgtui.insight.matrix import ALL, Matrix
from esgtui.insight.matrix_table import matrix_table, scale
from esgtui.surveying import matrix_of, measures
from esgtui.tui.keys import bindings
from esgtui.tui.screens.view import Destination, View
from esgtui.tui.status import claims_text
from esgtui.tui.widgets.heat_grid import GridHead, HeatGrid
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

NO_CLAIMS = "there are no claims in this cell"


class MatrixFigures:
    """A matrix as a grid shows it: the line of all companies first, then these, in an order of their own."""

    def __init__(self, matrix: Matrix, order: Sequence[str]) -> None:
        self.matrix = matrix
        self.companies = ("", *order)
        self.headings: Sequence[tuple[str, str]] = [(column.code, column.title) for column in matrix.columns]
        self._scale = scale(matrix)

    def label(self, line: int) -> str:
        """Return the company's name."""
        return self.matrix.label(self.companies[line])

    def figure(self, line: int, column: int) -> tuple[int, str]:
        """Return the shade and the figure of a cell; totals are no part of the map of counts."""
        company, matrix = self.companies[line], self.matrix
        figure = matrix.figure(company, column)
        if matrix.held is not None:
            return (0, "·") if figure is None else (self._scale.level(figure), f"{figure} %")
        is_total = column == ALL or not company
        return (0 if is_total else self._scale.level(figure), f"{figure:,}" if figure else "·")


class MatrixScreen(View[Matrix]):
    """Returns the claims of a cell to go to, or None."""

    PLACE = "matrix"
    TITLE_WORD = "Matrix"
    FOLLOWS_PLACE = False  # companies and groups are what it shows
    BINDINGS = bindings("matrix")

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.lens = subject.selection.lens
        self.measures = measures(self.workspace)
        self.measure = self.measures[0]
        self.sorted_by: int | None = None

    def content(self) -> Iterator[Widget]:
        """Yield the headings, the grid and what its shades stand for."""
        grid = HeatGrid()
        yield GridHead(grid)
        yield grid
        yield Static("", markup=False, classes="legend")

    def entry(self) -> Widget:
        """Return the grid."""
        return self.grid

    @property
    def grid(self) -> HeatGrid:
        """The grid."""
        return self.query_one(HeatGrid)

    def aspect(self) -> str:
        """Return the lens and the measure."""
        return f"{self.lens.title} ── {self.measure.title}"

    def work_out(self, rows: Sequence[int]) -> Matrix:
        """Count the claims."""
        return matrix_of(self.workspace, rows, self.lens, self.measure)

    def table(self, shown: Matrix) -> Table:
        """Return the matrix as a table."""
        parts = ["Matrix", shown.lens.title, self.measure.title, *self.subject.query]
        return matrix_table(shown, " ── ".join(parts), self.measure.figures)

    def show(self, shown: Matrix) -> None:
        """Show the matrix, with the cursor where it was; at first, on what is chosen in the explorer."""
        if self.sorted_by is not None and self.sorted_by >= len(shown.columns):
            self.sorted_by = None
        figures = self.grid.figures
        if isinstance(figures, MatrixFigures):
            company, column = figures.companies[self.grid.cursor], self.grid.column
        else:
            company, column = self._chosen(shown)
        self._arrange(shown, company, column)
        unit = "per cent" if shown.held is not None else "claims"
        self.query_one(".legend", Static).update(Content(visible(f" {scale(shown).told()}   {unit}")))

    def _chosen(self, shown: Matrix) -> tuple[str, int]:
        """Return the company and the column that are chosen in the explorer, or else its claim's company."""
        selection, row = self.subject.selection, self.subject.row
        company = selection.company or (self.workspace.dataset.claims[row].company if row is not None else "")
        found = (at for at, column in enumerate(shown.columns) if selection.group in column.keys)
        return company, next(found, ALL) if selection.group is not None else ALL

    def _arrange(self, shown: Matrix, company: str, column: int) -> None:
        order = shown.companies if self.sorted_by is None else shown.sorted_by(self.sorted_by)
        figures = MatrixFigures(shown, order)
        line = figures.companies.index(company) if company in figures.companies else 0
        self.grid.show_figures(figures, len(figures.companies), line, column)
        self.query_one(GridHead).sorted_by = self.sorted_by
        self.query_one(GridHead).refresh()

    @on(RowList.Moved)
    @on(HeatGrid.ColumnMoved)
    def _moved(self) -> None:
        self.query_one(GridHead).refresh()
        self.tell_cursor()

    @on(RowList.Chosen)
    def _cell_chosen(self) -> None:
        self.action_command("matrix.go")

    @on(GridHead.Clicked)
    def _heading_clicked(self, message: GridHead.Clicked) -> None:
        self.grid.move_column(message.column)
        self.action_command("matrix.sort")

    def _here(self) -> tuple[str, int] | None:
        figures = self.grid.figures
        return (figures.companies[self.grid.cursor], self.grid.column) if isinstance(figures, MatrixFigures) else None

    def cursor_text(self) -> str:
        """Return the cell under the cursor in full."""
        here = self._here()
        if here is None or self.shown is None:
            return ""
        matrix, (company, column) = self.shown, here
        text = f"{matrix.label(company)} ── {matrix.columns[column].title} ── {claims_text(matrix.count(*here))}"
        if matrix.held is None or not matrix.count(*here):
            return text
        held = matrix.held.get((company, column), 0)
        return f"{text}, {held:,} {self.measure.title.removeprefix('share ')}: {matrix.share(*here)} %"

    def destination(self) -> Destination | str:
        """Return the company and the group of the cell; a pillar that several companies have is asked by its title."""
        here = self._here()
        if here is None or self.shown is None or not self.shown.count(*here):
            return NO_CLAIMS
        (company, at), selection = here, self.subject.selection
        column = self.shown.columns[at]
        keys = [key for key in column.keys if not company or len(key) < 2 or key[0] == company]
        if len(keys) > 1:
            query = f'{selection.query} pillar:"{column.title}"'.strip()
            return Destination(msgspec.structs.replace(selection, query=query, company=company, group=None))
        group = keys[0] if keys else None
        return Destination(msgspec.structs.replace(selection, company=company, lens=self.shown.lens, group=group))

    # Commands

    def do_right(self) -> None:
        """One column to the right."""
        self.grid.move_column(self.grid.column + 1)

    def do_left(self) -> None:
        """One column to the left."""
        self.grid.move_column(self.grid.column - 1)

    def do_row_end(self) -> None:
        """To the last column."""
        self.grid.move_column(self.grid.columns - 1)

    def do_row_start(self) -> None:
        """To the first column."""
        self.grid.move_column(0)

    def do_sort(self) -> None:
        """Put the companies with the largest figures of the cursor's column first, or back in the dataset's order."""
        here = self._here()
        if here and self.shown:
            self.sorted_by = None if self.sorted_by == here[1] else here[1]
            self._arrange(self.shown, "", here[1])
            self.tell_cursor()

    def do_measure(self) -> None:
        """Tell the next measure."""
        self._turn_measure(1)

    def do_measure_before(self) -> None:
        """Tell the measure before."""
        self._turn_measure(-1)

    def _turn_measure(self, step: int) -> None:
        self.measure = self.measures[(self.measures.index(self.measure) + step) % len(self.measures)]
        self.work_out_anew()

    def do_lens(self) -> None:
        """Columns of the next lens."""
        self._turn_lens(1)

    def do_lens_before(self) -> None:
        """Columns of the lens before."""
        self._turn_lens(-1)

    def _turn_lens(self, step: int) -> None:
        lenses = self.workspace.filing.lenses
        self.lens = lenses[(lenses.index(self.lens) + step) % len(lenses)]
        self.sorted_by = None
        self.work_out_anew()
