"""The overview as a table, for exports: a row for each line, and bars of characters where text is read."""

from collections.abc import Iterator, Sequence

from esgtui.columns import cells_of, cut
from esgtui.insight.bars import share_bar
from esgtui.insight.overview import Part
from esgtui.insight.table import Table
from esgtui.visible import visible

WIDEST, BAR = 40, 30
"""How many cells the titles take at most, and how many the bars have."""


def overview_table(parts: Sequence[Part], claims: int, title: str) -> Table:
    """Return an overview of so many claims as a table."""
    rows = [
        (part.title, line.title, line.claims, round(100 * line.claims / claims) if claims else None)
        for part in parts
        for line in part.lines
    ]
    return Table(title, ("part", "what", "claims", "per cent"), rows, drawing=tuple(_drawn(parts, claims)))


def _drawn(parts: Sequence[Part], claims: int) -> Iterator[str]:
    titles = [visible(line.title) for part in parts for line in part.lines]
    room = min(WIDEST, max(map(cells_of, titles), default=0))
    for part in parts:
        yield ""
        yield part.title
        for line in part.lines:
            name = cut(visible(line.title), room)
            yield f"  {name}{' ' * (room - cells_of(name))}  {share_bar(line.claims, claims, BAR)} {line.claims:>7,}"
        if part.rest:
            yield f"  {part.rest}"
