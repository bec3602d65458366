"""What is read out of cells, and what is not since it may mean something else."""

import datetime as dt
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.intake.cell_texts import cell_text
from esgtui.intake.kinds import horizon_of, kind_of
from esgtui.intake.toml_text import Value, table
from esgtui.intake.values import (
    addresses_in,
    country_of,
    date_of,
    decimal_sign,
    language_of,
    number_of,
    period_of,
    says_nothing,
    year_of,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2050", 2050), ("2050.0", 2050), ("FY2030", 2030), ("by 2040", 2040), ("2050-12-31", 2050),
        ("31.12.2045", 2045), ("44927", 2023), ("2030/2050", None), ("1000", None), ("soon", None), ("120500", None),
        ("2030, as we say everywhere", None),
    ],
)  # fmt: skip
def test_years(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021", "2021"),
        ("2019-2021", "2019-2021"),
        ("2021/22", "2021-2022"),
        ("FY 2021", "2021"),
        ("2021 to 2019", None),
        ("x", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    assert period_of(text) == period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-11-07", dt.date(2022, 11, 7)), ("2022/11/7", dt.date(2022, 11, 7)), ("7.11.2022", dt.date(2022, 11, 7)),
        ("13/2/2022", dt.date(2022, 2, 13)), ("2/13/2022", dt.date(2022, 2, 13)), ("5/5/2022", dt.date(2022, 5, 5)),
        ("44927", dt.date(2023, 1, 1)), ("2022-11-07T08:55:00", dt.date(2022, 11, 7)),
        ("2/3/2022", None), ("2022-13-45", None),
    ],
)  # fmt: skip
def test_days_unless_day_and_month_may_have_changed_places(text: str, day: dt.date | None) -> None:
    assert date_of(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30", 30),
        ("30 %", 30),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("0,6", 0.6),
        ("-3", -3),
        ("1 000", 1000),
        ("1\u202f234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234.567", 1234.567),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        ("5e-05", 0.00005),
        ("1.125e-05", 0.00001125),
        ("1.234.56", None),
        ("1e999", None),
        ("1234567890123456789", None),
        ("n", None),
        ("3-4", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == number


@given(st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.4g}")))
def test_a_number_that_a_program_wrote_is_the_same_again(number: float) -> None:
    assert number_of(cell_text(number)) == number


@pytest.mark.parametrize(("decimal", "numbers"), [(".", [1.125, 1125]), (",", [1125, 1.125]), ("", [None, None])])
def test_what_may_be_thousands_or_decimals_is_as_other_numbers_have_it(
    decimal: str, numbers: list[float | None]
) -> None:
    assert [number_of(text, decimal) for text in ("1.125", "1,125")] == numbers
    assert [decimal_sign(text) for text in ("1.125", "1,125", "30", "1 000", "soon")] == [""] * 5
    assert [decimal_sign(text) for text in ("1.5", "1,000.125", "0.125", "1,000,000")] == ["."] * 4


def test_countries_kinds_and_addresses() -> None:
    names = (
        "CHE",
        "ch",
        "Switzerland",
        "South Korea",
        "中国",
        "Mars",
        "Switzerland (CHE)",
        "Mars (CH)",
        "Niger (Mars)",
    )
    assert [country_of(text) for text in names] == ["CH", "CH", "CH", "KR", "CN", None, "CH", None, None]
    assert [kind_of(text) for text in ("Targets", "goal", "Pledge", "x")] == ["target", "target", "commitment", None]
    assert [horizon_of(text) for text in ("Short-term", "medium", "soon")] == ["short", "medium", None]
    assert addresses_in("see https://a.org/x, http://b.org https://a.org/x") == ["https://a.org/x", "http://b.org"]


def test_countries_are_known_in_the_languages_that_tables_are_in() -> None:
    german = ("Dänemark", "Daenemark", "FRANKREICH", "Niederlande", "Österreich", "Oesterreich", "Großbritannien")
    assert [country_of(text) for text in german] == ["DK", "DK", "FR", "NL", "AT", "AT", "GB"]
    french = ("Pays-Bas", "Etats-Unis", "États-Unis", "Côte d’Ivoire", "Allemagne")
    assert [country_of(text) for text in french] == ["NL", "US", "US", "CI", "DE"]
    others = (
        "Alemania",
        "Germania",
        "Alemanha",
        "Duitsland",
        "Tyskland",
        "Niemcy",
        "Německo",
        "Германия",
        "德国",
        "ドイツ",
        "독일",
    )
    assert {country_of(text) for text in others} == {"DE"}
    assert country_of("Kongo") is None, "there are two of them"


def test_each_name_of_a_country_is_that_of_one() -> None:
    text = files("esgtui.intake").joinpath("countries.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert [(name, row[0]) for row in rows for name in row if country_of(name) != row[0]] == []


WHOLE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)


@given(
    st.dictionaries(WHOLE, WHOLE | st.integers(-(2**60), 2**60) | st.dates(), max_size=5), st.lists(WHOLE, max_size=3)
)
def test_any_table_is_read_back_as_it_was(pairs: dict[str, str | int | dt.date], texts: list[str]) -> None:
    inline: list[dict[str, Value]] = [{"x": text, "y": 1} for text in texts]
    written = table(
        "claims", [*pairs.items(), ("a list", texts), ("an inline list", inline), ("nothing", None), ("no", "")]
    )
    expected = dict(pairs) | ({"a list": texts, "an inline list": inline} if texts else {})
    assert tomllib.loads(written) == {"claims": [expected]}


@pytest.mark.parametrize(
    ("text", "language"),
    [("EN", "en"), ("de-CH", "de"), ("French", "fr"), ("中文", "zh"), ("ger", "de"), ("none", None), ("", None)],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_cell_that_says_nothing_does_so_in_many_languages() -> None:
    assert all(map(says_nothing, ("n/a", "k. A.", "k.A.", "N. A.", "Keine Angabe", "sans objet", "未披露", " – ")))
    assert not any(map(says_nothing, ("A. B.", "no", "0", "n")))
