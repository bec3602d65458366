"""Units in headings of columns of values."""

from pathlib import Path

import pytest

from esgtui.intake.unit_headings import unit_in
from tests.intake.made import ROWS, csv_file, imported


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("Reduction (%)", "Reduction", "%"), ("Value (t)", "Value", "t"), ("Reduction, %", "Reduction", "%"),
        ("Target value (%)", "Target value", "%"), ("Reduction [t CO2e]", "Reduction", "t CO2e"),
        ("Amount (million EUR)", "Amount", "million EUR"), ("Value (USD m)", "Value", "USD m"),
        ("Reduktion in %", "Reduktion", "%"), ("Reduction %", "Reduction", "%"), ("Value (in MWh)", "Value", "MWh"),
        ("Value (kg/vehicle)", "Value", "kg/vehicle"), ("Amount (CHF)", "Amount", "CHF"),
        ("Reduction (%) (2)", "Reduction", "%"), ("Value (absolute)", "Value (absolute)", ""),
        ("Value (2)", "Value (2)", ""), ("Reduction, Scope 1", "Reduction, Scope 1", ""), ("Value", "Value", ""),
        ("Reduction in emissions", "Reduction in emissions", ""), ("(%)", "(%)", ""),
        ("Réduction en %", "Réduction", "%"),
    ],
)  # fmt: skip
def test_what_is_known_as_a_unit_is_taken_out_of_the_name(heading: str, name: str, unit: str) -> None:
    assert unit_in(heading) == (name, unit)


def test_the_row_says_its_unit_before_the_heading_does(tmp_path: Path) -> None:
    rows = [ROWS[0] | {"Reduction (%)": value, "Unit": unit} for value, unit in (("42", ""), ("42%", ""), ("7", "kg"))]
    _, dataset = imported(csv_file(tmp_path / "c.csv", rows))
    metrics = [(each.name, each.unit) for claim in dataset.claims for each in claim.metrics]
    assert metrics == [("Reduction", "%"), ("Reduction", "%"), ("Reduction (%)", "kg")]


@pytest.mark.parametrize("heading", ["Value", "Wert (%)", "Amount", "Valeur"])
def test_a_heading_that_merely_says_value_names_no_metric(tmp_path: Path, heading: str) -> None:
    texts = [("We recycled 61 % of our waste, as planned.", "61"), ("Strom aus Wind und Sonne", "12")]
    rows = [{"Company": "ABB", "Claim": text, heading: value} for text, value in texts]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    names = [each.name for claim in dataset.claims for each in claim.metrics]
    assert names == ["waste", "Strom aus Wind und Sonne"]


def test_a_column_of_indicators_names_metrics_whatever_values_are_called(tmp_path: Path) -> None:
    rows = [
        {"Company": "ABB", "Claim": "We recycled 61 % of it.", "KPI": name, "Value": "61"} for name in ("Waste", "")
    ]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    names = [each.name for claim in dataset.claims for each in claim.metrics]
    assert names == ["Waste", "We recycled 61 % of it"]


def test_amounts_below_what_is_aimed_at_are_values_also_where_a_column_of_its_own_has_the_units(tmp_path: Path) -> None:
    columns = zip(ROWS, ("30", "45,5", "≥ 80"), ("%", "%", "t CO2e"), strict=True)
    rows = [row | {"Objectif": value, "Unité": unit} for row, value, unit in columns]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    metrics = [[(each.value, each.unit) for each in claim.metrics] for claim in dataset.claims]
    assert metrics == [[(30, "%")], [(45.5, "%")], [(80, "t CO2e")]]


@pytest.mark.parametrize("heading", ["Ziel (%)", "Target (%)", "Klimaziel in %", "Objectif [%]", "Energy target, %"])
def test_amounts_below_what_is_aimed_at_with_a_unit_are_values(tmp_path: Path, heading: str) -> None:
    rows = [row | {heading: value} for row, value in zip(ROWS, ("30", "45,5", ""), strict=True)]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    metrics = [[(each.value, each.unit) for each in claim.metrics] for claim in dataset.claims]
    assert metrics == [[(30, "%")], [(45.5, "%")], []]
    assert not any("x-" in key for claim in dataset.claims for key in claim.extra)


@pytest.mark.parametrize(
    "headings",
    [
        {"Revenue (EUR)": "30"}, {"Fortschritt (%)": "30"}, {"Target": "2030"}, {"Target (absolute)": "30"},
        {"Target 2030 (%)": "30", "Target 2040 (%)": "60"}, {"Ziel (%)": "net zero by all means"},
    ],
)  # fmt: skip
def test_other_amounts_and_several_of_which_none_is_the_one_are_kept_as_they_are(
    tmp_path: Path, headings: dict[str, str]
) -> None:
    _, dataset = imported(csv_file(tmp_path / "claims.csv", [row | headings for row in ROWS]))
    assert not any(claim.metrics for claim in dataset.claims)
    assert all(len(claim.extra) == len(headings) for claim in dataset.claims)
