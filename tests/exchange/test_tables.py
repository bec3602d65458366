"""A view's table as text, CSV, Markdown, JSON Lines and a picture: all of it, and nothing in it that acts."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.columns import cells_of
from esgtui.exchange.tables import TABLE_FORMATS, TABLES_BY_NAME, table_pieces
from esgtui.exchange.text_tables import text_lines
from esgtui.insight.table import Table

TABLE = Table(
    "Matrix ── {all} <of> it",
    ("company", "E1 Climate | change", "share"),
    [("Acme & Söhne", 1200, 0.5), ("=1+1", 0, None)],
    notes=("Figures: claims.",),
)


def written(name: str, table: Table = TABLE) -> str:
    return b"".join(table_pieces(TABLES_BY_NAME[name], table)).decode("utf-8-sig")


def test_csv_has_numbers_that_calculate_and_text_that_does_not() -> None:
    rows = list(csv.reader(io.StringIO(written("csv"))))

    assert rows == [list(TABLE.columns), ["Acme & Söhne", "1200", "0.5"], ["'=1+1", "0", ""]]


def test_markdown_is_a_table_in_which_nothing_is_markup() -> None:
    lines = written("markdown").splitlines()

    assert lines[2] == r"| company | E1 Climate \| change | share |"
    assert lines[3] == "| --- | ---: | ---: |"
    assert lines[4] == r"| Acme \& Söhne | 1,200 | 0.5 |"


def test_json_lines_have_an_object_a_row() -> None:
    objects = [json.loads(line) for line in written("jsonl").splitlines()]

    assert objects[0] == {"company": "Acme & Söhne", "E1 Climate | change": 1200, "share": 0.5}
    assert objects[1]["share"] is None


def test_text_has_the_title_the_columns_and_the_notes() -> None:
    assert written("text").splitlines() == [
        "Matrix ── {all} <of> it",
        "company       E1 Climate | change  share",
        "Acme & Söhne                1,200    0.5",
        "=1+1                            0",
        "Figures: claims.",
    ]


def test_columns_without_room_follow_below_and_none_is_lost() -> None:
    table = Table("T", ("company", *(f"column {at}" for at in range(9))), [("Acme", *range(100, 109))])
    lines = list(text_lines(table, room=40))

    assert all(cells_of(line) <= 40 for line in lines)
    assert all(str(number) in " ".join(lines) for number in range(100, 109))


def test_the_picture_is_xml_that_asks_no_host_for_anything() -> None:
    text = written("svg")
    root = ET.fromstring(text)  # noqa: S314 - it was written a line above

    assert root.tag.endswith("svg")
    assert "{all} <of> it" in "".join(root.itertext())
    assert "1,200" in "".join(root.itertext())
    assert text.count("http") == text.count("http://www.w3.org/2000/svg")


def test_a_drawing_stands_in_the_place_of_the_rows_where_text_is_read() -> None:
    drawn = Table("T", ("a",), [("row",)], drawing=("▁▂▃",))

    assert "▁▂▃" in written("text", drawn)
    assert "row" not in written("text", drawn)
    assert "row" in written("csv", drawn)


@given(st.text())
def test_no_text_steers_a_terminal(text: str) -> None:
    table = Table(text, (text, "b"), [(text, 1)], notes=(text,))
    for each in TABLE_FORMATS:
        out = b"".join(table_pieces(each, table)).decode("utf-8-sig")
        assert "\x1b" not in out
        assert "\x07" not in out


@pytest.mark.parametrize("name", list(TABLES_BY_NAME))
def test_a_table_without_rows_is_written(name: str) -> None:
    assert "nothing" in written(name, Table("nothing", ("nothing",), [])) or name == "jsonl"


def test_years_are_written_as_years_and_what_explains_a_drawing_stands_beside_it_alone() -> None:
    table = Table("T", ("year", "count"), [(2017, 2017)], legend=("█ much",), years=("year",))

    assert "| 2017 | 2,017 |" in written("markdown", table)
    assert "█ much" not in written("markdown", table)
    assert "█ much" in written("text", table)


def test_a_picture_is_as_wide_as_a_page_and_loses_no_word() -> None:
    words = " ".join(f"word{at}" for at in range(60))
    heads = tuple(f"A heading of many words, the {at}th" for at in range(12))
    table = Table("T", ("company", *heads, "said"), [("Acme", *range(100, 112), words)], notes=(words,))
    drawn = Table("T", ("a",), [], drawing=(f"  7  ████  {words}",))
    for each in (table, drawn):
        root = ET.fromstring(written("svg", each))  # noqa: S314 - it was just written
        assert float(root.get("viewBox", "").split()[2]) < 1200
        assert all(word in "".join(root.itertext()) for word in words.split())
