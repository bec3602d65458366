"""On the bundled dataset, what the words of claims show is what the curators put into fields; differences are named."""

from functools import cache

from msgspec.structs import replace

from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim
from esgtui.settings import resources

CURATED = ("quantified", "time-bound", "baseline", "standard", "third-party")
"""The attributes that curators have fields for."""

KNOWN = {
    # The document gives the year once, for the whole paragraph: the curator knows it, the claim's words do not say it.
    "smart-046": {"time-bound"},
    "smart-047": {"time-bound"},
}


@cache
def dataset() -> Dataset:
    return load(resources("data"))


@cache
def reader() -> Reader:
    return Reader(read_rules())


def stated(claim: Claim) -> dict[str, tuple[str, ...]]:
    """Return what is stated of the attributes that have fields, each with its aspects."""
    return {finding.attribute: finding.aspects for finding in reader().read(claim) if finding.is_stated}


def bare(claim: Claim) -> Claim:
    """Return a claim of which all but the words is unknown."""
    return replace(
        claim,
        metrics=(),
        period="",
        base_year=None,
        target_year=None,
        horizon=None,
        standards=(),
        conformity=None,
        assurance="",
    )


def test_words_show_what_the_fields_say() -> None:
    differences = {}
    for claim in dataset().claims:
        by_field, by_words = stated(claim), stated(bare(claim))
        different = {name for name in CURATED if (name in by_field) != (name in by_words)}
        if different:
            differences[claim.id] = different
    assert differences == KNOWN


def test_words_give_the_curators_values() -> None:
    different = []
    for claim in dataset().claims:
        curated = [(each.value, each.unit) for each in claim.metrics]
        found = [(each.value, each.unit) for each in reader().figures(bare(claim))]
        if curated != found:
            different.append((claim.id, curated, found))
    assert different == []


def test_words_give_the_curators_conformity_deadline_and_horizon() -> None:
    asked = {"standard": {"certified", "audited", "in-accordance", "follows"}, "time-bound": {"deadline", "horizon"}}
    different = []
    for claim in dataset().claims:
        if claim.id in KNOWN:
            continue
        by_field, by_words = stated(claim), stated(bare(claim))
        for name, aspects in asked.items():
            if aspects.intersection(by_field.get(name, ())) != aspects.intersection(by_words.get(name, ())):
                different.append((claim.id, by_field.get(name), by_words.get(name)))
    assert different == []


def test_words_of_a_finding_are_where_it_says() -> None:
    for claim in dataset().claims:
        for finding in reader().read(claim):
            for sign in finding.signs:
                for words in sign.words:
                    text = claim.statement if words.where == "statement" else claim.quote
                    assert 0 <= words.start < words.end <= len(text)
                    if sign.by == "text" and finding.attribute != "quantified":
                        assert text[words.start : words.end].split()[0].lower() in sign.text.lower()
