"""Topics in the cells of tables: told by code or by title, and declared in the dataset that is made."""

from pathlib import Path

import pytest

from esgtui.dataset.lens import Lens
from esgtui.intake.topics import topics_in
from tests.intake.made import ROWS, csv_file, imported


@pytest.mark.parametrize(
    ("cell", "heading", "found", "others"),
    [
        ("esrs:E5", "Topics", ["esrs:E5"], []),
        ("ESRS E1; ESRS E5, SDG 13", "Topics", ["esrs:E1", "esrs:E5", "sdg:13"], []),
        ("E1|S1", "ESRS topic", ["esrs:E1", "esrs:S1"], []),
        ("13", "SDG", ["sdg:13"], []),
        ("13", "Topics", [], ["13"]),
        ("Industry, innovation and infrastructure", "SDG", ["sdg:9"], []),
        ("E1; E1; our own", "ESRS", ["esrs:E1"], ["our own"]),
        ("", "ESRS", [], []),
        ("305-1", "GRI", ["gri:305-1"], []),
        ("GRI 305-1; GRI 303-3, GRI Disclosure 2-22", "Topics", ["gri:305-1", "gri:303-3", "gri:2-22"], []),
        ("305-1 Direct (Scope 1), market based", "GRI disclosure", ["gri:305-1"], []),
        ("305-1, 305-2 and more", "GRI", ["gri:305-1", "gri:305-2"], []),
        ("GRI 303: Water and Effluents 2018", "Topics", ["gri:303-2018"], []),
        ("305-1", "Topics", [], ["305-1"]),
        ("GRI 305-2016", "Topics", ["gri:305-2016"], []),
        ("GRI 999-1", "GRI", [], ["GRI 999-1"]),
        ("305-1 to 305-3", "GRI", [], ["305-1 to 305-3"]),
        ("E1-6", "ESRS", ["esrs:E1-6"], []),
        ("E1; S2", "Topics", ["esrs:E1", "esrs:S2"], []),
        ("ODD 13, ODS 2", "Thèmes", ["sdg:13", "sdg:2"], []),
        ("13", "ODD", ["sdg:13"], []),
        ("1.3; SDG target 8.7", "SDG", ["sdg:1.3", "sdg:8.7"], []),
        ("Klimawandel; Eigene Belegschaft", "Themen", ["esrs:E1", "esrs:S1"], []),
        ("Paix, justice et institutions efficaces", "ODD", ["sdg:16"], []),
    ],
)
def test_topics_are_told_by_code_by_title_and_by_heading(
    cell: str, heading: str, found: list[str], others: list[str]
) -> None:
    assert topics_in(cell, heading)[:2] == (found, others)


def test_a_column_of_topics_gives_the_dataset_its_frameworks(tmp_path: Path) -> None:
    rows = [ROWS[0] | {"ESRS": "E1"}, ROWS[1] | {"ESRS": "E3; E5"}, ROWS[2] | {"ESRS": "timber"}]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    assert [claim.topics for claim in dataset.claims] == [("esrs:E1",), ("esrs:E3", "esrs:E5"), ()]
    assert list(dataset.frameworks) == ["esrs"]
    assert {"esrs:E1", "esrs:E3", "esrs:E5"} <= dataset.topics.keys()
    assert Lens("esrs", dataset.frameworks["esrs"].title).id == "esrs"
    assert dataset.claims[2].extra == {"x-esrs": "timber"}
    assert [str(each) for each in outcome.remarks] == [
        "ESRS: no topic of the frameworks in 1 cell, first in row 4: 'timber'"
    ]


def test_disclosures_stand_below_their_standards_and_what_else_a_cell_says_is_kept(tmp_path: Path) -> None:
    cells = "GRI 305-10", "305-9 Something; 303-3", "GRI 305"
    rows = [row | {"GRI disclosure": cell} for row, cell in zip(ROWS, cells, strict=True)]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    assert [claim.topics for claim in dataset.claims] == [
        ("gri:305-10",),
        ("gri:305-9", "gri:303-3"),
        ("gri:305-2016",),
    ]
    told = [(topic.code, topic.title, topic.parent) for topic in dataset.topics.values()]
    assert told == [
        ("305-2016", "Emissions", ""),
        ("303-2018", "Water and Effluents", ""),
        ("303-3", "Disclosure 303-3", "303-2018"),
        ("305-9", "Disclosure 305-9", "305-2016"),
        ("305-10", "Disclosure 305-10", "305-2016"),
    ]
    assert [claim.extra for claim in dataset.claims] == [{}, {"x-gri-disclosure": cells[1]}, {}]


def test_what_only_the_company_calls_its_topics_stays_its_pillars(tmp_path: Path) -> None:
    _, dataset = imported(
        csv_file(tmp_path / "claims.csv", [{**row, "Topic": row.pop("Theme")} for row in map(dict, ROWS)])
    )
    assert len(dataset.pillars) == 3
    assert not dataset.frameworks


def test_a_column_is_taken_for_topics_if_the_user_says_so(tmp_path: Path) -> None:
    rows = [row | {"Where": "GRI 305"} for row in ROWS]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows), [("topics", "Where")])
    assert {claim.topics for claim in dataset.claims} == {("gri:305-2016",)}
