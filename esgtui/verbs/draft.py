"""A claim that a sentence of a document would be, or is: what is filled in, and what of the dataset that means."""

import msgspec

from esgtui.checklist.findings import Finding
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Kind, Pillar
from esgtui.dataset.rules import flaws_of
from esgtui.documents.drawing import Drawn, restated
from esgtui.documents.offering import Offer
from esgtui.search.text import fold


class Draft(msgspec.Struct, frozen=True):
    """A claim about to be taken. Company and pillar are ids of those that there are, or names of new ones."""

    offer: Offer
    statement: str
    kind: Kind | None
    company: str = ""
    pillar: str = ""
    topics: tuple[str, ...] = ()
    fields: Drawn | None = None
    """What was filled in by hand in place of what the words fill."""

    @property
    def is_reworded(self) -> bool:
        """Whether it is stated in other words than the document's."""
        return self.statement != self.offer.statement

    @property
    def drawn(self) -> Drawn:
        """The fields that its words fill, or that were filled in by hand."""
        if self.fields is not None:
            return self.fields
        offer = self.offer
        return restated(offer.drawn, offer.statement, self.statement) if self.is_reworded else offer.drawn

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checklist finds in it."""
        offer = self.offer
        if self.fields is None and not self.is_reworded:
            return offer.findings
        metrics = tuple(each for each in self.drawn.metrics if not any(flaws_of(each)))
        stated = {name: getattr(self.drawn, name) for name in DRAWN_FIELDS} | {"metrics": metrics}
        return offer.teller.reader.read(Claim(id="", company="", statement=self.statement, quote=offer.quote, **stated))


DRAWN_FIELDS = tuple(name for name in Drawn.__struct_fields__ if name in Claim.__struct_fields__)
"""The fields of a claim that the words of a document fill."""


def draft_of(claim: Claim, offer: Offer) -> Draft:
    """Return a claim of the dataset, taken from an offer, as it would be taken now."""
    fields = Drawn(**{name: getattr(claim, name) for name in DRAWN_FIELDS})
    return Draft(offer, claim.statement, claim.kind, claim.company, claim.pillar, claim.topics, fields)


def company_of(dataset: Dataset | None, name: str) -> Company | None:
    """Return the company with this id, or else with this name."""
    companies = dataset.companies.values() if dataset else ()
    by_id = (company for company in companies if company.id == name)
    by_name = (company for company in companies if fold(name) in {fold(company.name), *map(fold, company.aliases)})
    return next(by_id, None) or next(by_name, None)


def pillar_of(dataset: Dataset | None, company: str, name: str) -> Pillar | None:
    """Return the company's pillar with this id, or else with this title."""
    known = company_of(dataset, company)
    pillars = [each for each in dataset.pillars.values() if known and each.company == known.id] if dataset else []
    by_id = (pillar for pillar in pillars if pillar.id == name)
    by_title = (pillar for pillar in pillars if fold(pillar.title) == fold(name))
    return next(by_id, None) or next(by_title, None)


def company_name(draft: Draft, dataset: Dataset | None) -> str:
    """Return the name of a draft's company, which may be yet to be added."""
    company = company_of(dataset, draft.company)
    return company.name if company else draft.company


def pillar_title(draft: Draft, dataset: Dataset | None) -> str:
    """Return the title of a draft's pillar, which may be yet to be added."""
    pillar = pillar_of(dataset, draft.company, draft.pillar)
    return pillar.title if pillar else draft.pillar


def topics_of(draft: Draft, dataset: Dataset | None) -> tuple[str, ...]:
    """Return the topics that the claim will have: its own, or else its pillar's."""
    pillar = pillar_of(dataset, draft.company, draft.pillar)
    return draft.topics or (pillar.topics if pillar else ())


def pillars_of(draft: Draft, dataset: Dataset | None) -> tuple[Pillar, ...]:
    """Return the pillars of a draft's company."""
    company = company_of(dataset, draft.company)
    known = dataset.pillars.values() if dataset else ()
    return tuple(pillar for pillar in known if company and pillar.company == company.id)
