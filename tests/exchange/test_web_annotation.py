"""Web Annotations are read as JSON, and keep what the W3C's Web Annotation Data Model demands of each part."""

import json
import re
from datetime import datetime
from typing import Any

import msgspec
from hypothesis import given

from esgtui.dataset.model import ExportedAnnotation, Tables

from .exporting import export, held
from .samples import annotations, tables
from .test_spreadsheet import ADDED, NOON, SMALL

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
MOTIVATIONS = {"assessing", "bookmarking", "commenting", "questioning", "tagging"}


def read(data: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a collection and its annotations, all of which the model allows."""
    collection = json.loads(data)
    assert collection["@context"] == CONTEXT
    assert collection["type"] == "AnnotationCollection"
    assert IRI.fullmatch(collection["id"])
    items: list[dict[str, Any]] = []
    if "first" in collection:
        page = collection["first"]
        assert page["type"] == "AnnotationPage"
        assert collection["last"] == page["id"]
        assert page["partOf"] == collection["id"]
        items = page["items"]
        assert items
    assert collection["total"] == len(items)
    for item in items:
        check(item)
    assert len({item["id"] for item in items}) == len(items)
    return collection, items


def check(item: dict[str, Any]) -> None:
    """See that an annotation has what it must have (sections 3.1, 3.2.4, 3.3 and 4.2.4 of the model)."""
    assert item["@context"] == CONTEXT
    assert item["type"] == "Annotation"
    assert IRI.fullmatch(item["id"])
    assert item["motivation"] in MOTIVATIONS
    assert item["creator"]["type"] == "Person"
    assert item["creator"]["name"]
    for time in (item["created"], item.get("modified", item["created"])):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time)
        assert datetime.fromisoformat(time)
    if item["motivation"] == "bookmarking":
        assert "body" not in item
    else:
        assert item["body"]["type"] == "TextualBody"
        assert item["body"]["purpose"] == item["motivation"]
        assert isinstance(item["body"]["value"], str)
    for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
        assert target["type"] == "SpecificResource"
        assert IRI.fullmatch(target["source"])
        selector = target.get("selector", {"type": "TextQuoteSelector", "exact": ""})
        assert selector["type"] == "TextQuoteSelector"
        assert isinstance(selector["exact"], str)


def test_tags_notes_verdicts_and_stars_are_annotations_of_the_claim_in_its_source() -> None:
    collection, items = read(export("web-annotation", SMALL, ADDED))
    assert (collection["label"], collection["total"]) == ("A sample", 8)
    said = [
        (item["creator"]["name"], item["motivation"], item.get("body", {}).get("value"), item["created"])
        for item in items
    ]
    noon = "2026-11-21T12:00:00Z"
    assert said == [
        ("ada", "tagging", "x", noon),
        ("ada", "bookmarking", None, noon),
        ("mei", "tagging", "a/b", noon),
        ("mei", "tagging", "x", noon),
        ("mei", "assessing", "Substantiated", noon),
        ("mei", "commenting", "one\r\ntwo", noon),
        ("mei", "commenting", "-3", noon),
        ("mei", "assessing", "old", noon),
    ]
    assert items[0]["target"] == {
        "type": "SpecificResource",
        "source": "https://example.org/r",
        "dcterms:identifier": "c1",
        "selector": {"type": "TextQuoteSelector", "exact": "40 kg less, 中文 too."},
    }
    assert items[-1]["target"]["dcterms:identifier"] == "gone"
    assert items[4]["body"]["dcterms:identifier"] == "good"


def test_the_documents_own_words_are_quoted_in_each_document_on_the_web() -> None:
    claim = msgspec.structs.replace(SMALL.claims[0], quote="Vierzig weniger.", places=[])
    places = tuple(type(SMALL.claims[0].places[0])(source=source) for source in ("s1", "s2", "s3", "s1"))
    other = msgspec.structs.replace(SMALL.sources[0], id="s2", url="https://example.org/<é>")
    offline = msgspec.structs.replace(SMALL.sources[0], id="s3", url="")
    changed = msgspec.structs.replace(
        SMALL,
        claims=(msgspec.structs.replace(claim, places=places),),
        sources=(SMALL.sources[0], other, offline),
    )
    _, items = read(export("web-annotation", changed, ADDED[:1]))
    assert [(each["source"], each["selector"]["exact"]) for each in items[0]["target"]] == [
        ("https://example.org/r", "Vierzig weniger."),
        ("https://example.org/%3Cé%3E", "Vierzig weniger."),
    ]


def test_ids_stay_the_same_and_nothing_is_a_collection_too() -> None:
    one, other = export("web-annotation", SMALL, ADDED), export("web-annotation", SMALL, ADDED)
    assert one == other
    collection, items = read(export("web-annotation", SMALL, ()))
    assert (items, collection["total"]) == ([], 0)


@given(tables(), annotations())
def test_whatever_was_put_on_claims_is_valid(exported: Tables, added: tuple[ExportedAnnotation, ...]) -> None:
    _, items = read(export("web-annotation", exported, added))
    said = {(item["motivation"], item.get("body", {}).get("value")) for item in items}
    for table in held(exported, added):
        assert {("tagging", tag) for tag in table.tags} <= said
        said_so = {("questioning" if note.kind == "question" else "commenting", note.text) for note in table.notes}
        assert said_so <= said
    assert len(items) == sum(
        len(each.tags) + bool(each.verdict) + len(each.notes) + each.starred for each in held(exported, added)
    )


def test_an_edited_note_says_when() -> None:
    note = msgspec.structs.replace(ADDED[1].notes[0], edited=NOON.replace(hour=11, minute=59))
    (item,) = read(
        export("web-annotation", SMALL, (ExportedAnnotation(claim="c1", coder="m", notes=(note,), updated=NOON),))
    )[1]
    assert (item["created"], item["modified"]) == ("2026-11-21T12:00:00Z", "2026-11-21T11:59:00Z")
