"""Formats out for tables of views: text, CSV, Markdown, JSON Lines, and a picture of the text.

What a view is worked out from is not known here. CSV and Markdown guard their texts as the exports of claims do.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from esgtui.columns import Row, cells_of, table_lines
from esgtui.dataset.describe import number_text
from esgtui.exchange.formats import Format
from esgtui.exchange.json_text import json_text
from esgtui.exchange.report import inline
from esgtui.exchange.spreadsheet import BYTE_ORDER_MARK, cell
from esgtui.exchange.streams import in_pieces
from esgtui.insight.table import Cell, Table
from esgtui.visible import visible

TEXT = Format("text", ".txt", "text, as a terminal shows it")
TABLE_FORMATS = (
    Format("csv", ".csv", "a table for spreadsheet programs"),
    Format("markdown", ".md", "a table in Markdown"),
    Format("svg", ".svg", "a picture (SVG)"),
    Format("jsonl", ".jsonl", "JSON Lines, one object a row"),
    TEXT,
)
TABLES_BY_NAME = {each.name: each for each in TABLE_FORMATS}


def table_pieces(wanted: Format, table: Table) -> Iterator[bytes]:
    """Yield a table in one of `TABLE_FORMATS`, piece by piece, in UTF-8."""
    writers: dict[str, Callable[[Table], Iterator[str]]] = {
        "text": _text,
        "csv": _csv,
        "markdown": _markdown,
        "svg": _svg,
        "jsonl": _json_lines,
    }
    return in_pieces(writers[wanted.name](table))


def text_lines(table: Table, room: int | None = None) -> Iterator[str]:
    """Yield the lines of a table as text, its title first; none is wider than `room`, where there is a limit.

    Columns that find no room beside the others follow below, each block beginning with the first column.
    """
    yield visible(table.title)
    if table.drawing:
        yield from table.drawing
    else:
        for at, block in enumerate(_blocks(table, room)):
            if at:
                yield ""
            yield from block
    yield from map(visible, table.notes)


def _blocks(table: Table, room: int | None) -> Iterator[list[str]]:
    """Yield blocks of lines, each with as many columns as there is room for."""
    texts: Sequence[tuple[str, ...]] = table.looks or [
        table.columns,
        *(tuple(map(cell_text, row)) for row in table.rows),
    ]
    numeric = range(1, len(texts[0])) if table.looks else table.numeric()
    widths = [max(map(cells_of, column)) + 2 for column in zip(*texts, strict=True)]
    first, at = 1, 1
    while True:
        taken = widths[0]
        while at < len(widths) and (room is None or at == first or taken + widths[at] <= room):
            taken += widths[at]
            at += 1
        chosen = [0, *range(first, at)]
        rows = [Row(tuple(line[each] for each in chosen)) for line in texts]
        right = [place for place, each in enumerate(chosen) if each in numeric]
        yield [text for text, _ in table_lines(rows, 0, right, room)]
        first = at
        if at >= len(widths):
            return


def cell_text(value: Cell) -> str:
    """Return a cell as people read it; nothing where there is nothing to tell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return visible(value)
    return f"{value:,}" if isinstance(value, int) else number_text(value)


def _text(table: Table) -> Iterator[str]:
    return (f"{line.rstrip()}\n" for line in text_lines(table))


def _csv(table: Table) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield _csv_line(table.columns)
    yield from map(_csv_line, table.rows)


def _csv_line(cells: Sequence[Cell]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([cell(each) for each in cells])
    return line.getvalue()


def _markdown(table: Table) -> Iterator[str]:
    """Yield the table; what a drawing shows stands in its rows as well, and can be read aloud there."""
    yield f"# {inline(table.title)}\n\n"
    numeric = table.numeric()
    yield _markdown_line([inline(column) for column in table.columns])
    yield _markdown_line(["---:" if at in numeric else "---" for at in range(len(table.columns))])
    for row in table.rows:
        yield _markdown_line([inline(each) if isinstance(each, str) else cell_text(each) for each in row])
    if table.notes:
        yield "\n" + "".join(f"{inline(note)}\n" for note in table.notes)


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _json_lines(table: Table) -> Iterator[str]:
    return (f"{json_text(dict(zip(table.columns, row, strict=True)))}\n" for row in table.rows)


def _svg(table: Table) -> Iterator[str]:
    from esgtui.exchange.pictures import picture

    yield picture(table.title, list(text_lines(table))[1:])
