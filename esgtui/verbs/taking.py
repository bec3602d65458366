"""Sentences of a document as claims of a dataset: what of a claim is filled in, and what else the file then needs.

Nothing is written here (`claims_file.py` does); how a sentence is weighed and read, `documents/` knows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from esgtui.curating.adding import Entry
from esgtui.curating.naming import Kept, free_id, next_claim_id
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import with_those_above
from esgtui.dataset.model import Claim, Company, Pillar, Place, Source, Topic
from esgtui.dataset.rules import flaws_of
from esgtui.documents.offering import Offer
from esgtui.search.text import fold
from esgtui.verbs.draft import DRAWN_FIELDS, Draft, company_of, pillar_of
from esgtui.visible import visible


class Origin(msgspec.Struct, frozen=True):
    """What is known of a document: its title and, if its text lies in the dataset's folder, its path from there.

    `spots` are the paragraphs and quotes of its sentences, and `text` these quotes on one line.
    """

    title: str
    file: str = ""
    spots: frozenset[tuple[int | None, str]] = frozenset()
    text: str = ""


def origin_of(title: str, path: Path, folder: Path, offers: Sequence[Offer], *, is_text: bool) -> Origin:
    """Return what is known of the document at `path`, with all its sentences, for a dataset in `folder`."""
    inside = path.resolve()
    is_inside = is_text and inside.is_relative_to(folder.resolve()) and _can_be_named(inside)
    file = inside.relative_to(folder.resolve()).as_posix() if is_inside else ""
    spots = _spots(offers)
    return Origin(title, file, frozenset(spots), " ".join(quote for _, quote in spots))


_Spot = tuple[int | None, str]
"""A paragraph's number, and a quote on one line."""

Annotated = Callable[[str, str], Iterable[str]]
"""Returns the ids with a beginning of a dataset's claims that are annotated in a journal, gone or not."""


def annotated_ids(dataset: Dataset, in_journal: Annotated, beginning: str) -> Iterator[str]:
    """Yield the ids with a beginning on which annotations are: those of another claim would be on a new one."""
    yield from (each.claim for each in dataset.tables.annotations if each.claim.startswith(beginning))
    yield from in_journal(dataset.header.id, beginning)


def _can_be_named(path: Path) -> bool:
    """Return whether a name can stand in a dataset: that of a file may be made of bytes that are no text."""
    return visible(str(path)).count("\ufffd") == str(path).count("\ufffd")


def entries(draft: Draft, origin: Origin, dataset: Dataset, standards: Dataset, kept: Kept) -> list[Entry]:
    """Return the tables that a file needs for a claim, the claim last; those that the dataset has are left out.

    Topics that it does not have come from `standards`, and the ids that are `kept` are no new claim's.
    """
    support: list[Entry] = []
    company = company_of(dataset, draft.company)
    if not company:
        company = _new_company(dataset, draft.company)
        support.append(Entry("companies", company))
    filing, pillar = _filing(draft, company, dataset, standards)
    source = source_of(dataset, origin)
    if not source:
        source = _new_source(dataset, company, origin)
        support.append(Entry("sources", source))
    return [*support, *filing, Entry("claims", _claim(draft, company, pillar, source, dataset, kept))]


def correction(claim: Claim, draft: Draft, dataset: Dataset, standards: Dataset) -> list[Entry]:
    """Return the tables that a file needs for a claim of it to be as a draft is, the claim last.

    Under another company it keeps its id, which annotations are on, and its topics; the pillars are others there.
    """
    support: list[Entry] = []
    company = company_of(dataset, draft.company)
    if not company:
        company = _new_company(dataset, draft.company)
        support.append(Entry("companies", company))
    if company.id != claim.company:
        draft = msgspec.structs.replace(draft, pillar="", topics=dataset.topics_of(claim))
    filing, pillar = _filing(draft, company, dataset, standards)
    corrected = msgspec.structs.replace(claim, company=company.id, **_filled_in(draft, pillar))
    return [*support, *filing, Entry("claims", corrected)]


def _filing(draft: Draft, company: Company, dataset: Dataset, standards: Dataset) -> tuple[list[Entry], Pillar | None]:
    """Return what the dataset lacks of what a draft is filed under, and its pillar."""
    pillar, lacking = pillar_of(dataset, draft.company, draft.pillar), []
    if draft.pillar and not pillar:
        pillar = _new_pillar(dataset, company, draft.pillar)
        lacking.append(Entry("pillars", pillar))
    return [*lacking, *_topics(draft.topics, dataset, standards)], pillar


def _filled_in(draft: Draft, pillar: Pillar | None) -> dict[str, object]:
    """Return the fields of a claim that are filled in while a document is read."""
    drawn = draft.drawn
    is_base_first = drawn.base_year is None or drawn.target_year is None or drawn.base_year <= drawn.target_year
    return {
        **{name: getattr(drawn, name) for name in DRAWN_FIELDS},
        "pillar": pillar.id if pillar else "",
        "kind": draft.kind,
        "topics": () if pillar and draft.topics == pillar.topics else draft.topics,
        "base_year": drawn.base_year if is_base_first else None,
        "metrics": tuple(metric for metric in drawn.metrics if not any(flaws_of(metric))),
    }


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


class Taken(NamedTuple):
    """Which offers are claims of a dataset already, with the ids of these: by quote and place, or by quote alone.

    So it is `elsewhere`, in another file or version of the document, where the quote stands in another paragraph.
    """

    in_place: dict[int, tuple[str, ...]]
    elsewhere: dict[int, tuple[str, ...]]


def taken(dataset: Dataset | None, origin: Origin, offers: Sequence[Offer]) -> Taken:
    """Return which offers are claims already. Of quotes alike that stand elsewhere, the order tells which is which."""
    source, claims = source_of(dataset, origin), dict[_Spot, list[str]]()
    for claim in dataset.claims if dataset and source else ():
        for place in claim.places if claim.quote else ():
            if source and place.source == source.id:
                claims.setdefault(_spot(place.paragraph, claim.quote), []).append(claim.id)
    spots, waiting = _spots(offers), dict[str, list[int]]()
    for index in reversed(range(len(spots))):
        if spots[index] not in claims:
            waiting.setdefault(spots[index][1], []).append(index)
    moved = sorted(claims.keys() - set(spots), key=lambda spot: spot[0] or 0)
    return Taken(
        {index: tuple(claims[spot]) for index, spot in enumerate(spots) if spot in claims},
        {waiting[spot[1]].pop(): tuple(claims[spot]) for spot in moved if waiting.get(spot[1])},
    )


def _spots(offers: Iterable[Offer]) -> list[_Spot]:
    return [_spot(offer.paragraph, offer.quote) for offer in offers]


def standing(dataset: Dataset | None, source: Source | None) -> dict[int, list[Claim]]:
    """Return the claims of a document by the numbers of the paragraphs that they stand in, quoted or not."""
    found: dict[int, list[Claim]] = {}
    for claim in dataset.claims if dataset and source else ():
        for place in claim.places:
            if source and place.source == source.id and place.paragraph is not None:
                found.setdefault(place.paragraph, []).append(claim)
    return found


def last_filed(
    standing: Mapping[int, Sequence[Claim]], dataset: Dataset | None, offers: Iterable[Offer]
) -> dict[str, Claim]:
    """Return of each section of a document the claim in it that stands last in the dataset.

    `standing` are the document's claims by their paragraphs.
    """
    found: dict[str, Claim] = {}
    for paragraph, section in {offer.paragraph: offer.section for offer in offers}.items():
        for claim in standing.get(paragraph, ()):
            if dataset and (section not in found or dataset.row_of[claim.id] > dataset.row_of[found[section].id]):
                found[section] = claim
    return found


def _spot(paragraph: int | None, quote: str) -> _Spot:
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


def _claim(
    draft: Draft, company: Company, pillar: Pillar | None, source: Source, dataset: Dataset, kept: Kept
) -> Claim:
    offer = draft.offer
    of_company = (claim.id for claim in dataset.claims if claim.company == company.id)
    claim = Claim(
        id=next_claim_id(of_company, company.id, dataset.row_of, kept),
        company=company.id,
        statement=draft.statement,
        quote=" ".join(offer.quote.split()),
        places=(Place(source=source.id, section=_section(offer, source), paragraph=offer.paragraph),),
    )
    return msgspec.structs.replace(claim, **_filled_in(draft, pillar))


def _section(offer: Offer, source: Source) -> str:
    """Return the section that a sentence stands in, and the page, where there are any: people find it by that.

    What stands below the document's title alone is in no section of it.
    """
    section = "" if offer.section == source.title else offer.section
    page = "" if offer.page is None else f"page {offer.page}"
    return ", ".join(filter(None, [section, page]))
