import re
import sys
import zlib
from pathlib import Path

import pytest

from esgtui.documents.pdf import MOST_OBJECTS
from esgtui.documents.pdf_pages import SAMPLED_FROM
from esgtui.documents.reading import Document, DocumentError, read_document
from tests.documents.pages import column, encrypted_pdf, pdf, pdf_of

FIRST = [
    "Volt has cut the emissions of its plants since 2019 and means to go on with it, since the low-",
    "carbon steel that it buys costs less each year, and since the manage-",
    "ment of the group has said so in its report.",
    "",
    "Volt recycles what is left of it. Our low-carbon steel is bought in Europe, and the rest of what",
]
SECOND = [
    "we need comes from far away.",
    "",
    "• First goal of the group",
    "• Second goal, which is a little",
    "  longer",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Document:
    file = tmp_path_factory.mktemp("pdf") / "report.pdf"
    header = [(72.0, 770.0, 8.0, "Volt Sustainability Report 2024")]
    pages = [
        [*header, (72.0, 740.0, 20.0, "Our climate plan"), *column(FIRST), (300.0, 30.0, 8.0, "Page 1 of 3")],
        [*header, *column(SECOND), (300.0, 30.0, 8.0, "Page 2 of 3")],
        [*header, *column(["The last page has a text of its own."]), (300.0, 30.0, 8.0, "Page 3 of 3")],
    ]
    file.write_bytes(pdf(pages))
    return read_document(file)


def test_paragraphs_are_put_together_from_lines_across_pages_without_what_runs_along_the_edges(
    report: Document,
) -> None:
    assert (report.title, report.kind) == ("Our climate plan", "pdf")
    assert [(each.page, each.text.split(",")[0]) for each in report.paragraphs] == [
        (1, "Our climate plan"),
        (1, "Volt has cut the emissions of its plants since 2019 and means to go on with it"),
        (1, "Volt recycles what is left of it. Our low-carbon steel is bought in Europe"),
        (2, "• First goal of the group"),
        (2, "• Second goal"),
        (3, "The last page has a text of its own."),
    ]
    assert report.paragraphs[2].text.endswith("and the rest of what we need comes from far away.")
    assert report.paragraphs[4].text == "• Second goal, which is a little longer"
    assert {each.section for each in report.paragraphs} == {"Our climate plan"}


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Volt Sustainability Report 2024", "Volt Sustainability Report 2024"),
        ("Microsoft Word - Volt Sustainability Report.docx", "Our climate plan"),
        ("Corporate template (new)", "Our climate plan"),
    ],
)
def test_it_is_called_what_the_file_says_if_its_pages_say_so_too(tmp_path: Path, told: str, title: str) -> None:
    file = tmp_path / "report.pdf"
    shown = [(72.0, 770.0, 8.0, "Volt Sustainability Report 2024"), (72.0, 740.0, 20.0, "Our climate plan")]
    file.write_bytes(pdf([[*shown, *column(FIRST)]], told))
    assert read_document(file).title == title


def test_words_cut_at_the_end_of_a_line_are_joined_and_keep_a_hyphen_of_their_own(report: Document) -> None:
    text = report.paragraphs[1].text
    assert "since the low-carbon steel" in text
    assert "since the management of" in text


def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn(tmp_path: Path) -> None:
    left = column([f"left line {at} goes on" for at in range(6)])
    right = column([f"right line {at} goes on" for at in range(6)], left=330)
    title = (72.0, 750.0, 10.0, "A line over both of the columns of this page, from the left one to the right")
    file = tmp_path / "columns.pdf"
    file.write_bytes(pdf([[*reversed(right), title, *reversed(left)]]))
    text = " ".join(each.text for each in read_document(file).paragraphs)
    places = [text.index(f"{side} line {at}") for side in ("left", "right") for at in range(6)]
    assert places == sorted(places)
    assert text.startswith("A line over both")


def test_how_far_it_is_is_told_and_may_stop_it(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf([column([f"A text of the {name} page."]) for name in ("first", "second", "third", "last")]))
    told = []
    read_document(file, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_document(file, progress=stop)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (encrypted_pdf(), "encrypted; save it without a password"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 10, "damaged, or no PDF"),
        (pdf([]), r"^broken.pdf is damaged, or has no pages; get the file again$"),
        (pdf([column(["Some text."])])[:200], "damaged, or no PDF"),
        (pdf([[]]), "has no text: its pages are pictures"),
        (pdf_of([b"no stream that can be unpacked"]), "has no text"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    with pytest.raises(DocumentError, match=told):
        read_document(file)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold no process to an amount of memory")
def test_a_page_that_unpacks_to_more_than_memory_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    first, further = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    file = tmp_path / "bomb.pdf"
    file.write_bytes(pdf_of([first + further * 1200]))
    with pytest.raises(DocumentError, match="too much memory, or is damaged, on page 1"):
        read_document(file)


def test_what_is_needed_to_read_it_is_told_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.documents.pdf.find_spec", lambda _: None)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf([column(["Some text."])]))
    with pytest.raises(DocumentError, match=r"python\S* -m pip install '?pypdfium2>="):
        read_document(file)


def test_rows_of_a_table_are_paragraphs_and_columns_drawn_line_by_line_are_not(tmp_path: Path) -> None:
    rows = [("Scope 1 emissions", "120 t", "110 t"), ("Scope 2 emissions", "95 t", "90 t")]
    table = [(72.0 + 150 * column, 700.0 - 12 * row, 10.0, rows[row][column]) for row in (0, 1) for column in (0, 1, 2)]
    side = [
        (left, 600.0 - 12 * at, 10.0, f"line {at} of the {name} column of the page")
        for at in range(4)
        for left, name in ((72.0, "left"), (330.0, "right"))
    ]
    file = tmp_path / "table.pdf"
    file.write_bytes(pdf([[*table, *side]]))
    texts = [each.text for each in read_document(file).paragraphs]
    assert texts[:2] == ["Scope 1 emissions | 120 t | 110 t", "Scope 2 emissions | 95 t | 90 t"]
    assert " ".join(texts[2:]) == " ".join(
        f"line {at} of the {name} column of the page" for name in ("left", "right") for at in range(4)
    )


def test_more_pages_than_any_report_has_are_refused_with_the_first_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.documents.pdf.MOST_PAGES", 2)
    file = tmp_path / "long.pdf"
    file.write_bytes(pdf([column(["We cut waste."])] * 3))
    told: list[int] = []
    with pytest.raises(DocumentError, match="has 3 pages, more than 2; split it"):
        read_document(file, progress=lambda done, _: told.append(done))
    assert max(told) == 0


def _with_objects(count: int, kind: str) -> bytes:
    """Return a PDF that says that it has so many objects, in a table of the older kind or of the newer."""
    content = pdf([column(["We cut waste."])])
    if kind == "trailer":
        return content.replace(b"/Size 7", b"/Size %d" % count)
    table = b"\n9 0 obj\n<</Type/XRef/Index[0 1]/Size %d/W[1 1 1]>>\nstream\n\nendstream\nendobj\n" % count
    return content + table + b"startxref\n%d\n%%%%EOF" % (len(content) + 1)


@pytest.mark.parametrize("kind", ["trailer", "stream"])
def test_more_objects_than_any_report_has_are_refused_before_they_are_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "objects.pdf"
    file.write_bytes(_with_objects(MOST_OBJECTS + 3, kind))
    told: list[int] = []
    with pytest.raises(DocumentError, match="has 1,000,003 objects, more than 1,000,000; print it to a new PDF"):
        read_document(file, progress=lambda done, _: told.append(done))
    assert told == [0]


def test_the_size_of_something_else_at_the_end_of_a_file_is_no_count_of_objects(tmp_path: Path) -> None:
    file = tmp_path / "attached.pdf"
    attached = b"9 0 obj<</Type/EmbeddedFile/Params<</Size 5000000>>>>endobj\nxref"
    file.write_bytes(pdf([column(["We cut waste."])]).replace(b"xref", attached, 1))
    assert [each.text for each in read_document(file).paragraphs] == ["We cut waste."]


def test_of_very_many_pages_some_tell_that_all_are_too_much(tmp_path: Path) -> None:
    file = tmp_path / "archive.pdf"
    dense = column(["We cut waste. " * 8] * 25, size=6)
    file.write_bytes(pdf([dense] * SAMPLED_FROM))
    with pytest.raises(
        DocumentError, match="has about 300,000 sentences, more than 100,000, as no report does; split it"
    ):
        read_document(file)


def test_pages_of_which_some_were_looked_at_ahead_are_read_once(tmp_path: Path) -> None:
    file = tmp_path / "register.pdf"
    around = ["We list what we have done.", ""] * 3
    pages = ([*around, f"Plant number {at} cut its waste by half.", "", *around] for at in range(SAMPLED_FROM))
    file.write_bytes(pdf([column(page) for page in pages]))
    text = " ".join(each.text for each in read_document(file).paragraphs)
    assert [int(number) for number in re.findall(r"Plant number (\d+) cut", text)] == list(range(SAMPLED_FROM))


def test_cells_that_hold_a_number_alone_are_cells(tmp_path: Path) -> None:
    rows = [("Indicator", "2023", "2024"), ("Women in management (%)", "29", "31"), ("Waste (t)", "1,400", "1,100")]
    page = [
        (left, 600.0 - 14 * at, 9.0, cell)
        for at, row in enumerate(rows)
        for left, cell in zip((72.0, 300.0, 400.0), row, strict=True)
    ]
    file = tmp_path / "table.pdf"
    file.write_bytes(pdf([page]))
    assert [each.text for each in read_document(file).paragraphs] == [" | ".join(row) for row in rows]
