import sys
from pathlib import Path

import pytest

from esgtui.documents.html import MOST_ATTRIBUTES, MOST_IN_ALL, MOST_OPTIONS, MOST_PARAGRAPHS, MOST_TAGS
from esgtui.documents.reading import Document, DocumentError, read_document

PAGE = """<!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>
<nav><ul><li>Home<li>About</ul></nav><form action="x">
<h1>Our <em>climate</em> plan</h1><p>We cut emissions by 50&nbsp;% by 2030.<p>Left open<br>it goes on
<ul><li>First goal<li>Second <b>goal</b></ul>
<table><tr><th>Year<th>t<tr><td>2023<td><p>12&#44;000</p></table>
<div style="display: none">hidden <div>too</div> still</div><script>if (a<b) {"</div>"}</script>
<h2>Waste</h2>bare text<div>A <span>box</span></div></form></body></html>"""


def read(tmp_path: Path, content: bytes, name: str = "page.html") -> Document:
    file = tmp_path / name
    file.write_bytes(content)
    return read_document(file)


def test_what_is_shown_is_read_with_headings_items_and_rows(tmp_path: Path) -> None:
    found = read(tmp_path, PAGE.encode())
    assert (found.title, found.kind) == ("Our climate plan", "html")
    assert [(each.number, each.text, each.section) for each in found.paragraphs] == [
        (1, "Our climate plan", "Our climate plan"),
        (2, "We cut emissions by 50 % by 2030.", "Our climate plan"),
        (3, "Left open it goes on", "Our climate plan"),
        (4, "First goal", "Our climate plan"),
        (5, "Second goal", "Our climate plan"),
        (6, "Year | t", "Our climate plan"),
        (7, "2023 | 12,000", "Our climate plan"),
        (8, "Waste", "Waste"),
        (9, "bare text", "Waste"),
        (10, "A box", "Waste"),
    ]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Velomade Sustainability Report\n 2024", "Velomade Sustainability Report 2024"),
        ("Our climate plan | Velomade AG", "Our climate plan"),
        ("Our climate plan – News", "Our climate plan"),
        ("Our climate plans are two", "Our climate plans are two"),
        ("Home", "Our climate plan"),
        ("report final.docx", "Our climate plan"),
        ("", "Our climate plan"),
    ],
)
def test_it_is_called_what_the_page_says_without_the_name_of_its_site(tmp_path: Path, told: str, title: str) -> None:
    page = PAGE.replace("<title>T</title>", f"<title>{told}</title>")
    assert read(tmp_path, page.encode()).title == title
    assert read(tmp_path, b"<svg><title>A drawing of it</title></svg><p>We cut emissions.").title == "page"


def test_a_page_is_read_in_the_encoding_that_it_names_or_begins_with(tmp_path: Path) -> None:
    named = '<meta charset="iso-8859-1"><p>Büro – “grün”</p>'.encode("cp1252")
    assert [each.text for each in read(tmp_path, named).paragraphs] == ["Büro – “grün”"]
    marked = "<p>Büro</p>".encode("utf-16")
    assert [each.text for each in read(tmp_path, marked).paragraphs] == ["Büro"]
    with pytest.raises(DocumentError, match=r"is not euc_jp \(byte 27\); say --encoding"):
        read(tmp_path, b'<meta charset="euc-jp"><p>' + "Büro</p>".encode("cp1252"))
    assert [each.text for each in read(tmp_path, "<p>Büro</p>".encode("cp1252")).paragraphs] == ["Büro"]


def test_a_page_is_known_by_what_it_begins_with(tmp_path: Path) -> None:
    assert read(tmp_path, b"<!doctype html>\n<p>text", "saved.txt").kind == "html"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>"])
def test_tags_without_end_are_refused(tmp_path: Path, tag: str) -> None:
    with pytest.raises(DocumentError, match="tags nested more deeply than in any page"):
        read(tmp_path, (tag * (MOST_TAGS // 10)).encode())


def test_what_is_needed_to_read_it_is_told_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(DocumentError, match=r"python\S* -m pip install '?selectolax>="):
        read(tmp_path, b"<p>text")


@pytest.mark.parametrize("tag", [b"<p>", b"<TD>"])
def test_very_many_paragraphs_and_cells_are_refused_even_if_nothing_stands_in_them(tmp_path: Path, tag: bytes) -> None:
    with pytest.raises(DocumentError, match="more paragraphs and cells than any page"):
        read(tmp_path, tag * (MOST_PARAGRAPHS + 1))


def test_endless_lists_to_choose_from_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    choice = b"<select>" + b"<option>a" * MOST_OPTIONS
    with pytest.raises(DocumentError, match="more things to choose from in one list than any page"):
        read(tmp_path, b"<html>" + choice + b"<option>a" * 500_000)
    some = b"<select>" + b"<option>a</option>" * 1_000 + b"</select>"
    assert [each.text for each in read(tmp_path, b"<html>" + some * 20 + b"<p>We cut it.").paragraphs] == ["We cut it."]


def test_a_paragraph_is_as_long_as_what_is_shown_of_it(tmp_path: Path) -> None:
    sentence = b"We cut our emissions by 50 % by 2030."
    for much in (600_000, 1_600_000):
        page = read(tmp_path, b"<html><p>" + sentence + b" \n" * much + sentence)
        assert [each.text for each in page.paragraphs] == [f"{sentence.decode()} {sentence.decode()}"]
    with pytest.raises(DocumentError, match=r"paragraph 1 of page\.html has more than 1,000,000 characters, as none"):
        read(tmp_path, b"<html><p>" + (sentence + b" ") * 30_000)


def test_it_is_told_that_a_page_is_read_while_its_tags_are_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"<p>" + b"<b>We</b> cut it. " * 30_000)
    told: list[tuple[int, int]] = []
    read_document(file, progress=lambda done, total: told.append((done, total)))
    assert told.count((0, 60_001)) > 5


def test_very_many_attributes_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(MOST_ATTRIBUTES + 2))
    with pytest.raises(DocumentError, match="more attributes than any page; save what it shows as text"):
        read(tmp_path, f"<p {attributes}>We cut emissions.".encode())
    with pytest.raises(DocumentError, match="more attributes than any page"):
        read(tmp_path, (b"<td" + b" a=1 b='2'" * 400 + b">") * (MOST_IN_ALL // 800 + 1))
    assert read(tmp_path, b'<p title="' + b"a word " * 500 + b'">We cut emissions.').paragraphs[0].number == 1


def test_of_a_paragraph_without_end_no_more_is_looked_at_than_refuses_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"paragraph 2 of page\.html has more than 1,000,000 characters, as none"):
        read(tmp_path, b"<p>One.<p>" + b"We cut<br>" * 500_000)
    found = read(tmp_path, b"<p>" + (b"We cut it.<br>" + b" " * 1_000) * 3_000)
    assert [each.text for each in found.paragraphs] == [" ".join(["We cut it."] * 3_000)]


def test_the_mark_of_a_note_is_no_part_of_a_sentence_and_what_is_raised_in_a_unit_is(tmp_path: Path) -> None:
    page = (
        b'<p>We run on wind since 2019.<sup>1</sup> Waste<sup><a href="#n">[2]</a></sup> fell to 3 kg per m<sup>2</sup>'
        b", and CO<sub>2</sub> by 5 %.<a><sup>*</sup></a> It is so.</p>"
    )
    assert [each.text for each in read(tmp_path, page).paragraphs] == [
        "We run on wind since 2019. Waste fell to 3 kg per m2, and CO2 by 5 %. It is so."
    ]
