"""Filters: exact and complete, with values that may be typed in short."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim
from esgtui.search.closed import HAS
from esgtui.search.filters import resolve
from esgtui.search.keys import years_of
from esgtui.search.names import Names
from tests.search.samples import CLAIMS, NAMES, ByClaim, Coders, Filtering

SAMPLES = Filtering(CLAIMS, NAMES, Coders())


def ids(typed: str) -> set[str]:
    return {CLAIMS[row].id for row in SAMPLES.matched(typed)[0]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("company:nio", {"nio-001", "nio-002", "nio-003"}),
        ("company:蔚来", {"nio-001", "nio-002", "nio-003"}),
        ("company:NI", {"nio-001", "nio-002", "nio-003"}),
        ("company:automobile", {"smart-001", "smart-002", "smart-003", "smart-004"}),
        ("-company:nio", {"smart-001", "smart-002", "smart-003", "smart-004"}),
        ("pillar:circ", {"smart-001", "smart-002"}),
        ("pillar:circular-economy", {"smart-001", "smart-002"}),
        ("topic:esrs:E5", {"smart-001"}),
        ("topic:esrs", {"smart-001", "nio-001"}),
        ("topic:climate", {"nio-001"}),
        ("topic:sdg:12", {"smart-002"}),
        ("kind:target", {"smart-003"}),
        ("kind:practice|target", {"smart-003", "smart-004", "nio-001"}),
        ("tag:evidence", {"smart-002", "smart-003", "nio-001"}),
        ("tag:evidence/", {"smart-002", "smart-003", "nio-001"}),
        ("tag:#evidence/no-baseline", {"smart-002"}),
        ("-tag:evidence", {"smart-001", "smart-004", "nio-002", "nio-003"}),
        ("verdict:partly", {"smart-001"}),
        ("coder:mei", {"smart-001", "smart-003"}),
        ("standard:iso27001", {"smart-004"}),
        ("standard:27001", {"smart-004"}),
        ("standard:gdpr", {"smart-004"}),
        ("unit:kg", {"smart-001"}),
        ("year:2045", {"smart-003"}),
        ("year:2019", {"smart-003", "nio-001"}),
        ("year:2020", {"nio-001"}),
        ("year:2021..2022", {"smart-001", "nio-001"}),
        ("year:2030..", {"smart-003"}),
        ("year:..2018", set()),
        ("has:note", {"nio-001"}),
        ("has:star", {"nio-001", "nio-002"}),
        ("has:verdict", {"smart-001"}),
        ("has:tag", {"smart-002", "smart-003", "nio-001"}),
        ("has:metric", {"smart-001"}),
        ("has:target|metric", {"smart-001", "smart-003"}),
        ("has:standard", {"smart-004"}),
        ("has:assurance", {"nio-001"}),
        ("has:quote", {"nio-003"}),
        ("-has:topic", {"smart-003", "smart-004", "nio-002", "nio-003"}),
        ("company:smart kind:achievement -has:metric", {"smart-002"}),
        ("company:smart company:nio", set()),
        ("company:zebra", set()),
    ],
)
def test_a_filter_lets_through_exactly_what_it_says(typed: str, expected: set[str]) -> None:
    assert ids(typed) == expected


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("company:autom", "company:autom is taken as “smart Automobile”"),
        ("company:niu", ""),
        ("kind:targ", "kind:targ is taken as “target”"),
        ("kind:policy", "no claim has kind:policy"),
        ("company:zhar", "no claim has company:zhar"),
        (
            "verdict:substantiatd",
            (
                "there is no verdict:substantiatd: did you mean verdict:substantiated? verdict: takes "
                "partly-substantiated, substantiated, unsubstantiated"
            ),
        ),
        ("verdict:substantiated", "no claim has verdict:substantiated"),
        ("topic:climate", "topic:climate is taken as “esrs:E1”"),
        ("tag:evidence", ""),
        ("tag:evid", "tag:evid is taken as “evidence”, “evidence/no-baseline”, “evidence/third-party”"),
        ("standard:zebra", "no claim has standard:zebra"),
    ],
)
def test_a_hint_says_what_a_value_is_taken_as(typed: str, hint: str) -> None:
    _, hints = SAMPLES.matched(typed)
    assert (hint in hints) if hint else all("taken" not in said for said in hints)


def test_the_full_name_wins_over_names_that_begin_with_it() -> None:
    known = {"a": ("BMW",), "b": ("BMW Brilliance",)}
    assert resolve("bmw", known) == ({"a"}, True)
    assert resolve("bm", known) == ({"a", "b"}, False)
    assert resolve("brill", known) == ({"b"}, False)
    assert resolve("brillaince", known) == ({"b"}, False)
    assert resolve("", {}) == (set(), False)


def test_a_period_speaks_of_all_its_years() -> None:
    assert years_of(Claim(id="a", company="c", statement="s", period="2019-2021")) == {2019, 2020, 2021}
    assert years_of(Claim(id="a", company="c", statement="s", period="2019, 2021", base_year=2015)) == {
        2015,
        2019,
        2021,
    }
    assert years_of(Claim(id="a", company="c", statement="s", period="the nineties")) == set()


class Notes(ByClaim):
    """Coders who may change their mind."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: set[str] = set()
        self.starred: set[str] = set()
        self.tagged: dict[str, set[str]] = {}
        self.judged: dict[str, set[str]] = {}

    def tags(self, claim_id: str) -> Collection[str]:
        return self.tagged.get(claim_id, ())

    def verdicts(self, claim_id: str) -> Collection[str]:
        return self.judged.get(claim_id, ())

    def coders(self, claim_id: str) -> Collection[str]:
        return ("mei",) if claim_id in self.noted else ()

    def note_kinds(self, claim_id: str) -> Collection[str]:
        return ("",) if claim_id in self.noted else ()

    def is_starred(self, claim_id: str) -> bool:
        return claim_id in self.starred

    def visitors(self, claim_id: str) -> Collection[str]:
        return self.coders(claim_id)

    def is_changed(self, claim_id: str) -> bool:
        return claim_id in self.tagged


def test_what_was_annotated_since_counts_at_once() -> None:
    coders = Notes()
    filtering = Filtering(CLAIMS, NAMES, coders)
    assert filtering.matched("has:note")[0] == []
    coders.noted.add("smart-001")
    coders.tagged["smart-002"] = {"new/tag"}
    coders.judged["smart-003"] = {"substantiated"}
    coders.starred.add("smart-004")
    found = {typed: filtering.matched(typed)[0] for typed in ("has:note", "tag:new", "has:star", "coder:mei")}
    assert found == {"has:note": [0], "tag:new": [1], "has:star": [3], "coder:mei": [0]}
    assert filtering.matched("verdict:substantiated")[0] == [2]
    coders.noted.clear()
    assert filtering.matched("has:note") == ([], ())


TAGS = st.sampled_from(["a", "a/b", "a/b/c", "ab", "b"])
CLAIM_LISTS = st.lists(
    st.builds(
        Claim,
        id=st.uuids().map(str),
        company=st.sampled_from(["x", "y", "yz"]),
        statement=st.just("s"),
        kind=st.sampled_from(["target", "policy", None]),
        target_year=st.one_of(st.none(), st.integers(2018, 2023)),
        base_year=st.one_of(st.none(), st.integers(2018, 2023)),
        period=st.sampled_from(["", "2019", "2019-2021"]),
        tags=st.lists(TAGS, max_size=2).map(tuple),
        quote=st.sampled_from(["", "q"]),
    ),
    max_size=12,
    unique_by=lambda claim: claim.id,
)


def spoken_of(claim: Claim) -> list[int]:
    named = [year for year in (claim.target_year, claim.base_year) if year]
    return named + {"": [], "2019": [2019], "2019-2021": [2019, 2020, 2021]}[claim.period]


@given(CLAIM_LISTS, TAGS, st.integers(2017, 2024), st.integers(0, 3), st.sampled_from(["x", "y"]), st.booleans())
def test_filters_equal_a_plain_loop(
    claims: list[Claim], tag: str, first: int, length: int, company: str, is_negated: bool
) -> None:
    # Every value is on some claim, so that it stands for itself and not for what begins with it.
    claims = [Claim(id="all", company=company, statement="s", tags=("a", "a/b", "a/b/c", "ab", "b")), *claims]
    minus = "-" if is_negated else ""
    typed = f"{minus}tag:{tag} year:{first}..{first + length} {minus}company:{company} -has:quote"
    rows = []
    for row, claim in enumerate(claims):
        tagged = any(each == tag or each.startswith(tag + "/") for each in claim.tags)
        in_years = any(first <= year <= first + length for year in spoken_of(claim))
        of_company = claim.company == company
        if is_negated not in {tagged, of_company} and in_years and not claim.quote:
            rows.append(row)
    assert Filtering(claims, Names()).matched(typed)[0] == rows


@given(CLAIM_LISTS, st.sampled_from(HAS))
def test_a_filter_and_its_negation_part_the_claims(claims: list[Claim], what: str) -> None:
    filtering = Filtering(claims, Names())
    (with_it, _), (without, _) = filtering.matched(f"has:{what}"), filtering.matched(f"-has:{what}")
    assert sorted([*with_it, *without]) == list(range(len(claims)))


def test_what_is_asked_for_by_its_name_is_never_taken_for_another_thing() -> None:
    names = Names(companies={"bolt": ("Bolt",), "volt": ("Volt",)}, verdicts={"good": "Good", "not-good": "Not good"})
    claims = [Claim(id="a", company="volt", statement="s", kind="policy")]

    found = Filtering(claims, names).matched

    assert found("company:bolt") == ([], ("no claim has company:bolt",))
    assert found("company:vlot") == ([0], ("company:vlot is taken as “Volt”",))
    assert found("verdict:good") == ([], ("no claim has verdict:good",))
    assert found("kind:target") == ([], ("no claim has kind:target",))
    assert found("has:nope") == ([], ())
    assert found("-has:nope") == ([0], ())
