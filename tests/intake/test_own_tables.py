"""The program's own tables are known when they are imported again, and their texts are what they were."""

import json
from pathlib import Path

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from esgtui.dataset.describe import metric_text
from esgtui.dataset.model import Metric
from esgtui.dataset.plain import as_toml
from esgtui.exchange.spreadsheet import CLAIM_COLUMNS, as_written, cell
from esgtui.intake.json_rows import read_json
from esgtui.intake.own_cells import metrics_in, own_in, spots_in
from esgtui.intake.own_tables import known_roles
from esgtui.intake.rows import Choices, hear_nothing

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")))


@given(PRINTED)
@example("=1+1")
@example("  - a point")
@example("'- as a cell would be written")
@example("''=")
@example("'plain")
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    assert as_written(cell(text)) == text


METRICS = st.builds(
    Metric,
    name=st.sampled_from(["recycled steel", "lower emissions: scope 1", "suppliers per tier"]),
    value=st.one_of(st.integers(-999, 10**9), st.sampled_from([0.6, 1e-7, 2.5e16])),
    unit=st.sampled_from(["", "%", "kg", "t CO2e"]),
    per=st.sampled_from(["", "vehicle", "100 km"]),
    qualifier=st.sampled_from([None, "over", "at least"]),
    comparator=st.sampled_from(["", "2019", "the year (2018) before"]),
)


@given(st.lists(METRICS, min_size=1, max_size=3))
def test_metrics_in_words_are_read_as_they_are_written(metrics: list[Metric]) -> None:
    told = "\n".join(map(metric_text, metrics))
    assert "\n".join(metric_text(msgspec.convert(each, Metric)) for each in metrics_in(told)) == told
    objects = [as_toml(each) for each in metrics]
    assert metrics_in(json.dumps(objects)) == objects


def test_places_in_words_are_told_apart_by_their_documents() -> None:
    titles = ["A report, and more", "News"]
    told = "A report, and more, Water, paragraph 3\npress release, 2022-11-07, Us, and them\nA report, and more"
    first, second, third = spots_in(told, titles, [])
    assert (first.title, first.section, first.paragraph) == ("A report, and more", "Water", 3)
    assert (second.title, second.kind, second.published) == ("News", "press release", "2022-11-07")
    assert (second.section, third.section, third.title) == ("Us, and them", "", first.title)
    assert spots_in(told, titles, ["https://a.org"])[0].url == ""  # whose address that is, is not told
    assert spots_in(told, titles[:1], []) == []
    assert spots_in('[{"source": "a", "unknown": 1}]', [], []) == []


def test_keys_of_the_curator_keep_their_values() -> None:
    assert own_in('x-page = 3\nx-who = ["a", "b"]') == {"x-page": 3, "x-who": ["a", "b"]}
    assert own_in("page = 3") == own_in("x-page = …") == {}


def test_columns_of_others_are_not_known() -> None:
    assert known_roles(["id", "company_name", "statement", "period"]) == {}
    assert known_roles(CLAIM_COLUMNS)["checklist_standard"] == "ignore"
    assert known_roles([*CLAIM_COLUMNS[:30], "mine"])["mine"] == "own"


def test_lines_of_an_export_are_rows_of_claims_also_where_one_was_gone(tmp_path: Path) -> None:
    judged = {"annotations": [{"coder": "ada", "notes": []}], "settlements": [], "visitors": [{"coder": "mei"}]}
    gone = {"annotations": [{"coder": "ada", "verdict": "a word of many words that could be a claim of its own"}]}
    path = tmp_path / "mine.jsonl"
    objects = [
        {"dataset": "d", "id": "a", "company_name": "A", "statement": "It is so."} | judged,
        {"dataset": "d", "id": "b", "gone": True} | judged | gone,
    ]
    path.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
    rows = read_json(path, Choices(), hear_nothing)
    assert [row.cells[0] for row in rows.each(hear_nothing)] == ["a", "b"]
    assert rows.columns == ["id", "company_name", "statement", "annotations", "settlements", "gone"]
