"""The checklist says what a claim states, by its fields and its words, and judges nothing."""

import pytest
from msgspec.structs import replace

from esgtui.dataset.checklist import Check, checklist, generic_terms
from esgtui.dataset.model import Claim, Metric

BARE = Claim(id="c", company="smart", statement="It holds.")
STEEL = Metric(name="recycled steel", value=130, unit="kg", per="vehicle")
SHARE = Metric(name="reduction", value=60.5, unit="%", comparator="fossil leather")


def check(claim: Claim, name: str) -> Check:
    return {check.name: check for check in checklist(claim)}[name]


def test_a_bare_claim_states_nothing() -> None:
    assert [(item.name, item.stated, item.text) for item in checklist(BARE)] == [
        ("quantified", False, "not stated"),
        ("time-bound", False, "not stated"),
        ("baseline", None, "no figure to ask it of"),
        ("boundary", None, "no figure to ask it of"),
        ("standard", False, "not stated"),
        ("third party", False, "not stated"),
        ("wording", None, "no generic term"),
    ]


@pytest.mark.parametrize(
    ("claim", "name", "text"),
    [
        (replace(BARE, metrics=(STEEL, SHARE)), "quantified", "130 kg, 60.5%"),
        (replace(BARE, metrics=(replace(STEEL, unit=""),)), "quantified", "130"),
        (replace(BARE, period="2019-2021"), "time-bound", "2019-2021"),
        (replace(BARE, period="2021", target_year=2045), "time-bound", "by 2045"),
        (replace(BARE, horizon="long"), "time-bound", "long term"),
        (replace(BARE, base_year=2019), "baseline", "2019"),
        (replace(BARE, base_year=2019, metrics=(SHARE, SHARE)), "baseline", "2019, fossil leather"),
        (replace(BARE, metrics=(STEEL,)), "boundary", "per vehicle"),
        (replace(BARE, statement="Scope 1 and 2 emissions fell."), "boundary", "Scope 1 and 2"),
        (replace(BARE, quote="measured cradle-to-grave", metrics=(STEEL,)), "boundary", "per vehicle, cradle-to-grave"),
        (replace(BARE, standards=("ISO 37301", "GDPR")), "standard", "ISO 37301, GDPR"),
        (replace(BARE, assurance="MIIT"), "third party", "MIIT"),
    ],
)
def test_what_is_stated_is_shown(claim: Claim, name: str, text: str) -> None:
    assert check(claim, name) == Check(name, stated=True, text=text)


@pytest.mark.parametrize("claim", [replace(BARE, metrics=(replace(STEEL, per=""),)), replace(BARE, target_year=2045)])
@pytest.mark.parametrize("name", ["baseline", "boundary"])
def test_of_a_figure_it_is_asked_what_it_stands_against_and_covers(claim: Claim, name: str) -> None:
    assert check(claim, name) == Check(name, stated=False, text="not stated")


@pytest.mark.parametrize(
    ("statement", "terms"),
    [
        ("An eco-friendly and Eco friendly car", ["eco-friendly"]),
        ("Green steel is greener", ["Green", "greener"]),
        ("The Green Supply Chain List", []),
        ("environmentally friendly, climate-friendly, bio-based, biodegradable", 4),
        ("a responsible company that is conscious", 2),
        ("The team is responsible for design and conscious of cost", []),
        ("sustainability, evergreen, greenhouse", []),
        ("nature’s friend", ["nature’s friend"]),
    ],
)
def test_generic_terms_are_found_and_names_are_not(statement: str, terms: list[str] | int) -> None:
    found = generic_terms(statement)
    assert (len(found) if isinstance(terms, int) else found) == terms


def test_generic_wording_is_named_once() -> None:
    claim = replace(BARE, statement="Green, and again green.")
    assert check(claim, "wording") == Check("wording", stated=False, text="generic: green")
