"""The sentences of a document, each as it stands there and as a statement of its own: whole, and nothing around it.

What a sentence says is not known here.
"""

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from esgtui.documents.document import Document, Paragraph
from esgtui.documents.hyphens import CUT, cut_marked, rejoined, words_of
from esgtui.documents.names import OwnNames
from esgtui.documents.rows import are_headings
from esgtui.documents.telling import Sentence
from esgtui.sentences import sentences, unnumbered

LONGEST = 5_000
"""So many characters of a sentence are read: what goes on longer is none."""

_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ('"', '"'))
"""Quotation marks, each the beginning and the end; what is quoted mostly goes over several sentences."""

_MARKS = frozenset(mark for pair in _PAIRS for mark in pair)

_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.? )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}"
)
_DATELINE = re.compile(
    rf"^(?:\([^()]{{0,60}}{_DAY}[^()]{{0,40}}\):?"
    rf"|[^().:;!?]{{2,60}}, {_DAY}[^.:;!?]{{0,30}}? ?(?:[–—:]|(?<= )-(?= ))) ?(?=\S)"
)
"""Where and when a press release was published, which stands before its first sentence."""


class Part(msgspec.Struct, frozen=True):
    """A sentence at half-open offsets into its paragraph: the quote, the statement, and what is to be told of it."""

    start: int
    end: int
    quote: str
    statement: str
    sentence: Sentence


class Statements:
    """Cuts the paragraphs of a document into sentences."""

    def __init__(self, document: Document) -> None:
        self._names = OwnNames(document)
        self._title = document.title
        self._joined = _Joined(document)

    def of(self, paragraph: Paragraph) -> Iterator[Part]:
        """Yield the sentences of a paragraph."""
        for start, end in sentences(paragraph.text):
            quote = paragraph.text[start:end]
            statement = _statement(self._joined.text(quote), paragraph.section)
            read = statement[:LONGEST]
            sentence = Sentence(
                read,
                is_named=self._names.speak_in(read),
                is_title=paragraph.is_heading
                or self._title == paragraph.text
                or quote == paragraph.section
                or are_headings(statement),
                is_question=statement.endswith(("?", "？")),
            )
            yield Part(start, end, quote, statement, sentence)


class _Joined:
    """Joins the words of a document that are cut at the end of a line, as text files have them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _known(self) -> frozenset[str]:
        return words_of(paragraph.text for paragraph in self._document.paragraphs)

    def text(self, quote: str) -> str:
        """Return a sentence with its cut words whole."""
        marked = cut_marked(quote) if "\n" in quote else quote
        return rejoined(marked, self._known) if CUT in marked else marked


def _statement(quote: str, section: str) -> str:
    """Return a sentence on one line, without heading, number, place and day before it, and half a pair of quotes."""
    text = unnumbered(_DATELINE.sub("", " ".join(quote.split())))
    before, colon, rest = text.partition(":")
    if colon and rest and " ".join(section.split()) == before:
        text = rest.lstrip()
    if _MARKS.isdisjoint(text):
        return text
    whole = {mark for pair in _PAIRS if len({*pair}) == 2 and all(mark in text for mark in pair) for mark in pair}
    for opening, closing in _PAIRS:
        if sum(map(text.count, {opening, closing} - whole)) == 1:  # a mark that closes in one language opens in another
            text = text.replace(opening, "").replace(closing, "").strip()
    return text
