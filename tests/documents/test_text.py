from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from esgtui.documents.document import numbered
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
