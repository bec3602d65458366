"""Tables on stdout: what `columns.py` lays out, cut to the terminal where there is one."""

from collections.abc import Iterable, Sequence

from esgtui.cli.output import line, width
from esgtui.columns import GAP, NARROWEST, Remade, Row, cells_of, cut, table_lines

__all__ = ["GAP", "NARROWEST", "Remade", "Row", "cells_of", "cut", "show_table", "table_lines"]


def show_table(rows: Iterable[Row], flexible: int, right: Sequence[int] = ()) -> None:
    """Print rows; on a terminal the column `flexible` is cut, so that a line fits. `right` are aligned to the right."""
    for text, bold in table_lines(rows if isinstance(rows, Remade) else list(rows), flexible, right, width()):
        line(text, bold)
