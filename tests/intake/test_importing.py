"""Rows made into claims: nothing is lost, ids stay, and what is wrong is told."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.intake.importing import COUNTING, READING
from esgtui.intake.rows import IntakeError
from esgtui.limits import LONGEST_TAG
from tests.intake.made import ROWS, csv_file, imported


def ids(dataset: Dataset) -> dict[str, str]:
    return {claim.id: claim.statement for claim in dataset.claims}


def test_companies_pillars_and_claims_are_made_of_columns(tmp_path: Path) -> None:
    outcome, dataset = imported(csv_file(tmp_path / "my_claims.csv", ROWS))
    assert (outcome.rows, outcome.claims, outcome.companies, outcome.rejected) == (3, 3, 2, 0)
    assert (dataset.header.id, dataset.header.title) == ("my-claims", "My claims")
    assert [company.name for company in dataset.tables.companies] == ["ABB", "Eiffage"]
    assert sorted(dataset.pillars) == [("abb", "climate"), ("abb", "water"), ("eiffage", "climate")]
    assert [claim.statement for claim in dataset.claims] == [row["Text"] for row in ROWS]
    assert dataset.verdicts


def test_each_field_that_the_format_has_is_filled_and_the_rest_is_kept(tmp_path: Path) -> None:
    row = {
        "Company": "ABB", "Country": "CHE", "Industry": "Machines", "Text": "We cut it by 30 %.", "Type": "Target",
        "Target year": "FY2030", "Base year": "2019", "Tags": "energy; #water/use, ", "Standard": "ISO 14001",
        "URL": "https://web.archive.org/web/2025/https://abb.com/Report.pdf https://abb.com",
        "Publisher": "ABB Ltd", "Language": "Deutsch",
        "Date": "2024-05-01", "Page": "S. 29", "Metric": "lower emissions", "Value": "30%", "Status": "Achieved",
        "Horizon": "long term", "Period": "2024", "Auditor": "KPMG",
    }  # fmt: skip
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", [row]))
    company, claim = dataset.tables.companies[0], dataset.claims[0]
    assert (company.country, company.sector) == ("CH", "Machines")
    assert (claim.kind, claim.target_year, claim.base_year, claim.period, claim.horizon) == (
        "target",
        2030,
        2019,
        "2024",
        "long",
    )
    assert (claim.tags, claim.standards, claim.assurance) == (("energy", "water/use"), ("ISO 14001",), "KPMG")
    assert [(each.name, each.value, each.unit) for each in claim.metrics] == [("lower emissions", 30, "%")]
    assert [place.section for place in claim.places] == ["page 29", "page 29"]
    assert {source.title for source in dataset.tables.sources} == {"Report.pdf (abb.com)", "abb.com"}
    assert {source.language for source in dataset.tables.sources} == {"de"}
    assert claim.extra == {"x-target-year": "FY2030", "x-horizon": "long term", "x-status": "Achieved"}
    assert outcome.remarks == ()


@pytest.mark.parametrize(
    ("cell", "title", "section"),
    [
        ("Annual report 2023, p. 12", "Annual report 2023", "page 12"),
        ("Jahresbericht 2023 S. 7-9", "Jahresbericht 2023", "page 7-9"),
        ("Rapport annuel (page 4)", "Rapport annuel", "page 4"),
        ("All about Model S 3", "All about Model S 3", ""),
        ("Report 2023", "Report 2023", ""),
    ],
)
def test_a_page_behind_the_title_of_a_document_is_where_the_claim_stands(
    tmp_path: Path, cell: str, title: str, section: str
) -> None:
    _, dataset = imported(csv_file(tmp_path / "claims.csv", [row | {"Source": cell} for row in ROWS]))
    assert {each.title for each in dataset.tables.sources} == {title}
    assert {place.section for claim in dataset.claims for place in claim.places} == {section}


def test_cells_that_do_not_fit_are_told_and_kept(tmp_path: Path) -> None:
    rows = [
        ROWS[0] | {"Target year": "2030", "Base year": "2019"},
        ROWS[1] | {"Target year": "soon", "Base year": "n/a"},
        ROWS[2] | {"Target year": "2020", "Base year": "2030"},
        ROWS[2] | {"Target year": "2020", "Base year": "2019"},
        ROWS[2] | {"Target year": "2020", "Base year": "2019"},
    ]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    assert [str(remark) for remark in outcome.remarks] == [
        "Target year: no year in 1 cell, first in row 3: 'soon'",
        "Base year: a base year after the target year in 1 cell, first in row 4: '2030, 2020'",
    ]
    assert dataset.claims[1].extra == {"x-base-year": "n/a", "x-target-year": "soon"}
    assert dataset.claims[2].extra == {"x-base-year": "2030", "x-target-year": "2020"}


def test_rows_without_text_or_company_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [*ROWS, {"Company": "", "Text": "We do it.", "Theme": ""}, {"Company": "ABB", "Text": " ", "Theme": "x"}]
    path = csv_file(tmp_path / "claims.csv", rows)
    outcome, dataset = imported(path)
    assert (len(dataset.claims), outcome.rejected) == (3, 2)
    assert outcome.told == (
        f"{path}: row 5: there is no company in Company",
        f"{path}: row 6: there is no text in Text",
    )
    assert imported(path, company="Everybody")[0].rejected == 1


def test_a_table_in_which_nothing_can_be_used_leaves_no_file(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", [{"Company": "", "Text": "We do it."}])
    with pytest.raises(IntakeError, match=r"no row can be used; .* row 2: there is no company in Company"):
        imported(path, [("company", "Company")])
    with pytest.raises(IntakeError, match="no column that looks like claims"):
        imported(csv_file(path, [{"a": "1", "b": "2"}]))
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_without_companies_is_filed_under_its_title(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "our_report.csv", [{"Text": "We do it."}, {"Text": "We cut it."}])
    assert [company.name for company in imported(path)[1].tables.companies] == ["Our report"]
    assert [company.name for company in imported(path, company="ABB")[1].tables.companies] == ["ABB"]


def test_a_wide_table_gives_what_the_long_one_does(tmp_path: Path) -> None:
    wide = [{"Id": "1", "Company": "ABB", "Target text": ROWS[0]["Text"], "Other text": ROWS[1]["Text"]}]
    wide += [{"Id": "2", "Company": "Eiffage", "Target text": "", "Other text": ROWS[2]["Text"]}]
    outcome, dataset = imported(
        csv_file(tmp_path / "claims.csv", wide), [("statement", "Target text"), ("statement", "Other text")]
    )
    assert (outcome.rows, outcome.claims, outcome.rejected) == (2, 3, 0)
    assert list(ids(dataset)) == ["1-target-text", "1-other-text", "2-other-text"]
    assert [dataset.pillar_title(claim) for claim in dataset.claims] == ["Target text", "Other text", "Other text"]


def test_texts_can_be_cut_into_sentences(tmp_path: Path) -> None:
    rows = [{"Company": "ABB", "Text": "1) We cut it by 2030. 2) We reuse\nwater, e.g. in plants."}]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows), cuts=True)
    assert [claim.statement for claim in dataset.claims] == ["We cut it by 2030.", "We reuse water, e.g. in plants."]
    assert outcome.rows == 1


def test_ids_follow_from_the_rows_and_not_from_where_they_stand(tmp_path: Path) -> None:
    same = [*ROWS, ROWS[0], ROWS[1] | {"Theme": "Other"}]
    for columns in ([], [("id", "Theme")]):
        _, first = imported(csv_file(tmp_path / "a.csv", same), columns)
        _, again = imported(csv_file(tmp_path / "b.csv", list(reversed(same))), columns)
        assert ids(first) == ids(again)
        assert len(ids(first)) == 5
    more = [{"Company": "Aardvark", "Text": "We dig.", "Theme": "Climate"}, *ROWS]
    _, newer = imported(csv_file(tmp_path / "c.csv", more))
    _, older = imported(csv_file(tmp_path / "d.csv", ROWS))
    assert ids(older).items() < ids(newer).items()


def test_a_text_that_is_too_long_for_a_tag_is_none_and_kept(tmp_path: Path) -> None:
    words = "x" * (LONGEST_TAG + 1)
    path = csv_file(tmp_path / "claims.csv", [ROWS[0] | {"Tags": f"energy; {words}"}])
    outcome, dataset = imported(path, [("tags", "Tags")])
    assert dataset.claims[0].tags == ("energy",)
    assert dataset.claims[0].extra["x-tags"] == f"energy; {words}"
    assert "more than 200 characters, too many for a tag, in 1 cell" in str(outcome.remarks[0])


CELL = st.sampled_from(
    (
        *("", " ", "ABB", "We cut it. All of it!", "2030", "soon", "https://a.org/x", "=1", 'a"b', "\t", "x\ny"),
        *("比亚迪", "é", "-", "a/b;/"),
    )
)
ROLES = ("company", "statement", "statement", "id", "pillar", "kind", "target_year", "url", "tags", "value", "country")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=12, max_size=12), min_size=1, max_size=6), st.booleans())
def test_any_table_gives_a_dataset_with_every_text(tmp_path: Path, table: list[list[str]], cuts: bool) -> None:
    path = tmp_path / "any.csv"
    roles = (*ROLES, "own")
    columns = [f"{role} {place}" for place, role in enumerate(roles)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *table])
    try:
        outcome, dataset = imported(path, list(zip(roles, columns, strict=True)), company="None", cuts=cuts)
    except IntakeError:
        assert not any(cell.strip() for row in table for cell in row[1:3])
        return
    texts = Counter(cell.strip() for row in table for cell in row[1:3] if cell.strip())
    if not cuts:
        assert Counter(claim.statement for claim in dataset.claims) == texts
    assert outcome.claims == len(dataset.claims)


SEVERAL = st.sampled_from(
    (
        *(
            '[{"source": "", "paragraph": 0}, {"source": "s", "paragraph": -1}]',
            '[{"source": " s", "title": "S"}, {"source": "t", "url": "no"}]',
            "[]",
        ),
        *(
            '[{"name": " ", "value": 1}]',
            '[{"name": "a", "value": 1}]',
            "3 kg per car: steel",
            ": x",
            "over",
            "0",
            "1e999",
        ),
        *(
            "a, 2024-13-01, b, paragraph 0",
            "a\n\nb",
            "a",
            'x-a = {b = [1, ""]}',
            'x-"" = 1',
            "x- = 1",
            "x = 1",
            "",
            "\n",
        ),
        *("https://a.org", "a, 2024-01-02, b, paragraph 3", "certified"),
    )
)
PARTS = (
    *("places", "source", "url", "paragraph", "metrics", "value", "per", "qualifier", "comparator", "own_keys"),
    *("conformity", "pillar_id", "published"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(SEVERAL, min_size=len(PARTS), max_size=len(PARTS)), min_size=1, max_size=4))
def test_cells_of_several_things_give_a_dataset_whatever_they_hold(tmp_path: Path, table: list[list[str]]) -> None:
    path = tmp_path / "any.csv"
    roles = ("statement", *PARTS)
    columns = [f"{role} {place}" for place, role in enumerate(roles)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *(["We cut it.", *row] for row in table)])
    outcome, dataset = imported(path, list(zip(roles, columns, strict=True)), company="None")
    assert outcome.claims == len(dataset.claims) == len(table)


def test_cells_that_say_nothing_fill_no_field_and_are_kept(tmp_path: Path) -> None:
    fields = ("Standards", "Assurance", "System", "Quote", "Tags", "Unit", "Baseline", "Sector", "Theme", "Source")
    said = {"Company": "ABB", "Text": "We cut it by 30 %.", "Value": "30", "Publisher": "ABB", "Page": "3"}
    rows = [said | dict.fromkeys(fields, cell) for cell in ("n/a", "-", "None")]
    columns = [("standards", "Standards"), ("assurance", "Assurance"), ("system", "System"), ("quote", "Quote")]
    columns += [("tags", "Tags"), ("unit", "Unit"), ("comparator", "Baseline"), ("sector", "Sector")]
    columns += [("pillar", "Theme"), ("source", "Source"), ("publisher", "Publisher"), ("page", "Page")]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows), columns)
    assert (dataset.tables.companies[0].sector, dataset.pillars, dataset.sources) == ("", {}, {})
    for claim, row in zip(dataset.claims, rows, strict=True):
        assert (claim.standards, claim.assurance, claim.system, claim.quote, claim.tags) == ((), "", "", "", ())
        assert [(each.name, each.unit, each.comparator) for each in claim.metrics] == [("We cut it by 30 %", "", "")]
        kept = {name: row[name] for name in (*fields, "Publisher", "Page")}
        assert claim.extra == {f"x-{name.lower()}": text for name, text in kept.items()}
    assert outcome.remarks == ()


@pytest.mark.parametrize(("name", "text"), [("none.json", "[{}, {}]"), ("none.jsonl", "{}\n{}\n")])
def test_rows_with_nothing_in_them_are_no_table(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(IntakeError, match="has no column, since nothing stands in its rows"):
        imported(path)


@pytest.mark.parametrize("phase", [COUNTING, READING])
@pytest.mark.parametrize("change", ["grows", "shrinks", "is replaced"])
def test_nothing_comes_of_a_file_that_is_written_while_it_is_read(tmp_path: Path, phase: str, change: str) -> None:
    file = csv_file(tmp_path / "a.csv", ROWS * 1_000)

    def meanwhile(what: str, done: int, _: int) -> None:
        if what == phase and done:
            text = file.read_bytes()
            if change == "grows":
                file.write_bytes(text + b"ABB,We cut waste to nothing.,Climate\n")
            elif change == "shrinks":
                file.write_bytes(text[: len(text) // 2])
            else:
                (tmp_path / "b.csv").write_bytes(text)
                (tmp_path / "b.csv").replace(file)

    with pytest.raises(IntakeError, match="changed while it was read; import it again"):
        imported(file, progress=meanwhile)
    assert not (tmp_path / "a.toml").exists()
