"""CSV is read by Python's reader, row by row as it was meant, and no cell of it is a formula."""

import csv
import io
import unicodedata
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import (
    Claim,
    Company,
    ExportedAnnotation,
    ExportedNote,
    Framework,
    Header,
    Metric,
    Pillar,
    Place,
    Source,
    Tables,
    Topic,
    Verdict,
)
from esgtui.exchange.spreadsheet import cell
from esgtui.exchange.stated import COLUMNS
from esgtui.visible import visible_block

from .exporting import export, held
from .samples import annotations, tables

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
SMALL = Tables(
    header=Header(id="sample", title="A sample"),
    companies=(Company(id="smart", name="smart Automobile"),),
    pillars=(Pillar(id="people", company="smart", title="People", topics=("esrs:S1",)),),
    sources=(Source(id="s1", company="smart", title="A report", kind="report", url="https://example.org/r"),),
    frameworks=(Framework(id="esrs", title="ESRS"),),
    topics=(Topic(framework="esrs", code="S1", title="Own workforce"),),
    claims=(
        Claim(
            id="c1",
            company="smart",
            pillar="people",
            kind="target",
            statement="40 kg less, 中文 too.",
            target_year=2045,
            standards=("ISO 37301", "GRI"),
            places=(Place(source="s1", paragraph=3), Place(source="s1", paragraph=9)),
            metrics=(Metric(name="steel", value=-40, unit="kg", per="car"), Metric(name="share", value=0.5)),
            tags=("own", "b"),
            extra={"x-page": 3},
        ),
        Claim(id="c2", company="smart", statement="=1+1"),
    ),
    verdicts=(Verdict(id="good", title="Substantiated"),),
)
ADDED = (
    ExportedAnnotation(claim="c1", coder="ada", starred=True, tags=("x",), updated=NOON),
    ExportedAnnotation(
        claim="c1",
        coder="mei",
        tags=("a/b", "x"),
        verdict="good",
        updated=NOON,
        notes=(ExportedNote(id="n1", text="one\r\ntwo", created=NOON), ExportedNote(id="n2", text="-3", created=NOON)),
    ),
    ExportedAnnotation(claim="gone", coder="mei", verdict="old", updated=NOON),
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet program may calculate a cell; a plain number is none."""
    try:
        float(text)
    except ValueError:
        start = unicodedata.normalize("NFKC", text).lstrip()[:1]
        return bool(start) and start in "=+-@\t\r"
    return False


def test_a_claim_is_a_row_with_what_all_coders_put_on_it() -> None:
    first, second = rows(export("csv", SMALL, ADDED))
    curated = {name: text for name, text in first.items() if text and name not in COLUMNS}
    assert curated == {
        "id": "c1",
        "company": "smart",
        "company_name": "smart Automobile",
        "pillar": "people",
        "pillar_title": "People",
        "kind": "target",
        "statement": "40 kg less, 中文 too.",
        "topics": "esrs:S1",
        "target_year": "2045",
        "metrics": "'-40 kg per car: steel\n0.5: share",
        "metric_name": "steel",
        "metric_value": "-40",
        "metric_unit": "kg",
        "metric_per": "car",
        "standards": "ISO 37301; GRI",
        "places": "report, paragraph 3\nreport, paragraph 9",
        "sources": "A report",
        "urls": "https://example.org/r",
        "tags": "own; b",
        "own": "x-page = 3",
        "coders": "ada; mei",
        "coder_tags": "a/b; x",
        "verdicts": "mei: good",
        "starred": "ada",
        "notes": "mei, 2026-11-21: one\ntwo\nmei, 2026-11-21: -3",
    }
    assert {name: text for name, text in second.items() if text and name not in COLUMNS} == {
        "id": "c2",
        "company": "smart",
        "company_name": "smart Automobile",
        "statement": "'=1+1",
    }


def test_a_row_tells_what_the_claim_states_and_what_it_leaves_open() -> None:
    first, second = rows(export("csv", SMALL, ADDED))
    assert {name: first[name] for name in COLUMNS if name.startswith("checklist")} == {
        "checklist_quantified": "stated",
        "checklist_time_bound": "stated",
        "checklist_baseline": "not stated",
        "checklist_boundary": "stated",
        "checklist_standard": "stated",
        "checklist_third_party": "not stated",
        "checklist_generic": "not stated",
        "checklist_offset": "not stated",
        "checklist_commitment": "stated",
        "checklist_by_words": "",
    }
    assert first["quantified_stated"] == "relative: -40 kg; absolute: 0.5"
    assert (first["deadline_year"], first["baseline_year"]) == ("2045", "")
    assert [first[f"figure_{part}"] for part in ("value", "unit", "per")] == ["-40", "kg", "car"]
    assert second["checklist_baseline"] == "not applicable"


def test_a_row_has_what_only_the_words_state() -> None:
    claim = Claim(id="c", company="smart", statement="Emissions fall by 30 % from 2019 to 2030.")
    tables = msgspec.structs.replace(SMALL, claims=(claim,))
    (row,) = rows(export("csv", tables, ()))
    assert (row["figure_value"], row["figure_unit"], row["deadline_year"], row["baseline_year"]) == (
        "30",
        "%",
        "2030",
        "2019",
    )
    assert "quantified; time-bound; baseline" in row["checklist_by_words"]
    assert row["metric_value"] == ""


def test_each_coders_annotation_of_a_claim_is_a_row() -> None:
    ada, mei, gone = rows(export("csv-annotations", SMALL, ADDED))
    assert (ada["claim"], ada["coder"], ada["starred"], ada["verdict"], ada["tags"]) == ("c1", "ada", "yes", "", "x")
    assert mei == {
        "claim": "c1",
        "coder": "mei",
        "verdict": "good",
        "verdict_title": "Substantiated",
        "starred": "no",
        "tags": "a/b; x",
        "notes": "2026-11-21: one\ntwo\n2026-11-21: -3",
        "updated": "2026-11-21 12:00:00",
        "company": "smart",
        "company_name": "smart Automobile",
        "pillar": "people",
        "pillar_title": "People",
        "statement": "40 kg less, 中文 too.",
    }
    assert {name: text for name, text in gone.items() if text and name != "updated"} == {
        "claim": "gone",
        "coder": "mei",
        "verdict": "old",
        "starred": "no",
    }


@given(tables(), annotations())
def test_whatever_the_texts_are_rows_and_columns_stay_what_they_are(
    exported: Tables, added: tuple[ExportedAnnotation, ...]
) -> None:
    claims, judged = rows(export("csv", exported, added)), rows(export("csv-annotations", exported, added))
    assert [row["statement"].removeprefix("'") for row in claims] == [
        visible_block(claim.statement.replace("\r\n", "\n")).removeprefix("'") for claim in exported.claims
    ]
    assert len(judged) == len(held(exported, added))
    cells = [text for row in [*claims, *judged] for text in row.values()]
    assert not any(map(is_formula, cells))
    assert all(None not in row for row in [*claims, *judged])


@given(st.text(" \t\r\n\u00a0\u3000\ufeff\u200b", max_size=4), st.sampled_from("=+-@＝＋－＠﹢⁺"), st.text(max_size=4))
def test_no_white_space_and_no_width_hides_a_formula(before: str, sign: str, after: str) -> None:
    text = cell(before + sign + after)
    assert text.startswith("'") or not is_formula(text)


@pytest.mark.parametrize("text", ["", "plain", "'quoted", "5 - 3", "(=1)", "中文=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(("number", "text"), [(-5, "-5"), (130.0, "130"), (-0.5, "-0.5"), (None, "")])
def test_numbers_stay_numbers(number: float | None, text: str) -> None:
    assert cell(number) == text


def test_lines_end_as_spreadsheet_programs_write_them_and_the_encoding_is_marked() -> None:
    data = export("csv-annotations", SMALL, ADDED)
    assert data.startswith(b"\xef\xbb\xbfclaim,coder,")
    assert data.count(b"\r\n") == 4
