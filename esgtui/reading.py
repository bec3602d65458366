"""A document being read into a dataset: its sentences, what was taken of them or dismissed, and what is filled in.

Knows nothing of a screen. What waits for the disk (`take`, `take_out`, `fill_in`, `dismiss`, `undo`) is to be called
on a thread of its own.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import msgspec

from esgtui.between_readings import BetweenReadings
from esgtui.curating.adding import Entry
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim
from esgtui.documents.document import Document
from esgtui.documents.listing import Listing, Order
from esgtui.documents.offering import Offer
from esgtui.verbs.claims_file import Beginning, ClaimsFile
from esgtui.verbs.draft import Draft, company_of, draft_of, pillar_of
from esgtui.verbs.reading_steps import Correcting, Dismissal, Edits, Filling, Take
from esgtui.verbs.taking import (
    Annotated,
    Origin,
    annotated_ids,
    correction,
    entries,
    last_filed,
    source_of,
    standing,
    taken,
)
from esgtui.verbs.whose import Likely, Names, likely_companies, names_of


class ReadingError(Exception):
    """A claim cannot be taken as it is; the message says what to do."""


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
        annotated: Annotated = lambda *_: (),
    ) -> None:
        self.document = document
        self.sentences = sentences
        self._listing = Listing(sentences)
        self.file = file
        self.origin = origin
        self._take_in(dataset)
        in_place, elsewhere = taken(dataset, origin, sentences)
        self.taken = in_place | elsewhere
        """The sentences that are claims of the dataset, with the ids of these: a sentence may state several."""
        self.moved = sum(map(len, elsewhere.values()))
        """How many claims were read in other paragraphs than they stand in here."""
        self._annotated = annotated
        self._kept = kept
        dismissed, filled = kept.read() if kept else ((), {})
        spots = {offer.spot: index for index, offer in enumerate(sentences)} if dismissed or filled else {}
        self.dismissed = {spots[spot] for spot in dismissed if spot in spots} - self.taken.keys()
        self._edited: dict[int, Edits] = {
            spots[spot]: dict(by_hand) for spot, by_hand in filled.items() if spot in spots
        }
        source = source_of(dataset, origin)
        self._company = source.company if source else ""
        """Whose claims are taken: of a document that was read before, its source's; of another one, whose is asked."""
        self.warnings: Sequence[str] = ()
        """What of the user's own rules could not be used."""
        self.remarks: Sequence[tuple[str, str]] = ()
        """What is to be known of the document, in a word and in full: how it is read, why few are offered."""
        self._steps: list[Take | Dismissal | Filling | Correcting] = []

    def _keep(self) -> None:
        """Keep for the next reading what is in no dataset: what is dismissed, and filled in for claims to be."""
        if self._kept:
            filled = [index for index, edits in self._edited.items() if edits and not self.is_taken_so(index)]
            self._kept.keep(
                [self.sentences[index].spot for index in self.dismissed],
                {self.sentences[index].spot: self._edited[index] for index in filled},
            )

    def _take_in(self, dataset: Dataset | None) -> None:
        """Take in the dataset as it is now."""
        self.dataset = dataset
        self._standing = standing(dataset, source_of(dataset, self.origin))
        self._last_filed = last_filed(self._standing, dataset, self.sentences)

    # What is shown

    def order(self, order: Order, *, shows_all: bool, words: str = "") -> list[int]:
        """Return the sentences to show, as `Listing.order` does; those that were taken are always among them."""
        return self._listing.order(order, shows_all=shows_all, taken=self.taken, words=words)

    def prepare(self) -> None:
        """Work out ahead what is asked for with every key."""
        self._listing.prepare()
        len(self._names)

    def is_offered(self, index: int) -> bool:
        """Return whether a sentence is so much like a claim that it is offered as one."""
        return self._listing.is_offered(index)

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

    def claim_of(self, index: int) -> Claim | None:
        """Return the claim that a sentence is in the words in which it would be taken now; None if it is none so."""
        dataset, taken_as = self.dataset, self.taken.get(index, ())  # a command may change them on its thread meanwhile
        if not dataset or not self.is_taken_so(index):
            return None
        claims = [dataset.claim(claim) for claim in taken_as if claim in dataset.row_of]
        worded = [claim for claim in claims if claim.statement == self.statement(index)]
        return next(reversed(worded or claims), None)

    def draft(self, index: int) -> Draft:
        """Return the claim that a sentence is or would be: as far as it is not filled in by hand, as is likely."""
        offer = self.sentences[index]
        if claim := self.claim_of(index):
            return draft_of(claim, offer)
        company, last = company_of(self.dataset, self._company), self._last_filed.get(offer.section)
        if last and company and last.company == company.id:
            likely = Draft(offer, offer.statement, offer.kind, self._company, last.pillar, last.topics)
        else:
            pillar = pillar_of(self.dataset, self._company, offer.section)
            likely = Draft(offer, offer.statement, offer.kind, self._company, pillar.id if pillar else "")
        return msgspec.structs.replace(likely, **self._edited.get(index, {}))

    def beside(self, index: int) -> list[Claim]:
        """Return the other claims that stand in a sentence's paragraph."""
        own = self.taken.get(index, ())
        return [claim for claim in self._standing.get(self.sentences[index].paragraph, ()) if claim.id not in own]

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

    def fill_in(self, index: int, standards: Dataset, drawn: Mapping[str, Any] | None = None, **changes: Any) -> str:
        """Fill something in for the claim that a sentence would be; `drawn` are fields that its words fill.

        If it is a claim already, in the words in force, that one is corrected in the file, and its id returned; topics
        that the dataset has not come from `standards`. Another statement is always one for a claim to be. What is in no
        file is kept for the next reading. Raises what `ClaimsFile.correct` raises.
        """
        claim = None if "statement" in changes else self.claim_of(index)
        if claim:
            self._correct(index, claim, standards, drawn or {}, changes)
            return claim.id
        self._steps.append(Filling(index, dict(self._edited.get(index, {})), self._company))
        if drawn:
            changes["fields"] = msgspec.structs.replace(self.draft(index).drawn, **drawn)
        self._edited.setdefault(index, {}).update(changes)
        self._keep()
        return ""

    def _correct(
        self, index: int, claim: Claim, standards: Dataset | None, drawn: Mapping[str, Any], changes: Mapping[str, Any]
    ) -> bool:
        """Correct a claim in the file; return whether anything is another by that."""

        def entries_for(was: Claim, now: Dataset) -> Sequence[Entry]:
            draft = draft_of(was, self.sentences[index])
            fields = msgspec.structs.replace(draft.drawn, **drawn)
            return correction(was, msgspec.structs.replace(draft, fields=fields, **changes), now, standards or now)

        made = self.file.correct(claim.id, entries_for, self._begin(claim.company))
        self._take_in(made.dataset)
        if made.was != made.is_now:
            self._steps.append(Correcting(index, made, self.taken[index], self._company))
        return made.was != made.is_now

    def choose_company(self, index: int, company: str) -> str:
        """Say whose claims a sentence and those taken from now on are. The pillars of another company are others.

        If the sentence is a claim already, that one is corrected in the file, and its id returned. Raises what
        `ClaimsFile.correct` raises.
        """
        claim, edited = self.claim_of(index), self._edited.get(index, {})
        is_corrected = claim is not None and self._correct(index, claim, None, {}, {"company": company})
        if not is_corrected and self._company not in {"", company}:
            self._steps.append(Filling(index, dict(edited), self._company))
            edited.pop("pillar", None)
        self._company = company
        self._keep()
        return claim.id if claim and is_corrected else ""

    def _begin(self, company: str) -> Beginning:
        return Beginning(self.document.title, company)

    def take(self, index: int, standards: Dataset) -> str:
        """Take a sentence as a claim, and return the claim's id; it is on the disk by then.

        Raises `ReadingError` if a company is yet to be chosen, and what `ClaimsFile.add` raises.
        """
        if self.is_taken_so(index):
            told = ", ".join(self.taken[index])
            raise ReadingError(f"it is taken, as {told}; in other words it can be taken again, for what else it states")
        draft = self.draft(index)
        if not draft.company:
            raise ReadingError("choose first whose claim it is")
        begin = self._begin(draft.company)
        change = self.file.add(
            lambda now: entries(draft, self.origin, now, standards, partial(annotated_ids, now, self._annotated)), begin
        )
        edited = self._edited.get(index, {})
        self._steps.append(Take(index, change, begin, index in self.dismissed, dict(edited)))
        self.taken[index] = (*self.taken.get(index, ()), change.claim)
        self._take_in(change.dataset)
        self.dismissed.discard(index)
        edited.pop("fields", None)  # they are those of this claim, not of another that the sentence may state
        self._keep()
        return change.claim

    def take_out(self, index: int) -> str:
        """Take the claim that a sentence is out of the file, and return its id: of several that of the words in force.

        Raises `ReadingError` if it is none, and what `ClaimsFile.correct` raises.
        """
        if index not in self.taken:
            raise ReadingError("it is not taken")
        claim = self.claim_of(index)
        claim_id = claim.id if claim else self.taken[index][-1]
        made = self.file.correct(claim_id, lambda *_: (), self._begin(self._company))
        self._steps.append(Correcting(index, made, self.taken[index], self._company))
        self._set_taken(index, tuple(each for each in self.taken[index] if each != claim_id))
        self._take_in(made.dataset)
        self._keep()
        return claim_id

    def _set_taken(self, index: int, claims: tuple[str, ...]) -> None:
        self.taken.pop(index, None)
        self.taken |= {index: claims} if claims else {}

    def dismiss(self, index: int) -> None:
        """Say that a sentence is no claim, or that it may be one after all. Raises `ReadingError` for what is taken."""
        if index in self.taken:
            raise ReadingError(f"it is taken, as {', '.join(self.taken[index])}")
        self._steps.append(Dismissal(index, index in self.dismissed))
        self.dismissed ^= {index}
        self._keep()

    @property
    def can_undo(self) -> bool:
        """Whether anything was done since the document was opened."""
        return bool(self._steps)

    def undo(self) -> tuple[int, str]:
        """Take the last step back; return its sentence, and what that comes to.

        Raises as `take_back` and `put_back` of the file.
        """
        if not self._steps:
            raise ReadingError("nothing was done since the document was opened")
        step = self._steps[-1]
        match step:
            case Take():
                told = self._untake(step)
            case Correcting():
                told = self._put_back(step)
            case Filling():
                self._edited[step.sentence], self._company = step.edited, step.company
                told = "Filled in as it was before."
            case Dismissal():
                self.dismissed ^= {step.sentence}
                told = "Dismissed again." if step.was_dismissed else "Offered again."
        self._steps.pop()
        self._keep()
        return step.sentence, told

    def _untake(self, step: Take) -> str:
        dataset = self.file.take_back(step.change, step.begin)
        *before, claim = self.taken[step.sentence]
        self._set_taken(step.sentence, tuple(before))
        self._take_in(dataset)
        self.dismissed |= {step.sentence} if step.was_dismissed else set()
        self._edited[step.sentence] = step.edited
        return f"Took {claim} out of the file again."

    def _put_back(self, step: Correcting) -> str:
        claim = step.correction.was
        dataset = self.file.put_back(step.correction, self._begin(claim.company))
        self._set_taken(step.sentence, step.taken)
        self._company = step.company
        self._take_in(dataset)
        return f"{claim.id} is in the file as it was before."
