"""Cuts a text into paragraphs, numbered as the places of a dataset count them; formats of files are not known here."""

from collections.abc import Iterator
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A block of text between blank lines, with its number, from 1 over the whole document."""

    number: int
    text: str


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the blocks of a text; a line that holds nothing but white space, a non-breaking one too, is blank."""
    block: list[str] = []
    number = 0
    for line in [*text.splitlines(), ""]:
        if line.strip("\ufeff").strip():
            block.append(line.strip("\ufeff").strip())
        elif block:
            number += 1
            yield Paragraph(number, "\n".join(block))
            block = []
