"""Tables that name a company once, above all of its rows."""

from pathlib import Path

import pytest

from esgtui.intake.older import read_before
from tests.intake.made import csv_file, imported

ROWS = [
    {"Company": "", "Country": "", "Theme": "Climate", "Text": "Nobody has said this of anything."},
    {"Company": "Volt AG", "Country": "DE", "Theme": "Climate", "Text": "We cut our emissions by half."},
    {"Company": "", "Country": "", "Theme": "", "Text": "We buy power from wind and sun."},
    {"Company": "", "Country": "", "Theme": "Water", "Text": "We reuse the water of all plants."},
    {"Company": "", "Country": "", "Theme": "", "Text": "We clean it, too."},
    {"Company": "Sum of Volt AG", "Country": "", "Theme": "", "Text": ""},
    {"Company": "Ohm SA", "Country": "", "Theme": "", "Text": "We pay a living wage."},
    {"Company": "", "Country": "", "Theme": "", "Text": "We train all of our people."},
]


def test_rows_that_name_no_company_have_that_of_the_row_above_if_one_wishes(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", ROWS)
    outcome, _ = imported(path)
    assert (outcome.claims, outcome.rejected, outcome.unnamed) == (2, 6, True)
    outcome, _ = imported(path, fills=True)
    assert (outcome.claims, outcome.rejected, outcome.unnamed) == (6, 2, False)
    assert [told.partition(": ")[2] for told in outcome.told] == [
        "row 2: there is no company in Company",
        "row 7: there is no text in Text",
    ]
    assert read_before(path.with_suffix(".toml")).way.fills


def test_what_stands_below_is_of_the_company_above(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", ROWS[1:])
    _, dataset = imported(path, fills=True)
    assert [(each.company, each.pillar) for each in dataset.claims] == [
        ("volt-ag", "climate"),
        ("volt-ag", "climate"),
        ("volt-ag", "water"),
        ("volt-ag", "water"),
        ("ohm-sa", ""),
        ("ohm-sa", ""),
    ]
    assert [each.country for each in dataset.tables.companies] == ["DE", ""]


@pytest.mark.parametrize("total", ["Sum of Volt AG", "Total", "Gesamt"])
def test_a_company_that_stands_in_a_row_of_its_own_is_that_of_the_rows_below(tmp_path: Path, total: str) -> None:
    names = ["Volt AG", "", "Ohm SA", "", total, ""]
    texts = ["We cut our emissions by half.", "We buy wind power.", "", "We pay a living wage.", "", "We train people."]
    rows = [{"Company": name, "Text": text} for name, text in zip(names, texts, strict=True)]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows), fills=True)
    assert [each.company for each in dataset.claims] == ["volt-ag", "volt-ag", "ohm-sa", "ohm-sa"]
    assert outcome.rejected == 2


def test_companies_are_not_offered_from_above_where_none_stands_there(tmp_path: Path) -> None:
    texts = ["We cut our emissions.", "We buy wind power.", "We pay a living wage.", "We train people."]
    rows = [{"Company": name, "Text": text} for name, text in zip(["", "", "", "Volt AG"], texts, strict=True)]
    outcome, _ = imported(csv_file(tmp_path / "claims.csv", rows))
    assert (outcome.rejected, outcome.unnamed) == (3, False)
