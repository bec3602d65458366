"""The matrix: companies by pillars or topics as a map of counts or shares; Enter goes to the claims of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.counted import claims_text
from esgtui.dataset.lens import PILLARS
from esgtui.insight.matrix import ALL, Matrix, are_own
from esgtui.insight.matrix_table import matrix_table, scale
from esgtui.surveying import CLAIMS, QUANTIFIED, matrix_of, measures
from esgtui.tui.keys import bindings
from esgtui.tui.screens.grid_view import GridView
from esgtui.tui.screens.view import Destination

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esgtui.dataset.lens import Lens
    from esgtui.insight.table import Table
    from esgtui.tui.commands import Keymap, Situation
    from esgtui.tui.screens.view import Subject


class MatrixFigures:
    """A matrix as a grid shows it: the line of all companies first, then these, in an order of their own."""

    def __init__(self, matrix: Matrix, order: Sequence[str]) -> None:
        self._matrix = matrix
        self._scale = scale(matrix)
        self.companies: Sequence[str] = ("", *order)
        self.headings: Sequence[tuple[str, str]] = [(column.code, column.title) for column in matrix.columns]

    def label(self, line: int) -> str:
        """Return the company's name."""
        return self._matrix.label(self.companies[line])

    def figure(self, line: int, column: int) -> tuple[int, str]:
        """Return the shade and the figure of a cell; totals are no part of the map of counts."""
        company, matrix = self.companies[line], self._matrix
        figure = matrix.figure(company, column)
        if matrix.held is not None:
            return (0, "·") if figure is None else (self._scale.level(figure), f"{figure} %")
        is_total = column == ALL or not company
        return (0 if is_total else self._scale.level(figure), f"{figure:,}" if figure else "·")


class MatrixScreen(GridView[Matrix]):
    """Returns the claims of a cell to go to, or None."""

    PLACE = "matrix"
    TITLE_WORD = "Matrix"
    TELLS_BELOW = True
    KEEPS = ("lens", "measure", "sorted_by")
    DEPENDS_ON = ("lens", "measure")
    BINDINGS = bindings("matrix")

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.lens = self._first_lens(subject)
        self.measures = measures(self.workspace)
        self.measure = self.measures[0]

    def _first_lens(self, subject: Subject) -> Lens:
        """Return the lens of the explorer; but where all pillars are companies' own, topics compare and they do not."""
        selection, filing = subject.selection, subject.workspace.filing
        if selection.lens != PILLARS or selection.group or not are_own(filing.grouping(PILLARS)):
            return selection.lens
        return next((lens for lens in filing.lenses if lens != PILLARS), PILLARS)

    def aspect(self) -> str:
        """Return the lens and the measure."""
        return f"{self.lens.title} ── {self.measure.title}"

    @property
    def counts_work(self) -> bool:
        """Whether it tells shares of what carries a tag or a verdict."""
        return self.measure not in (CLAIMS, QUANTIFIED)

    def work_out(self, rows: Sequence[int]) -> Matrix:
        """Count the claims."""
        return matrix_of(self.workspace, rows, self.lens, self.measure)

    def table(self, shown: Matrix) -> Table:
        """Return the matrix as a table."""
        parts = ["Matrix", shown.lens.title, self.measure.title, *self.subject.query]
        return matrix_table(shown, " ── ".join(parts), self.measure.figures)

    def figures_of(self, shown: Matrix) -> MatrixFigures:
        """Return the matrix in the order asked for; a column that is there no longer sorts nothing."""
        if self.sorted_by is not None and self.sorted_by >= len(shown.columns):
            self.sorted_by = None
        return MatrixFigures(shown, shown.companies if self.sorted_by is None else shown.sorted_by(self.sorted_by))

    def legend(self, shown: Matrix) -> str:
        """Return what the shades stand for."""
        return f"{scale(shown).told()}   {'claims' if shown.held is None else 'of the claims'}"

    def first_column(self, shown: Matrix) -> int:
        """Return the column of the group that is chosen in the explorer."""
        group = self.subject.selection.group
        found = (at for at, column in enumerate(shown.columns) if group in column.keys)
        return next(found, ALL) if group is not None else ALL

    def cursor_text(self) -> str:
        """Return the cell under the cursor in full."""
        if self.here is None or self.shown is None:
            return ""
        matrix, (company, column) = self.shown, self.here
        count = matrix.count(company, column)
        text = f"{matrix.label(company)} ── {matrix.columns[column].title} ── {claims_text(count)}"
        if matrix.held is None or not count:
            return text
        held = matrix.held.get((company, column), 0)
        return f"{text}, {held:,} {self.measure.title.removeprefix('share ')}: {matrix.share(company, column)} %"

    def destination(self) -> Destination | str:
        """Return the company and the group of the cell; a pillar that several companies have is asked by its title."""
        if self.here is None or self.shown is None or not self.shown.count(*self.here):
            return "there are no claims in this cell"
        (company, at), selection = self.here, self.subject.selection
        column = self.shown.columns[at]
        keys = [key for key in column.keys if not company or len(key) < 2 or key[0] == company]
        if len(keys) > 1:
            query = f'{selection.query} pillar:"{column.title}"'.strip()
            return Destination(msgspec.structs.replace(selection, query=query, company=company, group=None))
        group = keys[0] if keys else None
        return Destination(msgspec.structs.replace(selection, company=company, lens=self.shown.lens, group=group))

    def situation(self) -> Situation:
        """Return also how many lenses there are."""
        return msgspec.structs.replace(super().situation(), lenses=len(self.workspace.filing.lenses))

    def do_measure(self) -> None:
        """Tell the next measure."""
        self._turn_measure(1)

    def do_measure_before(self) -> None:
        """Tell the measure before."""
        self._turn_measure(-1)

    def _turn_measure(self, step: int) -> None:
        at = self.measures.index(self.measure) if self.measure in self.measures else 0
        self.measure = self.measures[(at + step) % len(self.measures)]
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
