"""The program that takes a PDF apart, in a process of its own: what a file does to it, it does to nobody else.

`python -m esgtui.documents.pdf_pages PATH` writes a `Told` a line, as JSON; pdf.py starts it and listens.
"""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from esgtui.apart import hold_to_memory
from esgtui.documents.hyphens import CUT
from esgtui.documents.layout import Line

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_SIGNS = 200_000
"""So many characters has a page at most: a page of small print has a tenth of it."""
MOST_MEMORY = 768 * 1024 * 1024
"""So many bytes of memory may be taken, where the system can hold a process to it."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u200b": "", "\u00a0": " "}
)
_CONTROLS = re.compile(r"[\x00\x01\x03-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_BREAK = re.compile(r"[\r\n]+")


class Told(msgspec.Struct, omit_defaults=True):
    """What is told of a PDF: a page of it, and of how many; or what is wrong with all of it."""

    page: int = 0
    pages: int = 0
    lines: tuple[Line, ...] = ()
    error: str = ""


def tell_pages(path: str) -> None:
    """Write what stands on the pages of a PDF to stdout, page by page."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path)
        total = len(document)
        for number in range(total):
            page = document[number]
            _tell(Told(number + 1, total, tuple(_lines(page, number + 1))))
            page.close()
    except PdfiumError as error:
        _tell(Told(error=str(error) or "unreadable"))


def _tell(told: Told) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def _lines(page: "PdfPage", number: int) -> Iterator[Line]:
    """Yield the lines of a page that have any letter or digit."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MOST_SIGNS)
    signs = "".join(_sign(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(count))
    start = 0
    for end in [*(found.start() for found in _BREAK.finditer(signs)), len(signs)]:
        text = signs[start:end]
        stripped = text.strip()
        if any(map(str.isalnum, stripped)):
            first = start + len(text) - len(text.lstrip())
            yield _line(text_page, stripped, first, number)
        start = end
    text_page.close()


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _line(text_page: "PdfTextPage", text: str, first: int, page: int) -> Line:
    import pypdfium2.raw as pdfium

    left, base, _, _ = text_page.get_charbox(first, loose=True)
    _, end, right, _ = text_page.get_charbox(first + len(text) - 1, loose=True)
    if CUT in text:
        _, _, right, _ = text_page.get_charbox(first + max(0, text.index(CUT) - 1), loose=True)
    middle = first + len(text) // 2  # the first one may be a bullet, of other letters
    return Line(
        text=_CONTROLS.sub("", text.translate(_LIGATURES)),
        left=left,
        right=right,
        base=base,
        end=end,
        size=pdfium.FPDFText_GetFontSize(text_page, middle),
        weight=pdfium.FPDFText_GetFontWeight(text_page, middle),
        page=page,
    )


if __name__ == "__main__":
    hold_to_memory(MOST_MEMORY)
    tell_pages(sys.argv[1])
