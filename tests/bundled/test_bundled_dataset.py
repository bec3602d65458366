"""The bundled dataset says all that its two documents claim, and nothing besides."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim

from . import facts
from .facts import NIO, SMART

DATA = Path(__file__).parents[2] / "data"
COMPANIES = [SMART, NIO]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(DATA)


def claims_of(dataset: Dataset, company: str) -> list[Claim]:
    return [claim for claim in dataset.claims if claim.company == company]


def paragraphs_of(claim: Claim) -> tuple[int, ...]:
    return tuple(place.paragraph for place in claim.places if place.paragraph is not None)


def test_it_is_one_dataset_of_two_companies(dataset: Dataset) -> None:
    assert dataset.header.id == "ev-makers"
    assert sorted(dataset.companies) == sorted(COMPANIES)
    assert dataset.companies[SMART].founded == 2019
    assert dataset.companies[NIO].founded is None
    assert len(claims_of(dataset, SMART)) == 81
    assert len(claims_of(dataset, NIO)) == 42
    assert dataset.tables.annotations == ()


def test_each_company_has_its_one_document(dataset: Dataset) -> None:
    published = {source.company: source.published for source in dataset.sources.values()}
    assert len(dataset.sources) == 2
    assert published == {SMART: date(2022, 11, 7), NIO: None}
    assert {source.language for source in dataset.sources.values()} == {"en"}
    assert not any(source.url for source in dataset.sources.values())


@pytest.mark.parametrize("company", COMPANIES)
def test_pillars_have_the_titles_that_the_document_gives_them(dataset: Dataset, company: str) -> None:
    titles = [pillar.title for pillar in dataset.pillars.values() if pillar.company == company]
    assert titles == facts.PILLAR_TITLES[company]


@pytest.mark.parametrize("company", COMPANIES)
def test_ids_are_numbered_without_a_gap_and_claims_stand_in_the_order_of_the_document(
    dataset: Dataset, company: str
) -> None:
    claims = claims_of(dataset, company)
    assert sorted(claim.id for claim in claims) == [f"{company}-{number:03d}" for number in range(1, len(claims) + 1)]
    first_places = [paragraphs_of(claim)[0] for claim in claims]
    assert first_places == sorted(first_places)


def test_every_claim_has_kind_topic_and_places_in_its_companys_document(dataset: Dataset) -> None:
    for claim in dataset.claims:
        assert claim.kind, claim.id
        assert dataset.topics_of(claim), claim.id
        assert claim.places, claim.id
        for place in claim.places:
            assert dataset.sources[place.source].company == claim.company, claim.id
            assert place.section, claim.id
            assert place.paragraph, claim.id


def test_statements_are_one_sentence_each_and_no_two_are_alike(dataset: Dataset) -> None:
    for claim in dataset.claims:
        sentence = claim.statement.replace("Co., Ltd.", "Co Ltd")
        assert re.fullmatch(r".+[^.]\.", sentence), claim.id
        assert not re.search(r"[.?!] ", sentence), claim.id
        assert not claim.quote, claim.id
    assert max(Counter(claim.statement for claim in dataset.claims).values()) == 1


def test_every_statement_can_be_read_alone(dataset: Dataset) -> None:
    own_names = {SMART: ("smart",), NIO: ("NIO", "MIIT")}
    for claim in dataset.claims:
        assert any(name in claim.statement for name in own_names[claim.company]), claim.id


@pytest.mark.parametrize("company", COMPANIES)
def test_every_paragraph_that_carries_a_claim_is_covered(dataset: Dataset, company: str) -> None:
    covered = {paragraph for claim in claims_of(dataset, company) for paragraph in paragraphs_of(claim)}
    assert covered == facts.PARAGRAPHS[company]


def test_repeated_claims_have_all_their_places(dataset: Dataset) -> None:
    repeated = [claim for claim in dataset.claims if len(claim.places) > 1]
    assert len(repeated) == len(facts.REPEATED)
    for company, words, paragraphs in facts.REPEATED:
        found = [paragraphs_of(claim) for claim in repeated if claim.company == company and words in claim.statement]
        assert found == [paragraphs], words


@pytest.mark.parametrize("company", COMPANIES)
def test_claims_have_the_pillar_under_which_they_stand(dataset: Dataset, company: str) -> None:
    pillar_at = {
        paragraph: pillar
        for (owner, pillar), paragraphs in facts.PILLAR_PARAGRAPHS.items()
        if owner == company
        for paragraph in paragraphs
    }
    for claim in claims_of(dataset, company):
        under = {pillar_at[paragraph] for paragraph in paragraphs_of(claim) if paragraph in pillar_at}
        assert under == ({claim.pillar} if claim.pillar else set()), claim.id


def test_clauses_that_are_claims_of_their_own_stand_alone(dataset: Dataset) -> None:
    for company, words, kind, paragraph in facts.CLAUSES:
        found = [claim for claim in claims_of(dataset, company) if words in claim.statement]
        assert [(claim.kind, *paragraphs_of(claim)) for claim in found] == [(kind, paragraph)], words


def test_the_figures_are_those_of_the_documents(dataset: Dataset) -> None:
    carried = [
        facts.Figure(claim.company, metric.value, metric.unit, metric.per, metric.qualifier, claim.statement)
        for claim in dataset.claims
        for metric in claim.metrics
    ]
    assert len(carried) == len(facts.FIGURES)
    for figure in facts.FIGURES:
        found = [other for other in carried if other[:5] == figure[:5] and figure.words in other.words]
        assert len(found) == 1, figure


def test_no_metric_names_a_comparator_that_the_documents_do_not_give(dataset: Dataset) -> None:
    for claim in dataset.claims:
        for metric in claim.metrics:
            assert metric.name, claim.id
            assert not metric.comparator, claim.id


def test_the_years_spoken_of_are_those_of_the_documents(dataset: Dataset) -> None:
    dated = [claim for claim in dataset.claims if claim.period]
    assert len(dated) == len(facts.PERIODS)
    for company, period, words in facts.PERIODS:
        found = [
            claim.id
            for claim in dated
            if (claim.company, claim.period) == (company, period) and words in claim.statement
        ]
        assert len(found) == 1, words


def test_the_targets_are_those_of_the_documents(dataset: Dataset) -> None:
    targets = [claim for claim in dataset.claims if claim.target_year is not None]
    assert len(targets) == len(facts.TARGETS)
    for company, year, words in facts.TARGETS:
        assert any(
            (claim.company, claim.target_year) == (company, year) and words in claim.statement for claim in targets
        )
    assert [claim for claim in dataset.claims if claim.kind == "target"] == targets
    assert all(claim.base_year is None for claim in dataset.claims)


def test_the_horizons_are_those_of_the_documents_and_stay_undated(dataset: Dataset) -> None:
    claims = [claim for claim in dataset.claims if claim.horizon]
    assert len(claims) == len(facts.HORIZONS)
    for company, horizon, words in facts.HORIZONS:
        assert any(
            (claim.company, claim.horizon) == (company, horizon) and words in claim.statement for claim in claims
        )
    assert not any(claim.period or claim.target_year for claim in claims)


def test_a_year_in_a_statement_is_in_its_fields_too(dataset: Dataset) -> None:
    for claim in dataset.claims:
        years = set(re.findall(r"\b(?:19|20)\d\d(?!s)\b", claim.statement))
        assert years <= {claim.period, str(claim.target_year)}, claim.id


def test_the_standards_are_those_of_the_documents(dataset: Dataset) -> None:
    named = [(claim.company, *claim.standards, claim.conformity) for claim in dataset.claims if claim.standards]
    assert named == facts.STANDARDS
    assert all(claim.standards for claim in dataset.claims if claim.conformity)


def test_third_parties_are_those_that_the_documents_name(dataset: Dataset) -> None:
    assured = [claim for claim in dataset.claims if claim.assurance]
    assert [(claim.company, claim.assurance) for claim in assured] == [assured_by[:2] for assured_by in facts.ASSURED]
    for claim, (_, _, words) in zip(assured, facts.ASSURED, strict=True):
        assert words in claim.statement
        assert claim.kind == "recognition"


@pytest.mark.parametrize("company", COMPANIES)
def test_the_systems_are_those_of_the_documents(dataset: Dataset, company: str) -> None:
    assert {claim.system for claim in claims_of(dataset, company) if claim.system} == facts.SYSTEMS[company]


@pytest.mark.parametrize(
    ("company", "name"), [(company, name) for company in COMPANIES for name in facts.NAMES[company]]
)
def test_names_and_terms_of_art_carry_over(dataset: Dataset, company: str, name: str) -> None:
    statements = [claim.statement.casefold() for claim in claims_of(dataset, company)]
    assert any(name.casefold() in statement for statement in statements)


@pytest.mark.parametrize("company", COMPANIES)
def test_each_company_has_a_claim_that_speaks_of_aluminium_and_of_what_is_recycled(
    dataset: Dataset, company: str
) -> None:
    statements = [claim.statement for claim in claims_of(dataset, company)]
    assert any("recycled" in statement and "aluminium" in statement for statement in statements)


def test_the_frameworks_are_whole_and_cited_topics_have_their_year(dataset: Dataset) -> None:
    codes = {
        framework: [t.code for t in dataset.topics.values() if t.framework == framework]
        for framework in dataset.frameworks
    }
    assert set(codes) == {"esrs", "gri", "sdg", "gscm"}
    assert codes["esrs"] == ["2", "E1", "E2", "E3", "E4", "E5", "S1", "S2", "S3", "S4", "G1"]
    assert codes["sdg"] == [str(goal) for goal in range(1, 18)]
    assert all(re.fullmatch(r"\d{1,3}-20\d\d", code) for code in codes["gri"])
    assert [t.title for t in dataset.topics.values() if t.framework == "gscm"] == facts.INDICATORS


def test_claims_touch_every_gri_standard_and_every_indicator(dataset: Dataset) -> None:
    touched = {topic for claim in dataset.claims for topic in dataset.topics_of(claim)}
    for reference, topic in dataset.topics.items():
        if topic.framework in {"gri", "gscm"}:
            assert reference in touched


def test_being_listed_speaks_to_no_indicator_of_the_list(dataset: Dataset) -> None:
    for claim in dataset.claims:
        if claim.assurance == "MIIT" or "MIIT evaluates" in claim.statement or "MIIT draws up" in claim.statement:
            assert not any(topic.startswith("gscm:") for topic in dataset.topics_of(claim)), claim.id


def test_tags_have_meanings_and_keys_of_their_own(dataset: Dataset) -> None:
    codebook = dataset.tables.codebook
    keys = [tag.key for tag in codebook if tag.key]
    assert len(codebook) == 20
    assert all(tag.title and tag.description and tag.colour for tag in codebook)
    assert all(re.fullmatch(r"[a-z]", key) for key in keys)
    assert len(keys) == len(set(keys))


def test_the_verdict_scale_runs_from_best_to_worst(dataset: Dataset) -> None:
    assert list(dataset.verdicts) == [
        "substantiated",
        "partly-substantiated",
        "unclear",
        "unsubstantiated",
        "contradicted",
    ]
    assert all(verdict.description for verdict in dataset.verdicts.values())
