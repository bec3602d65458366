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
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    if room is not None:
        others = sum(wide for at, wide in enumerate(widths) if at != flexible) + len(GAP) * (len(widths) - 1)
        widths[flexible] = min(widths[flexible], max(NARROWEST, room - others))
    for row, cells in zip(rows, shown, strict=True):
        fitted = [_fitted(cell, wide, at in right) for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))]
        text = GAP.join(fitted).rstrip()
        start = sum(len(cell) + len(GAP) for cell in fitted[:flexible])
        end = start + len(fitted[flexible])
        yield text, [(start + first, min(start + last, end)) for first, last in row.bold if start + first < end]


def _fitted(cell: str, wide: int, is_right: bool) -> str:
    space = wide - cell_len(cell)
    if space < 0:
        return cut(cell, wide)
    return " " * space + cell if is_right else cell + " " * space


def cut(text: str, cells: int) -> str:
    """Return text that takes these many cells, an ellipsis at its end."""
    return set_cell_size(text, cells - 1) + "…"
