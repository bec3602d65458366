"""Two editions of a dataset: what was added, what is gone, what changed, and by how much."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Metric, Pillar, Place, Tables
from esgtui.insight.editions import ClaimChange, FieldChange, claim_changes

ACME = (Company(id="acme", name="Acme"), Company(id="bolt", name="Bolt"))


def edition(*claims: Claim, companies: tuple[Company, ...] = ACME, pillars: tuple[Pillar, ...] = ()) -> Dataset:
    header = Header(id="d", title="D")
    return Dataset(Tables(header=header, companies=companies, pillars=pillars, claims=claims), Path())


def claim(number: str, statement: str, company: str = "acme", **fields: Any) -> Claim:
    return Claim(id=number, company=company, statement=statement, **fields)


def cut(value: float, unit: str = "%") -> tuple[Metric, ...]:
    return (Metric(name="cut", value=value, unit=unit),)


def test_claims_that_came_went_changed_and_got_another_id() -> None:
    old = edition(claim("a", "Cuts."), claim("b", "Plants trees."), claim("c", "Recycles."))
    new = edition(claim("a", "Cuts.", target_year=2030), claim("z", "Plants trees."), claim("d", "Sells."))
    assert list(claim_changes(old, new)) == [
        ClaimChange("changed", "acme", "a", "a", "Cuts.", (FieldChange("target_year", "", "2030"),)),
        ClaimChange("renamed", "acme", "b", "z", "Plants trees."),
        ClaimChange("added", "acme", "", "d", "Sells."),
        ClaimChange("gone", "acme", "c", "", "Recycles."),
    ]


def test_figures_and_years_have_moved_by_so_much() -> None:
    old = edition(claim("a", "Cuts.", target_year=2030, metrics=cut(30.1)))
    new = edition(claim("a", "Cuts.", target_year=2035, metrics=cut(40)))
    [change] = claim_changes(old, new)
    assert [(field.field, field.moved) for field in change.fields] == [("target_year", 5), ("metric", 9.9)]


def test_figures_of_different_units_have_not_moved() -> None:
    [change] = claim_changes(
        edition(claim("a", "Cuts.", metrics=cut(30))), edition(claim("a", "Cuts.", metrics=cut(30, "t")))
    )
    assert change.fields == (FieldChange("metric", "30 %: cut", "30 t: cut"),)


def test_what_several_claims_say_names_none_of_them() -> None:
    old = edition(claim("a", "Same."), claim("b", "Same."))
    new = edition(claim("c", "Same."), claim("d", "Same.", company="bolt"))
    assert [change.fate for change in claim_changes(old, new)] == ["added", "added", "gone", "gone"]


def fields(before: Claim, after: Claim) -> list[tuple[str, str, str]]:
    changes = claim_changes(edition(before), edition(after))
    return [(each.field, each.old, each.new) for change in changes for each in change.fields]


def test_metrics_of_one_name_are_compared_with_those_that_measure_the_same() -> None:
    energy = [Metric(name="energy", value=10, unit="kWh"), Metric(name="energy", value=20, unit="MJ")]
    before = claim("a", "Saves.", metrics=tuple(energy))
    assert fields(before, claim("a", "Saves.", metrics=(energy[1],))) == [("metric", "10 kWh: energy", "")]
    more = Metric(name="energy", value=25, unit="MJ")
    [change] = claim_changes(edition(before), edition(claim("a", "Saves.", metrics=(more, energy[0]))))
    assert change.fields == (FieldChange("metric", "20 MJ: energy", "25 MJ: energy", 5),)


def test_metrics_in_another_order_have_another_order_alone() -> None:
    steel, wood = Metric(name="steel", value=1), Metric(name="wood", value=2)
    found = fields(claim("a", "Uses.", metrics=(steel, wood)), claim("a", "Uses.", metrics=(wood, steel)))
    assert found == [("order of metrics", "1: steel, 2: wood", "2: wood, 1: steel")]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"standards": ("a, b",)}, {"standards": ("a", "b")}, ('["a, b"]', '["a", "b"]')),
        (
            {"places": (Place(source="r", section="Cars 3"),)},
            {"places": (Place(source="r", section="Cars", paragraph=3),)},
            ('[{ source = "r", section = "Cars 3" }]', '[{ source = "r", section = "Cars", paragraph = 3 }]'),
        ),
        (
            {"metrics": (Metric(name="n", value=1, qualifier="exactly"),)},
            {"metrics": (Metric(name="n", value=1),)},
            ('{ name = "n", value = 1, qualifier = "exactly" }', '{ name = "n", value = 1 }'),
        ),
    ],
)
def test_what_reads_alike_is_told_apart(before: dict[str, Any], after: dict[str, Any], told: tuple[str, str]) -> None:
    [change] = claim_changes(edition(claim("a", "S.", **before)), edition(claim("a", "S.", **after)))
    assert [(each.old, each.new, each.moved) for each in change.fields] == [(*told, None)]


def test_a_number_that_equals_nothing_has_not_changed() -> None:
    one, other = (claim("a", "S.", extra={"x-a": float("nan"), "x-b": [1, float("nan")]}) for _ in "12")
    assert one != other
    assert list(claim_changes(edition(one), edition(other))) == []


def test_topics_of_a_pillar_are_those_of_its_claims() -> None:
    pillar = Pillar(id="p", company="acme", title="P", topics=("esrs:E1",))
    other = Pillar(id="p", company="acme", title="P", topics=("esrs:E5",))
    inherits, names = claim("a", "Cuts.", pillar="p"), claim("b", "Sells.", pillar="p", topics=("sdg:1",))
    [change] = claim_changes(edition(inherits, names, pillars=(pillar,)), edition(inherits, names, pillars=(other,)))
    assert (change.new_id, change.fields) == ("a", (FieldChange("topics", "esrs:E1", "esrs:E5"),))


def test_claims_of_a_company_under_another_id_are_the_same_claims() -> None:
    old = edition(claim("acme-1", "Cuts."), claim("bolt-1", "Sells.", company="bolt"))
    renamed = (Company(id="acme-inc", name="Acme Inc."), ACME[1])
    new = edition(claim("acme-inc-1", "Cuts.", company="acme-inc"), claim("x", "Sells.", "acme-inc"), companies=renamed)
    assert list(claim_changes(old, new)) == [
        ClaimChange(
            *("renamed", "acme-inc", "acme-1", "acme-inc-1", "Cuts."), (FieldChange("company", "acme", "acme-inc"),)
        ),
        ClaimChange("added", "acme-inc", "", "x", "Sells."),
        ClaimChange("gone", "bolt", "bolt-1", "", "Sells."),
    ]


def test_claims_that_were_numbered_anew_are_the_same_claims() -> None:
    old = edition(claim("a-1", "Cuts."), claim("a-2", "Sells."), claim("a-3", "Buys."))
    new = edition(claim("a-1", "Plants."), claim("a-2", "Cuts."), claim("a-3", "Sells.", target_year=2030))
    assert list(claim_changes(old, new)) == [
        ClaimChange("added", "acme", "", "a-1", "Plants."),
        ClaimChange("renamed", "acme", "a-1", "a-2", "Cuts."),
        ClaimChange("renamed", "acme", "a-2", "a-3", "Sells.", (FieldChange("target_year", "", "2030"),)),
        ClaimChange("gone", "acme", "a-3", "", "Buys."),
    ]


EDITIONS = st.lists(
    st.builds(
        claim, st.sampled_from("abcde"), st.sampled_from(["One.", "Two.", "Three."]), st.sampled_from(["acme", "bolt"])
    ),
    unique_by=lambda each: each.id,
).map(lambda claims: edition(*claims))


@given(EDITIONS, EDITIONS)
def test_every_claim_is_accounted_for_once(old: Dataset, new: Dataset) -> None:
    changes = list(claim_changes(old, new))
    assert len({change.new_id for change in changes if change.new_id}) == sum(bool(each.new_id) for each in changes)
    told = {change.old_id: change.new_id for change in changes if change.old_id}
    kept = {each.id: each.id for each in old.claims if each.id not in told}
    assert all(new.claim(number) == old.claim(number) for number in kept)
    assert len(told) == sum(bool(change.old_id) for change in changes)
    came = {change.new_id for change in changes if change.fate == "added"}
    assert {number for number in (told | kept).values() if number} | came == set(new.row_of)
    assert list(claim_changes(old, old)) == []
