"""Tables of text in columns: aligned by the cells that a terminal gives them, one line a row, cut where room ends."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len, set_cell_size

from esgtui.visible import visible

Spans = Sequence[tuple[int, int]]

GAP = "  "
NARROWEST = 12
"""To how many cells the flexible column is cut at least."""

WIDEST = 120
"""A cell that takes more is not cut, but the others of its column are not drawn out to the same width."""


class Row(msgspec.Struct, frozen=True):
    """The cells of a row; `bold` are half-open offsets into the flexible one."""

    cells: tuple[str, ...]
    bold: Spans = ()


def table_lines(
    rows: Sequence[Row], flexible: int, right: Sequence[int], room: int | None
) -> Iterator[tuple[str, Spans]]:
    """Yield each line with what of it is bold; none is wider than `room`, where there is a limit."""
    shown = [[visible(cell) for cell in row.cells] for row in rows]
    if not shown:
        return
    widths = _widths(shown, flexible, right, room)
    for row, cells in zip(rows, shown, strict=True):
        fitted = [
            _aligned(cell if room is None else cut(cell, wide), wide, at in right)
            for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))
        ]
        text = cut(GAP.join(fitted).rstrip(), room)
        start = sum(len(cell) + len(GAP) for cell in fitted[:flexible])
        end = min(start + len(fitted[flexible]), len(text))
        yield text, [(start + first, min(start + last, end)) for first, last in row.bold if start + first < end]


def _widths(shown: Sequence[Sequence[str]], flexible: int, right: Sequence[int], room: int | None) -> list[int | None]:
    """Return how many cells each column takes; None for a last one that may be as long as it is."""
    columns = list(zip(*shown, strict=True))
    last = len(columns) - 1
    widths = [
        None if at == last and at not in right and (at != flexible or room is None) else max(map(cells_of, column))
        for at, column in enumerate(columns)
    ]
    taken = widths[flexible]
    widths = [wide and min(wide, WIDEST) for wide in widths]
    if room is not None and taken is not None:
        others = sum(wide or 0 for at, wide in enumerate(widths) if at != flexible) + len(GAP) * last
        widths[flexible] = min(taken, max(NARROWEST, room - others))
    return widths


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a visible text takes."""
    return len(text) if text.isascii() else cell_len(text)


def _aligned(cell: str, wide: int | None, is_right: bool) -> str:
    space = " " * (wide - cells_of(cell)) if wide else ""
    return space + cell if is_right else cell + space


def cut(text: str, cells: int | None) -> str:
    """Return text that takes no more than these many cells, with an ellipsis where something was left out."""
    if cells is None or cells_of(text) <= cells:
        return text
    return set_cell_size(text, cells - 1) + "…"


def parted(text: str, room: int) -> str:
    """Return a text whose words each find room on a line: a longer one is parted, with a hyphen and a space."""
    return " ".join(_parted_word(word, room) for word in text.split())


def _parted_word(word: str, room: int) -> str:
    step = max(1, room - 1)
    if len(word) <= room or all(len(part) < room for part in word.split("-")):
        return word  # a line may end at its own hyphens
    return "- ".join(word[at : at + step] for at in range(0, len(word), step))
