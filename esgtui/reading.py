"""A document being read into a dataset: its sentences, what was taken of them or dismissed, and what is filled in.

Knows nothing of a screen. What waits for the disk (`take`, `dismiss`, `undo`, and `edit` of a statement) is to be
called on a thread of its own.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

import msgspec

from esgtui.between_readings import BetweenReadings, Spot
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Pillar
from esgtui.documents.document import Document
from esgtui.documents.offering import LEAST, Offer
from esgtui.search.text import fold
from esgtui.verbs.claims_file import Beginning, Change, ClaimsFile
from esgtui.verbs.taking import Draft, Origin, company_of, entries, pillar_of, source_of, standing, taken
from esgtui.verbs.whose import Likely, Names, likely_companies, names_of

Order = Literal["document", "score"]


class ReadingError(Exception):
    """A claim cannot be taken as it is; the message says what to do."""


class _Take(NamedTuple):
    sentence: int
    change: Change
    begin: Beginning
    was_dismissed: bool


class _Dismissal(NamedTuple):
    sentence: int
    was_dismissed: bool


class Reading:
    """One document, and the file that claims are taken into. Sentences have their number in the document, from 0."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Offer],
        file: ClaimsFile,
        dataset: Dataset | None,
        origin: Origin,
        kept: BetweenReadings | None = None,
    ) -> None:
        self.document = document
        self.sentences = sentences
        self.file = file
        self.origin = origin
        self._take_in(dataset)
        self.taken = taken(dataset, origin, sentences)
        """The sentences that are claims of the dataset, with the ids of these: a sentence may state several."""
        self._kept = kept
        dismissed, wordings = kept.read() if kept else ((), {})
        spots = {_spot(offer): index for index, offer in enumerate(sentences)} if dismissed or wordings else {}
        self.dismissed = {spots[spot] for spot in dismissed if spot in spots} - self.taken.keys()
        self._edited: dict[int, dict[str, Any]] = {
            spots[spot]: {"statement": statement} for spot, statement in wordings.items() if spot in spots
        }
        """What was filled in for a sentence by hand."""
        source = source_of(dataset, origin)
        self._company = source.company if source else ""
        """Whose claims are taken: of a document that was read before, its source's; of another one, whose is asked."""
        self._last_of: dict[str, Draft] = {}
        """What was last taken of each section."""
        self.warnings: Sequence[str] = ()
        """What of the user's own rules could not be used."""
        self.remarks: Sequence[tuple[str, str]] = ()
        """What is to be known of the document, in a word and in full: how it is read, why few are offered."""
        self._steps: list[_Take | _Dismissal] = []

    def _keep(self) -> None:
        """Keep for the next reading what is in no dataset: what is dismissed, and words in which nothing is taken."""
        if self._kept:
            reworded = [index for index in self._edited if self.is_reworded(index) and not self.is_taken_so(index)]
            wordings = {_spot(self.sentences[index]): self.statement(index) for index in reworded}
            self._kept.keep((_spot(self.sentences[index]) for index in self.dismissed), wordings)

    def _take_in(self, dataset: Dataset | None) -> None:
        """Take in the dataset as it is now."""
        self.dataset = dataset
        self._standing = standing(dataset, source_of(dataset, self.origin))

    # What is shown

    def order(self, order: Order, *, shows_all: bool, words: str = "") -> list[int]:
        """Return the sentences to show: those offered as claims or taken, or all; with these words, if any are given.

        Folded words may stand anywhere in the sentence, its section or its kind.
        """
        shown = list(range(len(self.sentences))) if shows_all else sorted({*self._offered, *self.taken})
        for word in fold(words).split():
            shown = [index for index in shown if word in self._folded[index]]
        if order == "score":
            shown.sort(key=self._ranks.__getitem__)
        return shown

    @cached_property
    def _offered(self) -> list[int]:
        return [index for index in range(len(self.sentences)) if self.is_offered(index)]

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(f"{offer.statement} {offer.section} {offer.kind}") for offer in self.sentences]

    @cached_property
    def _ranks(self) -> list[int]:
        """Where each sentence is if the likeliest claims come first."""
        order = sorted(range(len(self.sentences)), key=lambda index: -self.sentences[index].score)
        ranks = [0] * len(order)
        for rank, index in enumerate(order):
            ranks[index] = rank
        return ranks

    def prepare(self) -> None:
        """Work out ahead what is asked for with every key."""
        len(self._offered), len(self._folded), len(self._ranks), len(self._names)

    def is_offered(self, index: int) -> bool:
        """Return whether a sentence is so much like a claim that it is offered as one."""
        return self.sentences[index].score >= LEAST

    @property
    def beginning(self) -> int:
        """The sentence to begin at: the one after the last that was taken or dismissed before, or the first."""
        decided = max([-1, *self.taken, *self.dismissed])
        return decided + 1 if decided + 1 < len(self.sentences) else 0

    def is_open(self, index: int) -> bool:
        """Return whether nothing was decided about a sentence."""
        return index not in self.taken and index not in self.dismissed

    def is_reworded(self, index: int) -> bool:
        """Return whether a sentence is stated in other words than the document's."""
        return self.statement(index) != self.sentences[index].statement

    def is_taken_so(self, index: int) -> bool:
        """Return whether a sentence is a claim already, in the words in which it would be taken now."""
        claims = self.taken.get(index, ())
        return bool(claims) and (
            not self.is_reworded(index) or any(self._states(claim, self.statement(index)) for claim in claims)
        )

    def _states(self, claim: str, statement: str) -> bool:
        row = self.dataset.row_of.get(claim) if self.dataset else None
        return self.dataset is not None and row is not None and self.dataset.claims[row].statement == statement

    @property
    def claims_taken(self) -> int:
        """How many claims were taken of the document."""
        return sum(map(len, self.taken.values()))

    def statement(self, index: int) -> str:
        """Return what a sentence says, in the words in which it would be taken."""
        return str(self._edited.get(index, {}).get("statement", self.sentences[index].statement))

    def draft(self, index: int) -> Draft:
        """Return the claim that a sentence would be: as far as it is not filled in by hand, as is likely."""
        offer = self.sentences[index]
        last = self._last_of.get(offer.section)
        if last and last.company == self._company:
            likely = msgspec.structs.replace(last, offer=offer, statement=offer.statement, kind=offer.kind)
        else:
            pillar = pillar_of(self.dataset, self._company, offer.section)
            likely = Draft(offer, offer.statement, offer.kind, self._company, pillar.id if pillar else "")
        return msgspec.structs.replace(likely, **self._edited.get(index, {}))

    def edit(self, index: int, **changes: Any) -> None:
        """Fill something in for the claim that a sentence would be. Another statement is kept for the next reading."""
        self._edited.setdefault(index, {}).update(changes)
        if "statement" in changes:
            self._keep()

    def choose_company(self, index: int, company: str) -> None:
        """Say whose claims a sentence and those after it are. The pillars of another company are others."""
        if self._company not in {"", company}:
            self._edited.get(index, {}).pop("pillar", None)
        self._company = company

    def beside(self, index: int) -> list[Claim]:
        """Return the other claims that stand in a sentence's paragraph."""
        own = self.taken.get(index, ())
        return [claim for claim in self._standing.get(self.sentences[index].paragraph, ()) if claim.id not in own]

    def company_name(self, draft: Draft) -> str:
        """Return the name of a draft's company, which may be yet to be added."""
        company = company_of(self.dataset, draft.company)
        return company.name if company else draft.company

    def pillar_title(self, draft: Draft) -> str:
        """Return the title of a draft's pillar, which may be yet to be added."""
        pillar = pillar_of(self.dataset, draft.company, draft.pillar)
        return pillar.title if pillar else draft.pillar

    def topics_of(self, draft: Draft) -> tuple[str, ...]:
        """Return the topics that the claim will have: its own, or else its pillar's."""
        pillar = pillar_of(self.dataset, draft.company, draft.pillar)
        return draft.topics or (pillar.topics if pillar else ())

    def pillars(self, draft: Draft) -> tuple[Pillar, ...]:
        """Return the pillars of a draft's company."""
        company = company_of(self.dataset, draft.company)
        known = self.dataset.pillars.values() if self.dataset else ()
        return tuple(pillar for pillar in known if company and pillar.company == company.id)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The titles of the document's sections."""
        return tuple(dict.fromkeys(each.section for each in self.document.paragraphs if each.section))

    def likely_companies(self) -> list[Likely]:
        """Return whose document it may be, the likeliest first."""
        return likely_companies(self._names, self.dataset)

    @cached_property
    def _names(self) -> Names:
        return names_of(self.document)

    # What is done

    def take(self, index: int, standards: Dataset) -> str:
        """Take a sentence as a claim, and return the claim's id; it is on the disk by then.

        Raises `ReadingError` if a company is yet to be chosen, and what `ClaimsFile.add` raises.
        """
        draft = self.draft(index)
        if self.is_taken_so(index):
            told = ", ".join(self.taken[index])
            raise ReadingError(f"it is taken, as {told}; in other words it can be taken again, for what else it states")
        if not draft.company:
            raise ReadingError("choose first whose claim it is")
        begin = Beginning(self.document.title, draft.company)
        change = self.file.add(lambda now: entries(draft, self.origin, now, standards), begin)
        self._take_in(change.dataset)
        self._last_of[draft.offer.section] = draft
        self._steps.append(_Take(index, change, begin, index in self.dismissed))
        self.taken[index] = (*self.taken.get(index, ()), change.claim)
        self.dismissed.discard(index)
        if self.is_reworded(index):
            self._keep()
        return change.claim

    def dismiss(self, index: int) -> None:
        """Say that a sentence is no claim, or that it may be one after all. Raises `ReadingError` for what is taken."""
        if index in self.taken:
            raise ReadingError(f"it is taken, as {', '.join(self.taken[index])}")
        self._steps.append(_Dismissal(index, index in self.dismissed))
        self.dismissed ^= {index}
        self._keep()

    @property
    def can_undo(self) -> bool:
        """Whether anything was done since the document was opened."""
        return bool(self._steps)

    def undo(self) -> tuple[int, str]:
        """Take the last step back; return its sentence, and what that comes to. Raises as `take_back` of the file."""
        if not self._steps:
            raise ReadingError("nothing was done since the document was opened")
        step = self._steps[-1]
        if isinstance(step, _Take):
            self._take_in(self.file.take_back(step.change, step.begin))
            *before, claim = self.taken.pop(step.sentence)
            self.taken |= {step.sentence: tuple(before)} if before else {}
            self.dismissed |= {step.sentence} if step.was_dismissed else set()
            if self.is_reworded(step.sentence):
                self._keep()
            told = f"Took {claim} out of the file again."
        else:
            self.dismissed ^= {step.sentence}
            self._keep()
            told = "Dismissed again." if step.was_dismissed else "Offered again."
        self._steps.pop()
        return step.sentence, told


def _spot(offer: Offer) -> Spot:
    return offer.paragraph, offer.start
