"""A claim's fields in words, and nothing said of what is not stated."""

from datetime import date, time
from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import claim_text, company_label, facts, metric_text, number_text, place_text
from esgtui.dataset.model import Claim, Company, Framework, Header, Metric, Pillar, Place, Source, Tables, Topic

BARE = Claim(id="nio-1", company="nio", statement="Suppliers are audited.")
FULL = Claim(
    id="smart-1",
    company="smart",
    pillar="planet",
    kind="target",
    statement="A quarter less by 2045.",
    quote="a quarter",
    period="2021",
    base_year=2019,
    target_year=2045,
    horizon="long",
    standards=("ISO 14001", "ISO 37301"),
    conformity="certified",
    assurance="MIIT",
    system="an assessment",
    places=(Place(source="press", section="Planet", paragraph=14), Place(source="site")),
    tags=("bold", "a/b"),
    metrics=(
        Metric(name="emissions", value=25.0, unit="%", per="vehicle", qualifier="over", comparator="the year before"),
        Metric(name="patents", value=3, qualifier="exactly"),
    ),
    extra={"x-page": 7},
)
DATASET = Dataset(
    Tables(
        header=Header(id="sample", title="Sample"),
        companies=(Company(id="smart", name="smart Automobile", aliases=("smart", "s")), Company(id="nio", name="NIO")),
        pillars=(Pillar(id="planet", company="smart", title="Planet first", topics=("esrs:E1",)),),
        sources=(
            Source(id="press", company="smart", title="Release", kind="press release", published=date(2022, 11, 7)),
            Source(id="site", company="smart", title="A site"),
        ),
        claims=(FULL, BARE),
        frameworks=(Framework(id="esrs", title="ESRS"),),
        topics=(
            Topic(framework="esrs", code="E1", title="Climate change"),
            Topic(framework="esrs", code="E5", title="Circular economy"),
        ),
    ),
    Path(),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(130, "130"), (130.0, "130"), (0.6, "0.6"), (-0.0, "0"), (2**62, str(2**62)), (1e-7, "1e-07")],
)
def test_numbers_are_written_as_people_write_them(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_metric_has_its_unit_its_base_and_what_it_is_against() -> None:
    first, second = FULL.metrics
    assert metric_text(first) == "over 25 % per vehicle: emissions (against the year before)"
    assert metric_text(second) == "3: patents"


def test_a_place_is_its_source_and_what_is_stated_of_it() -> None:
    assert [place_text(DATASET, place) for place in FULL.places] == [
        "press release, 2022-11-07, Planet, paragraph 14",
        "A site",
    ]


def test_a_company_goes_by_its_first_alias() -> None:
    assert [company_label(DATASET, company) for company in ("smart", "nio")] == ["smart", "NIO"]


def test_what_is_not_stated_has_no_line() -> None:
    assert facts(DATASET, BARE) == [("company", "NIO")]


def test_every_field_that_is_stated_has_a_line() -> None:
    assert facts(DATASET, FULL) == [
        ("metric", "over 25 % per vehicle: emissions (against the year before)"),
        ("metric", "3: patents"),
        ("kind", "target"),
        ("company", "smart Automobile"),
        ("pillar", "Planet first"),
        ("period", "2021"),
        ("base year", "2019"),
        ("target year", "2045"),
        ("horizon", "long term"),
        ("standards", "ISO 14001, ISO 37301"),
        ("conformity", "certified"),
        ("third party", "MIIT"),
        ("system", "an assessment"),
        ("pillar's topic", "esrs:E1 Climate change"),
        ("place", "press release, 2022-11-07, Planet, paragraph 14"),
        ("place", "A site"),
        ("quote", "a quarter"),
        ("curator's tags", "#bold, #a/b"),
        ("x-page", "7"),
    ]


def test_a_curators_own_keys_are_told_as_they_are_written() -> None:
    deep: object = 1
    for _ in range(500):
        deep = [deep]
    extra = {
        "x-text": 'as "it" is',
        "x-table": {"page": 7, "by hand": True, "quote": 'a "word" 中', "on": [date(2022, 11, 7), time(9, 30), 0.5]},
        "x-flag": False,
        "x-empty": {},
        "x-none": [],
        "x-tables": [{"a": {"b": "c"}}],
        "x-deep": deep,
    }
    own = Claim(id="c", company="nio", statement="x", extra=extra)
    assert facts(DATASET, own)[1:] == [
        ("x-text", 'as "it" is'),
        ("x-table", '{ page = 7, "by hand" = true, quote = "a \\"word\\" 中", on = [2022-11-07, 09:30:00, 0.5] }'),
        ("x-flag", "false"),
        ("x-empty", "{}"),
        ("x-none", "[]"),
        ("x-tables", '[{ a = { b = "c" } }]'),
        ("x-deep", "[[[[[[[[…]]]]]]]]"),
    ]


def test_a_claims_own_topics_are_told_from_its_pillars() -> None:
    own = Claim(id="c", company="smart", pillar="planet", statement="x", topics=("esrs:E5",))
    assert [fact for fact in facts(DATASET, own) if "topic" in fact[0]] == [("topic", "esrs:E5 Circular economy")]


def test_a_clipboard_gets_the_claim_with_its_sources() -> None:
    assert claim_text(DATASET, BARE) == "Suppliers are audited.\n[nio-1] NIO. no source stated"
    assert claim_text(DATASET, FULL) == (
        "A quarter less by 2045.\n[smart-1] smart Automobile. "
        "Release (press release, 2022-11-07, Planet, paragraph 14); A site (A site)"
    )


def test_look_ups_keep_the_order_of_the_files() -> None:
    assert DATASET.row_of == {"smart-1": 0, "nio-1": 1}
    assert DATASET.claim("nio-1") is BARE
    with pytest.raises(KeyError):
        DATASET.claim("nio-2")
    assert list(DATASET.topics) == ["esrs:E1", "esrs:E5"]
    assert DATASET.topics_of(FULL) == ("esrs:E1",)
    assert DATASET.topics_of(BARE) == ()
    assert [DATASET.pillar_title(claim) for claim in DATASET.claims] == ["Planet first", ""]
