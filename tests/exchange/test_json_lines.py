"""JSON Lines are read by Python's reader, and say all that claims and annotations say."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given

from esgtui.dataset.model import ExportedAnnotation, Tables
from esgtui.exchange.formats import BY_NAME

from .exporting import export, held, workspace_of
from .samples import annotations, tables
from .test_spreadsheet import ADDED, SMALL

STATES = dict.fromkeys(("quantified", "time-bound", "boundary", "standard", "commitment"), "stated") | dict.fromkeys(
    ("baseline", "third-party", "generic", "offset"), "not stated"
)
"""What the first claim of the sample states, by attribute."""


def objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def test_a_claim_is_an_object_with_its_annotations_in_it() -> None:
    first, second, vanished = objects(export("jsonl", SMALL, ADDED))
    checklist = first.pop("checklist")
    assert {attribute: found["state"] for attribute, found in checklist.items()} == STATES
    assert checklist["quantified"]["signs"][0]["words"] == []
    moment = "2026-11-21T12:00:00Z"
    assert first == {
        "dataset": "sample",
        "id": "c1",
        "company": "smart",
        "company_name": "smart Automobile",
        "pillar": "people",
        "pillar_title": "People",
        "kind": "target",
        "statement": "40 kg less, 中文 too.",
        "topics": ["esrs:S1"],
        "target_year": 2045,
        "standards": ["ISO 37301", "GRI"],
        "places": [
            {"source": "s1", "paragraph": paragraph, "title": "A report", "url": "https://example.org/r"}
            for paragraph in (3, 9)
        ],
        "tags": ["own", "b"],
        "metrics": [
            {"name": "steel", "value": -40, "unit": "kg", "per": "car"},
            {"name": "share", "value": 0.5},
        ],
        "x-page": 3,
        "annotations": [
            {
                "coder": "ada",
                "verdict": "",
                "starred": True,
                "tags": ["x"],
                "notes": [],
                "updated": moment,
                "times": [{"what": what, "at": moment} for what in ("star", "tag:x")],
            },
            {
                "coder": "mei",
                "verdict": "good",
                "starred": False,
                "tags": ["a/b", "x"],
                "notes": [
                    {"id": "n1", "text": "one\r\ntwo", "created": "2026-11-21T12:00:00Z"},
                    {"id": "n2", "text": "-3", "created": "2026-11-21T12:00:00Z"},
                ],
                "updated": moment,
                "times": [
                    {"what": what, "at": moment} for what in ("note:n1", "note:n2", "tag:a/b", "tag:x", "verdict")
                ],
            },
        ],
        "visitors": [],
        "settlements": [],
    }
    assert second["annotations"] == []
    assert (vanished["id"], vanished["gone"], vanished["annotations"][0]["verdict"]) == ("gone", True, "old")


def test_each_coders_annotation_of_a_claim_is_an_object() -> None:
    ada, mei, gone = objects(export("jsonl-annotations", SMALL, ADDED))
    assert (ada["claim"], ada["coder"], ada["starred"]) == ("c1", "ada", True)
    assert (mei["statement"], mei["company_name"], len(mei["notes"])) == (
        "40 kg less, 中文 too.",
        "smart Automobile",
        2,
    )
    assert gone == {
        "dataset": "sample",
        "claim": "gone",
        "coder": "mei",
        "verdict": "old",
        "starred": False,
        "tags": [],
        "notes": [],
        "updated": "2026-11-21T12:00:00Z",
        "times": [{"what": "verdict", "at": "2026-11-21T12:00:00Z"}],
    }


def test_who_only_looked_or_cleared_a_claim_is_there_and_told_apart(tmp_path: Path) -> None:
    mei = workspace_of(SMALL, (), tmp_path)
    mei.visit(["c1"], on=True)
    mei.star(["c2"], on=True)
    mei.star(["c2"], on=False)
    looked, cleared = objects(b"".join(mei.exports.pieces(wanted=BY_NAME["jsonl"])))
    assert (looked["annotations"], cleared["annotations"]) == ([], [])
    assert [each["visited"] for each in looked["visitors"]] == [True]
    assert [[time["what"] for time in each["times"]] for each in cleared["visitors"]] == [["star"]]
    lines = objects(b"".join(mei.exports.pieces(wanted=BY_NAME["jsonl-annotations"])))
    assert [(each["claim"], each["empty"], each["tags"]) for each in lines] == [("c1", True, []), ("c2", True, [])]


@given(tables(), annotations())
def test_no_word_is_lost_whatever_it_is(exported: Tables, added: tuple[ExportedAnnotation, ...]) -> None:
    claims = [each for each in objects(export("jsonl", exported, added)) if not each.get("gone")]
    assert [(each["id"], each["statement"], each.get("quote", "")) for each in claims] == [
        (claim.id, claim.statement, claim.quote) for claim in exported.claims
    ]
    judged = [each for each in objects(export("jsonl-annotations", exported, added)) if not each.get("empty")]
    assert [(each["claim"], each["coder"], each["verdict"], each["starred"], set(each["tags"])) for each in judged] == [
        (each.claim, each.coder, each.verdict, each.starred, set(each.tags)) for each in held(exported, added)
    ]
    assert [{note["text"] for note in each["notes"]} for each in judged] == [
        {note.text for note in each.notes} for each in held(exported, added)
    ]
