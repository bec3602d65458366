"""Lays tables of views out as lines of text, for a terminal, a file and a picture; what is too wide goes on below.

What stands in the cells of other formats is not known here.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from esgtui.columns import Row, cells_of, parted, table_lines
from esgtui.dataset.describe import number_text
from esgtui.insight.table import Cell, Table
from esgtui.visible import visible

HEADING = 16
"""How wide a heading may make its column, where room is short."""
PICTURE = 96
"""How many cells a line of a picture has."""
LONGEST_TEXT = 40
"""How wide texts may make a column of a picture that is not the last one."""


def text_lines(table: Table, room: int | None = None) -> Iterator[str]:
    """Yield the lines of a table as text, its title first; none is wider than `room`, where there is a limit.

    Columns that find no room beside the others follow below, each block beginning with the first column.
    """
    yield visible(table.title)
    if room is None:
        yield from table.drawing or _blocks(_texts(table), _right(table), None)
        yield from map(visible, (*table.notes, *table.legend))
    else:
        yield from _below_title(table, table.fitted(room) if table.fitted else table.drawing, _texts(table), room)


def picture_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table below its title, as a picture has them: none too wide, and none cut."""
    texts = () if table.drawing else _within(_texts(table), _right(table))
    yield from _below_title(table, table.drawing, texts, PICTURE)


def _below_title(table: Table, drawing: Sequence[str], texts: Sequence[tuple[str, ...]], room: int) -> Iterator[str]:
    """Yield a drawing, or else texts in columns, and what is to be known of it, in lines that find room."""
    if drawing:
        for line in drawing:
            yield from _hanging(line, room)
    else:
        yield from _blocks(texts, _right(table), room)
    for note in (*table.notes, *table.legend):
        yield from wrap(visible(note), room, subsequent_indent="    ")


def cell_text(value: Cell) -> str:
    """Return a cell as people read it; nothing where there is nothing to tell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return visible(value)
    return f"{value:,}" if isinstance(value, int) else number_text(value)


def _texts(table: Table) -> Sequence[tuple[str, ...]]:
    return table.looks or [table.columns, *(table.read(row, cell_text) for row in table.rows)]


def _right(table: Table) -> Sequence[int]:
    return range(1, len(table.looks[0])) if table.looks else table.numeric()


def _hanging(line: str, room: int) -> list[str]:
    """Return a drawn line in as many as it needs; what goes on below stands under the words that were begun."""
    if cells_of(line) <= room:
        return [line]
    begun = max(line.rfind("  ", 0, room // 2) + 2, 4)
    return [
        line[:begun] + part if at == 0 else " " * begun + part
        for at, part in enumerate(_folded(line[begun:], room - begun))
    ]


def _folded(text: str, room: int) -> list[str]:
    return wrap(parted(text, room), room) or [""]


def _within(texts: Sequence[tuple[str, ...]], right: Sequence[int]) -> list[tuple[str, ...]]:
    """Return rows of which none has a text that is too wide for a picture: such a row goes on in rows below."""
    last = len(texts[0]) - 1
    taken = sum(
        min(max(map(cells_of, column)), HEADING if at in right else LONGEST_TEXT) + 2
        for at, column in enumerate(zip(*texts, strict=True))
        if at != last
    )
    limits = [HEADING if at in right else LONGEST_TEXT for at in range(last)] + [max(LONGEST_TEXT, PICTURE - taken)]
    found = [texts[0]]
    for row in texts[1:]:
        found += _rows([_folded(cell, room) for cell, room in zip(row, limits, strict=True)])
    return found


def _rows(cells: Sequence[Sequence[str]], *, at_bottom: bool = False) -> list[tuple[str, ...]]:
    """Return cells of several lines as rows; where one has fewer, what is missing is blank."""
    height = max(map(len, cells))
    filled = [
        [""] * (height - len(cell)) + [*cell] if at_bottom else [*cell] + [""] * (height - len(cell)) for cell in cells
    ]
    return list(zip(*filled, strict=True))


def _blocks(texts: Sequence[tuple[str, ...]], right: Sequence[int], room: int | None) -> Iterator[str]:
    """Yield the lines of one block of columns after the other, each with as many as there is room for."""
    if room is not None and sum(max(map(cells_of, column)) + 2 for column in zip(*texts, strict=True)) > room:
        texts = _with_folded_heads(texts, right)
    widths = [max(map(cells_of, column)) + 2 for column in zip(*texts, strict=True)]
    at = 1
    while True:
        first, taken = at, widths[0]
        while at < len(widths) and (room is None or at == first or taken + widths[at] <= room + 2):
            taken += widths[at]
            at += 1
        chosen = [0, *range(first, at)]
        rows = [Row(tuple(line[each] for each in chosen)) for line in texts]
        aligned = [place for place, each in enumerate(chosen) if each in right]
        if first > 1:
            yield ""
        yield from (text for text, _ in table_lines(rows, 0, aligned, room))
        if at >= len(widths):
            return


def _with_folded_heads(texts: Sequence[tuple[str, ...]], right: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the rows with the headings of figures on several lines, so that these do not make their columns wide."""
    heads = []
    for at, head in enumerate(texts[0]):
        widest = max((cells_of(row[at]) for row in texts[1:]), default=0)
        heads.append(_folded(visible(head), max(HEADING, widest)) if at in right else [head])
    return [*_rows(heads, at_bottom=True), *texts[1:]]
