"""Formats out for tables of views: text, CSV, Markdown, JSON Lines, and a picture of the text.

What a view is worked out from is not known here. CSV and Markdown guard their texts as the exports of claims do.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from esgtui.exchange.formats import Format
from esgtui.exchange.json_text import json_text
from esgtui.exchange.report import inline
from esgtui.exchange.spreadsheet import BYTE_ORDER_MARK, cell
from esgtui.exchange.streams import in_pieces
from esgtui.exchange.text_tables import cell_text, picture_lines, text_lines
from esgtui.insight.table import Cell, Table

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
    for row in table.to_read or table.rows:
        yield _markdown_line(table.read(row, _markdown_cell))
    if table.notes:
        yield "\n" + "".join(f"{inline(note)}\n" for note in table.notes)


def _markdown_cell(value: Cell) -> str:
    return inline(value) if isinstance(value, str) else cell_text(value)


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _json_lines(table: Table) -> Iterator[str]:
    return (f"{json_text(dict(zip(table.columns, row, strict=True)))}\n" for row in table.rows)


def _svg(table: Table) -> Iterator[str]:
    from esgtui.exchange.pictures import picture

    yield picture(table.title, list(picture_lines(table)))
