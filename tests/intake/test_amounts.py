"""Values as people write them into cells: with a unit, a sign or a word, and beside others that are words alone."""

from pathlib import Path

import pytest

from esgtui.intake.amounts import Amount, amount_of
from esgtui.intake.importing import look_at
from esgtui.intake.kinds import kind_of
from esgtui.intake.rows import Choices
from tests.intake.made import csv_file, ignore_progress, imported


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("30 %", Amount(30, "%")),
        ("ca. 5 t CO2e", Amount(5, "t CO2e", "about")),
        (">= 95", Amount(95, "", "at least")),
        ("max. 3,5 GWh", Amount(3.5, "GWh", "at most")),
        ("\u221212 Prozent", Amount(-12, "%")),
        ("1 234,5 kWh", Amount(1234.5, "kWh")),
        ("1,5 Mio. t", Amount(1.5, "Mio. t")),
    ],
)
def test_an_amount_is_read_with_its_unit_and_how_exact_it_is(cell: str, amount: Amount) -> None:
    assert amount_of(cell) == amount


@pytest.mark.parametrize("cell", ["net zero", "100% RE", "30-50%", "50% by 2030", "Scope 1", "3 of 5", "12.03.2024"])
def test_what_says_more_than_an_amount_is_none(cell: str) -> None:
    assert amount_of(cell) is None


def test_a_column_of_values_may_have_words_among_them(tmp_path: Path) -> None:
    cells = [f"{n} t" if n % 5 == 0 else ("net zero", "carbon neutral", "halved")[n % 3] for n in range(100)]
    rows = [{"Company": "ABB", "Claim": f"We reach our goal {n}.", "Value": cell} for n, cell in enumerate(cells)]
    path = csv_file(tmp_path / "claims.csv", rows)
    assert look_at(path, Choices(), ignore_progress).roles["Value"] == "value"
    outcome, dataset = imported(path)
    measured = [claim for claim in dataset.claims if claim.metrics]
    assert [(claim.metrics[0].value, claim.metrics[0].unit) for claim in measured[:2]] == [(0, "t"), (5, "t")]
    assert len(measured) == 20
    assert dataset.claims[1].extra["x-value"] == "carbon neutral"
    assert [str(each) for each in outcome.remarks] == ["Value: no number in 80 cells, first in row 3: 'carbon neutral'"]


def test_an_amount_whose_unit_is_another_than_its_column_says_is_kept(tmp_path: Path) -> None:
    row = {"Company": "ABB", "Claim": "We cut it.", "Value": "5 kWh", "Unit": "t"}
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", [row, row | {"Value": "5 t"}]))
    assert [bool(claim.metrics) for claim in dataset.claims] == [False, True]
    assert dataset.claims[0].extra == {"x-value": "5 kWh", "x-unit": "t"}
    assert "in kWh, though the unit is t," in str(outcome.remarks[0])


@pytest.mark.parametrize(
    ("heading", "cell", "unit", "metric"),
    [
        ("Value", "1.1 million tonnes", "", (1_100_000, "tonnes", "We recycled it.")),
        ("Value", "1.1 million tonnes", "t", (1_100_000, "t", "We recycled it.")),
        ("Value", "1.1 million tonnes", "million tonnes", (1.1, "million tonnes", "We recycled it.")),
        ("Value", "1.1", "million tonnes", (1.1, "million tonnes", "We recycled it.")),
        ("Reduction (Mt)", "1.1 million tonnes", "", (1.1, "million tonnes", "Reduction")),
        ("Reduction (t)", "8.2 million tonnes", "", (8_200_000, "tonnes", "Reduction")),
    ],
)
def test_a_number_is_written_in_digits_unless_its_column_counts_in_such_units(
    tmp_path: Path, heading: str, cell: str, unit: str, metric: tuple[float, str, str]
) -> None:
    row = {"Company": "ABB", "Claim": "We recycled it.", heading: cell, "Unit": unit}
    _, dataset = imported(csv_file(tmp_path / "claims.csv", [row]))
    (found,) = dataset.claims[0].metrics
    assert (found.value, found.unit, found.name) == metric


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        (
            "Art",
            {"Leistung": "achievement", "Maßnahmen": "practice", "Ziel": "target", "Selbstverpflichtung": "commitment"},
        ),
        (
            "Nature",
            {"Engagement": "commitment", "Objectifs": "target", "Réalisation": "achievement", "Mesure": "practice"},
        ),
        ("Tipo", {"Compromiso": "commitment", "Meta": "target", "Logros": "achievement", "Acción": "practice"}),
        ("类型", {"承诺": "commitment", "目标": "target", "成果": "achievement", "措施": "practice"}),
    ],
)
def test_kinds_are_told_in_the_languages_of_tables(tmp_path: Path, heading: str, kinds: dict[str, str]) -> None:
    assert {name: kind_of(name) for name in kinds} == kinds
    rows = [{"Company": "ABB", "Claim": f"We do {name} for all.", heading: name} for name in kinds]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    assert [claim.kind for claim in dataset.claims] == list(kinds.values())
