"""Tables of text in columns: aligned by the cells that a terminal gives them, one line a row, cut where room ends."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len, set_cell_size

from esgtui.visible import visible

Spans = Sequence[tuple[int, int]]

GAP = "  "
NARROWEST = 12
"""To how many cells the flexible column is cut at least."""

VOWELS, TAIL = "aeiouyäöüAEIOUY", 3
"""Words are parted after one of these, and so many letters are left over at least."""

WIDEST = 120
"""A cell that takes more is not cut, but the others of its column are not drawn out to the same width."""


class Row(msgspec.Struct, frozen=True):
    """The cells of a row; `bold` are half-open offsets into the flexible one."""

    cells: tuple[str, ...]
    bold: Spans = ()


class Remade(Iterable[Row]):
    """Rows that are made anew each time that one goes through them, since they are too many to be kept."""

    def __init__(self, make: Callable[[], Iterator[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return self._make()


def table_lines(
    rows: Sequence[Row] | Remade, flexible: int, right: Sequence[int], room: int | None
) -> Iterator[tuple[str, Spans]]:
    """Yield each line with what of it is bold; none is wider than `room`, where there is a limit."""
    widths = _widths(rows, flexible, right, room)
    for row in rows:
        fitted = [
            _aligned(cell if room is None else cut(cell, wide), wide, at in right)
            for at, (cell, wide) in enumerate(zip(map(visible, row.cells), widths, strict=True))
        ]
        text = cut(GAP.join(fitted).rstrip(), room)
        start = sum(len(cell) + len(GAP) for cell in fitted[:flexible])
        end = min(start + len(fitted[flexible]), len(text))
        yield text, [(start + first, min(start + last, end)) for first, last in row.bold if start + first < end]


def _widths(rows: Iterable[Row], flexible: int, right: Sequence[int], room: int | None) -> list[int | None]:
    """Return how many cells each column takes; None for a last one that may be as long as it is."""
    widest: list[int] = []
    for row in rows:
        wide = [cells_of(visible(cell)) for cell in row.cells]
        widest = [max(pair) for pair in zip(widest or wide, wide, strict=True)]
    if not widest:
        return []
    last = len(widest) - 1
    widths = [
        None if at == last and at not in right and (at != flexible or room is None) else most
        for at, most in enumerate(widest)
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
    if len(word) <= room or all(len(part) < room for part in word.split("-")):
        return word  # a line may end at its own hyphens
    at = _syllable(word, max(1, room - 1))
    return f"{word[:at]}- {_parted_word(word[at:], room)}"


def _syllable(word: str, most: int) -> int:
    """Return where a word may end on a line: after a vowel, and not so late that hardly anything is left over."""
    latest = min(most, max(1, len(word) - TAIL))
    ends = (at for at in range(latest, 1, -1) if word[at - 1] in VOWELS and word[at] not in VOWELS)
    return next(ends, latest)
