"""JSON Lines: one object a claim with what it states and its annotations in it, or one for each claim and coder.

The names are those of the dataset format; what it leaves to other tables (names, titles, addresses) stands beside them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from esgtui.annotation.conflicts import Settlement
from esgtui.dataset.model import Claim, ExportedAnnotation, Place
from esgtui.dataset.plain import as_toml
from esgtui.exchange.annotations import exported_settlement
from esgtui.exchange.contents import Contents
from esgtui.exchange.json_text import json_text
from esgtui.exchange.stated import findings_object
from esgtui.exchange.streams import in_pieces

Object = dict[str, Any]

_JUDGEMENTS: Object = {"verdict": "", "starred": False, "tags": [], "notes": []}
"""What a coder can put on a claim, where nothing is."""


def claim_lines(contents: Contents) -> Iterator[bytes]:
    """Yield an object for each claim, piece by piece; those that vanished come last, with what is on them alone."""
    claims = (_claim(contents, claim) for claim in contents.each_claim())
    vanished = ({"id": claim, "gone": True} | _judgements(contents, claim) for claim in contents.orphans)
    return _lines(contents, chain(claims, vanished))


def annotation_lines(contents: Contents) -> Iterator[bytes]:
    """Yield an object for each claim and coder, piece by piece; a claim that vanished has its id alone."""
    return _lines(contents, (_annotation(contents, table) for table in contents.each_record()))


def _lines(contents: Contents, objects: Iterable[Object]) -> Iterator[bytes]:
    """Yield objects as lines, each with the dataset that it is of: lines of several files may come together."""
    dataset = {"dataset": contents.dataset.header.id}
    return in_pieces(f"{json_text(dataset | found)}\n" for found in objects)


def _claim(contents: Contents, claim: Claim) -> Object:
    return (
        as_toml(claim)
        | _filing(contents, claim)
        | {"topics": contents.dataset.topics_of(claim), "places": [_place(contents, place) for place in claim.places]}
        | {"checklist": findings_object(contents.known.checklist, claim)}
        | _judgements(contents, claim.id)
    )


def _judgements(contents: Contents, claim_id: str) -> Object:
    """Return what coders put on a claim, who else was there, and what they settled."""
    records = list(contents.records(claim_id))
    return {
        "annotations": [_without_claim(_judged(record)) for record in records if _holds(record)],
        "visitors": [_without_claim(as_toml(record)) for record in records if not _holds(record)],
        "settlements": [settled(each) for each in contents.settlements(claim_id)],
    }


def _without_claim(found: Object) -> Object:
    """Return what stands within the claim that it is about."""
    return {key: value for key, value in found.items() if key != "claim"}


def settled(settlement: Settlement) -> Object:
    """Return what was settled on a claim, by whom if that is known, and whether it stands."""
    return _without_claim(as_toml(exported_settlement(settlement))) | {"stands": settlement.stands}


def _annotation(contents: Contents, table: ExportedAnnotation) -> Object:
    dataset = contents.dataset
    if table.claim not in dataset.row_of:
        return _judged(table)
    claim = dataset.claim(table.claim)
    return _judged(table) | _filing(contents, claim) | {"statement": claim.statement}


def _judged(table: ExportedAnnotation) -> Object:
    """Return what one coder put on a claim; what is not there is empty, not left out."""
    return {"claim": "", "coder": ""} | _JUDGEMENTS | as_toml(table) | ({} if _holds(table) else {"empty": True})


def _holds(table: ExportedAnnotation) -> bool:
    """Return whether anything is on the claim, which a coder may have only visited, or cleared."""
    return bool(table.tags or table.verdict or table.starred or table.notes)


def _filing(contents: Contents, claim: Claim) -> Object:
    found: Object = {"company": claim.company, "company_name": contents.dataset.companies[claim.company].name}
    if claim.pillar:
        found |= {"pillar": claim.pillar, "pillar_title": contents.dataset.pillar_title(claim)}
    return found


def _place(contents: Contents, place: Place) -> Object:
    source = contents.dataset.sources[place.source]
    return as_toml(place) | {"title": source.title} | ({"url": source.url} if source.url else {})
