"""Finds what stands on page after page: running headers and footers, and the numbers of pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from esgtui.documents.layout import Line

EDGE = 3
"""So many lines from the top and from the bottom of a page may be a header or a footer."""
LEAST_PAGES, LEAST_NUMBERED = 3, 2
"""On so many pages, at the same height, a line has to stand to be one; of few pages one with their number on fewer."""
SAME_HEIGHT = 3.0

FEW_PAGES = 3
"""Of so few pages one may have no header, such as a cover."""
MOST_NUMBERS = 4
"""So many numbers of a line are looked at."""

_SENTENCE_ENDS = re.compile(r"[\d.,%\s]+\.")
"""A line that may as well be the end of a sentence that a page before began: `2045.`"""

_NUMBER = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_PAGE = re.compile(
    r"(?i)(?:page|pg\.?|p\.|seite)?\s*[-–|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–|]?"
)


class _Key(NamedTuple):
    """What a header says, the height where it stands, and by how much the number in it counts up, if one does."""

    text: str
    height: int
    step: int = 0


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without headers, footers and numbers of pages, which count up in them.

    Other numbers are the same wherever a header stands; a line in which they differ is text.
    """
    edges = [_edges(page) for page in pages]
    keys = [[_keys(line, number) for line in found] for number, found in enumerate(edges)]
    counts = Counter(key for page in keys for key in {key for each in page for key in each})
    running = {key for key, count in counts.items() if count >= _least(key, len(pages))}
    left_out = [
        {
            at
            for at, line in enumerate(found)
            if not running.isdisjoint(of_line[at]) or _PAGE.fullmatch(line.text.strip())
        }
        for found, of_line in zip(edges, keys, strict=True)
    ]
    return [
        [line for line in page if not any(line == found[at] for at in out)]
        for page, found, out in zip(pages, edges, left_out, strict=True)
    ]


def _least(key: _Key, pages: int) -> int:
    """Return on how many of the pages a line has to stand, to be a header or a footer."""
    if _SENTENCE_ENDS.fullmatch(key.text.replace("#", "0")):
        return max(LEAST_PAGES, pages // 2 + 1)
    return LEAST_NUMBERED if key.step and pages <= FEW_PAGES else LEAST_PAGES


def _edges(page: Iterable[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.base)
    return [*by_height[:EDGE], *by_height[-EDGE:]]


def _keys(line: Line, page: int) -> set[_Key]:
    """Return what a line shares with a header on other pages: what it says, or that with a number that counts up."""
    text, height = " ".join(line.text.split()).lower(), round(line.base / SAME_HEIGHT)
    numbers = list(_NUMBER.finditer(text))[:MOST_NUMBERS]
    counting = [([number], 1) for number in numbers]
    if len(numbers) > 1:
        counting += [(numbers, 1), (numbers, 2)]  # by two where two pages are printed on one
    found = {_Key(text, height)}
    for chosen, step in counting:
        counted = text
        for number in reversed(chosen):
            counted = f"{counted[: number.start()]}#{int(number[0]) - step * page}#{counted[number.end() :]}"
        found.add(_Key(counted, height, step))
    return found
