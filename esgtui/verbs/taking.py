"""Sentences of a document as claims of a dataset: what of a claim is filled in, and what else the file then needs.

Nothing is written here (`claims_file.py` does); how a sentence is weighed and read, `documents/` knows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from esgtui.curating.adding import Entry
from esgtui.curating.naming import free_id, next_claim_id
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import with_those_above
from esgtui.dataset.model import Claim, Company, Kind, Pillar, Place, Source, Topic
from esgtui.dataset.rules import flaws_of
from esgtui.documents.drawing import Drawn, restated
from esgtui.documents.offering import Offer
from esgtui.search.text import fold
from esgtui.visible import visible


class Origin(msgspec.Struct, frozen=True):
    """What is known of a document: its title and, if its text lies in the dataset's folder, its path from there.

    `spots` are the paragraphs and quotes of its sentences, and `text` these quotes on one line.
    """

    title: str
    file: str = ""
    spots: frozenset[tuple[int | None, str]] = frozenset()
    text: str = ""


class Draft(msgspec.Struct, frozen=True):
    """A claim about to be taken. Company and pillar are ids of those that there are, or names of new ones."""

    offer: Offer
    statement: str
    kind: Kind | None
    company: str = ""
    pillar: str = ""
    topics: tuple[str, ...] = ()

    @property
    def drawn(self) -> Drawn:
        """The fields that its words fill."""
        offer = self.offer
        return (
            offer.drawn if self.statement == offer.statement else restated(offer.drawn, offer.statement, self.statement)
        )


def origin_of(title: str, path: Path, folder: Path, offers: Sequence[Offer], *, is_text: bool) -> Origin:
    """Return what is known of the document at `path`, with all its sentences, for a dataset in `folder`."""
    inside = path.resolve()
    is_inside = is_text and inside.is_relative_to(folder.resolve()) and _can_be_named(inside)
    file = inside.relative_to(folder.resolve()).as_posix() if is_inside else ""
    spots = [_spot(offer.paragraph, offer.quote) for offer in offers]
    return Origin(title, file, frozenset(spots), " ".join(quote for _, quote in spots))


def _can_be_named(path: Path) -> bool:
    """Return whether a name can stand in a dataset: that of a file may be made of bytes that are no text."""
    return visible(str(path)).count("\ufffd") == str(path).count("\ufffd")


def entries(draft: Draft, origin: Origin, dataset: Dataset, standards: Dataset) -> list[Entry]:
    """Return the tables that a file needs for a claim, the claim last; those that the dataset has are left out.

    Topics that it does not have come from `standards`.
    """
    support: list[Entry] = []
    company = company_of(dataset, draft.company)
    if not company:
        company = _new_company(dataset, draft.company)
        support.append(Entry("companies", company))
    pillar = pillar_of(dataset, draft.company, draft.pillar)
    if draft.pillar and not pillar:
        pillar = _new_pillar(dataset, company, draft.pillar)
        support.append(Entry("pillars", pillar))
    source = source_of(dataset, origin)
    if not source:
        source = _new_source(dataset, company, origin)
        support.append(Entry("sources", source))
    support += _topics(draft.topics, dataset, standards)
    return [*support, Entry("claims", _claim(draft, company, pillar, source, dataset))]


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


def source_of(dataset: Dataset | None, origin: Origin) -> Source | None:
    """Return the source that a document is: by its file or title, or else the one that most of its quotes are from.

    Many reports are called the same. One whose quotes are none of the document's is another one.
    """
    if not dataset:
        return None
    by_file = (source for source in dataset.sources.values() if origin.file and source.file == origin.file)
    if found := next(by_file, None):
        return found
    placed = [(place, claim) for claim in dataset.claims if claim.quote for place in claim.places]
    quoted = Counter(place.source for place, claim in placed if _spot(place.paragraph, claim.quote) in origin.spots)
    titled = [source for source in dataset.sources.values() if fold(source.title) == fold(origin.title)]
    titled.sort(key=lambda source: -quoted[source.id])
    for source in titled:
        quotes = [claim.quote for place, claim in placed if place.source == source.id]
        if not quotes or any(" ".join(quote.split()) in origin.text for quote in quotes):
            return source
    return dataset.sources[quoted.most_common(1)[0][0]] if quoted else None


def taken(dataset: Dataset | None, origin: Origin, offers: Sequence[Offer]) -> dict[int, tuple[str, ...]]:
    """Return which offers are claims of the dataset already, by their quotes and places, with the ids of these."""
    source = source_of(dataset, origin)
    if not dataset or not source:
        return {}
    claims: dict[tuple[int | None, str], list[str]] = {}
    for claim in dataset.claims:
        for place in claim.places if claim.quote else ():
            if place.source == source.id:
                claims.setdefault(_spot(place.paragraph, claim.quote), []).append(claim.id)
    spots = ((index, _spot(offer.paragraph, offer.quote)) for index, offer in enumerate(offers))
    return {index: tuple(claims[spot]) for index, spot in spots if spot in claims}


def standing(dataset: Dataset | None, source: Source | None) -> dict[int, list[Claim]]:
    """Return the claims of a document by the numbers of the paragraphs that they stand in, quoted or not."""
    found: dict[int, list[Claim]] = {}
    for claim in dataset.claims if dataset and source else ():
        for place in claim.places:
            if source and place.source == source.id and place.paragraph is not None:
                found.setdefault(place.paragraph, []).append(claim)
    return found


def _spot(paragraph: int | None, quote: str) -> tuple[int | None, str]:
    return paragraph, " ".join(quote.split())


def _new_company(dataset: Dataset, name: str) -> Company:
    return Company(id=free_id(name, "company", dataset.companies), name=name)


def _new_pillar(dataset: Dataset, company: Company, title: str) -> Pillar:
    there = [pillar for of, pillar in dataset.pillars if of == company.id]
    return Pillar(id=free_id(_first_words(title), "pillar", there), company=company.id, title=title)


def _new_source(dataset: Dataset, company: Company, origin: Origin) -> Source:
    name = Path(origin.file).stem if origin.file else origin.title
    return Source(
        id=free_id(_first_words(name), "source", dataset.sources),
        company=company.id,
        title=origin.title,
        file=origin.file,
    )


LONGEST_ID = 40
_BETWEEN = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with", "&", "-", "–"),
        *("der", "die", "das", "und", "von", "für", "de", "des", "du", "et", "la", "le", "les", "y"),
    )
)
"""Words that no id ends with, since others follow them."""


def _first_words(name: str) -> str:
    """Return as many words of a name as an id that is written often may be long."""
    if len(name) <= LONGEST_ID:
        return name
    words = name[: LONGEST_ID + 1].split()[:-1]
    while words and words[-1].casefold() in _BETWEEN:
        words.pop()
    return " ".join(words) or name[:LONGEST_ID]


def _topics(references: Iterable[str], dataset: Dataset, standards: Dataset) -> list[Entry]:
    """Return the topics that the dataset has not, with those above them, and their frameworks."""
    wanted: dict[str, Topic] = {}
    for reference in references:
        for topic in with_those_above(reference, standards.topics):
            if topic.reference not in dataset.topics:
                wanted[topic.reference] = topic
    frameworks = dict.fromkeys(each.framework for each in wanted.values() if each.framework not in dataset.frameworks)
    return [
        *(Entry("frameworks", standards.frameworks[framework]) for framework in frameworks),
        *(Entry("topics", topic) for topic in wanted.values()),
    ]


def _claim(draft: Draft, company: Company, pillar: Pillar | None, source: Source, dataset: Dataset) -> Claim:
    offer, drawn = draft.offer, draft.drawn
    of_company = (claim.id for claim in dataset.claims if claim.company == company.id)
    is_base_first = drawn.base_year is None or drawn.target_year is None or drawn.base_year <= drawn.target_year
    return Claim(
        id=next_claim_id(of_company, company.id, dataset.row_of),
        company=company.id,
        pillar=pillar.id if pillar else "",
        kind=draft.kind,
        statement=draft.statement,
        quote=" ".join(offer.quote.split()),
        topics=() if pillar and draft.topics == pillar.topics else draft.topics,
        period=drawn.period,
        base_year=drawn.base_year if is_base_first else None,
        target_year=drawn.target_year,
        horizon=drawn.horizon,
        standards=drawn.standards,
        conformity=drawn.conformity,
        places=(Place(source=source.id, section=_section(offer, source), paragraph=offer.paragraph),),
        metrics=tuple(metric for metric in drawn.metrics if not any(flaws_of(metric))),
    )


def _section(offer: Offer, source: Source) -> str:
    """Return the section that a sentence stands in, and the page, where there are any: people find it by that.

    What stands below the document's title alone is in no section of it.
    """
    section = "" if offer.section == source.title else offer.section
    page = "" if offer.page is None else f"page {offer.page}"
    return ", ".join(filter(None, [section, page]))
