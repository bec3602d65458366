"""Rows at the top of a table: headings in two rows, and tables that begin with a claim."""

from pathlib import Path

import pytest

from esgtui.intake.head_rows import is_like_those_below, joined, second_row
from esgtui.intake.rows import Row
from tests.intake.made import Cells, imported, read, workbook

MERGED = '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
CLAIM = ["Volt AG", "We cut what our plants emit by half.", "2019", "2030"]


def rows_of(*cells: list[str]) -> list[Row]:
    return [Row(number, each) for number, each in enumerate(cells, 1)]


def test_headings_of_a_workbook_may_stand_in_two_rows_with_cells_merged_over_both(tmp_path: Path) -> None:
    cells: list[Cells] = [
        ["Company", "Claim", "Target"],
        [None, None, "Base year", "Target year"],
        ["Volt AG", CLAIM[1], 2019.0, 2030.0],
    ]
    path = workbook(tmp_path / "claims.xlsx", {"S": cells}, MERGED)
    rows, _ = read(path)
    assert (rows.columns, rows.heading_row) == (["Company", "Claim", "Target: Base year", "Target: Target year"], 1)
    assert any("the headings are in rows 1 and 2" in note for note in rows.notes)
    _, dataset = imported(path)
    assert [(each.base_year, each.target_year) for each in dataset.claims] == [(2019, 2030)]


@pytest.mark.parametrize(
    ("below", "names"),
    [
        (["", "", "Base year", "Target year"], ["Company", "Claim", "Target: Base year", "Target: Target year"]),
        (["Company", "Claim", "from", "to"], ["Company", "Claim", "Target: from", "Target: to"]),
        (["", "", "from", "to"], None),
        (["Company", "Claim", "2019", "2030"], None),
        (["Company", "Claim", "Target", ""], None),
        (CLAIM, None),
    ],
)
def test_a_second_row_of_headings_says_more_of_one_that_is_for_several_columns(
    below: list[str], names: list[str] | None
) -> None:
    head, *rest = rows_of(["Company", "Claim", "Target", ""], below, CLAIM)
    second = second_row(head, rest)
    assert (joined(head.cells, second.cells) if second else None) == names


@pytest.mark.parametrize(
    ("first", "is_claim"),
    [
        (["Ohm SA", "We buy power from wind and sun alone.", "", "2030"], True),
        (["Volt AG", "We buy power from wind and sun alone", "", "x"], True),
        (["Volt AG", "We cut what our plants emit.", "Company", "2030"], False),
        (["Company", "What do you do about your emissions? Please explain.", "from", "to"], False),
        (["Company", "Emissions in tonnes of CO2 by year", "2019", "2030"], False),
    ],
)
def test_a_table_may_begin_with_a_claim(first: list[str], is_claim: bool) -> None:
    head, *rest = rows_of(first, CLAIM, CLAIM)
    assert is_like_those_below(head, rest) == is_claim


def test_headings_that_stand_side_by_side_again_are_those_of_the_row_below(tmp_path: Path) -> None:
    table: list[Cells] = [
        ["Tableau 3 : objectifs climat"],
        ["Groupe", "Objectif", "Objectif", "Année", "Année"],
        ["Nom", "Texte", "% de réduction", "Base", "Cible"],
        ["Ohm SA", "Réduire les émissions des usines de moitié", 42.0, 2019.0, 2030.0],
    ]
    rows, cells = read(workbook(tmp_path / "b.xlsx", {"S": table}))
    assert rows.columns == [
        *("Groupe: Nom", "Objectif: Texte", "Objectif: % de réduction", "Année: Base", "Année: Cible")
    ]
    assert len(cells) == 1
    rows, cells = read(workbook(tmp_path / "b.xlsx", {"S": [["Text", "Note", "Note"], ["We cut it.", "Texte", "b"]]}))
    assert (rows.columns, len(cells)) == (["Text", "Note", "Note (2)"], 1)
