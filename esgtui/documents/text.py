"""Reads plain text: paragraphs between empty lines, headings by how they are written."""

from collections.abc import Iterator
from itertools import pairwise

from esgtui.documents.document import Block, Progress, untold
from esgtui.documents.headings import heading_of
from esgtui.insight.document import Document as Cut

MOST_LINES = 200_000
"""So many lines has a text at most, not counting empty ones: three thousand pages have fewer."""


def text_blocks(text: str, progress: Progress = untold) -> Iterator[Block]:
    """Yield the paragraphs of a text, as a source's text is counted wherever it is shown.

    `progress` is told how many characters are read, and may raise to stop.
    """
    total = len(text)
    for (start, end), (following, stop) in pairwise([*Cut(text).paragraphs, (total, total)]):
        progress(start, total)
        yield Block(text[start:end], heading_of(text[start:end], text[following:stop]))
