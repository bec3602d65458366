"""What rows say of companies: who is who, what they and their pillars are called, wherever rows stand."""

import csv
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.intake.rows import IntakeError
from tests.intake.made import csv_file, imported

US = {"Company": "Prudential", "Country": "USA", "Text": "We insure lives until 2050.", "Theme": "Climate"}
GB = {"Company": "Prudential", "Country": "GBR", "Text": "We insure homes until 2040.", "Theme": "Climate"}
UNSAID = {"Company": "prudential", "Country": "", "Text": "We insure all that there is.", "Theme": "Other"}


def companies(dataset: Dataset) -> dict[str, tuple[str, str]]:
    return {each.id: (each.name, each.country) for each in dataset.tables.companies}


def ids(dataset: Dataset) -> dict[str, str]:
    return {claim.statement: claim.id for claim in dataset.claims}


def filed(dataset: Dataset) -> dict[str, str]:
    return {claim.statement: claim.company for claim in dataset.claims}


def test_a_name_in_two_countries_is_two_companies_and_told(tmp_path: Path) -> None:
    rows = [GB, US, US | {"Text": "We insure cars."}, UNSAID]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    assert companies(dataset) == {"prudential": ("Prudential", "US"), "prudential-gb": ("Prudential", "GB")}
    assert filed(dataset)[GB["Text"]] == "prudential-gb"
    assert filed(dataset)[UNSAID["Text"]] == "prudential"
    assert outcome.parted == ("Prudential (GB, US)",)
    assert [each.aliases for each in dataset.tables.companies] == [("Prudential (GB)",), ("Prudential (US)",)]
    assert "Country: no country, though several have the company's name" in str(outcome.remarks[0])


def test_rows_that_have_ids_of_companies_are_parted_by_these_alone(tmp_path: Path) -> None:
    rows = [each | {"LEI": "P1"} for each in (US, GB, US | {"Text": "We insure cars."})]
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", rows), [("company_id", "LEI")])
    assert (companies(dataset), outcome.parted) == ({"p1": ("Prudential", "US")}, ())
    assert dataset.claims[1].extra == {"x-country": "GBR"}


def test_a_claim_keeps_its_id_when_a_second_country_turns_up(tmp_path: Path) -> None:
    _, before = imported(csv_file(tmp_path / "claims.csv", [US]))
    newer = [GB, GB | {"Text": US["Text"]}, GB | {"Text": "We insure all."}, US]
    _, after = imported(csv_file(tmp_path / "claims.csv", newer), updates=True)
    assert companies(after) == {"prudential-gb": ("Prudential", "GB"), "prudential": ("Prudential", "US")}
    same = {claim.company: claim.id for claim in after.claims if claim.statement == US["Text"]}
    assert same["prudential"] == ids(before)[US["Text"]] != same["prudential-gb"]


def test_companies_keep_their_ids_when_the_table_is_updated(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    rows = [US, US | {"Text": "We insure cars."}, GB, US | {"Company": "ABB!"}, US | {"Company": "ABB"}]
    _, before = imported(csv_file(path, rows))
    _, after = imported(csv_file(path, [GB, *rows[2:4], rows[4] | {"Country": "CHE"}]), updates=True)
    was = {name: identity for identity, name in companies(before).items()}
    assert was.pop(("Prudential", "US")) == "prudential"
    was[("ABB", "CH")] = was.pop(("ABB", "US"))
    assert {name: identity for identity, name in companies(after).items()} == was


def test_what_most_rows_say_is_what_a_company_and_its_pillars_are_called(tmp_path: Path) -> None:
    rows = [
        US | {"Company": "PRUDENTIAL", "Theme": "climate", "Sector": "Banks"},
        US | {"Sector": "Insurance"},
        US | {"Sector": "Insurance"},
        US | {"Theme": "Climate!"},
    ]
    _, dataset = imported(csv_file(tmp_path / "claims.csv", rows))
    company = dataset.tables.companies[0]
    assert (company.name, company.sector) == ("Prudential", "Insurance")
    assert {each.title: each.id for each in dataset.tables.pillars}["Climate"] == "climate"
    assert {each.title for each in dataset.tables.pillars} == {"Climate", "Climate!"}


def test_of_what_rows_say_of_a_document_that_is_kept_which_says_most(tmp_path: Path) -> None:
    named = {"Report": "Our year", "URL": "https://a.org/report.pdf", "Publisher": ""}
    rows = [
        US | named | {"Report": ""},
        US | named | {"Publisher": "A Ltd"},
        US | named | {"Report": "Our year in numbers"},
    ]
    for told in (rows, rows[::-1]):
        _, dataset = imported(csv_file(tmp_path / "claims.csv", told))
        assert [(each.title, each.publisher) for each in dataset.tables.sources] == [("Our year", "A Ltd")]


_CELLS = {
    "company": ["ABB", "abb", "ABB!", "Prudential", "Prudential GB", ""],
    "company_id": ["", "", "P1", "p1"],
    "country": ["GBR", "USA", "US", "nowhere", ""],
    "sector": ["Banks", "Insurance", ""],
    "pillar": ["Climate", "climate", "Climate!", ""],
    "statement": ["We do it.", "We did it.", "We do it.", ""],
    "source": ["Our year", "our year", ""],
    "url": ["https://a.org/x", ""],
    "publisher": ["A Ltd", ""],
}
_ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in _CELLS.items()}), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))), st.booleans())
def test_nothing_depends_on_where_a_row_stands(
    tmp_path: Path, tables: tuple[list[dict[str, str]], list[dict[str, str]]], has_ids: bool
) -> None:
    columns = [(role, role) for role in _CELLS if has_ids or role != "company_id"]
    found: list[list[str]] = []
    for rows in tables:
        path = tmp_path / "claims.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(_CELLS), *(row.values() for row in rows)])
        try:
            imported(path, columns)
        except IntakeError:
            found.append([])
        else:
            *blocks, _ = path.with_suffix(".toml").read_text().split("\n\n")  # the last is the digest of them all
            found.append(sorted(blocks))
    assert found[0] == found[1]


def test_letters_without_an_accent_to_take_off_are_spelt_out_but_older_ids_stay(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "claims.csv", [{"Company": "Ørsted", "Text": "We cut it."}])
    _, dataset = imported(path)
    assert list(dataset.companies) == ["orsted"]
    made = path.with_suffix(".toml")
    made.write_text(made.read_text(encoding="utf-8").replace("orsted", "rsted"), encoding="utf-8")
    _, updated = imported(path, updates=True)
    assert (list(updated.companies), updated.claims[0].id) == (["rsted"], f"r{dataset.claims[0].id[2:]}")
