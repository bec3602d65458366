from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from esgtui.documents.docx import MOST_XML
from esgtui.documents.reading import Document, DocumentError, read_document
from tests.documents.pages import WORD, archive, docx, word

STYLES = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
REVISED = (
    '<w:p><w:r><w:t xml:space="preserve">We buy </w:t></w:r><w:del><w:r><w:delText>grey</w:delText></w:r></w:del>'
    "<w:ins><w:r><w:t>wind</w:t><w:tab/><w:t>power</w:t></w:r></w:ins></w:p>"
)
TABLE = f"<w:tbl><w:tr><w:tc>{word('2023')}</w:tc><w:tc>{word('5 t')}{word('of waste')}</w:tc></w:tr></w:tbl>"


def read(tmp_path: Path, content: bytes) -> Document:
    file = tmp_path / "report.docx"
    file.write_bytes(content)
    return read_document(file)


def test_paragraphs_headings_by_style_and_rows_of_tables_are_read_without_deleted_text(tmp_path: Path) -> None:
    body = word("Preface") + word("Our power", "berschrift1") + REVISED + TABLE + word("  ") + word("The end.")
    found = read(tmp_path, docx(body, STYLES))
    assert (found.title, found.kind) == ("Our power", "docx")
    assert [(each.number, each.text, each.section) for each in found.paragraphs] == [
        (1, "Preface", ""),
        (2, "Our power", "Our power"),
        (3, "We buy wind power", "Our power"),
        (4, "2023 | 5 t of waste", "Our power"),
        (5, "The end.", "Our power"),
    ]


def test_what_was_moved_is_read_once_where_it_stands_now(tmp_path: Path) -> None:
    moved = "<w:r><w:t>We buy wind power.</w:t></w:r>"
    body = f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p>" + word("Preface") + f"<w:p><w:moveTo>{moved}</w:moveTo></w:p>"
    assert [each.text for each in read(tmp_path, docx(body)).paragraphs] == ["Preface", "We buy wind power."]


def test_a_text_box_does_not_cut_the_sentence_in_two_that_it_is_fastened_to(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{word('In a box', 'berschrift1')}</w:txbxContent></w:pict></w:r>"
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = f"<w:p>{run.format('We will cut ')}{box}{run.format('our emissions.')}</w:p>" + word("The end.")
    found = read(tmp_path, docx(body, STYLES)).paragraphs
    assert [each.text for each in found] == ["In a box", "We will cut our emissions.", "The end."]
    assert [each.is_heading for each in found] == [True, False, False]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("<dc:title>Velomade Climate Report</dc:title>", "Velomade Climate Report"),
        ("<dc:title>Letter of a template</dc:title>", "The climate report of Velomade"),
        ("<dc:title>", "The climate report of Velomade"),
    ],
)
def test_it_is_called_what_its_properties_say_if_its_first_paragraphs_say_so_too(
    tmp_path: Path, told: str, title: str
) -> None:
    body = word("The climate report of Velomade") + word("Our power", "berschrift1") + word("It is of wind.")
    properties = f'<p xmlns:dc="http://purl.org/dc/elements/1.1/">{told}</p>'
    assert read(tmp_path, docx(body, STYLES, properties)).title == title


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx(word("text"))[:-40], "damaged"),
        (archive({"word/document.xml": f"<w:document {WORD}><w:p>"}), "damaged .word/document.xml"),
        (
            archive({"word/document.xml": "<?xml version='1.0' encoding='none'?><a/>"}),
            "damaged .word/document.xml: unknown",
        ),
        (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'}), "declares a document type"),
        (archive({"xl/workbook.xml": ""}), "a spreadsheet; `esgtui import` reads it"),
        (archive({"mimetype": ""}), "an archive and no Word document"),
        (docx(""), "has no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "without a password"),
        (b"just text", "is no Word document, though its name says so"),
    ],
)
def test_what_is_no_whole_word_document_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(DocumentError, match=told):
        read(tmp_path, content)


def test_an_archive_that_unpacks_to_more_than_a_document_can_have_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped, zipped.open("word/document.xml", "w") as part:
        part.write(f"<w:document {WORD}><w:body>".encode())
        for _ in range(MOST_XML // (1 << 20) + 1):
            part.write(b" " * (1 << 20))
    assert file.stat().st_size < 200_000
    with pytest.raises(DocumentError, match="unpacks to more than"):
        read_document(file)


def test_a_document_with_a_password_is_refused_in_plain_words(tmp_path: Path) -> None:
    content = bytearray(docx(word("text")))
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + flags] |= 1
    with pytest.raises(DocumentError, match=r"^report.docx is encrypted; save it without a password$"):
        read(tmp_path, bytes(content))


def test_more_paragraphs_than_a_report_has_are_refused_while_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.documents.reading.MOST_SENTENCES", 1_000)
    file = tmp_path / "long.docx"
    file.write_bytes(docx(word("We cut waste.") * 10_000))
    told: list[tuple[int, int]] = []
    with pytest.raises(DocumentError, match="more than 1,000 sentences"):
        read_document(file, progress=lambda done, total: told.append((done, total)))
    done, total = told[-1]
    assert 0 < done < total / 2


def test_it_is_told_how_much_is_read_of_what_the_styles_are_too(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(docx(word("We cut waste."), STYLES * 5_000))
    told: set[tuple[int, int]] = set()
    read_document(file, progress=lambda done, total: told.add((done, total)))
    with ZipFile(file) as parts:
        size = parts.getinfo("word/styles.xml").file_size
    assert len([done for done, total in told if total == size]) > 5


def test_more_tags_than_a_document_has_are_refused_before_they_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.documents.docx.MOST_TAGS", 1_000)
    with pytest.raises(DocumentError, match="more paragraphs, cells or marks than any document; take the part"):
        read(tmp_path, docx(word("We cut waste.") * 200 + "</no end"))
    with pytest.raises(DocumentError, match="more paragraphs, cells or marks"):
        read(tmp_path, docx(word("We cut waste."), STYLES * 400))
    assert len(read(tmp_path, docx(word("We cut waste.") * 100)).paragraphs) == 100


def test_notes_are_read_after_the_text_in_sections_of_their_own(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    cut = f"<w:p>{run.format('We cut emissions by 34 %')}{mark}{run.format(' by 2024.')}</w:p>"
    notes = {
        name: f'<w:{name} {WORD}><w:note w:id="0">{word("")}</w:note><w:note w:id="2">{word(text)}</w:note></w:{name}>'
        for name, text in (("footnotes", "Without the plant in Lyon."), ("endnotes", "As audited."))
    }
    parts = {f"word/{name}.xml": xml for name, xml in notes.items()}
    document = f"<w:document {WORD}><w:body>{word('Climate', 'berschrift1')}{cut}</w:body></w:document>"
    styles = f"<w:styles {WORD}>{STYLES}</w:styles>"
    found = read(tmp_path, archive({"word/document.xml": document, "word/styles.xml": styles, **parts})).paragraphs
    assert [(each.text, each.section) for each in found[1:]] == [
        ("We cut emissions by 34 % by 2024.", "Climate"),
        ("Without the plant in Lyon.", "Footnotes"),
        ("As audited.", "Endnotes"),
    ]


def test_a_heading_below_running_text_is_no_title(tmp_path: Path) -> None:
    running = (
        "Velomade is a maker of bicycles that has cut its emissions by 12 % in 2024, and will cut them again by 2030. "
    )
    found = read(tmp_path, docx(word(running * 2) + word("About us", "berschrift1") + word("It is old."), STYLES))
    assert found.title == "report"
