"""CSV and TSV as people have them: any delimiter, any encoding, titles above the headings."""

from pathlib import Path

import pytest

from esgtui.intake.reading import open_rows
from esgtui.intake.rows import Choices, IntakeError, hear_nothing
from esgtui.intake.separated import delimiter_of
from tests.intake.made import imported, read

CELLS = [["Müller", 'He said "we cut it", and\nmeant it.'], ["Žižek", ""]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_encoding_are_found_out(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    text = f'Firma{delimiter}Aussage\nMüller{delimiter}"He said ""we cut it"", and\nmeant it."\nŽižek{delimiter}\n'
    path = tmp_path / "claims.csv"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    rows, cells = read(path)
    assert rows.columns == ["Firma", "Aussage"]
    assert [[cell.replace(end, "\n") for cell in row] for row in cells] == CELLS


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Firma;Aussage\nMüller;Wir senken Emissionen – überall.\n"),
        ("cp1250", "Firma;Tekst\nŁódź Sp. z o.o.;Zmniejszymy zużycie i emisje w całej spółce własnymi siłami\n"),
        ("cp1251", "Компания;Текст\nГазпром;Мы сократим выбросы вдвое к 2030 году\n"),
        ("gb18030", "公司,主张\n比亚迪,我们承诺到2030年将碳排放减少一半\n蔚来,我们将在2045年前实现碳中和\n"),
        ("cp932", "会社,主張\nトヨタ,2030年までに排出量を半減することを約束します\n"),
    ],
)
def test_other_encodings_are_told(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(text.encode(encoding))
    rows, cells = read(path)
    assert f"read as {encoding}" in rows.notes[0]
    assert cells[0][1] in text
    assert read(path, Choices(encoding=encoding))[0].notes == ()


def test_single_bytes_that_are_no_utf8_are_read_as_western(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes("a,b\nx,— é ü — ö ä\n".encode() + b"y,caf\xe9\n")
    rows, cells = read(path)
    assert cells[1] == ["y", "café"]
    assert "the first in line 3" in rows.notes[0]


def test_titles_above_the_headings_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Our claims of 2024,,\n,,\nCompany,Text,\nABB,We cut it.,\n")
    rows, cells = read(path)
    assert (rows.columns, cells) == (["Company", "Text", "column C"], [["ABB", "We cut it.", ""]])
    assert "the headings are in row 3" in rows.notes[0]


def test_a_table_without_headings_gets_letters(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("ABB,https://abb.com/a.pdf\nABB,https://abb.com/b.pdf\n")
    assert read(path)[0].columns == ["column A", "column B"]
    path.write_text("ABB,We cut it.\n")
    rows, cells = read(path, Choices(has_headings=False))
    assert (rows.columns, cells) == (["column A", "column B"], [["ABB", "We cut it."]])


def test_headings_that_stand_there_twice_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Text,Text,,Text (2)\na,b,c,d\n")
    rows, _ = read(path)
    assert rows.columns == ["Text", "Text (2)", "column C", "Text (2) (2)"]
    assert "Text (2)" in rows.notes[0]


def test_headings_that_stand_there_once_more_are_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Nr;Text\n1;We cut our waste.\n\nNr;Text\n2;We plant trees.\n")
    outcome, dataset = imported(path)
    assert [claim.statement for claim in dataset.claims] == ["We cut our waste.", "We plant trees."]
    assert outcome.told[0].endswith("row 4: it has the headings once more")


def test_a_list_of_sentences_is_one_column(tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_text("text\nWe cut it, all of it.\nWe reuse water, steel, and wood.\nWe do.\n")
    assert read(path)[1] == [["We cut it, all of it."], ["We reuse water, steel, and wood."], ["We do."]]


def test_what_a_spreadsheet_program_says_of_the_delimiter_counts(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("sep=;\nCompany;Text\nABB;a, b, c\n")
    assert read(path)[1] == [["ABB", "a, b, c"]]


def test_rows_that_are_longer_than_the_headings_are_told_and_shorter_ones_are_not(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("a,b,c\n" + "1,2,3\n" * 9 + "1\n1,2,3,,\n1,2,3,4\n")
    rows, _ = read(path)
    *faults, last = [row.fault for row in rows.each(hear_nothing)]
    assert faults == [""] * 11
    assert last.startswith("it has 4 cells, and there are 3 columns; put quotes around")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'a,b\nx,y\nz,"never closed\n', "row 3, which begins in line 3, is never closed"),
        (b'a,b\n"x\n', "row 2, which begins in line 2, is never closed"),
        (b'a,b\n\n\nx,"' + b"y,z\n" * 300_000, "row 4, which begins in line 4, is never closed"),
        (b",".join([b"x"] * 1_000_000) + b"\n", "1,000,000 columns"),
        (b"a,b\nx," + b"y" * 17_000_000, "line 2 has more than 16,000,000 characters"),
        (b"a,b\nx,y\0z\n", "line 2 has a NUL byte"),
        (b"\x01\x02\xff\xfe\x03" * 50, "is not text"),
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"a,b\n", "headings but no row"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x1f\x8b\x08", "is compressed"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b"{\\rtf1 a}", "is rich text"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=told.replace("(", r"\(")):
        read(path)


def test_a_quote_that_is_never_closed_is_told_before_any_row_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("a,b\n" + "x,y\n" * 5_000 + 'z,"open\n' + "x,y\n" * 5_000)
    with pytest.raises(IntakeError, match="row 5002, which begins in line 5002, is never closed"):
        open_rows(path, Choices(), hear_nothing)


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    circle = tmp_path / "circle.csv"
    circle.symlink_to(circle)
    for path, told in (
        (tmp_path, "is a folder"),
        (Path("/dev/zero"), "not an ordinary file"),
        (tmp_path / "no", "no such"),
        (circle, "is a link that leads nowhere"),
    ):
        with pytest.raises(IntakeError, match=told):
            read(path)
    path = tmp_path / "claims.csv"
    path.write_text("a,b\nx,y\n")
    with pytest.raises(IntakeError, match="no encoding 'klingon'"):
        read(path, Choices(encoding="klingon"))


def test_a_row_with_a_cell_too_many_does_not_hide_what_divides_a_small_table() -> None:
    assert delimiter_of(["Company;Text;ESRS", "Volt;We cut it.;E1", "Volt;We recycle.;E5; "]) == ";"


@pytest.mark.parametrize(("written", "asked"), [("utf-8-sig", "utf8"), ("utf-16", "utf-16-le"), ("utf-32", "UTF-32LE")])
def test_a_mark_at_the_beginning_is_no_part_of_the_first_heading(tmp_path: Path, written: str, asked: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes('"Id","Claim"\nä,"We cut it."\n'.encode(written))
    assert read(path, Choices(encoding=asked))[0].columns == ["Id", "Claim"]


def test_headings_that_end_with_a_year_in_brackets_do_not_stand_there_again(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Claim,Target (2050),Note, Note \nWe cut it.,1,2,3\n")
    rows, _ = read(path)
    assert rows.notes == (f"{path}: headings that stand there again are called Note (2)",)


def test_of_long_rows_few_are_read_before_it_is_told_how_far_that_is(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Company,Text\n" + f"ABB,{'We cut it. ' * 10_000}\n" * 100)
    told: list[int] = []
    rows = open_rows(path, Choices(), hear_nothing)
    assert len(list(rows.each(lambda done, _: told.append(done)))) == 100
    assert len(told) >= 10
