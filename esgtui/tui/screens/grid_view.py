"""What the views that are grids share: headings, a cursor that goes both ways, sorting, and a line that explains."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from textual import on
from textual.widgets import Static

from esgtui.tui.screens.view import Shown, View
from esgtui.tui.widgets.heat_grid import Figures, GridHead, HeatGrid
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from textual.widget import Widget

    from esgtui.tui.commands import Keymap
    from esgtui.tui.screens.view import Subject

HEAD, LOW_HEAD, ROOMY = 3, 2, 20
"""How many lines the headings may have, on a low screen, and from how many lines on a screen is none."""
AROUND = 9
"""So many lines of a view are neither headings nor figures."""
BETWEEN = "  "
"""What stands between two parts of the legend."""


class CompanyFigures(Figures, Protocol):
    """Figures with a company on each line; an empty id, on the first one, stands for all of them."""

    companies: Sequence[str]


class GridView(View[Shown]):
    """A view whose lines are companies; each kind says which figures it shows, and where they lead."""

    FILLS = True
    """Whether nothing but the figures needs the room below the headings."""
    FOLLOWS_PLACE = False  # companies and groups are what it shows

    def __init__(self, subject: Subject, keymap: Keymap) -> None:
        super().__init__(subject, keymap)
        self.sorted_by: int | None = None
        """The column that companies are sorted by; None for the dataset's order."""
        self.figures: CompanyFigures | None = None

    @abstractmethod
    def figures_of(self, shown: Shown) -> CompanyFigures:
        """Return what the grid shows, in the order asked for."""

    @abstractmethod
    def legend(self, shown: Shown) -> str:
        """Return what the shades stand for."""

    def first_column(self, shown: Shown) -> int:  # noqa: ARG002 - others look at it
        """Return the column in which the cursor stands at first."""
        return 0

    def content(self) -> Iterator[Widget]:
        """Yield the headings, the grid and what its shades stand for."""
        grid = HeatGrid()
        yield GridHead(grid)
        yield grid
        yield Static("", markup=False, classes="legend")

    def on_resize(self) -> None:
        """Give headings and legend what room there is by now, once the columns have their width."""
        self.call_after_refresh(self._fit_head)
        self.call_after_refresh(self._show_legend)

    def fit(self) -> None:
        """Give headings and legend their lines."""
        self._fit_head()
        self._show_legend()

    def _fit_head(self) -> None:
        """Let the headings have the lines that they need, as far as the figures leave them free."""
        head, height = self.query_one(GridHead), self.app.size.height
        free = height - AROUND - len(self.figures.companies) if self.figures and self.FILLS else 0
        head.styles.height = max(1, min(head.wanted, max(HEAD if height >= ROOMY else LOW_HEAD, free)))

    def entry(self) -> Widget:
        """Return the grid."""
        return self.grid

    @property
    def grid(self) -> HeatGrid:
        """The grid."""
        return self.query_one(HeatGrid)

    @property
    def here(self) -> tuple[str, int] | None:
        """The company, empty for all, and the column under the cursor."""
        return (self.figures.companies[self.grid.cursor], self.grid.column) if self.figures else None

    def show(self, shown: Shown) -> None:
        """Show the figures, with the cursor where it was; at first, on what is chosen in the explorer."""
        self._arrange(shown, *(self.here or self._first_cell(shown)))
        self._show_legend()

    def _show_legend(self) -> None:
        """Show what the shades stand for, each shade on one line with that."""
        if self.shown is not None:
            parts = filter(None, map(str.strip, visible(self.legend(self.shown)).split("  ")))
            room = self.query_one(".legend", Static).content_size.width
            self.tell(".legend", "\n".join(_packed(parts, room)))

    def spot(self) -> Hashable:
        """Return the company and the heading of the cell, since columns may have moved when one comes back."""
        if self.here is None or self.figures is None:
            return None
        company, column = self.here
        return company, self.figures.headings[column]

    def _first_cell(self, shown: Shown) -> tuple[str, int]:
        """Return where one stood who comes back, or else what is chosen in the explorer."""
        figures = self.figures_of(shown)
        for column, heading in enumerate(figures.headings):
            if isinstance(self.begins_at, tuple) and self.begins_at[1] == heading:
                return self.begins_at[0], column
        return self._first_company(), self.first_column(shown)

    def _first_company(self) -> str:
        row = self.subject.row
        of_claim = self.workspace.dataset.claims[row].company if row is not None else ""
        return self.subject.selection.company or of_claim

    def _arrange(self, shown: Shown, company: str, column: int) -> None:
        self.figures = figures = self.figures_of(shown)
        line = figures.companies.index(company) if company in figures.companies else 0
        self.grid.show_figures(figures, len(figures.companies), line, column)
        self.query_one(GridHead).sorted_by = self.sorted_by
        self.query_one(GridHead).refresh()
        self.call_after_refresh(self._fit_head)

    @on(RowList.Moved)
    @on(HeatGrid.ColumnMoved)
    def _moved(self) -> None:
        head = self.query_one(GridHead)
        if head.wanted > head.size.height:  # with other columns more is needed, and less may stay
            self._fit_head()
        head.refresh()
        self.tell_cursor()

    @on(RowList.Chosen)
    def _cell_chosen(self) -> None:
        self.action_command(f"{self.PLACE}.go")

    @on(GridHead.Clicked)
    def _heading_clicked(self, message: GridHead.Clicked) -> None:
        self.grid.move_column(message.column)
        self.action_command(f"{self.PLACE}.sort")

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
        here = self.here
        if here and self.shown is not None:
            self.sorted_by = None if self.sorted_by == here[1] else here[1]
            self._arrange(self.shown, "", here[1])
            self.tell_cursor()


def _packed(parts: Iterable[str], room: int) -> list[str]:
    """Return lines of whole parts, as many in each as there is room for."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{BETWEEN}{part}" if lines else part
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
