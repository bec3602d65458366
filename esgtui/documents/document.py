"""What is read from a document: its paragraphs with their numbers and sections. No format of a file is known here."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

Format = Literal["text", "markdown", "html", "docx", "pdf"]

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; it may raise to stop the work."""


def untold(_done: int, _total: int) -> None:
    """Take the place of a progress that nobody asked for."""


MOST_SENTENCES = 100_000
"""A document has fewer sentences, and fewer paragraphs: a thousand dense pages have half of that."""

LONGEST_PARAGRAPH = 1_000_000
"""So many characters has a paragraph at most: what is longer has lost its line breaks, or never was a text."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph as a reader finds it. `heading` is the title of the section that begins with it, if one does.

    One without text counts, and is left out. `title` is what the file itself says that the document is called; the
    first block has it.
    """

    text: str
    heading: str = ""
    page: int | None = None
    title: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of a document: its number from 1 over the whole, the nearest heading, and its page, if there are any.

    Headings and captions are paragraphs of their own, and count.
    """

    number: int
    text: str
    section: str = ""
    page: int | None = None
    is_heading: bool = False


class Document(msgspec.Struct, frozen=True):
    """A document, read. `digest` is that of the file's bytes.

    `encoding` is that of a text or a page, as Python names it, and `note` says what was presumed of it.
    """

    title: str
    kind: Format
    digest: str
    paragraphs: tuple[Paragraph, ...]
    encoding: str = ""
    note: str = ""


def numbered(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield blocks as paragraphs, counted from 1, each with the heading that it stands under."""
    section = ""
    for number, block in enumerate(blocks, 1):
        section = block.heading or section
        if block.text:
            yield Paragraph(number, block.text, section, block.page, is_heading=block.heading == block.text)


def titled(blocks: Iterable[Block], title: str) -> Iterator[Block]:
    """Yield blocks, the first with what the file itself says that the document is called."""
    for number, block in enumerate(blocks):
        yield block if number else msgspec.structs.replace(block, title=title)
