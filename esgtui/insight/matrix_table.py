"""The matrix as a table, for exports and the shell: figures in its rows, shades beside them where text is read."""

from collections import Counter
from collections.abc import Iterator

from esgtui.insight.heat import PERCENT, SHADES, Scale, scale_of
from esgtui.insight.matrix import ALL, Column, Matrix
from esgtui.insight.table import Cell, Table


def scale(matrix: Matrix) -> Scale:
    """Return how a matrix is shaded."""
    return scale_of(matrix.most) if matrix.held is None else PERCENT


def matrix_table(matrix: Matrix, title: str, measure: str) -> Table:
    """Return a matrix as a table with a row for each company; `measure` is what its figures are, in words."""
    companies = ("", *matrix.companies)
    columns = range(len(matrix.columns))
    shades = scale(matrix)
    rows: list[tuple[Cell, ...]] = []
    looks: list[tuple[str, ...]] = [("company", *map(heading, matrix.columns))]
    for company in companies:
        figures = [matrix.figure(company, column) for column in columns]
        rows.append((matrix.label(company), *figures))
        looks.append((matrix.label(company), *_looks(matrix, company, figures, shades)))
    notes, legend = (f"Figures: {measure}.", *_silent(matrix)), (f"Shades: {shades.told()}.",)
    return Table(title, ("company", *_unique(matrix.columns)), rows, looks=looks, notes=notes, legend=legend)


def _looks(matrix: Matrix, company: str, figures: list[int | None], shades: Scale) -> Iterator[str]:
    """Yield the cells of a row as text; totals are no part of the map, and not shaded."""
    unit = "" if matrix.held is None else " %"
    for column, figure in enumerate(figures):
        is_total = matrix.held is None and (column == ALL or not company)
        shade = " " if is_total else SHADES[shades.level(figure)]
        yield f"{shade} {figure:,}{unit}" if figure or (figure == 0 and unit) else "·"


def heading(column: Column) -> str:
    """Return what stands above a column: its code where it has one, which is short."""
    return column.code or column.title


def _silent(matrix: Matrix) -> tuple[str, ...]:
    if not matrix.silent:
        return ()
    return (f"Left out: {matrix.silent:,} {'company' if matrix.silent == 1 else 'companies'} without claims here.",)


def _unique(columns: tuple[Column, ...]) -> list[str]:
    """Return the titles of the columns, told apart by a number where several have one."""
    seen: Counter[str] = Counter({"company": 1})
    found = []
    for column in columns:
        seen[column.title] += 1
        found.append(f"{column.title} ({seen[column.title]})" if seen[column.title] > 1 else column.title)
    return found
