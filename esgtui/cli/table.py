"""Tables of text: columns aligned by the cells that a terminal gives them, one line a row."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len, set_cell_size

from esgtui.cli.output import Spans, line, width
from esgtui.visible import visible

GAP = "  "
NARROWEST = 12
"""To how many cells the flexible column is cut at least."""


class Row(msgspec.Struct, frozen=True):
    """The cells of a row; `bold` are half-open offsets into the flexible one."""

    cells: tuple[str, ...]
    bold: Spans = ()


def show_table(rows: Iterable[Row], flexible: int, right: Sequence[int] = ()) -> None:
    """Print rows; on a terminal the column `flexible` is cut, so that a line fits. `right` are aligned to the right."""
    for text, bold in table_lines(list(rows), flexible, right, width()):
        line(text, bold)


def table_lines(
    rows: Sequence[Row], flexible: int, right: Sequence[int], room: int | None
) -> Iterator[tuple[str, Spans]]:
    """Yield each line with what of it is bold; none is wider than `room` if that is at all possible."""
    shown = [[visible(cell) for cell in row.cells] for row in rows]
    if not shown:
        return
    widths = _widths(shown, flexible, right, room)
    for row, cells in zip(rows, shown, strict=True):
        fitted = [_fitted(cell, wide, at in right) for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))]
        text = GAP.join(fitted).rstrip()
        start = sum(len(cell) + len(GAP) for cell in fitted[:flexible])
        end = start + len(fitted[flexible])
        yield text, [(start + first, min(start + last, end)) for first, last in row.bold if start + first < end]


def _widths(shown: Sequence[Sequence[str]], flexible: int, right: Sequence[int], room: int | None) -> list[int | None]:
    """Return how many cells each column takes; None for a last one that may be as long as it is."""
    columns = list(zip(*shown, strict=True))
    last = len(columns) - 1
    is_open = last not in right and (last != flexible or room is None)  # nothing stands behind it
    widths = [None if is_open and at == last else max(map(cells_of, column)) for at, column in enumerate(columns)]
    taken = widths[flexible]
    if room is not None and taken is not None:
        others = sum(wide or 0 for at, wide in enumerate(widths) if at != flexible) + len(GAP) * last
        widths[flexible] = min(taken, max(NARROWEST, room - others))
    return widths


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a visible text takes."""
    return len(text) if text.isascii() else cell_len(text)


def _fitted(cell: str, wide: int | None, is_right: bool) -> str:
    if wide is None:
        return cell
    space = wide - cells_of(cell)
    if space < 0:
        return cut(cell, wide)
    return " " * space + cell if is_right else cell + " " * space


def cut(text: str, cells: int) -> str:
    """Return text that takes these many cells, an ellipsis at its end."""
    return set_cell_size(text, cells - 1) + "…"
