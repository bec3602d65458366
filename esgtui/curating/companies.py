"""Say in a file about one company whose its tables are, so that a second one can be added to it; and take that back.

A file with one `[[companies]]` need not say it. All else in the text stays to the byte.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import count
from typing import Any, NamedTuple

from esgtui.curating.blocks import Block, blocks, line_end
from esgtui.curating.written import written_key

OWNED = ("pillars", "sources", "claims")
"""The kinds of tables that are a company's."""


class Row(NamedTuple):
    """A table of a company: its kind, and its id."""

    name: str
    id: str


def unsaid(data: Mapping[str, Any]) -> frozenset[Row]:
    """Return the tables of a parsed file that do not say whose they are."""
    rows = ((name, row) for name in OWNED for row in _tables(data, name))
    return frozenset(Row(name, str(row.get("id", ""))) for name, row in rows if "company" not in row)


def with_company(data: Mapping[str, Any], company: str) -> dict[str, Any]:
    """Return a parsed file with the company in each table of a company that does not say it."""
    owned = {name: [{"company": company} | row for row in _tables(data, name)] for name in OWNED if name in data}
    return {**data, **owned}


def said(text: str, data: Mapping[str, Any], company: str) -> str:
    """Return a file's text in which each table that is in `unsaid` says that it is this company's, below its id."""
    rows = unsaid(data)

    def say(block: Block) -> str:
        ends = (number for number, each in enumerate(block.statements, 1) if each.key == "id" and each.text[-1] == "\n")
        at = next(ends, 0)
        above = "".join([block.above, block.header, *(each.above + each.text for each in block.statements[:at])])
        return above + _line(company, line_end(block.header)) + block.text[len(above) :]

    return _changed(text, data, rows, say)


def unsaid_again(text: str, data: Mapping[str, Any], company: str, rows: Collection[Row]) -> str:
    """Return a file's text in which these tables do not say any more that they are this company's."""

    def leave_out(block: Block) -> str:
        lines = {_line(company), _line(company, "\r\n")}
        kept = (each.above + ("" if each.text in lines else each.text) for each in block.statements)
        return "".join([block.above, block.header, *kept, block.below, block.end])

    return _changed(text, data, rows, leave_out)


def _line(company: str, ending: str = "\n") -> str:
    return written_key("company", company).replace("\n", ending)


def _changed(text: str, data: Mapping[str, Any], rows: Collection[Row], change: Callable[[Block], str]) -> str:
    """Return a text with those of its tables changed that are among the rows."""
    numbers = {name: count() for name in OWNED}
    pieces = []
    for block in blocks(text):
        name = block.path[0] if len(block.path) == 1 else ""
        tables = _tables(data, name)
        number = next(numbers[name]) if name in OWNED else 0
        is_row = name in OWNED and number < len(tables) and Row(name, str(tables[number].get("id", ""))) in rows
        pieces.append(change(block) if is_row else block.text)
    return "".join(pieces)


def _tables(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the tables of one name; nothing where the file has something else there."""
    rows = data.get(name)
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else []
