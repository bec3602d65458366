"""A text is read in the encoding that it is in, which is found out, or in the one that is asked for."""

from pathlib import Path

import pytest

from esgtui.documents.reading import DocumentError, read_document
from esgtui.encodings import UnknownEncodingError

GERMAN = "Größere Büros\n\nWir senken unsere Emissionen bis 2030 um die Hälfte, auch für Gäste.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_a_text_is_read_in_its_own_encoding(tmp_path: Path, encoding: str, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    file.write_bytes((GERMAN if ending != "html" else GERMAN.replace("\n\n", "<p>")).encode(encoding))
    found = read_document(file)
    assert [each.text for each in found.paragraphs] == GERMAN.strip().split("\n\n")
    is_certain = encoding in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}
    assert is_certain == (found.note == "")
    assert is_certain or f"report.{ending} is" in found.note


def test_the_encoding_that_is_asked_for_counts(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes("Снизим выбросы.".encode("koi8-r"))
    assert read_document(file, encoding="KOI8-R").paragraphs[0].text == "Снизим выбросы."
    with pytest.raises(DocumentError, match=r"report.txt is not utf-8 .byte 0.; say --encoding"):
        read_document(file, encoding="utf-8")
    with pytest.raises(UnknownEncodingError, match="there is no encoding 'nope'"):
        read_document(file, encoding="nope")
    with pytest.raises(UnknownEncodingError, match="there is no encoding 'hex'"):
        read_document(file, encoding="hex")


def test_a_few_other_bytes_in_utf_8_hide_nothing(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes((GERMAN * 3).encode() + "Büro".encode("cp1252"))
    found = read_document(file)
    assert found.paragraphs[-1].text.endswith("Büro")
    assert "is UTF-8, but not all of it" in found.note
