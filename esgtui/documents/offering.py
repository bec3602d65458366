"""Offers sentences of a document as claims, each with what it states and how much it is like a claim.

What a person makes of an offer, and whether, is not known here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from esgtui.checklist.findings import Finding
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.dataset.model import Claim, Kind, Metric
from esgtui.documents.document import Document, Paragraph, Progress
from esgtui.documents.drawing import Drawn, drawn
from esgtui.documents.hyphens import CUT, cut_marked, rejoined, words_of
from esgtui.documents.kinds import kind_of
from esgtui.documents.languages import is_understood, score_by_signs
from esgtui.documents.names import OwnNames
from esgtui.documents.weighing import Seen, score
from esgtui.documents.words import words_in
from esgtui.sentences import sentences

LEAST = 0.2
"""What is less like a claim is not offered: datelines, captions of one word, addresses, notes of the website."""

LONGEST = 5_000
"""So many characters of a sentence are read: what goes on longer is none."""

_AT_ONCE = 20
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ('"', '"'))
"""Quotation marks, each the beginning and the end; what is quoted mostly goes over several sentences."""

_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.? )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}"
)
_DATELINE = re.compile(
    rf"^(?:\([^()]{{0,60}}{_DAY}[^()]{{0,40}}\):?|[^().:;!?]{{2,60}}, {_DAY}[^.:;!?]{{0,30}}? ?[–—:]) ?(?=\S)"
)
"""Where and when a press release was published, which stands before its first sentence."""


class Offer(msgspec.Struct, frozen=True):
    """A sentence that may be a claim.

    `start` and `end` are half-open offsets into the text of the paragraph with the number `paragraph`; `quote` is what
    stands there, `statement` the same as a sentence of its own. `score` is how much it is like a claim, from 0 to 1;
    `kind` is a guess; `drawn` are the fields that its words fill.
    """

    paragraph: int
    start: int
    end: int
    statement: str
    quote: str
    section: str
    page: int | None
    score: float
    kind: Kind
    findings: tuple[Finding, ...]
    drawn: Drawn

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        page = "" if self.page is None else f"page {self.page}"
        return ", ".join(part for part in (self.section, page, f"paragraph {self.paragraph}") if part)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The numbers with a unit in it, as metrics of a claim."""
        return self.drawn.metrics

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it names."""
        return self.drawn.years


def offers(
    document: Document, *, reader: Reader | None = None, progress: Progress | None = None, least: float = LEAST
) -> list[Offer]:
    """Return the sentences of a document that are like claims, in its order; all of them if `least` is 0.

    `reader` reads by rules of the user's own; `progress` is told how many characters are read, and may raise to stop.
    """
    reader = reader or Reader(read_rules())
    names = OwnNames(document)
    understood = is_understood(document)
    joined = _Joined(document)
    found: list[Offer] = []
    total = sum(len(paragraph.text) for paragraph in document.paragraphs)
    done = count = 0
    for paragraph in document.paragraphs:
        for offer in _offers_in(paragraph, reader, names, joined, is_known=understood):
            if progress and count % _AT_ONCE == 0:
                progress(done + offer.start, total)
            count += 1
            if offer.score >= least:
                found.append(offer)
        done += len(paragraph.text)
    if progress:
        progress(total, total)
    return found


def ranked(found: Iterable[Offer]) -> list[Offer]:
    """Return offers, those that are most like claims first; of two that are alike, the first in the document."""
    return sorted(found, key=lambda offer: (-offer.score, offer.paragraph, offer.start))


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


def _offers_in(
    paragraph: Paragraph, reader: Reader, names: OwnNames, joined: _Joined, *, is_known: bool
) -> Iterator[Offer]:
    for start, end in sentences(paragraph.text):
        quote = paragraph.text[start:end]
        statement = _statement(joined.text(quote), paragraph.section)
        read = statement[:LONGEST]
        claim = Claim(id="", company="", statement=read)
        findings = reader.read(claim)
        seen = Seen(
            text=read,
            findings=findings,
            words=words_in(read),
            is_named=names.speak_in(read),
            is_title=paragraph.is_heading,
            is_question=statement.endswith(("?", "？")),
        )
        yield Offer(
            paragraph=paragraph.number,
            start=start,
            end=end,
            statement=statement,
            quote=quote,
            section=paragraph.section,
            page=paragraph.page,
            score=round(_score(seen, is_known=is_known), 3),
            kind=kind_of(seen),
            findings=findings,
            drawn=drawn(read, findings, reader.figures(claim) if "quantified" in seen.stated else ()),
        )


def _score(seen: Seen, *, is_known: bool) -> float:
    """Return how much a sentence is like a claim; its own words count only in the language of the lists."""
    known = score(seen)
    if is_known:
        return known
    return max(known, score_by_signs(seen.text, is_title=seen.is_title, is_question=seen.is_question))


def _statement(quote: str, section: str) -> str:
    """Return a sentence with single spaces, without heading, place and day before it, and half a pair of quotes."""
    text = _DATELINE.sub("", " ".join(quote.split()))
    before, colon, rest = text.partition(":")
    if colon and rest and " ".join(section.split()) == before:
        text = rest.lstrip()
    whole = {mark for pair in _PAIRS if len({*pair}) == 2 and all(mark in text for mark in pair) for mark in pair}
    for opening, closing in _PAIRS:
        if sum(map(text.count, {opening, closing} - whole)) == 1:  # a mark that closes in one language opens in another
            text = text.replace(opening, "").replace(closing, "").strip()
    return text
