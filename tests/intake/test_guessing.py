"""What columns are taken for: by their headings in several languages, and by what stands in them."""

import pytest

from esgtui.intake.guessing import guess
from esgtui.intake.rows import Row

TEXTS = [f"We cut what our plants emit by {number} percent until 2030." for number in range(40)]
COMPANIES = [f"Company {'ABCDEFGHIJKLMNOPQRST'[number % 20]} AG" for number in range(40)]
YEARS = [str(2030 + number % 3) for number in range(40)]


def guessed(table: dict[str, list[str]]) -> dict[str, str]:
    rows = [Row(number, list(cells)) for number, cells in enumerate(zip(*table.values(), strict=True))]
    return {column: role for column, role in guess(list(table), rows).items() if role != "own"}


@pytest.mark.parametrize(
    ("company", "text", "target"),
    [
        ("Company", "Statement", "Target year"),
        ("issuer_name", "claimText", "target_year"),
        ("Unternehmen", "Aussage", "Zieljahr"),
        ("Brand", "attributes.claim.text", "Target yr"),
        ("Société", "Déclaration", "Année cible"),
        ("EMPRESA", "Texto", "Año objetivo"),
        ("公司名称", "主张", "目标年份"),
        ("会社名", "主張", "目標年"),
    ],
)
def test_headings_are_known_in_several_languages(company: str, text: str, target: str) -> None:
    found = guessed({company: COMPANIES, text: TEXTS, target: YEARS})
    assert found == {company: "company", text: "statement", target: "target_year"}


@pytest.mark.parametrize("heading", ["Themenfeld", "Handlungsbereich", "Thématique", "Enjeu", "Ámbito"])
def test_what_claims_are_filed_under_is_known_in_several_languages(heading: str) -> None:
    found = guessed({"Company": COMPANIES, "Statement": TEXTS, heading: ["Climate", "Water"] * 20})
    assert found[heading] == "pillar"


def test_contents_say_what_headings_do_not() -> None:
    addresses = [f"https://example.org/{number}.pdf" for number in range(40)]
    found = guessed({"A": COMPANIES, "B": ["CH"] * 40, "C": TEXTS, "D": addresses, "E": YEARS})
    assert found == {"A": "company", "C": "statement", "D": "url"}


def test_questions_and_years_of_something_else_are_no_claims_and_no_period() -> None:
    asked = [f"What do you do about your emissions of kind {number % 30}, please?" for number in range(40)]
    found = guessed({"Account": COMPANIES, "Country/Area": ["France"] * 40, "Question Name": asked, "Answer": TEXTS})
    assert found == {"Account": "company", "Country/Area": "country", "Question Name": "pillar", "Answer": "statement"}
    found = guessed({"Company": COMPANIES, "Text": TEXTS, "net_zero_year": YEARS, "Target year": YEARS, "Year": YEARS})
    assert found == {"Company": "company", "Text": "statement", "Target year": "target_year", "Year": "period"}


def test_lists_for_programs_are_no_texts() -> None:
    nested = [f'[{{"title": "Report of the year {number}", "page": 3}}]' for number in range(40)]
    short = [f"We use less of it, by {number}." for number in range(40)]
    assert guessed({"org.name": COMPANIES, "claim.text": short, "documents": nested}) == {
        "org.name": "company",
        "claim.text": "statement",
    }


def test_a_heading_counts_only_if_the_contents_can_be_it() -> None:
    words = ["soon", "later"] * 20
    found = guessed(
        {"company": COMPANIES, "text": TEXTS, "target year": words, "id": words, "url": words, "country": words}
    )
    assert found == {"company": "company", "text": "statement"}


def test_wide_tables_have_several_columns_of_texts_and_remarks_are_none() -> None:
    found = guessed({"Name": COMPANIES, "End target text": TEXTS, "Interim notes": TEXTS, "Comments": TEXTS})
    assert found == {"Name": "company", "End target text": "statement", "Interim notes": "statement"}


@pytest.mark.parametrize("rows", [1, 3, 6])
def test_columns_of_a_wide_table_that_are_alike_all_make_claims(rows: int) -> None:
    table = {
        "Supplier": ["Volt AG", "Watt GmbH", "Ohm SA", "Ampere plc", "Farad", "Henry"],
        "Environment": [
            "We cut our emissions by half.",
            "We reuse water.",
            "All power is renewable.",
            "",
            "We plant many trees.",
            "No waste to landfill.",
        ],
        "Social": [
            "We pay a living wage.",
            "Workers join a union.",
            "We train all our staff.",
            "",
            "No accidents by 2030.",
            "We audit our suppliers.",
        ],
        "Governance": [f"Our board of {n} has a majority of independent members." for n in range(6)],
        "Status": ["Behind the plan.", "On track for now.", "Behind the plan."] * 2,
        "Project": [f"Solar roofs on all {n} of our plants" for n in range(6)],
    }
    found = guessed({name: cells[:rows] for name, cells in table.items()})
    texts = ["Environment", "Social", "Governance"]
    assert [name for name, role in found.items() if role == "statement"] == texts


def test_a_column_that_says_so_is_the_only_one_of_claims() -> None:
    found = guessed({"Name": COMPANIES, "Text": TEXTS, "Background": TEXTS, "Quote": TEXTS})
    assert found == {"Name": "company", "Text": "statement", "Quote": "quote"}


def test_the_clearest_heading_has_the_role() -> None:
    table = {"interim target year": YEARS, "target year": YEARS, "group": ["a"] * 40, "category": ["b"] * 40}
    found = guessed(table | {"text": TEXTS})
    assert found == {"target year": "target_year", "group": "pillar", "text": "statement"}


def test_years_of_reference_and_of_what_was_reached_are_no_periods() -> None:
    table = {"company": COMPANIES, "text": TEXTS}
    assert guessed(table | {"Ref. year": YEARS})["Ref. year"] == "base_year"
    for heading in ("Year reached", "Year achieved", "Target year achieved"):
        assert heading not in guessed(table | {heading: YEARS})
    assert guessed(table | {"Year": YEARS, "Reference year": YEARS})["Year"] == "period"


def test_a_companys_name_is_the_company() -> None:
    table = {"company": ["abb"] * 40, "company_name": COMPANIES, "text": TEXTS}
    assert guessed(table) == {"company_name": "company", "text": "statement"}
    assert guessed({"Company": COMPANIES, "Name": TEXTS, "Text": TEXTS})["Company"] == "company"


def test_a_table_of_numbers_has_no_claims() -> None:
    assert "statement" not in guessed({"a": YEARS, "b": [str(number) for number in range(40)]}).values()


def test_where_no_heading_says_so_the_longest_texts_are_claims() -> None:
    table = {
        "Firma": ["Volt AG", "Watt GmbH"],
        "Ziel / Maßnahme": ["Wir senken unsere Emissionen.", "Wir recyceln unseren Stahl."],
        "Zieljahr": ["2030", "2027"],
    }
    assert guessed(table) == {"Firma": "company", "Ziel / Maßnahme": "statement", "Zieljahr": "target_year"}


def test_countries_of_plants_are_not_those_of_companies() -> None:
    sites = [("CH", "DE", "FR")[number // 20 + number % 2] for number in range(40)]
    homes = ["GB" if number == 20 else "CH" for number in range(40)]
    assert "Country" not in guessed({"Company": COMPANIES, "Country": sites, "Claim": TEXTS})
    assert guessed({"Company": COMPANIES, "Country": homes, "Claim": TEXTS})["Country"] == "country"


def test_a_column_of_disclosures_is_one_of_topics() -> None:
    found = guessed({"Company": COMPANIES, "Claim": TEXTS, "Disclosure": ["GRI 305-1", "GRI 2-22"] * 20})
    assert found["Disclosure"] == "topics"


def test_a_number_that_only_counts_rows_is_no_id() -> None:
    numbers = [str(number) for number in range(1, 41)]
    table = {"Company": COMPANIES, "Claim": TEXTS}
    assert "Lfd. Nr." not in guessed({"Lfd. Nr.": numbers} | table)
    assert guessed({"Claim no.": numbers[::-1]} | table)["Claim no."] == "id"
    assert guessed({"ID": numbers} | table)["ID"] == "id"


def test_names_of_other_things_are_no_companies() -> None:
    table = {"sector_name": ["Steel", "Paper"] * 20, "company": COMPANIES, "text": TEXTS, "final year": YEARS}
    found = guessed(table)
    assert (found["sector_name"], found["company"], found["final year"]) == ("sector", "company", "target_year")


def test_a_label_is_the_kind_only_if_it_names_kinds() -> None:
    table = {"company": COMPANIES, "text": TEXTS}
    assert guessed(table | {"label": ["commitment", "target"] * 20})["label"] == "kind"
    assert guessed(table | {"label": ["water", "steel"] * 20})["label"] == "tags"


def test_questions_that_are_asked_of_many_are_no_claims() -> None:
    questions = ["How do you engage with your suppliers on it?", "What are your targets for all of that?"] * 20
    found = guessed({"Organization": COMPANIES, "Question": questions, "Response": TEXTS})
    assert found == {"Organization": "company", "Question": "pillar", "Response": "statement"}


def test_a_title_is_the_documents_where_its_address_stands_beside_it() -> None:
    table = {"Company": COMPANIES, "Title": [f"Plan {n}" for n in range(40)], "Description": TEXTS}
    assert "Title" not in guessed(table)
    found = guessed(table | {"Link": [f"https://a.org/{n}" for n in range(40)]})
    assert (found["Title"], found["Description"], found["Link"]) == ("source", "statement", "url")


def test_it_is_told_how_many_columns_are_looked_at_and_stopped() -> None:
    columns = [f"Text {number}" for number in range(100)]
    rows = [Row(number, [text] * 100) for number, text in enumerate(TEXTS)]
    told: list[tuple[int, int]] = []
    guess(columns, rows, lambda done, of: told.append((done, of)))
    assert told == [(number, 200) for number in range(200)]

    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guess(columns, rows, stop)
