"""Offers sentences of a document as claims, each with what it states and how much it is like a claim.

What a person makes of an offer, and whether, is not known here.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec

from esgtui.checklist.findings import Finding
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.dataset.model import Kind, Metric
from esgtui.documents.document import Document, Paragraph, Progress
from esgtui.documents.drawing import Drawn
from esgtui.documents.languages import is_understood
from esgtui.documents.sharing import Telling
from esgtui.documents.statements import LONGEST, Part, Statements
from esgtui.documents.telling import Teller, Told

LEAST = 0.2
"""What is less like a claim is not offered: datelines, captions of one word, addresses, notes of the website."""


class Offer(msgspec.Struct, frozen=True, dict=True):
    """A sentence that may be a claim.

    `start` and `end` are half-open offsets into the text of the paragraph with the number `paragraph`; `quote` is what
    stands there, `statement` the same as a sentence of its own. `score` is how much it is like a claim, from 0 to 1;
    `kind` is a guess. What it states in full is read by `teller` when it is looked at.
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
    teller: Teller

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What it states, attribute by attribute."""
        return self.teller.findings(self.statement[:LONGEST])

    @cached_property
    def drawn(self) -> Drawn:
        """The fields of a claim that its words fill."""
        return self.teller.drawn(self.statement[:LONGEST])

    @property
    def spot(self) -> tuple[int, int]:
        """Where it begins in the document: the paragraph's number, and the offset in that."""
        return self.paragraph, self.start

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
    document: Document,
    *,
    reader: Reader | None = None,
    own: Path | None = None,
    progress: Progress | None = None,
    least: float = LEAST,
) -> list[Offer]:
    """Return the sentences of a document that are like claims, in its order; all of them if `least` is 0.

    `reader` reads by rules of the user's own, which are in the file `own`; `progress` is told how many paragraphs are
    read, and may raise to stop.
    """
    teller = Teller(reader or Reader(read_rules()), is_known=is_understood(document))
    telling = Telling(document.paragraphs, Statements(document), teller)
    telling.work(own, progress)
    return [
        _offer(paragraph, part, told, teller)
        for paragraph, found in zip(document.paragraphs, telling.told, strict=True)
        for part, told in found
        if told.score >= least
    ]


def ranked(found: Iterable[Offer]) -> list[Offer]:
    """Return offers, those that are most like claims first; of two that are alike, the first in the document."""
    return sorted(found, key=lambda offer: (-offer.score, offer.paragraph, offer.start))


def _offer(paragraph: Paragraph, part: Part, told: Told, teller: Teller) -> Offer:
    return Offer(
        paragraph=paragraph.number,
        start=part.start,
        end=part.end,
        statement=part.statement,
        quote=part.quote,
        section=paragraph.section,
        page=paragraph.page,
        score=told.score,
        kind=told.kind,
        teller=teller,
    )
