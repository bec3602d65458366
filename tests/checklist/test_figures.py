"""Numbers with a unit are metrics, wherever they stand; numbers of something else are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.checklist.findings import Figure
from tests.checklist.samples import claim, reader


def figures(text: str) -> list[Figure]:
    return list(reader().figures(claim(text)))


def values(text: str) -> list[tuple[float, str, str]]:
    return [(each.value, each.unit, each.per) for each in figures(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60% less", (60, "%", "")),
        ("a cut of 42.5 per cent", (42.5, "%", "")),
        ("Recycled steel: 130kg in each car", (130, "kg", "car")),
        ("130 kg of steel", (130, "kg", "")),
        ("0.6 kWh per 100 km driven", (0.6, "kWh", "100 km")),
        ("25 kgCO2e/m²", (25, "kgCO2e", "m²")),
        ("about 1.6 million tons of CO2", (1_600_000, "tCO2e", "")),
        ("71,428 tonnes", (71_428, "t", "")),
        ("30,142 metric tons CO2 e", (30_142, "tCO2e", "")),
        ("45 million metric tons of CO2e", (45_000_000, "tCO2e", "")),
        ("191,000 MT CO2 e", (191_000, "tCO2e", "")),
        ("5 metric tons", (5, "t", "")),
        ("10 percentage points", (10, "percentage points", "")),
        ("1 234 567 MWh", (1_234_567, "MWh", "")),
        ("1.234.567,5 kg", (1_234_567.5, "kg", "")),
        ("0,34 tCO2e", (0.34, "tCO2e", "")),
        ("$100 million in funds", (100_000_000, "USD", "")),
        ("EUR 5bn", (5e9, "EUR", "")),
        ("8.2 million tonnes", (8_200_000, "t", "")),
        ("1.005 million tonnes", (1_005_000, "t", "")),
        ("1,2 Mio. t and 3 t", (1_200_000, "t", "")),
        ("1,2 Mrd. € for wind farms", (1_200_000_000, "EUR", "")),
        ("116 new patents", (116, "patents", "")),
        ("30 countries and regions", (30, "countries and regions", "")),
        ("seven suppliers", (7, "suppliers", "")),
        ("two thirds of all waste", (66.7, "%", "")),
        ("emissions halved, or halving them", (50, "%", "")),
        ("cut by a third", (33.3, "%", "")),
        ("down by about a quarter", (25, "%", "")),
        ("a fifth of our waste", (20, "%", "")),
        ("fell to 0.8 per million hours", (0.8, "", "million hours")),
        ("3.2 per 200,000 working hours", (3.2, "", "200,000 working hours")),
        ("12 accidents per 1,000 employees", (12, "accidents", "1,000 employees")),
    ],
)
def test_a_value_with_its_unit_is_read(text: str, value: tuple[float, str, str]) -> None:
    assert values(text)[0] == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 1.234.567 m3 to 987.654 m3", [1_234_567, 987_654]),
        ("from 4,5 % to 1.050 t", [4.5, 1050]),
        ("987.654 m3 of water and 0.5 % of it reused", [987.654, 0.5]),
        ("in Scope 1,2 and 3 we emitted 3.125 t", [3.125]),
        ("by 3,125 t to 3.125 t", [3125, 3.125]),
    ],
)
def test_a_point_sets_thousands_apart_where_another_number_of_the_text_shows_it(text: str, found: list[float]) -> None:
    assert [value for value, _, _ in values(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "certified to ISO 14001:2015 and ISO/IEC 27001",
        "The smart #1, the ET7 and the 500 e are on sale",
        "Founded in 2019 suppliers of 2021",
        "at 10:30 am and 9 pm",
        "emissions fell.3 and rose[12]",
        "see page 35, p. 40 and section 7",
        "Scope 1, 2 and 3 emissions",
        "Scope 3 suppliers",
        "limit warming to 1.5°C",
        "CO2 and PM2 and 5G",
        "five pillars and three goals",
        "https://example.org/report-2024-30%25-of-5-kg",
        "phase 2 projects",
        "verified by a third party and by a third-party auditor",
        "delivered one per customer, in 2023 per million hours",
    ],
)
def test_numbers_of_something_else_are_no_metrics(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("over 60%", "over"),
        ("up to 5 kg", "at most"),
        ("at least 3 tonnes", "at least"),
        ("nearly 40%", "about"),
        ("40%", ""),
    ],
)
def test_how_exact_a_value_is(text: str, qualifier: str) -> None:
    assert figures(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "is_relative"),
    [("60%", True), ("5 kg", False), ("5 kg per vehicle", True), ("5 kg per year", False), ("10 patents", False)],
)
def test_a_share_or_an_intensity_is_relative(text: str, is_relative: bool) -> None:
    assert figures(text)[0].is_relative is is_relative


def test_the_same_value_in_statement_and_quote_is_one_figure() -> None:
    (found,) = reader().figures(claim("We cut 42% of it.", quote="a cut of 42%"))
    assert [(words.where, words.start, words.end) for words in found.words] == [("statement", 7, 10), ("quote", 9, 12)]


@given(st.text(alphabet="0123456789.,%’ #€$kgtme/-\n per", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text):
        for words in figure.words:
            assert any(map(str.isdigit, text[words.start : words.end]))
            assert figure.unit or figure.per
