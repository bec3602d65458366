"""Metrics that can be compared stand together, however their units are spelt, and never with any others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Metric, Tables
from esgtui.dataset.values import grouped
from esgtui.insight.bars import value_bar
from esgtui.insight.metrics import Family, Reading, measured, metrics
from esgtui.insight.same_things import are_alike, groups, words_of
from esgtui.insight.standing import Order
from esgtui.insight.units import SPELLINGS, apart, same_per, same_unit


def dataset_of(*claims: Claim) -> Dataset:
    companies = tuple(Company(id=name, name=name.title()) for name in ("acme", "bolt"))
    return Dataset(Tables(header=Header(id="sample", title="Sample"), companies=companies, claims=claims), Path())


def claim(*told: Metric, company: str = "acme", base: int | None = None, period: str = "") -> Claim:
    return Claim(id="c", company=company, statement="x", metrics=told, base_year=base, period=period)


def metric(value: float, unit: str = "", per: str = "", name: str = "steel", comparator: str = "") -> Metric:
    return Metric(name=name, value=value, unit=unit, per=per, comparator=comparator)


def found_of(*claims: Claim, order: Order = "value") -> tuple[Family, ...]:
    return metrics(dataset_of(*claims), range(len(claims)), order)


def values(family: Family) -> list[float]:
    return [quantity.metric.value for quantity in family.quantities]


@pytest.mark.parametrize(
    "spellings",
    [
        ("t CO2e", "tCO2e", "tCO₂e", "tonnes CO2e", "tonnes of CO2-eq", "metric tons CO2 equivalent", "t CO2 equiv."),
        ("%", "percent", "per cent", "Per Cent", "％"),
        ("kWh", "kilowatt-hours", "kilowatt hours"),
        ("m3", "m³", "cubic metres"),
        ("patents", "patent", "Patents"),
        ("Mt CO2e", "MtCO2e", "million tonnes of CO2e"),
        ("CO2e", "CO2-equivalent"),
    ],
)
def test_a_unit_is_the_same_however_it_is_spelt(spellings: tuple[str, ...]) -> None:
    assert len({same_unit(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "units",
    [
        ("t", "kg"),
        ("t CO2", "t CO2e"),
        ("t", "t CO2e"),
        ("MW", "mW"),
        ("Mt CO2e", "mt CO2e"),
        ("t", "tons"),
        ("%", "pp"),
    ],
)
def test_units_that_do_not_compare_stay_apart(units: tuple[str, str]) -> None:
    assert same_unit(units[0]) != same_unit(units[1])


def test_no_spelling_stands_for_two_units() -> None:
    for unit, spellings in SPELLINGS.items():
        assert {same_unit(spelling) for spelling in (unit, *spellings)} == {unit}


@given(st.text(max_size=12) | st.sampled_from([each for spellings in SPELLINGS.values() for each in spellings]))
def test_what_is_the_same_unit_stays_so(unit: str) -> None:
    assert same_unit(same_unit(unit)) == same_unit(unit)


def test_what_is_counted_over_is_the_same_with_and_without_each() -> None:
    assert same_per("vehicle") == same_per("each vehicle") == same_per("vehicles")
    assert apart("kg/vehicle", "") == apart("kg per vehicle", "") == ("kg", "vehicle")
    assert apart("kg/vehicle", "year") == ("kg/vehicle", "year")


def test_comparable_metrics_stand_in_one_family_the_largest_family_first() -> None:
    families = found_of(
        claim(metric(130, "kg", "vehicle"), metric(12, "kg")),
        claim(metric(0.4, "t", "vehicle")),
        claim(metric(40, "kilograms", "each vehicle", "aluminium"), company="bolt"),
    )
    assert [(family.title, values(family)) for family in families] == [
        ("kg per vehicle", [130, 40]),
        ("kg", [12]),
        ("t per vehicle", [0.4]),
    ]


def test_changes_never_stand_with_amounts_or_shares() -> None:
    families = found_of(
        claim(metric(60, "%", name="reduction in emissions")),
        claim(metric(50, "%", name="Scope 1 and 2 emissions"), base=2019),
        claim(metric(95, "%", name="local suppliers")),
        claim(metric(30, "%", name="emissions", comparator="the year before")),
    )
    assert [(family.title, values(family)) for family in families] == [
        ("%, change: emissions", [60, 30]),
        ("%", [95]),
        ("%, change", [50]),
    ]


def test_only_what_measures_the_same_thing_is_compared() -> None:
    families = found_of(
        claim(metric(100, "%", name="fabric recycled from PET bottles"), metric(40, "kg", name="recycled steel")),
        claim(metric(100, "%", name="existing suppliers committed to the Supplier Code of Conduct")),
        claim(metric(95, "%", name="current suppliers that are local companies")),
        claim(metric(50, "kg", name="amount of recycled steel"), metric(7, "kg", name="zinc")),
    )
    assert [(family.title, values(family), family.compared) for family in families] == [
        ("kg: recycled steel", [50, 40], "2 to compare"),
        ("%", [100, 100, 95], "each of something else, bars are shares of a whole"),
        ("kg", [7], "nothing to compare it with"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Scope 1 emissions", "Scope 3 emissions", False),
        ("reduction in emissions", "reduction in costs", False),
        ("number of employees", "number of patents", False),
        ("patents granted", "granted patent", True),
        ("carbon emissions", "emissions", True),
        ("of the", "of the", True),
        ("", "", True),
    ],
)
def test_names_are_alike_by_the_words_that_tell_what_is_measured(one: str, other: str, alike: bool) -> None:
    assert (len(set(groups([one, other]))) == 1) is alike


def test_a_family_is_sorted_by_what_is_asked_for() -> None:
    told = (
        claim(metric(1, "kg", name="zinc"), company="bolt", period="2020"),
        claim(metric(3, "kg", name="iron"), company="acme", period="2022"),
        claim(metric(2, "kg", name="lead"), company="acme"),
    )
    orders: dict[Order, list[float]] = {"value": [3, 2, 1], "company": [3, 2, 1], "name": [3, 2, 1], "time": [1, 3, 2]}
    assert {order: values(found_of(*told, order=order)[0]) for order in orders} == orders


def test_what_is_read_in_the_text_counts_where_the_curator_gave_no_metric() -> None:
    dataset = dataset_of(claim(), claim(metric(1, "kg")))
    (family,) = metrics(dataset, [0, 1], read=lambda _: [metric(5, "kg")])
    assert [(quantity.row, quantity.is_read) for quantity in family.quantities] == [(0, True), (1, False)]


def test_of_very_many_texts_so_many_are_read_and_it_is_known_how_many_were_not() -> None:
    dataset = dataset_of(claim(), claim(metric(1, "kg")), claim(), claim(), claim())
    found = measured(dataset, range(5), Reading(lambda row: [metric(row, "kg")], among=0b01111, most=2))
    (family,) = found.families()
    assert [(quantity.row, quantity.is_read) for quantity in family.quantities] == [(2, True), (1, False), (0, True)]
    assert found.unread == 1


def test_words_read_around_a_value_are_alike_whatever_the_value_and_the_years() -> None:
    said = {
        50: "Reduce scope 1 and 2 emissions by 50% by 2030 against a 2019 baseline",
        42.5: "…a 42.5% cut of Scope 1 and Scope 2 GHG emissions by FY2032",
        30: "Reduce scope 3 emissions by 30%",
        20: "a reduction of 20%",
        10: "by 10% by 2040",
    }
    values_read = list(said)
    dataset = dataset_of(*(claim() for _ in said))
    found = metrics(
        dataset, range(len(said)), read=lambda row: [metric(values_read[row], "%", name=said[values_read[row]])]
    )
    first = found[0]
    assert (first.name.casefold(), values(first)) == ("scope 1 2 emissions", [50, 42.5])
    assert all(not family.name for family in found[1:])


def test_a_bar_is_as_long_as_its_value_and_percentages_share_one_scale() -> None:
    (family,) = found_of(claim(metric(25, "%", name="local suppliers")))
    assert value_bar(25, family.scale, 8) == "██      "
    assert value_bar(1, 1000, 8) == "▏       "
    assert value_bar(-50, 100, 8) == "░░░░    "
    assert value_bar(0, 0, 8) == " " * 8


def test_a_value_far_beyond_nearly_all_others_leaves_their_bars_to_be_compared() -> None:
    (family,) = found_of(claim(*(metric(value, "t") for value in [*range(1, 21), 1_000_000])))
    assert family.scale == 20
    assert value_bar(1_000_000, family.scale, 8) == "███████»"
    (few,) = found_of(claim(metric(2, "t"), metric(1000, "t")))
    assert few.scale == 1000


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), st.integers(1, 60))
def test_a_bar_never_leaves_its_room(value: float, width: int) -> None:
    assert len(value_bar(value, max(abs(value), 1), width)) == width
    assert len(value_bar(value, 1, width)) == width


def test_numbers_are_written_as_people_read_them() -> None:
    assert [grouped(value) for value in (1250000, 130.0, 0.6, -0.5, 1234.5)] == [
        "1,250,000",
        "130",
        "0.6",
        "-0.5",
        "1,234.5",
    ]


def test_of_several_groups_that_a_name_is_alike_the_first_has_it() -> None:
    assert groups(["steel plate mill", "steel sheet works", "steel plate sheet", "sheet plate steel"]) == [0, 1, 0, 0]


@given(st.lists(st.lists(st.sampled_from(["a1", "b", "steel", "water", "2", "3"]), max_size=5).map(" ".join)))
def test_groups_are_those_that_comparing_each_name_with_all_first_names_finds(names: list[str]) -> None:
    firsts: list[frozenset[str]] = []
    found: dict[frozenset[str], int] = {}
    for name in names:
        words = words_of(name)
        alike = [number for number, first in enumerate(firsts) if are_alike(first, words)]
        if words not in found:
            nearest = min(alike, key=lambda number: (-len(firsts[number] & words), number), default=len(firsts))
            found[words] = nearest
            if nearest == len(firsts):
                firsts.append(words)
    assert groups(names) == [found[words_of(name)] for name in names]
