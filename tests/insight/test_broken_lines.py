"""Paragraphs of a text without an empty line: its lines or, where these were broken by hand, what goes over several."""

from itertools import pairwise
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.insight.document import Document


def told(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    return [" ".join(each.split()) for each in text.split("\n\n")]


PARAGRAPHS = told("""
Acme today published its Sustainability Report 2024. In it, the maker of pumps sets out how it will cut the
greenhouse gas emissions of its own operations by 50 percent by 2030 compared with the base year 2019.

Climate and energy

In 2024, we sourced 78 percent of our electricity from renewable sources, up from 61 percent in 2023.
Emissions of our plants in Germany, Poland and Mexico fell by 12 percent to 48,200 tonnes of CO2e.

- install 20 MW of solar panels on the roofs of our plants by the end of 2027, and replace gas boilers,

- buy green steel.

People at work

The number of accidents per million hours worked fell to 2.1 (2023: 2.8), and women held 31 percent of
management positions at the end of the year.
""")

GERMAN = told("""
Nordwind senkt Emissionen

Die Nordwind AG hat im Jahr 2024 ihre Emissionen um 12 Prozent gegenüber 2019 gesenkt. Bis 2030 will das
Unternehmen in allen 14 Werken ohne Kohle auskommen und seine direkten Emissionen um 50 Prozent senken. Der
Anteil erneuerbarer Energien am Strombezug stieg auf 78 Prozent.

Mitarbeitende

Frauen hatten Ende 2024 einen Anteil von 31 Prozent an den Führungspositionen. Das Ziel sind 40 Prozent bis
2030, wie der Vorstand im Mai beschlossen hat.
""")

HEADLINES = """\
Acme cuts emissions at its plants by twelve percent within a year
New solar roofs for the plants in Mexico and Poland are under construction
Waste report 2024
Half of the fleet to be electric by the end of the year 2027
Suppliers commit to the code of conduct of the company in record numbers
Training for all employees in all countries to be completed by spring"""


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in Document(text).paragraphs]


@pytest.mark.parametrize("whole", [PARAGRAPHS, GERMAN])
@pytest.mark.parametrize("width", [60, 72, 90])
def test_a_text_that_was_broken_by_hand_has_its_paragraphs_again(whole: list[str], width: int) -> None:
    lines = [fill(each, width, subsequent_indent="  " if each[0] == "-" else "") for each in whole]
    assert paragraphs("\n".join(lines)) == whole
    address = "https://www.acme.example/en/" + "sustainability/" * 8
    assert paragraphs("\n".join([*lines, address])) == [*whole, address]


@pytest.mark.parametrize(
    "text",
    [
        HEADLINES,
        "one\ntwo\nthree",
        "\n".join(PARAGRAPHS),
        "We cut emissions by 12 percent.\nWe cut waste by a third compared with 2019.\nWe will cut water use by 2030.",
        "\n".join(f"{year} | emissions of all plants in tonnes | {year * 7}" for year in range(2010, 2025)),
    ],
)
def test_lines_that_nobody_broke_are_paragraphs_each(text: str) -> None:
    assert paragraphs(text) == [" ".join(line.split()) for line in text.split("\n")]


def test_what_is_indented_behind_the_end_of_a_sentence_is_a_new_paragraph() -> None:
    lines = [fill(each, 72, initial_indent="   ") for each in (PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[6])]
    assert paragraphs("\n".join(lines)) == [PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[6]]


@given(st.lists(st.text("ab. A\t-1\u3000", max_size=90), max_size=9))
def test_no_word_is_lost_whatever_the_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = Document(text).paragraphs
    assert " ".join(text[start:end] for start, end in found).split() == text.split()
    assert all(before[1] < after[0] for before, after in pairwise(found))
