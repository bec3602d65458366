"""Reads PDF: listens to the program that takes it apart (pdf_pages.py), and makes paragraphs of the lines it tells.

Pages that are pictures have no text; nobody recognises it here.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from esgtui.apart import lines_of
from esgtui.dataset.documents import LARGEST, DocumentError
from esgtui.documents.document import MOST_SENTENCES, Block, Progress
from esgtui.documents.hyphens import rejoined, words_of
from esgtui.documents.layout import blocks_of, in_reading_order
from esgtui.documents.margins import without_margins
from esgtui.documents.pdf_pages import SAMPLE, Told
from esgtui.documents.titles import shown
from esgtui.extras import how_to_get
from esgtui.sentences import sentences

MOST_PAGES = 10_000
"""So many pages has a PDF at most; the longest reports have a tenth of it."""

MOST_OBJECTS = 1_000_000
"""So many objects has a PDF at most, by its own table of them, which the library reads whole before it finds a page.

The longest reports, tagged for screen readers, have a fifth of it.
"""

_TABLE_AT = re.compile(rb"startxref\s+(\d{1,12})")
_TRAILER = re.compile(rb"trailer\s*<<(?P<says>.*)", re.DOTALL)
_TABLE = re.compile(rb"\d+\s+\d+\s+obj\s*<<(?P<says>.*?)stream", re.DOTALL)
_SIZE = re.compile(rb"/Size\s+(\d{1,12})")
_END, _HEAD = 2_048, 2_048
"""In so many bytes at its end a file says where its table is, and a table of the newer kind at its begin how long."""

_FIRST_PAGES = 3

_NO_REASON = "PDFium: Success"
"""What the library says where it refuses a file and sees nothing wrong, as in one without pages."""

A_LINE = 100
"""So many characters a line costs besides its own, by the memory that it takes."""


SURELY = 1.5
"""So many times too many sentences, by the sample of the pages, are surely too many."""


def pdf_blocks(path: Path, content: bytes, progress: Progress) -> Iterator[Block]:
    """Yield the paragraphs of a PDF; `progress` is told how many pages are read, and may raise to stop."""
    if find_spec("pypdfium2") is None:
        raise DocumentError(
            f"{path.name} is a PDF, which this esgtui does not read yet; to read it: {how_to_get('pdf')}"
        )
    if (count := objects_of(content)) > MOST_OBJECTS:
        advice = "print it to a new PDF, or split it"
        raise DocumentError(f"{path.name} has {count:,} objects, more than {MOST_OBJECTS:,}; {advice}")
    told = list(_checked(path, _told(path), progress))
    pages = [in_reading_order(page) for page in without_margins([each.lines for each in told])]
    lines = [line for page in pages for line in page]
    if not lines:
        raise DocumentError(
            f"{path.name} has no text: its pages are pictures, as of a scan; let a program recognise the text "
            "(`ocrmypdf` does), and read what comes of it"
        )
    known = words_of(line.text for line in lines)
    title = shown(told[0].title, (line.text for each in told[:_FIRST_PAGES] for line in each.lines))
    for block in blocks_of(lines):
        text = rejoined(block.text, known)
        yield Block(text, text if block.heading else "", block.page, title)


def objects_of(content: bytes) -> int:
    """Return how many objects a PDF has by the table of them that it names last; 0 where that says nothing.

    The table is a text with a trailer behind it, or an object (ISO 32000-2, 7.5).
    """
    end = content[-_END:]
    if not (begins := _TABLE_AT.findall(end)):
        return 0
    at = int(begins[-1])
    found = _TABLE.match(content[at : at + _HEAD].lstrip()) or _TRAILER.match(end[max(end.rfind(b"trailer"), 0) :])
    size = _SIZE.search(found["says"]) if found else None
    return int(size[1]) if size else 0


def _checked(path: Path, told: Iterable[Told | None], progress: Progress) -> Iterator[Told]:
    """Yield what is told of each page, while nothing is wrong."""
    done = total = size = sampled = sentences_there = 0
    for each in told:
        if each and each.error:
            raise _refused(path, each.error)
        if each and each.pages > MOST_PAGES:
            advice = "split it, or take the pages that have the claims"
            raise DocumentError(f"{path.name} has {each.pages:,} pages, more than {MOST_PAGES:,}; {advice}")
        if each and each.is_sample:
            sampled += 1
            sentences_there += sum(1 for _ in sentences(" ".join(line.text for line in each.lines)))
            foreseen = sentences_there * each.pages // sampled
            if sampled >= SAMPLE and foreseen > SURELY * MOST_SENTENCES:
                most = f"more than {MOST_SENTENCES:,}, as no report does"
                raise DocumentError(f"{path.name} has about {foreseen:,} sentences, {most}; split it")
        elif each:
            size += sum(len(line.text) + A_LINE for line in each.lines)
            if size > LARGEST:
                raise DocumentError(f"{path.name} has more text than {LARGEST:,} bytes can hold; split it")
            done, total = each.page, each.pages
            yield each
        progress(done, total)
    if done < total or not total:
        raise DocumentError(
            f"{path.name} takes too much memory, or is damaged, on page {done + 1}; get another copy, or print it "
            "to a new PDF"
        )


def _told(path: Path) -> Iterator[Told | None]:
    """Yield what the program tells, and None now and then while it says nothing."""
    for line in lines_of("esgtui.documents.pdf_pages", str(path.absolute())):
        yield None if line is None else msgspec.json.decode(line, type=Told)


def _refused(path: Path, error: str) -> DocumentError:
    if "password" in error.lower():
        return DocumentError(f"{path.name} is encrypted; save it without a password")
    if _NO_REASON in error:
        return DocumentError(f"{path.name} is damaged, or has no pages; get the file again")
    return DocumentError(f"{path.name} is damaged, or no PDF ({error.rstrip('.')}); get the file again")
