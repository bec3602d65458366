"""The program that takes a PDF apart, in a process of its own: what a file does to it, it does to nobody else.

`python -m esgtui.documents.pdf_pages PATH` writes a `Told` a line, as JSON; pdf.py starts it and listens.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from esgtui.apart import hold_to_memory
from esgtui.documents.hyphens import CUT
from esgtui.documents.layout import Line
from esgtui.documents.rows import CELLS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_SIGNS = 200_000
"""So many characters has a page at most: a page of small print has a tenth of it."""
SAMPLED_FROM, SAMPLE = 1_500, 40
"""From so many pages on, so many of them, from all over the file, are told ahead of all."""
MOST_OF_TITLE = 300
"""So many characters of what a file says that it is called are told."""
WIDE = 1.5
"""Parts of a line that are so many times the letters' size apart are cells; in justified text, words never are."""
SHORTEST_OF_COLUMN = 30
"""Two parts of more characters are lines of two columns rather than cells."""
MOST_MEMORY = 384 * 1024 * 1024
"""So many bytes of memory may be taken, where the system can hold a process to it: three times what the longest reports
take."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u200b": "", "\u00a0": " "}
)
_CONTROLS = re.compile(r"[\x00\x01\x03-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_SPACE = re.compile(r"(?<=\S)[^\S\r\n]+(?=\S)")
_NUMBER_OF_ITEM = re.compile(r"\W+|\(?(?:[\d.]{1,6}|[a-zA-Z])[.)]?")
"""A bullet or a number, which stands apart from its own text."""

Stretch = tuple[int, int]
"""Half-open offsets into the characters of a page."""


class Told(msgspec.Struct, omit_defaults=True):
    """What is told of a PDF: a page of it, and of how many; or what is wrong with all of it.

    `title` is what the file says of itself, with the first page. A page of the sample is told once more in its turn.
    """

    page: int = 0
    pages: int = 0
    title: str = ""
    lines: tuple[Line, ...] = ()
    is_sample: bool = False
    error: str = ""


def tell_pages(path: str) -> None:
    """Write what stands on the pages of a PDF to stdout, page by page."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path)
        total = len(document)
        title = document.get_metadata_value("Title")[:MOST_OF_TITLE]
        if total >= SAMPLED_FROM:
            for number in range(0, total, total // SAMPLE):
                _tell(Told(number + 1, total, lines=_lines_on(document, number), is_sample=True))
        for number in range(total):
            _tell(Told(number + 1, total, "" if number else title, _lines_on(document, number)))
    except PdfiumError as error:
        _tell(Told(error=str(error) or "unreadable"))


def _tell(told: Told) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def _lines_on(document: "PdfDocument", number: int) -> tuple[Line, ...]:
    """Return the lines of a page, whose number is counted from 0."""
    page = document[number]
    lines = tuple(_lines(page, number + 1))
    page.close()
    return lines


def _lines(page: "PdfPage", number: int) -> Iterator[Line]:
    """Yield the lines of a page that have any letter or digit."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MOST_SIGNS)
    signs = "".join(_sign(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(count))
    for found in _LINE.finditer(signs):
        if any(map(str.isalnum, found[0])):
            parts = _apart(text_page, signs, *found.span())
            if len(parts) == 2 and all(end - start > SHORTEST_OF_COLUMN for start, end in parts):
                yield from (_line(text_page, signs, [part], number) for part in parts)
            else:
                yield _line(text_page, signs, parts, number)
    text_page.close()


def _apart(text_page: "PdfTextPage", signs: str, start: int, end: int) -> list[Stretch]:
    """Return the parts of a line that stand wide apart: cells of a row, or lines of two columns; mostly all is one.

    Where most of them begin with a small letter, it is a sentence that was drawn out to the width of its column.
    """
    parts: list[Stretch] = []
    line_start, wide = start, WIDE * _size(text_page, (start + end) // 2)
    for space in _SPACE.finditer(signs, start, end):
        _, _, before, _ = text_page.get_charbox(space.start() - 1)
        after, _, _, _ = text_page.get_charbox(space.end())
        is_number_of_item = start == line_start and _NUMBER_OF_ITEM.fullmatch(signs, start, space.start())
        if after - before > wide and not is_number_of_item:
            parts.append((start, space.start()))
            start = space.end()
    parts.append((start, end))
    is_drawn_out = len(parts) > 2 and sum(signs[first].islower() for first, _ in parts) > len(parts) / 2
    return [(parts[0][0], end)] if is_drawn_out else parts


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _size(text_page: "PdfTextPage", at: int) -> float:
    import pypdfium2.raw as pdfium

    return float(pdfium.FPDFText_GetFontSize(text_page, at))


def _line(text_page: "PdfTextPage", signs: str, parts: Sequence[Stretch], page: int) -> Line:
    import pypdfium2.raw as pdfium

    first, last = parts[0][0], parts[-1][1] - 1
    left, base, _, _ = text_page.get_charbox(first, loose=True)
    _, end, right, _ = text_page.get_charbox(last, loose=True)
    cut = signs.find(CUT, first + 1, last)
    if cut >= 0:  # the rest of the word stands on the next line
        _, _, right, _ = text_page.get_charbox(cut - 1, loose=True)
    text = CELLS.join(signs[start:stop] for start, stop in parts)
    middle = (first + last) // 2  # the first one may be a bullet, of other letters
    return Line(
        text=_CONTROLS.sub("", text.translate(_LIGATURES)),
        left=left,
        right=right,
        base=base,
        end=end,
        size=_size(text_page, middle),
        weight=pdfium.FPDFText_GetFontWeight(text_page, middle),
        page=page,
        is_row=len(parts) > 1,
    )


if __name__ == "__main__":
    hold_to_memory(MOST_MEMORY)
    tell_pages(sys.argv[1])
