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
        "The 911 cars were built in Stuttgart; the new 787 aircraft and the 208 cars",
        "Mazda 3 cars, ID.4 vehicles, F-150 trucks, A350-900 aircraft, Boeing 737 MAX aircraft, iPhone 15 devices",
        "Article 5 products, Directive 2014/95 companies, Rule 10b-5 companies, E1-4 projects, the Act 2006 units",
        "GRI 2-7 employees, SASB TR-AU-250a.3 vehicles, ISO 14064-1:2018 units, Cat. 11 products, SDG 12.5 products",
        "the EU-27 countries, COP 26 countries, STOXX 600 companies, Fortune 500 companies, RCP 8.5 units",
        "+1 (555) 123-4567 employees, EIN 12-3456789 employees, ID 4711 units, ISBN 978-3-16-148410-0 units",
        "3 May 2021 employees, 2023-12-31 employees, 31.12.2023 units, H2 2025 and Q3 2024 units, at 9 am employees",
        "5-star hotels, 24-hour customers, 800-volt vehicles, 2-in-1 products, a 2 x 4 products, 12 month projects",
        "Terminal 5 employees, Route 66 vehicles, Floor 3 people, Page 12 employees, Level 2 chargers, Zone 3 vehicles",
        "PM2.5 particles, SF6 units, R134 units, 1.5°C, 2 degrees, Windows 11 users",
        "每辆车使用5G技术,2021年,ISO 14001:2015认证,第5条",
        "Das Auto hat 5 Sitze; nach Art. 5 Abs. 2 der Verordnung (EU) 2019/631; Modell 3; 12 Monate",
        "article 5 du code, 3 mai 2021, depuis 2019, la page 12 du rapport, 24 h sur 24",
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
        ("Trained 500 employees", (500, "employees", "")),
        ("the 27 countries", (27, "countries", "")),
        ("The 120 new sites", (120, "sites", "")),
        ("5-10 suppliers", (10, "suppliers", "")),
        ("a fleet of 350 vehicles", (350, "vehicles", "")),
        ("12 solar-powered sites", (12, "sites", "")),
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


@pytest.mark.parametrize(
    "text",
    [
        "Carbon neutral since 2021. It saved 30%",
        "From 2022, the Group will finance no coal; its footprint fell by half before",
        "Renewable electricity reached 100% from 2020",
        "Its share was 20%, based on the 2023 Corporate Responsibility Report",
        "Shares of 30% under the 2015 Paris Agreement and under the 2022 incentive plan",
        "It appears to reference equity, and uses this to benchmark clients by 5%",
        "They review progress against the 2025 and 2030 goals by 5%",
    ],
)
def test_a_year_that_nothing_is_compared_with_is_no_baseline(text: str) -> None:
    assert shown(text, "baseline") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Emissions fell by 27% since 2019", "since 2019"),
        ("Since 2019, we have cut emissions by 26 percent", "Since 2019"),
        ("A cut of 25% in our own scope 1 and 2 emissions between 2021 and 2030", "between 2021 and"),
        ("The team was audited, from a 2024 base year, by 2030", "from a 2024 base year"),
    ],
)
def test_a_year_beside_a_share_is_a_baseline(text: str, words: str) -> None:
    assert shown(text, "baseline") == [("base-year", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Amazon S3 holds 5 TB",
        "the Audi S3 saves 10%",
        "30 sites in scope 30",
        "12 t in scope 2024",
        "IFRS S1 and S2: 5 t",
    ],
)
def test_what_is_no_scope_of_emissions_is_none(text: str) -> None:
    assert shown(text, "boundary") == []


@pytest.mark.parametrize(
    "text", ["S1&2 by 5%", "S1/2/3 of 5 t", "S3 targets of 5%", "Scope 3A by 5%", "all three scopes by 5%"]
)
def test_scopes_in_short_are_found(text: str) -> None:
    assert [aspect for aspect, _ in shown(text, "boundary")] == ["scope"]


@pytest.mark.parametrize(
    "text", ["Das will die Firma", "Bis 2030 will die Firma das tun; sie will die Ziele", "Die Gruppe will ihre Ziele"]
)
def test_a_wish_in_german_is_no_pledge(text: str) -> None:
    assert shown(text, "commitment") == []


def test_the_agenda_of_the_united_nations_is_no_deadline() -> None:
    assert shown("It supports the 2030 Agenda, and the UN Agenda 2030", "time-bound") == []
