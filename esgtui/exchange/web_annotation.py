"""W3C Web Annotations in JSON-LD: a collection with one page that holds every tag, note, verdict and star.

Source: the Web Annotation Data Model, W3C Recommendation of 23 February 2017; what becomes what is in docs/exports.md.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from esgtui import __version__
from esgtui.annotation.conflicts import Settlement
from esgtui.annotation.model import SETTLED_PREFIX, STAR, TAG_PREFIX, VERDICT
from esgtui.dataset.model import ExportedAnnotation
from esgtui.exchange.annotations import judgement_text, said
from esgtui.exchange.contents import Contents
from esgtui.exchange.json_text import json_text
from esgtui.exchange.streams import in_pieces

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_IDS = uuid.UUID("3d0c6a52-7f4e-5b9a-9c61-e84b7a0d15f2")  # the name space of the ids of annotations and claims
_NOT_IN_IRIS = {ord(letter): f"%{ord(letter):02X}" for letter in '<>"{}|\\^`'}  # RFC 3987, section 2.2

Object = dict[str, Any]


def pieces(contents: Contents) -> Iterator[bytes]:
    """Yield the collection piece by piece."""
    return in_pieces(_document(contents))


def _document(contents: Contents) -> Iterator[str]:
    """Yield the text; how many annotations there are is known, and told, at the end. A page must not be empty."""
    header = contents.dataset.header
    collection, page = _id(header.id, "collection"), _id(header.id, "page")
    head = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": header.title,
        "generator": {"type": "Software", "name": f"esgtui {__version__}"},
    }
    first = {"id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    yield json_text(head)[:-1]
    total = 0
    annotations = (each for table in contents.each_annotation() for each in _annotations(contents, table))
    settlements = (each for claim in contents.each_id() for each in contents.settlements(claim))
    for annotation in chain(annotations, (_settled(contents, each) for each in settlements)):
        yield "," if total else f',"first":{json_text(first)[:-1]},"items":['
        yield f"\n{json_text(annotation)}"
        total += 1
    if total:
        yield f'\n]}},"last":"{page}"'
    yield f',"total":{total}}}\n'


def _annotations(contents: Contents, table: ExportedAnnotation) -> Iterator[Object]:
    """Yield what one coder put on a claim, each thing an annotation of its own."""
    target = _target(contents, table.claim)
    creator = {"type": "Person", "name": table.coder}

    def made(field: str, motivation: str, created: datetime, more: Object) -> Object:
        return {
            "@context": CONTEXT,
            "id": _id(contents.dataset.header.id, table.claim, table.coder, field),
            "type": "Annotation",
            "motivation": motivation,
            "creator": creator,
            "created": created,
            **more,
            "target": target,
        }

    for tag in table.tags:
        body = _body("tagging", tag)
        yield made(TAG_PREFIX + tag, "tagging", _since(contents, table, TAG_PREFIX + tag), {"body": body})
    if table.verdict:
        verdict = contents.dataset.verdicts.get(table.verdict)
        body = _body("assessing", verdict.title if verdict else table.verdict)
        body["dcterms:identifier"] = table.verdict
        yield made(VERDICT, "assessing", _since(contents, table, VERDICT), {"body": body})
    for note in table.notes:
        changed = {"modified": note.edited} if note.edited else {}
        purpose = "questioning" if note.kind == "question" else "commenting"
        yield made(f"note:{note.id}", purpose, note.created, changed | {"body": _body(purpose, note.text)})
    if table.starred:
        yield made(STAR, "bookmarking", _since(contents, table, STAR), {})


def _settled(contents: Contents, settlement: Settlement) -> Object:
    """Return a settlement as an annotation, by whoever settled it if that is known."""
    body = _body("moderating", judgement_text(contents.dataset.verdicts, settlement.field, settlement.decision))
    body["dcterms:identifier"] = f"{settlement.field} = {said(settlement.decision)}"
    creator = {"creator": {"type": "Person", "name": settlement.by}} if settlement.by else {}
    return {
        "@context": CONTEXT,
        "id": _id(contents.dataset.header.id, settlement.claim, SETTLED_PREFIX, settlement.field),
        "type": "Annotation",
        "motivation": "moderating",
        **creator,
        "created": settlement.at.astimezone(UTC).replace(microsecond=0),
        "body": body,
        "target": _target(contents, settlement.claim),
    }


def _since(contents: Contents, table: ExportedAnnotation, field: str) -> datetime:
    """Return since when a cell holds what it holds, to the second."""
    cell = contents.history.cell(table.claim, table.coder, field)
    return cell.at.replace(microsecond=0) if cell else table.updated


def _body(purpose: str, text: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text}


def _target(contents: Contents, claim_id: str) -> Object | list[Object]:
    """Return the claim in each document on the web where it stands or, if there is none, the claim itself."""
    dataset = contents.dataset
    own = _id(dataset.header.id, claim_id)
    if claim_id not in dataset.row_of:
        return {"type": "SpecificResource", "source": own, "dcterms:identifier": claim_id}
    claim = dataset.claim(claim_id)
    urls = dict.fromkeys(dataset.sources[place.source].url for place in claim.places)
    exact = claim.quote or claim.statement
    targets: list[Object] = [
        {
            "type": "SpecificResource",
            "source": url,
            "dcterms:identifier": claim_id,
            "selector": {"type": "TextQuoteSelector", "exact": exact},
        }
        for url in [address.translate(_NOT_IN_IRIS) for address in urls if address.strip()] or [own]
    ]
    return targets[0] if len(targets) == 1 else targets


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_IDS, chr(10).join(parts))}"
