"""Indicators with a column for each year: each figure is a claim of its own, with its year."""

from pathlib import Path

from esgtui.intake.importing import look_at
from esgtui.intake.rows import Choices
from tests.intake.made import Cells, ignore_progress, imported, workbook

KPIS: list[Cells] = [
    ["Company", "Indicator", "Unit", 2022.0, "FY 2023", "Target 2030"],
    ["ABB", "Scope 1 emissions", "kt CO2e", 110.5, 98.0, 60.0],
    ["ABB", "Share of women in management", "%", 27.0, "n/a", 30.0],
    ["Eiffage", "Scope 1 emissions", "kt CO2e", None, 450.0, 300.0],
]


def test_each_figure_of_a_year_is_a_claim(tmp_path: Path) -> None:
    path = workbook(tmp_path / "kpis.xlsx", {"KPIs": KPIS})
    notes = look_at(path, Choices(), ignore_progress).rows.notes
    assert "the columns 2022, FY 2023 are years, and each of their cells a claim" in notes[-1]
    _, dataset = imported(path)
    told = [
        (claim.statement, claim.period, *((each.name, each.value, each.unit) for each in claim.metrics))
        for claim in dataset.claims
    ]
    assert told == [
        ("Scope 1 emissions, 2022", "2022", ("Scope 1 emissions", 110.5, "kt CO2e")),
        ("Scope 1 emissions, 2023", "2023", ("Scope 1 emissions", 98, "kt CO2e")),
        ("Share of women in management, 2022", "2022", ("Share of women in management", 27, "%")),
        ("Share of women in management, 2023", "2023"),
        ("Scope 1 emissions, 2023", "2023", ("Scope 1 emissions", 450, "kt CO2e")),
    ]
    assert dataset.claims[0].extra == {"x-target-2030": "60"}


def test_a_later_year_leaves_claims_of_the_others_what_they_are(tmp_path: Path) -> None:
    before = imported(workbook(tmp_path / "kpis.xlsx", {"KPIs": KPIS}))[1].claims
    later = [[*row[:5], end, row[5]] for row, end in zip(KPIS, (2024.0, 90.0, 31.0, 440.0), strict=True)]
    after = imported(workbook(tmp_path / "kpis.xlsx", {"KPIs": later}), updates=True)[1].claims
    assert {claim.id for claim in before} < {claim.id for claim in after}
    assert len(after) == len(before) + 3


def test_years_beside_texts_that_are_claims_stay_with_them(tmp_path: Path) -> None:
    rows = [["Company", "Claim", *row[2:]] if row is KPIS[0] else row for row in KPIS]
    assert len(imported(workbook(tmp_path / "claims.xlsx", {"KPIs": rows}))[1].claims) == len(rows) - 1
