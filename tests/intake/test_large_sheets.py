"""Sheets that are too large to be held whole are read as small ones are, in little memory."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from esgtui.intake.large_sheets import LARGE, PIECE
from esgtui.intake.reading import open_rows
from esgtui.intake.rows import Choices, IntakeError, Row, hear_nothing
from esgtui.intake.workbook_rows import Told
from tests.intake.made import Cells, read, workbook

ROWS = 6_000
"""So many rows of claims are more than is read at once."""

LONG = " ".join(["We say at length what we mean by that."] * 20)

MEMORY = 60_000_000
"""So many bytes of memory are enough for a program that reads a sheet."""

HEADINGS = ["Company", "Claim", "n"]
SHEET = "xl/worksheets/sheet1.xml"


def claims(count: int = ROWS) -> Iterator[tuple[str, str, float]]:
    for number in range(count):
        yield "Acme", f"We cut what we emit at site {number} by half. {LONG}", float(number)


def codes(count: int) -> Iterator[Cells]:
    yield ["code", "short", "n"]
    for number in range(count):
        yield [f"code {number}", "short", float(number)]


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rewritten(path: Path, changes: Mapping[bytes, bytes], shared: bytes = b"") -> Path:
    """Write a workbook anew with the XML of its sheet changed, and with texts that sheets share."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in changes.items():
        parts[SHEET] = parts[SHEET].replace(old, new)
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def test_a_large_sheet_has_the_rows_that_stand_in_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx", {"S": [HEADINGS, *claims()]})
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo(SHEET).file_size > LARGE
    rows, found = read(path)
    assert rows.columns == HEADINGS
    assert found == [[who, text, str(number)] for number, (who, text, _) in enumerate(claims())]


def test_rows_of_a_large_sheet_keep_their_places(tmp_path: Path) -> None:
    cells: list[Cells] = [[], [None, *HEADINGS], *([None, *each] for each in claims())]
    low = ROWS + 10
    merged = f'<mergeCells count="1"><mergeCell ref="B{low}:B{low + 1}"/></mergeCells>'
    raw = (
        f'<row r="{low}"><c r="A{low}" s="1"/>{inline(f"B{low}", "Verdant")}{inline(f"C{low}", "We plant trees.")}'
        f'<c r="D{low}" s="2"><v>0.5</v></c></row>'
        f'<row r="{low + 1}">{inline(f"C{low + 1}", "We reuse water.")}</row>'
    )
    rows = open_rows(workbook(tmp_path / "claims.xlsx", {"S": cells}, merged, raw), Choices(), hear_nothing)
    found = list(rows.each(hear_nothing))
    assert rows.columns == HEADINGS
    assert found[0] == Row(3, ["Acme", f"We cut what we emit at site 0 by half. {LONG}", "0"])
    assert found[-2:] == [
        Row(low, ["Verdant", "We plant trees.", "50%"]),
        Row(low + 1, ["Verdant", "We reuse water.", ""]),
    ]
    assert len(found) == ROWS + 2


def test_the_first_column_is_the_one_that_any_row_of_a_large_sheet_has_something_in(tmp_path: Path) -> None:
    low = ROWS + 10
    raw = f'<row r="{low}">{inline(f"A{low}", "a remark")}</row>'
    cells: list[Cells] = [[None, *HEADINGS], *([None, *each] for each in claims())]
    rows, found = read(workbook(tmp_path / "claims.xlsx", {"S": cells}, raw=raw))
    assert (rows.columns, found[0][:2], found[-1][:2]) == (
        ["column A", *HEADINGS],
        ["", "Acme"],
        ["a remark", ""],
    )


@pytest.mark.parametrize(
    "changes",
    [
        {b"<": b"<x:", b"<x:/": b"</x:", b"xmlns=": b"xmlns:x="},
        {b"<row ": b"<row spans='1:3' "},
        {b'<row r="': b'<row x="', b'<c r="': b'<c x="'},
    ],
    ids=["every tag has a prefix", "rows have other attributes", "no cell says where it is"],
)
def test_a_large_sheet_may_be_written_otherwise(tmp_path: Path, changes: Mapping[bytes, bytes]) -> None:
    path = rewritten(workbook(tmp_path / "claims.xlsx", {"S": [HEADINGS, *claims()]}), changes)
    found = [(row.number, row.cells[2]) for row in open_rows(path, Choices(), hear_nothing).each(hear_nothing)]
    assert found == [(number + 2, str(number)) for number in range(ROWS)]


SHARED = (
    '<si><t>Acme</t></si><si/><si><r><t xml:space="preserve">We </t></r><r><t>cut it.</t></r></si>\n'
    '<si><t xml:space="preserve">We reuse &lt;water&gt;.</t><rPh sb="0" eb="1"><t>not read</t></rPh></si>'
)
"""A text as most are, an empty one, one in parts, and one with what tells how it is spoken."""


@pytest.mark.parametrize(
    ("cell", "prefix"),
    [
        ('<c r="{place}" t="s"><v>{number}</v></c>', ""),
        ('<c r="{place}" t="s" s="0"><v>{number}</v></c>', ""),
        ("<c r='{place}' t='s'><v>{number}</v></c>", ""),
        ('<c r="{place}" t="s"><f>A1</f> <v>{number}</v></c>', ""),
        ('<c r="{place}" t="s"><f t="shared" si="0"/><v> {number} </v></c>', ""),
        ('<c r="{place}" t="s"><v>{number}</v></c>', "x:"),
    ],
)
def test_texts_that_sheets_share_are_in_each_piece(tmp_path: Path, cell: str, prefix: str) -> None:
    raw = "".join(
        f'<row r="{at}">{inline(f"A{at}", f"{LONG} {at}")}'
        + "".join(cell.format(place=f"{column}{at}", number=number) for number, column in enumerate("BCDE"))
        + f'<c r="F{at}" t="s"/></row>'
        for at in range(2, ROWS + 2)
    )
    path = workbook(tmp_path / "claims.xlsx", {"S": [["Note", "Company", "Theme", "Claim", "Also", "None"]]}, raw=raw)
    tags = {b"<": b"<x:", b"<x:/": b"</x:", b"xmlns=": b"xmlns:x="} if prefix else {}
    texts = f"<sst>{SHARED}</sst>".replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}").encode()
    found = read(rewritten(path, tags, texts))[1]
    assert [cells[1:5] for cells in found] == [["Acme", "", "We cut it.", "We reuse <water>."]] * ROWS


def test_a_cell_without_its_text_has_the_file_refused(tmp_path: Path) -> None:
    raw = "".join(
        f'<row r="{at}">{inline(f"A{at}", LONG)}<c r="B{at}" t="s"><v>9</v></c></row>' for at in range(2, ROWS)
    )
    path = workbook(tmp_path / "claims.xlsx", {"S": [["Note", "Claim"]]}, raw=raw)
    for texts in (f"<sst>{SHARED}</sst>".encode(), b"<sst/>", b""):
        with pytest.raises(
            IntakeError, match=r"is broken, or no spreadsheet \(a cell has text 9, and there are [04]\)"
        ):
            read(rewritten(path, {}, texts))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (f"<!--{'<a/>' * 5_000_000}-->", r"its rows do not begin"),
        (f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"<a/>" * 5_000_000}</t></is></c></row>', "a row does not end"),
    ],
)
def test_rows_that_are_not_to_be_found_have_the_file_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: str, told: str
) -> None:
    monkeypatch.setattr("esgtui.intake.workbook_parts.MOST_PACKED", 10_000)
    path = workbook(tmp_path / "claims.xlsx", {"S": []}, raw=raw)
    with pytest.raises(IntakeError, match=rf"is broken, or no spreadsheet \({told}\)"):
        open_rows(path, Choices(), hear_nothing)


def padding(xml: bytes, tag: bytes) -> bytes:
    """Return comments which, put before a tag, have that be cut in two where a piece of the sheet has been read."""
    comment, missing = b"<!-- -->", (PIECE - 3 - xml.index(tag)) % PIECE
    return (comment * (missing // len(comment))).ljust(missing)


def test_a_tag_may_stand_where_one_piece_ends_and_the_next_begins(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx", {"S": [HEADINGS, *claims()]})
    for tag in (b'<row r="1"', b"</sheetData>"):
        with zipfile.ZipFile(path) as archive:
            xml = archive.read(SHEET)
        rewritten(path, {tag: padding(xml, tag) + tag})
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(SHEET)
    assert [xml.index(tag) % PIECE for tag in (b'<row r="1"', b"</sheetData>")] == [PIECE - 3] * 2
    _, found = read(path)
    assert [cells[2] for cells in found] == [str(number) for number in range(ROWS)]


def test_texts_tell_which_of_large_sheets_has_the_claims(tmp_path: Path) -> None:
    fewer, more = list(codes(5 * ROWS)), list(codes(6 * ROWS))
    path = workbook(tmp_path / "claims.xlsx", {"Codes": more, "Claims": [HEADINGS, *claims()]})
    assert "the sheet read is 'Claims'" in open_rows(path, Choices(), hear_nothing).notes[0]
    path = workbook(tmp_path / "codes.xlsx", {"Fewer": fewer, "Codes": more})
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo(SHEET).file_size > LARGE
    assert "the sheet read is 'Codes'" in open_rows(path, Choices(), hear_nothing).notes[0]


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be held to its memory there")
def test_a_sheet_is_read_in_less_memory_than_it_has_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx", {"S": [HEADINGS, *claims(12 * ROWS)]})
    held = f"from esgtui.apart import hold_to_memory; hold_to_memory({MEMORY})"
    program = f"{held}; from esgtui.intake.workbook_rows import tell_rows; tell_rows({str(path)!r}, '')"
    told = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    assert msgspec.json.decode(told[-1], type=Told).is_all
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo(SHEET).file_size > MEMORY
