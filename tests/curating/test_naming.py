"""Ids go on as a curator began them, and none is given twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.curating.naming import free_id, next_claim_id


def none(_: str) -> tuple[()]:
    return ()


@pytest.mark.parametrize(
    ("there", "following"),
    [
        ((), "smart-001"),
        (("smart-081",), "smart-082"),
        (("smart-042", "smart-009"), "smart-043"),
        (("a1", "a9"), "a10"),
        (("first", "c-7", "last"), "c-8"),
        (("named",), "smart-001"),
        (("7",), "8"),
        (("smart-c1ffb8d38529", "smart-629c89a0943e-2"), "smart-001"),
        (("smart-c1ffb8d38529", "c-2024-07"), "c-2024-08"),
    ],
)
def test_the_next_claim_goes_on_as_the_last_one_was_called(there: tuple[str, ...], following: str) -> None:
    assert next_claim_id(there, "smart", there, none) == following


def test_another_company_may_use_the_same_style() -> None:
    assert next_claim_id(["c-1"], "smart", ["c-1", "c-5"], none) == "c-6"


IDS = st.lists(st.from_regex(r"\A[a-c]{0,2}-?[0-9]{0,3}\Z"), max_size=8)


@given(IDS, IDS, IDS)
def test_no_id_is_given_twice_nor_one_that_is_kept(of_company: list[str], others: list[str], kept: list[str]) -> None:
    taken = [*of_company, *others]
    following = next_claim_id(of_company, "a", taken, lambda beginning: [k for k in kept if k.startswith(beginning)])
    assert following not in [*taken, *kept]


def test_an_id_made_of_a_name_is_free() -> None:
    assert free_id("People & planet", "pillar", []) == "people-planet"
    assert free_id("People & planet", "pillar", ["people-planet", "people-planet-2"]) == "people-planet-3"
    assert free_id("人", "pillar", []) == "pillar"
    assert free_id("Ørsted & Søn", "company", []) == "orsted-son"
