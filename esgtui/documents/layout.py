"""Puts the lines of printed pages in order and together to paragraphs, by where they stand and how large they are.

How pages are read is not known here. Positions are in points from the lower left corner, as PDF has them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from esgtui.documents.document import Block
from esgtui.documents.headings import LONGEST

APART = 1.45
"""Lines that are further apart than so many times the letters' size are of two paragraphs, if most are closer."""
LARGER = 1.12
"""A line of letters so many times as large as most is a heading."""
BOLDER = 90
"""A line whose letters are heavier by so much, on PDF's scale to 1,000, may be a heading too."""
GUTTER = 8.0
"""Columns stand at least so many points apart."""
LOOKED_AT = 20
"""So many lines of a paragraph tell how wide it is."""
MOST_SORTED = 500
"""A page of more lines is left in its own order: it is a table, or a mischief."""

_ITEM = re.compile(r"(?:[•●◦▪▫‣■□➢➤✓✔·–—*-]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_ENDS = re.compile(r"[.!?:;。！？]['\"”’)\]]*$")
_LEADER = re.compile(r"(?:\.\s?){4}")
"""The dots of a table of contents, whose lines are no headings."""
_OPEN = re.compile(r"[,\-–(&]$|\b(?:and|or|of|the|a|to|in|for|with|by|our|its)$")


class Line(msgspec.Struct, frozen=True):
    """A line of a page. `size` is that of its first letter, `weight` how bold it is; `page` counts from 1.

    `base` is where its letters stand, `end` where the last of them does: one that a cut word ends goes on lower.
    `is_row` tells that its parts stand apart as cells.
    """

    text: str
    left: float
    right: float
    base: float
    end: float
    size: float
    weight: int
    page: int
    is_row: bool = False


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page as they are read: in their own order, unless that goes up and down, or to and fro.

    Then the page is cut along its gaps, into columns where these go all the way, else into what is above and below.
    """
    is_disordered = any(
        (b.base > a.base + a.size and _overlaps(a, b)) or (abs(a.base - b.base) < 0.3 * a.size and b.left > a.right)
        for a, b in pairwise(lines)
    )
    return list(_cut(lines)) if is_disordered and len(lines) <= MOST_SORTED else list(lines)


def _overlaps(a: Line, b: Line) -> bool:
    """Return whether lines share half of the width of the narrower one: then they are of one column."""
    shared = min(a.right, b.right) - max(a.left, b.left)
    return shared > 0.5 * min(a.right - a.left, b.right - b.left)


def _cut(lines: Sequence[Line]) -> Iterator[Line]:
    for position, along in (("left", "right"), ("top", "base")):
        at = _widest_gap(lines, is_column=along == "right")
        if at is not None:
            first = [line for line in lines if _edge(line, position) < at]
            yield from _cut(first)
            yield from _cut([line for line in lines if _edge(line, position) >= at])
            return
    yield from sorted(lines, key=lambda line: (-line.base, line.left))


def _edge(line: Line, position: str) -> float:
    """Return where a line begins, from the left or from above, growing as one reads on."""
    return line.left if position == "left" else -(line.base + line.size)


def _widest_gap(lines: Sequence[Line], *, is_column: bool) -> float | None:
    """Return where the widest gap ends that no line crosses; None if none is wide enough."""
    if is_column:
        spans = sorted((line.left, line.right) for line in lines)
        least = GUTTER
    else:
        spans = sorted((-(line.base + line.size), -line.base) for line in lines)
        least = 0.9 * max((line.size for line in lines), default=0)
    widest, found, reach = least, None, spans[0][1] if spans else 0.0
    for start, end in spans:
        if start - reach > widest:
            widest, found = start - reach, start
        reach = max(reach, end)
    return found


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield the paragraphs that lines make, in their order; one that goes on over the page is whole."""
    lines = list(lines)
    body, weight, leading = _usual(lines)
    together: list[Line] = []
    for line in lines:
        if together and _is_break(together, line, leading, body):
            yield _block(together, body, weight)
            together = []
        together.append(line)
    if together:
        yield _block(together, body, weight)


def _usual(lines: Sequence[Line]) -> tuple[float, int, float]:
    """Return the size and the weight that most letters have, and how far apart most lines are, in parts of the size."""
    sizes: Counter[tuple[float, int]] = Counter()
    gaps: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1), line.weight] += len(line.text)
    for a, b in pairwise(lines):
        if a.page == b.page and 0 < a.base - b.base < 3 * a.size:
            gaps[round((a.base - b.base) / (a.size or 1), 1)] += 1
    (size, weight), _ = sizes.most_common(1)[0] if sizes else ((1.0, 0), 0)
    return size, weight, gaps.most_common(1)[0][0] if gaps else 1.2


def _is_break(before: Sequence[Line], line: Line, leading: float, body: float) -> bool:
    """Return whether a paragraph begins with a line."""
    last = before[-1]
    if line.is_row or last.is_row or abs(line.size - last.size) > 0.1 * body or _ITEM.match(line.text):
        return True
    if line.page != last.page or line.base > last.base + last.size:  # the next page, or the next column
        return not _goes_on(last.text, line.text)
    if abs(line.base - last.end) < 0.3 * last.size:
        return False
    if last.end - line.base > max(APART, leading * 1.25) * last.size:
        return True
    if abs(line.weight - last.weight) >= BOLDER and not _goes_on(last.text, line.text):
        return True
    column = [each for each in before[-LOOKED_AT:] if _overlaps(each, last)]
    is_short = last.right < max(each.right for each in [*column, line]) - 6 * last.size
    is_indented = line.left > last.left + 0.8 * last.size and len(before) > 1
    return bool(_ENDS.search(last.text)) and (is_short or is_indented)


def _goes_on(last: str, text: str) -> bool:
    """Return whether a text clearly goes on with what the line before it left open."""
    return not _ENDS.search(last) and (text[0].islower() or bool(_OPEN.search(last)))


def _block(lines: Sequence[Line], body: float, weight: int) -> Block:
    text = " ".join(" ".join(line.text for line in lines).split())
    first = lines[0]
    is_title = first.size >= LARGER * body or (first.weight >= weight + BOLDER and len(lines) <= 2)
    is_heading = (
        is_title
        and len(text) <= LONGEST
        and not _ENDS.search(text)
        and any(map(str.isalpha, text))
        and not _LEADER.search(text)
    )
    return Block(text, text if is_heading else "", first.page)
