"""Values of metrics are the numbers that the table has, whichever sign divides their decimals."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from tests.intake.made import Cells, imported, workbook


def values(dataset: Dataset) -> list[float | None]:
    return [claim.metrics[0].value if claim.metrics else None for claim in dataset.claims]


def written(path: Path, cells: Sequence[str], sign: str) -> Path:
    rows = [
        ["Company", "Claim", "Value", "Unit"],
        *(["ABB", f"We cut it, {n}.", cell, "t"] for n, cell in enumerate(cells)),
    ]
    path.write_text("\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    return path


def test_numbers_of_a_file_that_knows_numbers_are_what_they_are(tmp_path: Path) -> None:
    numbers = [0.125, 1.125, 12.345, 1125, 1e-05]
    names = ("Company", "Claim", "Value")
    rows: list[Cells] = [("ABB", f"We cut it, {n}.", number) for n, number in enumerate(numbers)]
    (tmp_path / "claims.json").write_text(json.dumps([dict(zip(names, row, strict=True)) for row in rows]))
    assert values(imported(tmp_path / "claims.json")[1]) == numbers
    assert values(imported(workbook(tmp_path / "sheet.xlsx", {"Claims": [names, *rows]}))[1]) == numbers


@pytest.mark.parametrize(
    ("cells", "sign", "numbers"),
    [
        (["1.125", "0,5"], ";", [1125, 0.5]),
        (["1,125", "2.5"], ";", [1125, 2.5]),
        (["1.125", "1.234.567"], "\t", [1125, 1234567]),
        (["1.125", "1,125", "30"], ",", [1.125, 1125, 30]),
        (["1.125", "1.234,5"], ",", [1125, 1234.5]),
    ],
)
def test_what_may_be_thousands_is_as_the_other_numbers_of_the_file_have_it(
    tmp_path: Path, cells: list[str], sign: str, numbers: list[float]
) -> None:
    for order in (1, -1):
        outcome, dataset = imported(written(tmp_path / "claims.csv", cells[::order], sign))
        assert (values(dataset), outcome.remarks) == (numbers[::order], ())


@pytest.mark.parametrize(
    ("cells", "sign", "told"),
    [
        (["1.125", "0,5"], ";", "1.125 in row 2 is read as 1125, since 0,5 in row 3 has a comma for decimals"),
        (
            ["1.125", "2.250"],
            ",",
            "1.125 in row 2, and 1 more like it, is read as 1.125, since commas divide the cells",
        ),
        (["30", "1.125"], ";", "1.125 in row 3 may be 1125 or 1.125"),
        (["1.5", "30"], ";", ""),
    ],
)
def test_how_a_number_was_read_that_may_be_two_is_told(tmp_path: Path, cells: list[str], sign: str, told: str) -> None:
    outcome, _ = imported(written(tmp_path / "claims.csv", cells, sign))
    assert outcome.numbers == ((told,) if told else ())


@pytest.mark.parametrize("cells", [["1.125", "30"], ["1.125", "0,5", "0.5"]])
def test_a_number_that_nobody_can_tell_is_kept_and_told(tmp_path: Path, cells: list[str]) -> None:
    outcome, dataset = imported(written(tmp_path / "claims.csv", cells, ";"))
    assert values(dataset) == [None, *(float(cell.replace(",", ".")) for cell in cells[1:])]
    assert dataset.claims[0].extra == {"x-value": "1.125", "x-unit": "t"}
    (told,) = map(str, outcome.remarks)
    assert told == "Value: a number whose sign may divide thousands or decimals in 1 cell, first in row 2: '1.125'"
