"""Finds what stands on page after page: running headers and footers, and the numbers of pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from esgtui.documents.layout import Line

EDGE = 3
"""So many lines from the top and from the bottom of a page may be a header or a footer."""
LEAST_PAGES, LEAST_NUMBERED = 3, 2
"""On so many pages, at the same height, a line has to stand to be one; one that has a number in it on fewer."""
SAME_HEIGHT = 3.0

_SENTENCE_ENDS = re.compile(r"[\d.,%\s]+\.")
"""A line that may as well be the end of a sentence that a page before began: `2045.`"""

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"(?i)(?:page|pg\.?|p\.|seite)?\s*[-–|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–|]?"
)


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without headers, footers and numbers of pages; numbers in them may differ."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for found in edges for key in set(map(_key, found)))
    running = {key for key, count in counts.items() if count >= _least(key[0], len(pages))}
    return [
        [
            line
            for line in page
            if line not in found or not (_key(line) in running or _PAGE.fullmatch(line.text.strip()))
        ]
        for page, found in zip(pages, edges, strict=True)
    ]


def _least(text: str, pages: int) -> int:
    """Return on how many of the pages a line has to stand, to be a header or a footer."""
    if _SENTENCE_ENDS.fullmatch(text.replace("#", "0")):
        return max(LEAST_PAGES, pages // 2 + 1)
    return LEAST_NUMBERED if "#" in text else LEAST_PAGES


def _edges(page: Iterable[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.base)
    return [*by_height[:EDGE], *by_height[-EDGE:]]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", " ".join(line.text.split()).lower()), round(line.base / SAME_HEIGHT)
