"""Rows that sum up others: no claims, and their names no companies."""

from pathlib import Path

import pytest

from tests.intake.made import csv_file, imported

CLAIMS = [
    {"Nr": "1", "Company": "Volt AG", "Country": "DE", "Text": "We cut our emissions by half by 2030."},
    {"Nr": "2", "Company": "Ohm SA", "Country": "FR", "Text": "We pay a living wage in all of our plants."},
]


@pytest.mark.parametrize(
    "row",
    [
        {"Company": "Total", "Text": "2 claims"},
        {"Company": "Summe", "Text": "2 Ziele sind in dieser Liste zu finden."},
        {"Company": "GESAMT:", "Text": "2"},
        {"Company": "Sous-total France", "Text": "1 objectif"},
        {"Company": "Volt AG", "Text": "Total"},
        {"Nr": "Zwischensumme", "Text": "2 Ziele"},
        {"Nr": "Summe", "Company": "Volt AG", "Text": "1 Ziel"},
        {"Company": "Ø", "Text": "Durchschnitt"},
        {"Company": "合计", "Text": "2"},
    ],
)
def test_a_row_that_sums_up_others_is_left_out_and_told(tmp_path: Path, row: dict[str, str]) -> None:
    empty = dict.fromkeys(CLAIMS[0], "")
    path = csv_file(tmp_path / "claims.csv", [*CLAIMS, empty | row])
    for fills in (False, True):
        outcome, dataset = imported(path, fills=fills)
        assert (outcome.claims, outcome.companies, outcome.rejected) == (2, 2, 1)
        assert outcome.told[0].partition(": ")[2].startswith("row 4: it sums up others (")
        assert [claim.company for claim in dataset.claims] == ["volt-ag", "ohm-sa"]


def test_nothing_is_taken_from_such_a_row_for_those_below(tmp_path: Path) -> None:
    rows = [*CLAIMS, {"Nr": "", "Company": "Summe", "Country": "", "Text": "2 Ziele"}, CLAIMS[1] | {"Company": ""}]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows), fills=True)
    assert [claim.company for claim in dataset.claims] == ["volt-ag", "ohm-sa", "ohm-sa"]


@pytest.mark.parametrize("name", ["Total", "TotalEnergies", "Total Access", "Gesamtverband e.V.", "Summit"])
def test_a_company_may_be_called_so(tmp_path: Path, name: str) -> None:
    row = {"Nr": "3", "Company": name, "Country": "FR", "Text": "We will be at net zero by the year 2050."}
    outcome, _ = imported(csv_file(tmp_path / "claims.csv", [*CLAIMS, row]))
    assert (outcome.claims, outcome.companies, outcome.rejected) == (3, 3, 0)
