"""Which sentences of a document are listed, and in which order. Sentences have their number in the document, from 0."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Literal

from esgtui.documents.offering import LEAST, Offer
from esgtui.search.text import fold

Order = Literal["document", "score"]


class Listing:
    """The sentences of one document, to be listed."""

    def __init__(self, sentences: Sequence[Offer]) -> None:
        self._sentences = sentences

    def order(self, order: Order, *, shows_all: bool, taken: Collection[int] = (), words: str = "") -> list[int]:
        """Return the sentences to show: those offered as claims or taken, or all; with these words, if any are given.

        Folded words may stand anywhere in the sentence, its section or its kind.
        """
        shown = list(range(len(self._sentences))) if shows_all else sorted({*self._offered, *taken})
        for word in fold(words).split():
            shown = [index for index in shown if word in self._folded[index]]
        if order == "score":
            shown.sort(key=self._ranks.__getitem__)
        return shown

    def prepare(self) -> None:
        """Work out ahead what is asked for with every key."""
        len(self._offered), len(self._folded), len(self._ranks)

    def is_offered(self, index: int) -> bool:
        """Return whether a sentence is so much like a claim that it is offered as one."""
        return self._sentences[index].score >= LEAST

    @cached_property
    def _offered(self) -> list[int]:
        return [index for index in range(len(self._sentences)) if self.is_offered(index)]

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(f"{offer.statement} {offer.section} {offer.kind}") for offer in self._sentences]

    @cached_property
    def _ranks(self) -> list[int]:
        """Where each sentence is if the likeliest claims come first."""
        order = sorted(range(len(self._sentences)), key=lambda index: -self._sentences[index].score)
        ranks = [0] * len(order)
        for rank, index in enumerate(order):
            ranks[index] = rank
        return ranks
