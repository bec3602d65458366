"""Numbers of standards, models, pages, scopes, times and telephones are no metrics; words in names are no findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.samples import shown
from tests.checklist.test_figures import values

THINGS = st.sampled_from(
    ["suppliers", "cars", "products", "sites", "employees", "countries and regions", "new buildings"]
)
DIGITS = st.integers(1, 99).map(str)
STANDARDS = ["ISO", "ISO/IEC", "GRI", "ESRS", "SDG", "scope", "Scope", "scopes", "category", "Tier", "Article", "Euro"]
PLACES = ["page", "p.", "pp.", "Fig.", "section", "chapter", "note", "phase", "step", "No.", "level", "model", "Type"]
NAMES = st.sampled_from([*STANDARDS, *PLACES])
LINKS = st.sampled_from([", ", " and ", " or ", ", and ", "-", "–", "/", " to "])


@pytest.mark.parametrize(
    "text",
    [
        "certified to ISO 14001:2015, ISO 45001:2018 and ISO/IEC 27001:2022 suppliers",
        "the ET5, ET7 and ES8 cars; the smart #1 and #3 cars; the Porsche 911 cars; the 500e cars",
        "an Airbus A320, a Boeing 787 aircraft, the Polestar 2 cars and Model 3 cars",
        "since 1998 employees, in 2023 employees, of the 1990s cars, FY23 vehicles, H1 2023 units",
        "at 10:30 am, 9 p.m. and 18:00 hours, 24/7 employees",
        "emissions fell.3 and rose[12] sites, products1 and sites²",
        "see page 35, pp. 40-42, p. 7 and section 5 products",
        "call +49 711 17 123456 employees or (020) 7946 0958 employees or 0800 123 4567 customers",
        "on 7 November 2022 employees, on 12 March employees, on March 12 employees, 2022-11-07 employees",
        "GRI 305-1, GRI 302-4 and GRI 305-5 products, ESRS E1-6, SDG 13 projects",
        "limit warming to 1.5 °C, 1.5°C, well below 2°C, a 2 degree world",
        "Scope 1, 2 and 3 emissions, Scope 1 and 2 sites, scopes 1-3 suppliers, categories 1, 4 and 6 suppliers",
        "the S&P 500 companies, FTSE 100 companies, Forbes 2000 companies, COP26 countries",
        "CO2, N2O, PM2.5, 5G stations, 3D machines, 12V batteries, EP100 companies, Industry 4.0 factories",
        "Form 20-F people and 10-K products, zip 70327 buildings, No. 8 products",
        "we won 5 awards for Euro 6 vehicles",
    ],
)
def test_numbers_of_something_else_are_no_metrics(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Over 500 suppliers", (500, "suppliers", "")),
        ("Acme has Over 500 suppliers", (500, "suppliers", "")),
        ("In 2021 30 sites", (30, "sites", "")),
        ("80-90 % of waste", (90, "%", "")),
        ("Acme: 12 sites", (12, "sites", "")),
        ("Scope 1 fell. 30 sites remain", (30, "sites", "")),
        ("one in five employees", (20, "%", "")),
        ("Scope 3 was cut by 5 %", (5, "%", "")),
    ],
)
def test_what_stands_beside_a_trap_is_a_metric(text: str, value: tuple[float, str, str]) -> None:
    assert values(text) == [value]


def test_numbers_in_words_count_beside_digits() -> None:
    assert values("Seven suppliers saved 30%") == [(7, "suppliers", ""), (30, "%", "")]


@given(NAMES, st.lists(DIGITS, min_size=1, max_size=4), LINKS, THINGS)
def test_a_number_behind_a_name_is_none_nor_are_those_joined_to_it(
    name: str, numbers: list[str], link: str, thing: str
) -> None:
    assert values(f"The {name} {link.join(numbers)} {thing}") == []


@given(st.integers(1950, 2100), THINGS)
def test_a_year_counts_nothing(year: int, thing: str) -> None:
    assert values(f"since {year} {thing}") == []


@given(st.integers(0, 23), st.integers(0, 59), THINGS)
def test_a_clock_time_counts_nothing(hour: int, minute: int, thing: str) -> None:
    assert values(f"at {hour}:{minute:02} {thing}") == []


@given(st.sampled_from(["Boeing", "Porsche", "Polestar", "Audi Q", "smart #", "ET", "iX"]), DIGITS, THINGS)
def test_a_model_counts_nothing(name: str, number: str, thing: str) -> None:
    assert values(f"the {name}{'' if name in {'smart #', 'ET', 'Audi Q', 'iX'} else ' '}{number} {thing}") == []


@pytest.mark.parametrize(
    "text",
    [
        "It joined the Low-Carbon Vehicle Partnership",
        "the Beijing Low-Carbon Park",
        "MIIT's Green Supply Chain List",
        "a member of the Sustainable Apparel Coalition",
        "an award of the Green Factory Alliance",
        "the Responsible Minerals Initiative",
    ],
)
def test_generic_wording_in_a_name_is_no_finding(text: str) -> None:
    assert shown(text, "generic") == []


@given(
    st.sampled_from(["Low-Carbon", "Green", "Sustainable", "Eco-Friendly", "Responsible"]), st.text("abc", min_size=2)
)
def test_a_capital_inside_a_sentence_makes_it_a_name(word: str, name: str) -> None:
    assert shown(f"We joined the {name.title()} {word} Alliance", "generic") == []
