"""For each field, whatever values are asked for and whatever coders did, a filter lets through what a loop does."""

from collections.abc import Callable, Collection, Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim, Metric
from esgtui.search.names import Names
from esgtui.search.query import parse
from tests.search.samples import ByClaim, Filtering

NAMES = Names(
    companies={"x": ("Xylo", "Ypsilon AG"), "y": ("Yttrium",)},
    pillars={("x", "p"): "Planet", ("y", "p"): "Planet", ("y", "q"): "Quality"},
    pillar_topics={("x", "p"): ("esrs:E1",)},
    topics={"esrs:E1": "Climate", "sdg:12": "Consumption"},
)


class Put(msgspec.Struct, frozen=True):
    """What coders put on one claim."""

    tags: frozenset[str]
    verdicts: frozenset[str]
    coders: frozenset[str]
    note_kinds: frozenset[str]
    is_starred: bool
    visitors: frozenset[str]
    is_changed: bool


class Coders(ByClaim):
    """What coders put on claims, by plain tables."""

    def __init__(self, puts: dict[str, Put], claims: Sequence[Claim]) -> None:
        super().__init__(claims)
        self.puts = puts

    def tags(self, claim_id: str) -> Collection[str]:
        return self.puts[claim_id].tags if claim_id in self.puts else ()

    def verdicts(self, claim_id: str) -> Collection[str]:
        return self.puts[claim_id].verdicts if claim_id in self.puts else ()

    def coders(self, claim_id: str) -> Collection[str]:
        return self.puts[claim_id].coders if claim_id in self.puts else ()

    def note_kinds(self, claim_id: str) -> Collection[str]:
        return self.puts[claim_id].note_kinds if claim_id in self.puts else ()

    def visitors(self, claim_id: str) -> Collection[str]:
        return self.puts[claim_id].visitors if claim_id in self.puts else ()

    def is_changed(self, claim_id: str) -> bool:
        return claim_id in self.puts and self.puts[claim_id].is_changed

    def is_starred(self, claim_id: str) -> bool:
        return claim_id in self.puts and self.puts[claim_id].is_starred


TAGS = st.sampled_from(["a", "a/b", "a/b/c", "ab", "b c"])
SETS = {"verdicts": ["good", "poor"], "coders": ["mei", "ada"]}
STANDARDS, KINDS, UNITS = ["ISO 14001", "ISO 14064", "GDPR"], ["target", "policy"], ["kg", "tCO2e", "%"]
DONE = ("Done, self-declared", "Achieved")
CLAIMS = st.builds(
    Claim,
    extra=st.sampled_from(
        [{}, {"x-status": [DONE[0]]}, {"x-status": [DONE[1]], "x-notes": "n" * 99}, {"x-a": {"b": 1}}]
    ),
    id=st.uuids().map(str),
    company=st.sampled_from(["x", "y"]),
    pillar=st.sampled_from(["", "p"]),
    statement=st.just("s"),
    kind=st.sampled_from([None, *KINDS]),
    topics=st.lists(st.sampled_from(list(NAMES.topics)), max_size=2, unique=True).map(tuple),
    target_year=st.none() | st.integers(2029, 2032),
    standards=st.lists(st.sampled_from(STANDARDS), max_size=2).map(tuple),
    tags=st.lists(TAGS, max_size=2).map(tuple),
    metrics=st.lists(st.sampled_from(UNITS).map(lambda unit: Metric(name="n", value=1, unit=unit)), max_size=2).map(
        tuple
    ),
)
PUTS = st.builds(
    Put,
    tags=st.frozensets(TAGS, max_size=2),
    verdicts=st.frozensets(st.sampled_from(SETS["verdicts"])),
    coders=st.frozensets(st.sampled_from(SETS["coders"])),
    note_kinds=st.frozensets(st.sampled_from(["", "question", "rule"])),
    is_starred=st.booleans(),
    visitors=st.frozensets(st.sampled_from(SETS["coders"])),
    is_changed=st.booleans(),
)
ALL = Claim(
    id="all",
    extra={"x-status": list(DONE), "x-notes": "n" * 99},
    company="x",
    statement="s",
    kind="target",
    topics=tuple(NAMES.topics),
    standards=tuple(STANDARDS),
    tags=("a", "a/b", "a/b/c", "ab", "b c"),
    metrics=tuple(Metric(name="n", value=1, unit=unit) for unit in UNITS),
)
"""Has every value, so that each stands for itself and not for what begins with it."""
OTHER = Claim(id="other", company="y", pillar="q", statement="s", kind="policy")
ALL_PUT = Put(
    tags=frozenset(),
    verdicts=frozenset(SETS["verdicts"]),
    coders=frozenset(SETS["coders"]),
    note_kinds=frozenset({"question"}),
    is_starred=True,
    visitors=frozenset(SETS["coders"]),
    is_changed=True,
)


def tagged(claim: Claim, put: Put | None) -> set[str]:
    return {*claim.tags, *(put.tags if put else ())}


Holds = Callable[[Claim, Put | None, str], bool]
FIELDS: dict[str, tuple[list[str], Holds]] = {
    "company": (["x", "Yttrium", "ypsilon ag"], lambda c, _, v: c.company == ("y" if v == "Yttrium" else "x")),
    "pillar": (["Quality", "p", "PLANET"], lambda c, _, v: c.pillar == ("q" if v == "Quality" else "p")),
    "topic": (
        ["esrs:E1", "climate", "12"],
        lambda c, _, v: ("sdg:12" if v == "12" else "esrs:E1") in NAMES.topics_of(c),
    ),
    "kind": (KINDS, lambda c, _, v: c.kind == v),
    "tag": (
        ["a", "a/b", "#ab", "B C"],
        lambda c, p, v: any(f"{t}/".startswith(f"{v.lower().strip('#')}/") for t in tagged(c, p)),
    ),
    "verdict": (SETS["verdicts"], lambda _, p, v: p is not None and v in p.verdicts),
    "coder": (SETS["coders"], lambda _, p, v: p is not None and v in p.coders),
    "visited": (SETS["coders"], lambda _, p, v: p is not None and v in p.visitors),
    "standard": (
        ["iso14001", "ISO 14064", "gdpr"],
        lambda c, _, v: v.upper().replace(" ", "") in {s.replace(" ", "") for s in c.standards},
    ),
    "unit": (UNITS, lambda c, _, v: v in {metric.unit for metric in c.metrics}),
    "own": (
        ["status=Achieved", "done", "self-declared", "notes"],
        lambda c, _, v: "x-notes" in c.extra if v == "notes" else DONE["Ach" in v] in c.extra.get("x-status", ()),
    ),
    "year": (["2030", "..2030", "2031.."], lambda c, _, v: c.target_year is not None and in_span(c.target_year, v)),
    "has": (
        ["note", "star", "tag", "verdict", "target", "question", "rule", "thought", "visited", "changed"],
        lambda c, p, v: {
            "note": p is not None and bool(p.note_kinds),
            **{kind: p is not None and kind in p.note_kinds for kind in ("question", "rule", "thought")},
            "visited": p is not None and bool(p.visitors),
            "changed": p is not None and p.is_changed,
            "star": p is not None and p.is_starred,
            "tag": bool(tagged(c, p)),
            "verdict": p is not None and bool(p.verdicts),
            "target": c.target_year is not None,
        }[v],
    ),
}


def in_span(year: int, typed: str) -> bool:
    return {"2030": year == 2030, "..2030": year <= 2030, "2031..": year >= 2031}[typed]


@given(st.lists(st.tuples(CLAIMS, st.none() | PUTS), max_size=8, unique_by=lambda each: each[0].id), st.data())
def test_a_filter_is_a_plain_loop(others: list[tuple[Claim, Put | None]], data: st.DataObject) -> None:
    """Each field is asked for the same claims, since these take much longer to think of than the filters to answer."""
    rows: list[tuple[Claim, Put | None]] = [(ALL, ALL_PUT), (OTHER, None), *others]
    claims = [claim for claim, _ in rows]
    filtering = Filtering(claims, NAMES, Coders({claim.id: put for claim, put in rows if put}, claims))
    for field, (known, holds) in FIELDS.items():
        wanted, is_negated = (
            data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)),
            data.draw(st.booleans()),
        )
        typed = "|".join(f'"{value}"' if " " in value else value for value in wanted)
        query = f"{'-' * is_negated}{field}:{typed}"
        expected = [
            row
            for row, (claim, put) in enumerate(rows)
            if any(holds(claim, put, value) for value in wanted) is not is_negated
        ]
        assert not parse(query).has_text
        assert filtering.matched(query)[0] == expected, query
