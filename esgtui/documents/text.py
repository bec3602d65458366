"""Reads plain text: paragraphs between empty lines, headings by how they are written."""

from collections.abc import Iterator
from itertools import pairwise

from esgtui.documents.document import Block
from esgtui.documents.headings import heading_of
from esgtui.insight.document import Document as Cut

MOST_LINES = 200_000
"""So many lines has a text at most, not counting empty ones: three thousand pages have fewer."""


def text_blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text, as a source's text is counted wherever it is shown."""
    cut = Cut(text)
    for paragraph, following in pairwise([*(text[start:end] for start, end in cut.paragraphs), ""]):
        yield Block(paragraph, heading_of(paragraph, following))
