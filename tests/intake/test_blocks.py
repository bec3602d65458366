"""Tables in blocks: a company, or a theme, in a row of its own above the rows that are its own."""

from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.intake.importing import look_at
from esgtui.intake.rows import Choices
from tests.intake.made import Cells, ignore_progress, imported, workbook

HEAD: Cells = ["Claim", "Target year", "Status"]
TIMBER: Cells = ["We build with timber everywhere.", 2031.0, "on track"]
BLOCKS: list[Cells] = [
    HEAD,
    ["ABB"],
    ["We cut our emissions by half.", 2030.0, "on track"],
    ["We reuse the water of all plants.", 2025.0, "done"],
    ["Eiffage SA"],
    TIMBER,
]


def made(path: Path, rows: list[Cells], more: str = "") -> Dataset:
    return imported(workbook(path / "claims.xlsx", {"Claims": rows}, more))[1]


def companies(dataset: Dataset) -> list[str]:
    return [dataset.companies[claim.company].name for claim in dataset.claims]


def test_a_name_in_a_row_of_its_own_is_the_company_of_those_below(tmp_path: Path) -> None:
    dataset = made(tmp_path, [*BLOCKS, ["Source: our own reports, which all companies published in 2024"]])
    assert companies(dataset) == ["ABB", "ABB", "Eiffage SA"]
    look = look_at(tmp_path / "claims.xlsx", Choices(), ignore_progress)
    assert look.roles == {"Block": "company", "Claim": "statement", "Target year": "target_year", "Status": "own"}
    assert "rows with nothing but a name head the rows below them: ABB, Eiffage SA" in look.rows.notes[-1]


def test_a_name_that_is_merged_over_its_row_is_one_too(tmp_path: Path) -> None:
    merged = '<mergeCells count="2"><mergeCell ref="A2:C2"/><mergeCell ref="A5:C5"/></mergeCells>'
    assert companies(made(tmp_path, BLOCKS, merged)) == ["ABB", "ABB", "Eiffage SA"]


def test_names_of_themes_are_pillars(tmp_path: Path) -> None:
    rows = [["Environment"] if row == ["ABB"] else ["Social"] if row == ["Eiffage SA"] else row for row in BLOCKS]
    dataset = made(tmp_path, rows)
    assert [dataset.pillars[claim.company, claim.pillar].title for claim in dataset.claims] == [
        *("Environment", "Environment", "Social")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        BLOCKS[:4],  # one name alone is no block
        [HEAD, *BLOCKS[2:]],  # the first row has none
        [*BLOCKS, ["We ship by train."], TIMBER],  # a claim beside which nothing stands is no name
        [row[:2] for row in BLOCKS],
    ],
)
def test_other_tables_stay_as_they_are(tmp_path: Path, rows: list[Cells]) -> None:
    path = workbook(tmp_path / "claims.xlsx", {"Claims": rows})
    assert "Block" not in look_at(path, Choices(), ignore_progress).rows.columns


def test_companies_in_rows_of_their_own_are_those_of_the_rows_below(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Company", "Country", "Claim"],
        ["ABB", "CH", None],
        [None, None, "We cut our emissions by half."],
        [None, None, "We reuse the water of all plants."],
        ["Eiffage", "FR", None],
        [None, None, "We build with timber everywhere."],
    ]
    dataset = made(tmp_path, rows)
    assert companies(dataset) == ["ABB", "ABB", "Eiffage"]
    assert "fill-down = true" in (tmp_path / "claims.toml").read_text(encoding="utf-8")
