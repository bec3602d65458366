"""Compares what is offered of a document with the claims that a curator drew from it.

A claim stands in the sentence that is most like it, of those in the paragraphs that its places name; a curator's words
are not the document's, so that likeness alone would often find another one.
"""

from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz import fuzz

from esgtui.dataset.model import Claim
from esgtui.documents.offering import LEAST, Offer, ranked
from esgtui.search.text import spaced

ALIKE, ALIKE_ANYWHERE = 40.0, 70.0
"""So many per cent a sentence has to be like a claim, in a paragraph that is named for it, and anywhere else."""


class Match(msgspec.Struct, frozen=True):
    """A claim with the sentences that it stands in, one for each of its places, and how like it they are, in per cent.

    `rank` is that of the best of them among the offers, from 1; None where none of them is offered, or there is none.
    """

    claim: Claim
    sentences: tuple[Offer, ...] = ()
    alike: float = 0.0
    rank: int | None = None


class Comparison(msgspec.Struct, frozen=True):
    """The claims of a document, each with its sentence; and the offers, best first."""

    matches: tuple[Match, ...]
    offers: tuple[Offer, ...]

    def found(self, among: int | None = None) -> int:
        """Return how many claims are among the best so many offers, or among all of them."""
        return sum(match.rank is not None and (among is None or match.rank <= among) for match in self.matches)

    def hits(self, among: int | None = None) -> int:
        """Return how many of the best so many offers, or of all of them, are sentences in which a claim stands."""
        known = {_key(sentence) for match in self.matches for sentence in match.sentences}
        return sum(_key(offer) in known for offer in self.offers[:among])


def compared(sentences: Iterable[Offer], claims: Iterable[Claim], source: str, least: float = LEAST) -> Comparison:
    """Return where the claims of a source stand in its document; `sentences` are all of it, whatever their score."""
    sentences = list(sentences)
    words = [spaced(sentence.statement) for sentence in sentences]
    best = ranked(sentence for sentence in sentences if sentence.score >= least)
    ranks = {_key(offer): rank for rank, offer in enumerate(best, 1)}
    found = []
    for claim in claims:
        standing = _standing(claim, source, sentences, words)
        known = [ranks[key] for _, sentence in standing if (key := _key(sentence)) in ranks]
        alike = max((alike for alike, _ in standing), default=0.0)
        found.append(Match(claim, tuple(sentence for _, sentence in standing), alike, min(known, default=None)))
    return Comparison(tuple(found), tuple(best))


def _standing(claim: Claim, source: str, sentences: Sequence[Offer], words: Sequence[str]) -> list[tuple[float, Offer]]:
    """Return the sentences that a claim stands in, one a place, each after how like it they are."""
    numbers = {place.paragraph for place in claim.places if place.source == source} - {None}
    sought = spaced(claim.quote or claim.statement)
    best: dict[int, tuple[float, Offer]] = {}
    for sentence, text in zip(sentences, words, strict=True):
        if numbers and sentence.paragraph not in numbers:
            continue
        group = sentence.paragraph if numbers else 0
        least = best[group][0] if group in best else (ALIKE if numbers else ALIKE_ANYWHERE)
        alike = fuzz.token_set_ratio(sought, text, score_cutoff=least)
        if alike > least:
            best[group] = alike, sentence
    return list(best.values())


def _key(offer: Offer) -> tuple[int, int]:
    return offer.paragraph, offer.start
