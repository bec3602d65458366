import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgtui.dataset.documents import LARGEST
from esgtui.documents import markdown, text
from esgtui.documents.reading import LONGEST_PARAGRAPH, MOST_SENTENCES, DocumentError, read_document


def test_a_text_has_a_title_a_digest_of_its_bytes_and_its_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_bytes(b"\xef\xbb\xbfVolt Publishes Its Report\r\n\r\nIt is the first. It is long.\r\n")
    found = read_document(file)
    assert (found.title, found.kind) == ("Volt Publishes Its Report", "text")
    assert [each.text for each in found.paragraphs] == ["Volt Publishes Its Report", "It is the first. It is long."]
    before = found.digest
    file.write_bytes(b"Volt Publishes Its Report\n\nIt is the first. It is long.\n")
    assert read_document(file).digest != before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "cars.toml",
            r"is a dataset, and no document: `esgtui \S+cars.toml` opens it, and `esgtui read DOCUMENT --into",
        ),
        ("cars.csv", r"is a table, and no document: `esgtui \S+cars.csv` imports it"),
        ("cars.JSONL", "is a table"),
    ],
)
def test_a_dataset_and_a_table_are_no_documents(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text('[dataset]\nid = "cars"\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=told):
        read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "report.txt is empty"),
        (b" \n\t\n", "report.txt is empty"),
        (b"\x00\x01\x02binary" * 100, "is no text, but a program's own format"),
        (b"some text " * 9 + b"\x1a", "is no text .0x1a at character 90"),
        (bytes(range(1, 256)) * 10, "not UTF-8|is no text"),
        (b"{\\rtf1 text}", "rich text"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(content)
    with pytest.raises(DocumentError, match=told):
        read_document(file)


@pytest.mark.parametrize(("rest", "kind"), [("<html><p>We cut waste.", "html"), ("We cut waste.", "text")])
def test_comments_before_a_page_do_not_hide_what_it_is_however_many_there_are(
    tmp_path: Path, rest: str, kind: str
) -> None:
    file = tmp_path / "page"
    file.write_text("<!-- -->" * 400 + rest)
    found = read_document(file)
    assert (found.kind, found.paragraphs[-1].text[-13:]) == (kind, "We cut waste.")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="does not exist"):
        read_document(tmp_path / "report.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    with pytest.raises(DocumentError, match="is a link that leads nowhere; name the document itself"):
        read_document(tmp_path / "circle.txt")
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(DocumentError, match="is not an ordinary file"):
            read_document(path)


def test_a_file_that_is_too_large_is_told_before_it_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    with file.open("wb") as made:
        made.truncate(LARGEST * 100)  # takes no room on the disk
    with pytest.raises(DocumentError, match="more than 67,108,864 bytes; split it"):
        read_document(file)


@given(
    st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf"]),
    st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"<", b"# a\n\n|a|\n|-|\n"]),
    st.binary(max_size=300) | st.text("<>/pa& #*|-\n[](", max_size=300).map(str.encode),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_it_is_read_or_refused(tmp_path: Path, ending: str, head: bytes, rest: bytes) -> None:
    file = tmp_path / f"any{ending}"
    file.write_bytes(head + rest)
    try:
        found = read_document(file)
    except DocumentError:
        return
    numbers = [each.number for each in found.paragraphs]
    assert numbers == sorted(set(numbers))
    assert all(each.text.strip() for each in found.paragraphs)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a" * (LONGEST_PARAGRAPH + 1), r"paragraph 1 of report.txt has more than 1,000,000 characters, as none has"),
        (
            "We cut waste. " * 30_000 + "\n\n" + "We cut waste. " * 70_001,
            "has more than 100,000 sentences, as no report",
        ),
        (
            "We cut e.g. ca. 30 etc. of U.S. Inc. a. b. c. d. e. f. g. h.\n\n" * 40_000,
            "has more than 300,000 full stops",
        ),
        ("—\n\n" * (MOST_SENTENCES + 1), "has more than 100,000 paragraphs, as no report does; split it"),
        ("a\n" * (text.MOST_LINES + 1), "has more than 200,000 lines, as no report does; split it"),
    ],
    ids=["a paragraph", "sentences", "full stops", "paragraphs", "lines"],
)
def test_what_nobody_could_read_is_refused(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "report.txt"
    file.write_text(content, "utf-8")
    with pytest.raises(DocumentError, match=told):
        read_document(file)


def test_markdown_of_very_many_lines_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("- a\n" * (markdown.MOST_LINES + 1), "utf-8")
    with pytest.raises(DocumentError, match="has more than 100,000 lines, as no report does"):
        read_document(file)
