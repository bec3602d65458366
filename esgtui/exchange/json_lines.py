"""JSON Lines: one object a claim with what it states and its annotations in it, or one for each claim and coder.

The names are those of the dataset format; what it leaves to other tables (names, titles, addresses) stands beside them.
"""

from collections.abc import Iterator
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


def claim_lines(contents: Contents) -> Iterator[bytes]:
    """Yield an object for each claim, piece by piece."""
    return in_pieces(f"{json_text(_claim(contents, claim))}\n" for claim in contents.each_claim())


def annotation_lines(contents: Contents) -> Iterator[bytes]:
    """Yield an object for each claim and coder, piece by piece; a claim that vanished has its id alone."""
    return in_pieces(f"{json_text(_annotation(contents, table))}\n" for table in contents.each_annotation())


def _claim(contents: Contents, claim: Claim) -> Object:
    annotations = [_judged(table) for table in contents.annotations(claim.id)]
    for annotation in annotations:
        del annotation["claim"]
    return (
        as_toml(claim)
        | _filing(contents, claim)
        | {"topics": contents.dataset.topics_of(claim), "places": [_place(contents, place) for place in claim.places]}
        | {"checklist": findings_object(contents.known.checklist, claim), "annotations": annotations}
        | {"settlements": [settled(each) for each in contents.settlements(claim.id)]}
    )


def settled(settlement: Settlement) -> Object:
    """Return what was settled on a claim, by whom if that is known, and whether it stands."""
    found = as_toml(exported_settlement(settlement))
    del found["claim"]
    return found | {"stands": settlement.stands}


def _annotation(contents: Contents, table: ExportedAnnotation) -> Object:
    dataset = contents.dataset
    if table.claim not in dataset.row_of:
        return _judged(table)
    claim = dataset.claim(table.claim)
    return _judged(table) | _filing(contents, claim) | {"statement": claim.statement}


def _judged(table: ExportedAnnotation) -> Object:
    """Return what one coder put on a claim; what is not there is empty, not left out."""
    empty: Object = {"claim": "", "coder": "", "verdict": "", "starred": False, "tags": [], "notes": []}
    return empty | as_toml(table)


def _filing(contents: Contents, claim: Claim) -> Object:
    found: Object = {"company": claim.company, "company_name": contents.dataset.companies[claim.company].name}
    if claim.pillar:
        found |= {"pillar": claim.pillar, "pillar_title": contents.dataset.pillar_title(claim)}
    return found


def _place(contents: Contents, place: Place) -> Object:
    source = contents.dataset.sources[place.source]
    return as_toml(place) | {"title": source.title} | ({"url": source.url} if source.url else {})
