"""Tables as people have them: what becomes of their columns, sheets and numbers without a word from a user."""

from pathlib import Path

from esgtui.intake.importing import look_at
from esgtui.intake.rows import Choices
from tests.intake.made import Cells, ignore_progress, imported, workbook


def roles(path: Path) -> dict[str, str]:
    return look_at(path, Choices(), ignore_progress).roles


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_chinese_headings_say_what_they_end_with(tmp_path: Path) -> None:
    table = "公司名称,议题,目标内容,基准年,目标年,指标值,单位\n"
    table += "蔚来,气候变化,到2030年单位产品碳排放降低40%。,2021,2030,40,%\n"
    table += "比亚迪,水资源,到2025年单位产值用水量下降15%。,2020,2025,15,%\n"
    assert list(roles(written(tmp_path / "a.csv", table, "gb18030")).values()) == [
        *("company", "pillar", "statement", "base_year", "target_year", "value", "unit")
    ]


def test_targets_and_measures_are_claims_and_neither_they_nor_their_status_a_company(tmp_path: Path) -> None:
    table = "Ziel;Maßnahme;Termin;Status\n"
    table += "CO2 (t) bis 2030 halbieren;Umstellung auf Ökostrom an allen Standorten;31.12.2030;läuft\n"
    table += "Abfall um 20 % senken;Mehrwegverpackungen in der Logistik einführen;31.12.2026;erledigt\n"
    table += "Anteil von Frauen in Führung auf 30 % erhöhen;Mentoring-Programm ausbauen;31.12.2027;läuft\n"
    assert roles(written(tmp_path / "a.csv", table)) == {
        "Ziel": "statement",
        "Maßnahme": "statement",
        "Termin": "target_year",
        "Status": "own",
    }


def test_targets_that_are_numbers_are_no_claims(tmp_path: Path) -> None:
    table = "Company,Claim,Target\nABB,We cut our emissions.,50 %\nBolt,We ship by train.,100 %\n"
    assert roles(written(tmp_path / "a.csv", table))["Target"] == "own"


def test_the_disclosures_of_an_index_are_claims_and_not_what_is_left_out(tmp_path: Path) -> None:
    table = "GRI Standard,Disclosure,Location,Omission\n"
    table += "GRI 2: General Disclosures 2021,2-22 Statement on sustainable development strategy,p. 6,\n"
    table += "GRI 305: Emissions 2016,305-1 Direct (Scope 1) GHG emissions,p. 44,\n"
    table += "GRI 305: Emissions 2016,305-5 Reduction of GHG emissions,p. 45,Partially: information incomplete\n"
    found = roles(written(tmp_path / "a.csv", table))
    assert found == {"GRI Standard": "topics", "Disclosure": "statement", "Location": "own", "Omission": "own"}


def test_sheets_that_are_called_by_companies_are_all_read(tmp_path: Path) -> None:
    head: Cells = ["Commitment", "Deadline"]
    sheets: dict[str, list[Cells]] = {
        name: [head, [f"Halve the emissions of {name}", 2030.0]] for name in ("ABB", "Eiffage", "Bolt")
    }
    path = workbook(tmp_path / "a.xlsx", {"Cover": [["ESG tracker"]], **sheets})
    _, dataset = imported(path)
    assert [company.name for company in dataset.tables.companies] == ["ABB", "Eiffage", "Bolt"]
    notes = look_at(path, Choices(), ignore_progress).rows.notes
    assert any("each is taken for a company's; --sheet names one of them" in note for note in notes)
    chosen = look_at(path, Choices(sheets=("Bolt",)), ignore_progress)
    assert chosen.rows.columns == head
    themes = workbook(tmp_path / "b.xlsx", {"Water": sheets["ABB"], "Waste": sheets["Bolt"]})
    assert look_at(themes, Choices(), ignore_progress).rows.columns == head


def test_the_number_of_a_day_is_kept_as_the_day(tmp_path: Path) -> None:
    rows: list[Cells] = [["Supplier", "Statement", "Due"], ["ABB", "We cut our emissions by half.", 47483.0]]
    outcome, dataset = imported(workbook(tmp_path / "a.xlsx", {"Data": rows}))
    (claim,) = dataset.claims
    assert (claim.target_year, claim.extra) == (2029, {"x-due": "2029-12-31"})
    (remark,) = outcome.remarks
    assert str(remark) == "Due: the number of a day, taken for its year, in 1 cell, first in row 2: '47483'"
