"""The rule that every id is given once, over all files of a dataset."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from esgtui.dataset.findings import Findings, Flaw, Part, Spot
from esgtui.dataset.model import Claim
from esgtui.dataset.problems import quoted
from esgtui.dataset.shapes import KeyPath


class _Identity(NamedTuple):
    """What has to differ from row to row of a table: `of` gives it, `path` is where it stands, `words` describe it."""

    table: str
    of: Callable[[Any], Hashable]
    path: KeyPath
    words: Callable[[Any], str]
    remedy: str


def _id(table: str, remedy: str) -> _Identity:
    return _Identity(table, attrgetter("id"), ("id",), lambda row: f"the id {quoted(row.id)}", remedy)


_IDENTITIES = (
    _id("companies", "give each company an id of its own"),
    _id("sources", "give each source an id of its own"),
    _id("frameworks", "give each framework an id of its own"),
    _id("verdicts", "give each verdict an id of its own"),
    _Identity(
        "pillars",
        lambda row: row.id and row.company and (row.company, row.id),
        ("id",),
        lambda row: f"the pillar {quoted(row.id)} of company {quoted(row.company)}",
        "give each pillar of a company an id of its own",
    ),
    _Identity(
        "topics",
        lambda row: row.code and row.framework and row.reference,
        ("code",),
        lambda row: f"the topic {quoted(row.reference)}",
        "give each topic of a framework a code of its own",
    ),
    _Identity(
        "codebook",
        attrgetter("tag"),
        ("tag",),
        lambda row: f"the tag {quoted(row.tag)}",
        "explain each tag once",
    ),
    _Identity(
        "codebook",
        attrgetter("key"),
        ("key",),
        lambda row: f"the key {quoted(row.key)}",
        "give each tag a key of its own, or none",
    ),
    _Identity(
        "codebook_changes",
        attrgetter("what"),
        ("what",),
        lambda row: f"what became of {quoted(row.what)}",
        "keep the later one",
    ),
    _Identity(
        "annotations",
        lambda row: row.claim and row.coder and (row.claim, row.coder),
        (),
        lambda row: f"what coder {quoted(row.coder)} put on claim {quoted(row.claim)}",
        "join the two into one table",
    ),
    _Identity(
        "settlements",
        lambda row: row.claim and row.about and (row.claim, row.about),
        (),
        lambda row: f"how {quoted(row.about)} of claim {quoted(row.claim)} was settled",
        "keep the later one",
    ),
)


_CLAIM = _id("claims", "give each claim an id of its own")


def check_claim_id(spot: Spot, claim: Claim, first: Spot, findings: Findings) -> None:
    """Find that a claim has the id of an earlier one."""
    if claim.id:
        findings.tell(spot, claim, _given_again(_CLAIM, claim), first._replace(path=first.path + _CLAIM.path))


def _given_again(identity: _Identity, row: Any) -> Flaw:
    return Flaw(identity.path, f"{identity.words(row)} is given already in", identity.remedy)


def check_identities(parts: Sequence[Part], findings: Findings) -> None:
    """Find what is given twice, but for claims; the first one counts as right."""
    for identity in _IDENTITIES:
        first: dict[Hashable, tuple[Part, int]] = {}
        for part in parts:
            for position, row in enumerate(part.rows[identity.table]):
                name = identity.of(row)
                if name and first.setdefault(name, (part, position)) != (part, position):
                    earlier, place = first[name]
                    other = Spot(earlier, (identity.table, place, *identity.path))
                    findings.tell(Spot(part, (identity.table, position)), row, _given_again(identity, row), other)
    _check_notes(parts, findings)


def _check_notes(parts: Sequence[Part], findings: Findings) -> None:
    first: dict[str, Spot] = {}
    for spot, row, position in _notes(parts):
        note_id = row.notes[position].id
        path: KeyPath = ("notes", position, "id")
        here = Spot(spot.part, spot.path + path)
        other = first.setdefault(note_id, here) if note_id else here
        if other is not here:
            flaw = Flaw(path, f"the id {quoted(note_id)} is given already in", "give each note an id of its own")
            findings.tell(spot, row, flaw, other)


def _notes(parts: Sequence[Part]) -> Iterator[tuple[Spot, Any, int]]:
    for part in parts:
        for number, row in enumerate(part.rows["annotations"]):
            for position in range(len(row.notes)):
                yield Spot(part, ("annotations", number)), row, position
