"""A document's paragraphs as one text to scroll over, and where in it sentences and headings stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from esgtui.documents.document import Document
from esgtui.documents.offering import Offer
from esgtui.insight.document import Stretch, lines

APART = "\n\n"


class Page:
    """The text of a document, with its sentences in order. Offsets are into `text`."""

    def __init__(self, document: Document, sentences: Sequence[Offer]) -> None:
        paragraphs = document.paragraphs
        self.text = APART.join(paragraph.text for paragraph in paragraphs)
        lengths = (len(paragraph.text) + len(APART) for paragraph in paragraphs)
        starts = dict(zip((each.number for each in paragraphs), accumulate(lengths, initial=0), strict=False))
        self.headings = [starts[each.number] for each in paragraphs if each.is_heading]
        """Where headings begin; each is a paragraph."""
        self.stretches: list[Stretch] = [
            (starts[each.paragraph] + each.start, starts[each.paragraph] + each.end) for each in sentences
        ]
        self._starts = [start for start, _ in self.stretches]

    def lines(self, width: int) -> list[Stretch]:
        """Return the text cut into lines of a width of cells."""
        return lines(self.text, width)

    def beginning_in(self, start: int, end: int) -> range:
        """Return the sentences that begin in a line."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def sentence_at(self, offset: int) -> int | None:
        """Return the sentence that stands at an offset, or the last one before it; None before the first."""
        return bisect_right(self._starts, offset) - 1 if self._starts and offset >= self._starts[0] else None

    def is_heading(self, start: int) -> bool:
        """Return whether a line that begins here is part of a heading."""
        place = bisect_right(self.headings, start) - 1
        return place >= 0 and APART not in self.text[self.headings[place] : start]
