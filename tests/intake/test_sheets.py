"""Several sheets of a workbook made into one dataset."""

from pathlib import Path

import pytest

from esgtui.intake.importing import look_at, plan
from esgtui.intake.job import Target, before_at, choices_of, header_of, run, way_of
from esgtui.intake.rows import Choices, WishError
from esgtui.intake.sheets import EVERY, role_of_sheets
from tests.intake.made import Cells, ignore_progress, read, workbook

CUT, REUSE, PAY = "We cut our emissions by half.", "We reuse the water of all plants.", "We pay a living wage."
ABB: list[Cells] = [["Our list"], ["Text", "Year"], [CUT, 2030.0], [None, 2031.0]]
OHM: list[Cells] = [["Year", "TEXT", "Note"], [2040.0, REUSE, "n"], [2041.0, PAY, None]]
ABOUT: list[Cells] = [["About this", "file"], ["Made by", "us"]]


def book(tmp_path: Path, **sheets: list[Cells]) -> Path:
    return workbook(tmp_path / "book.xlsx", sheets)


def test_sheets_alike_are_one_table_and_others_are_told(tmp_path: Path) -> None:
    rows, cells = read(book(tmp_path, About=ABOUT, ABB=ABB, Ohm=OHM), Choices(sheets=(EVERY,)))
    assert rows.columns == ["Sheet", "Text", "Year", "Note"]
    assert cells == [
        ["ABB", CUT, "2030", ""],
        ["ABB", "", "2031", ""],
        ["Ohm", REUSE, "2040", "n"],
        ["Ohm", PAY, "2041", ""],
    ]
    assert "the sheets read are ABB, Ohm; others have other columns: About" in rows.notes[0]


def test_named_sheets_are_read_whatever_their_columns(tmp_path: Path) -> None:
    path = book(tmp_path, About=ABOUT, ABB=ABB, Ohm=OHM)
    rows, cells = read(path, Choices(sheets=("Ohm", "About")))
    assert (rows.columns[:2], len(cells)) == (["Sheet", "Year"], 3)
    with pytest.raises(WishError, match="has no sheet 'Volt'; there are About, ABB, Ohm"):
        read(path, Choices(sheets=("Ohm", "Volt")))
    assert "--all-sheets reads all that have its columns" in read(path)[0].notes[0]


def test_a_lone_sheet_is_all_of_them(tmp_path: Path) -> None:
    rows, _ = read(book(tmp_path, ABB=ABB), Choices(sheets=(EVERY,)))
    assert (rows.columns, rows.choices.sheets) == (["Text", "Year"], (EVERY,))


def test_sheets_of_companies_become_one_dataset_and_one_more_of_them_an_update(tmp_path: Path) -> None:
    target = Target(tmp_path / "book.toml", updates=True)

    def imported(path: Path, choices: Choices) -> tuple[list[str], tuple[str, ...]]:
        before = before_at(target.path)
        plans = plan(
            [look_at(path, choices_of(path, choices, before), ignore_progress)], (), before.columns if before else ()
        )
        header = header_of([path], "", "", before, target.path)
        outcome = run(plans, target, header, way_of("", before), ignore_progress)
        text = target.path.read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.startswith("name = ")], outcome.told

    named, told = imported(book(tmp_path, About=ABOUT, ABB=ABB, Ohm=OHM), Choices(sheets=(EVERY,)))
    assert named == ['name = "ABB"', 'name = "Ohm"']
    assert told[0].endswith("book.xlsx: row 4 of ABB: there is no text in Text")
    named, _ = imported(book(tmp_path, ABB=ABB, Ohm=OHM, Volt=OHM), Choices())
    assert named == ['name = "ABB"', 'name = "Ohm"', 'name = "Volt"']


@pytest.mark.parametrize(
    ("sheets", "roles", "role"),
    [
        (["ABB", "Ohm"], {"Text": "statement"}, "company"),
        (["2022", "FY 2023"], {"Text": "statement"}, "period"),
        (["2022", "2023"], {"Year": "period"}, "own"),
        (["Klima", "Wasser und Abfall"], {"Text": "statement"}, "pillar"),
        (["Part one", "Part two"], {"Name": "company"}, "pillar"),
        (["Part one", "Part two"], {"Name": "company", "Theme": "pillar"}, "own"),
        (["Tabelle1", "Tabelle2"], {"Text": "statement"}, "own"),
    ],
)
def test_what_the_names_of_sheets_are_is_guessed(sheets: list[str], roles: dict[str, str], role: str) -> None:
    assert role_of_sheets(sheets, roles) == role


@pytest.mark.parametrize("heading", ["ID", "Ref."])
def test_running_numbers_of_one_sheet_leave_companies_to_the_sheets(tmp_path: Path, heading: str) -> None:
    acme: list[Cells] = [[heading, "Claim"], *([f"A-{n}", f"We cut emissions by {n} %."] for n in (1, 2, 3))]
    bolt: list[Cells] = [["Claim"], *([f"We plant {n} trees a year."] for n in (1, 2, 3))]
    path = book(tmp_path, Acme=acme, Bolt=bolt)
    (look,) = [look_at(path, Choices(sheets=(EVERY,)), ignore_progress)]
    assert look.roles == {"Sheet": "company", heading: "own", "Claim": "statement"}


def test_a_column_that_is_half_empty_is_no_company(tmp_path: Path) -> None:
    acme: list[Cells] = [["Site", "Claim"], *([name, f"We care for {name}."] for name in ("Bern", "Rome", "Oslo"))]
    bolt: list[Cells] = [["Claim"], *([f"We plant {n} trees a year."] for n in (1, 2, 3))]
    look = look_at(book(tmp_path, Acme=acme, Bolt=bolt), Choices(sheets=(EVERY,)), ignore_progress)
    assert look.roles == {"Sheet": "company", "Site": "own", "Claim": "statement"}
