"""What a document is called: by its first heading, or by what its file says of itself, where that can be believed."""

import re
from collections.abc import Iterable, Sequence

from esgtui.documents.document import Block, Format, Paragraph
from esgtui.documents.headings import subject_of

_SHOWN = 0.7
"""So many of the words of a file's own title stand on its first pages, at least, if it is one."""
_FIRST = 40
"""So many paragraphs are the first pages of a document that has none."""
_HEAD = 8
"""So many paragraphs at most are the head of a message."""
_LONG_WORD = re.compile(r"\w{4,}")
_FILE = re.compile(r"(?i)\.(?:docx?|pptx?|xlsx?|indd|pdf|html?)\b|^microsoft |^untitled")
_SITE = re.compile(r"\s*(?:\s[-–—|·:»]|\|)\s.*")
"""What stands behind the title of a page: the name of the site."""


_REPORT = re.compile(
    r"(?i)\b(?:(?:sustainability|esg|csr|annual|integrated|climate|environmental|responsibility|impact|non-financial)"
    r" (?:report|review|statement|update)|(?:nachhaltigkeits|geschäfts|umwelt|klima|jahres)\w*bericht"
    r"|rapport (?:de|d|annuel|rse|climat|intégré|extra)\w*"
    r"|informe (?:de|anual)|bilancio di|relazione|duurzaamheidsverslag|jaarverslag"
    r"|(?:report|review)(?: for)? (?:fy ?)?20\d\d|20\d\d report)\b"
)
"""What reports are called."""
_LONGEST = 150
"""So many characters has the title of a report at most."""
RUNNING = 120
"""From so many characters on a paragraph with a full stop is running text."""
_STOP = re.compile(r"[.!?。！？]['\"”’)\]]*(?:\s|$)")
_ENDS = re.compile(r"[.!?,;:]$")


def title_of(kind: Format, blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> str:
    """Return what a document is called; nothing where neither it nor its file says so."""
    heading = _first_heading(paragraphs)
    told = " ".join(blocks[0].title.split())
    if kind == "html":
        told = _of_page(told, heading)
    elif kind == "docx":
        told = shown(told, (each.text for each in blocks[:_FIRST]))
    subjects = [subject_of(each.text) for each in paragraphs[:_HEAD]] if kind == "text" else []
    if subject := next(filter(None, subjects), ""):
        return subject
    first = paragraphs[0].text
    if (
        kind in {"text", "docx"}
        and not told
        and len(first) <= _LONGEST
        and _REPORT.search(first)
        and not _ENDS.search(first)
    ):
        return first  # a heading above a heading looks like a caption
    return told or heading


def _first_heading(paragraphs: Sequence[Paragraph]) -> str:
    """Return the first heading; nothing where running text stands before it, of which it is no title."""
    for each in paragraphs:
        if each.text.split("\n", 1)[0] == each.section:
            return each.section
        if len(each.text) >= RUNNING and _STOP.search(each.text):
            return ""
    return ""


def shown(title: str, texts: Iterable[str]) -> str:
    """Return what a file says that it is called if its first pages say so, too: many name a template, or a program."""
    words = _LONG_WORD.findall(title.casefold())
    there = {word for text in texts for word in _LONG_WORD.findall(text.casefold())}
    is_shown = len(words) > 1 and sum(word in there for word in words) >= _SHOWN * len(words)
    return title if is_shown and not _FILE.search(title) else ""


def _of_page(title: str, heading: str) -> str:
    """Return the title of a page, without the name of its site where the rest is its heading; no `Home` either."""
    if heading and title.startswith(heading) and _SITE.fullmatch(title[len(heading) :]):
        return heading
    return title if len(title.split()) > 1 and not _FILE.search(title) else ""
