"""Two editions of a dataset: what was added, what is gone, what changed, and by how much."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Metric, Tables
from esgtui.insight.editions import ClaimChange, FieldChange, claim_changes

ACME = (Company(id="acme", name="Acme"), Company(id="bolt", name="Bolt"))


def edition(*claims: Claim) -> Dataset:
    return Dataset(Tables(header=Header(id="d", title="D"), companies=ACME, claims=claims), Path())


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
    came = {change.new_id for change in changes if change.fate == "added"}
    assert {number for number in (told | kept).values() if number} | came == set(new.row_of)
    assert list(claim_changes(old, old)) == []
