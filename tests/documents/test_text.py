from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from esgtui.documents.document import numbered
from esgtui.documents.offering import offers
from esgtui.documents.reading import read_document
from esgtui.documents.text import text_blocks
from esgtui.insight.document import Document

NEWS = """Hangzhou,
7
November

Volt Publishes Its First Report

Volt was founded in 2019. It makes cars.
\u00a0
Cars of the future

A car of Volt's on a road

Products: The use of old steel saves power. It is new.

The rest follows in time.
"""


def test_blocks_between_blank_lines_are_counted_from_one() -> None:
    found = list(numbered(text_blocks(NEWS)))
    assert [(each.number, each.text.split("\n")[0]) for each in found] == [
        (1, "Hangzhou,"),
        (2, "Volt Publishes Its First Report"),
        (3, "Volt was founded in 2019. It makes cars."),
        (4, "Cars of the future"),
        (5, "A car of Volt's on a road"),
        (6, "Products: The use of old steel saves power. It is new."),
        (7, "The rest follows in time."),
    ]


def test_the_section_is_the_title_that_running_text_follows_or_that_stands_in_its_line() -> None:
    found = {each.number: each.section for each in numbered(text_blocks(NEWS))}
    assert found[1] == ""
    assert found[3] == "Volt Publishes Its First Report"
    assert found[5] != "Cars of the future", "what a caption follows is no heading"
    assert found[6] == found[7] == "Products"


@given(st.lists(st.text("ab。. \n\u00a0", min_size=1), max_size=6))
def test_paragraphs_are_those_that_a_source_is_shown_with(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    shown = Document(text)
    assert [each.text for each in numbered(text_blocks(text))] == [text[a:b] for a, b in shown.paragraphs]


def test_a_report_is_called_by_its_first_line_though_no_text_follows_that(tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    for first, title in (
        ("Velomade Sustainability Report 2024", "Velomade Sustainability Report 2024"),
        ("Acme Report 2024", "Acme Report 2024"),
        ("Progress Report FY2024", "Progress Report FY2024"),
        ("Acme 2024 Report", "Acme 2024 Report"),
        ("Acme reports on 2024", "Climate"),
        ("Nachhaltigkeitsbericht 2024 der Velomade AG", "Nachhaltigkeitsbericht 2024 der Velomade AG"),
        ("Rapport de durabilité 2024", "Rapport de durabilité 2024"),
        ("Our sustainability report is out.", "Climate"),
        ("Berne", "Climate"),
    ):
        file.write_text(f"{first}\n\nClimate\n\nVelomade cuts its emissions. It plants trees.\n", encoding="utf-8")
        found = read_document(file)
        assert (found.title, found.paragraphs[2].section) == (title, "Climate")


def test_a_heading_directly_above_its_paragraph_is_a_section_and_no_part_of_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    file.write_text(
        "About us\n\nClimate\nVelomade reduced its Scope 1 and 2 emissions by 42 % from\n"
        "1,234 t CO2e to 709 t CO2e. Its targets have been validated by the\nScience Based Targets initiative.\n\n"
        "The rest follows.\n",
        encoding="utf-8",
    )
    found = read_document(file)
    assert [(each.number, each.section) for each in found.paragraphs] == [
        (1, "About us"),
        (2, "Climate"),
        (3, "Climate"),
    ]
    assert [(each.statement, each.section) for each in offers(found)] == [
        ("Velomade reduced its Scope 1 and 2 emissions by 42 % from 1,234 t CO2e to 709 t CO2e.", "Climate"),
        ("Its targets have been validated by the Science Based Targets initiative.", "Climate"),
    ]


def test_lines_that_no_heading_stands_above_begin_no_section() -> None:
    for text in ("We cut our waste by\n12 % in a year.", "We cut waste\nand water. It is good.", "Berne,\nMay. It is."):
        assert [each.section for each in numbered(text_blocks(text + "\n\nMore of it."))] == ["", ""]


def test_sentences_of_a_text_without_empty_lines_go_on_over_the_ends_of_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "mail.txt"
    file.write_text(
        "From: press@volt.example\nSubject: Re: Volt publishes its report\n"
        "Volt today published its sustainability report. In it, the maker of pumps\n"
        "sets out how it will cut the emissions of its own operations by 50 percent\n"
        "by 2030 compared with the base year 2019.\nClimate and energy\n"
        "In 2024, we sourced 78 percent of our electricity from renewable sources,\n"
        "up from 61 percent in 2023.\n",
        encoding="utf-8",
    )
    document = read_document(file)
    assert document.title == "Volt publishes its report"
    found = [(each.statement, each.section, each.paragraph) for each in offers(document)]
    assert found[-2:] == [
        (
            (
                "In it, the maker of pumps sets out how it will cut the emissions of its own operations by 50 percent "
                "by 2030 compared with the base year 2019."
            ),
            "",
            3,
        ),
        (
            "In 2024, we sourced 78 percent of our electricity from renewable sources, up from 61 percent in 2023.",
            "Climate and energy",
            5,
        ),
    ]
