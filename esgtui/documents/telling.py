"""Tells of sentences how much they are like claims and of what kind they would be, and of one in full what it states.

Which sentences a document has is not known here.
"""

import msgspec

from esgtui.checklist.cutting import cut
from esgtui.checklist.findings import Finding
from esgtui.checklist.reading import Reader
from esgtui.dataset.model import Claim, Kind
from esgtui.documents.drawing import Drawn, drawn, drawn_of_signs
from esgtui.documents.kinds import kind_of
from esgtui.documents.languages import is_foreign, score_by_signs
from esgtui.documents.weighing import Seen, score
from esgtui.documents.words import words_in


class Sentence(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A sentence to be told of, and what of it only its document shows: whether it names the document's own company."""

    text: str
    is_named: bool = False
    is_title: bool = False
    is_question: bool = False


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How much a sentence is like a claim, from 0 to 1, and of what kind it would be."""

    score: float
    kind: Kind


class Teller:
    """Tells of sentences by the rules of a reader; `is_known` says whether they are in the language of the rules."""

    def __init__(self, reader: Reader, *, is_known: bool) -> None:
        self.reader = reader
        self.is_known = is_known

    def tell(self, sentence: Sentence) -> Told:
        """Return what is to be known of a sentence before anybody looks at it."""
        text = sentence.text
        words = cut(text)
        seen = Seen(
            text=text,
            findings=self.reader.read_cut(words),
            words=words_in(words),
            cut=frozenset(words.words),
            is_named=sentence.is_named,
            is_title=sentence.is_title,
            is_question=sentence.is_question,
        )
        return Told(round(self._score(seen), 3), kind_of(seen))

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Return what a sentence states."""
        return self.reader.read_cut(cut(text))

    def drawn(self, text: str) -> Drawn:
        """Return the fields that the words of a sentence fill; in other languages than that of the rules, fewer."""
        findings, figures = self.reader.read_all(Claim(id="", company="", statement=text))
        fields = drawn(text, findings, figures)
        return fields if self.is_known and not is_foreign(text) else drawn_of_signs(fields)

    def _score(self, seen: Seen) -> float:
        """Return how much a sentence is like a claim; its own words count only in the language of the lists."""
        known = score(seen)
        if self.is_known:
            return known
        return max(known, score_by_signs(seen.text, is_title=seen.is_title, is_question=seen.is_question))
