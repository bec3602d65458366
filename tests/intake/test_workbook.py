"""XLSX as people have them: merged cells, formulas, dates, several sheets; and as nobody should."""

import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from esgtui.apart import lines_of
from esgtui.intake.guessing import SAMPLE
from esgtui.intake.importing import look_at
from esgtui.intake.reading import open_rows
from esgtui.intake.rows import Choices, IntakeError, hear_nothing
from tests.intake.made import Cells, ignore_progress, imported, read, workbook

MERGED = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>'
FORMULAS = (
    '<row r="4"><c r="A4"><f>1+1</f></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" s="1"><v>44927</v></c>'
    '<c r="D4" t="e"><v>#N/A</v></c><c r="E4" t="b"><v>1</v></c></row>'
)


def test_cells_are_what_the_spreadsheet_shows(tmp_path: Path) -> None:
    cells: list[Cells] = [["a", "b", "c", "d", "e"], ["x", 2050.0, 0.1, None, "ü"], []]
    rows, found = read(workbook(tmp_path / "claims.xlsx", {"S": cells}, raw=FORMULAS))
    assert rows.columns == ["a", "b", "c", "d", "e"]
    assert found == [["x", "2050", "0.1", "", "ü"], ["", "2", "2023-01-01", "", "true"]]
    assert "formulas that were never calculated are empty (1)" in rows.notes[0]


def test_formulas_without_values_are_told_of_the_sheets_that_are_read(tmp_path: Path) -> None:
    cells: list[Cells] = [["Claim", "b", "c", "d", "e"], ["We plant trees.", 1.0, 2.0, 3.0, 4.0]]
    path = workbook(tmp_path / "claims.xlsx", {"Plain": cells, "Sums": cells})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sums = "xl/worksheets/sheet2.xml"
    parts[sums] = parts[sums].replace(b"</sheetData>", f"{FORMULAS}</sheetData>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    for sheets, is_told in ((("Plain",), False), (("Sums",), True), (("Plain", "Sums"), True)):
        notes = " ".join(read(path, Choices(sheets=sheets))[0].notes)
        assert ("never calculated are empty (1)" in notes) == is_told


def cell(name: str, value: float, *, in_percents: bool = True) -> str:
    return f'<c r="{name}" s="{2 if in_percents else 0}"><v>{value}</v></c>'


def test_a_cell_that_is_shown_in_percents_is_that_whatever_its_column_is(tmp_path: Path) -> None:
    plain = cell("D6", 12, in_percents=False)
    raw = f'<row r="4">{cell("C4", 0.305)}{cell("D4", 1)}</row><row r="6">{cell("C6", -0.07)}{plain}</row>'
    cells: list[Cells] = [[], [], [None, None, "share", "more"]]
    path = workbook(tmp_path / "claims.xlsx", {"S": cells}, raw=raw)
    assert read(path)[1] == [["30.5%", "100%"], ["-7%", "12"]]


def test_percents_are_found_all_over_a_large_sheet(tmp_path: Path) -> None:
    wide = '<c r="B{row}"{space} s="2"><v>0.5</v></c>'  # so that where a piece of the sheet ends, one is parted
    rows = "".join(f'<row r="{row}">{wide.format(row=row, space=" " * 500)}</row>' for row in range(2, 42))
    raw = ("<!--" + " " * 9_843 + "-->") * 100 + rows
    path = workbook(tmp_path / "claims.xlsx", {"S": [[None, "share"]]}, raw=raw)
    assert read(path)[1] == [["50%"]] * 40


def test_percents_are_no_other_unit(tmp_path: Path) -> None:
    values = [("", 0.5, True), ("%", 1, True), ("%", 50, False), ("t", 0.75, True), ("Prozent", 0.2, True)]
    cells: list[Cells] = [["Company", "Text", "Unit", "Reduction (%)"]]
    raw = ""
    for row, (unit, value, in_percents) in enumerate(values, 2):
        texts = "".join(
            f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in (("A", "ABB"), ("B", f"We cut what we emit, part {row}."), ("C", unit))
        )
        raw += f'<row r="{row}">{texts}{cell(f"D{row}", value, in_percents=in_percents)}</row>'
    outcome, dataset = imported(workbook(tmp_path / "claims.xlsx", {"S": cells}, raw=raw))
    metrics = [(each.value, each.unit) for claim in dataset.claims for each in claim.metrics]
    assert metrics == [(50, "%"), (100, "%"), (50, "%"), (20, "Prozent")]
    assert dataset.claims[3].extra == {"x-reduction": "75%", "x-unit": "t"}
    assert [str(each) for each in outcome.remarks] == [
        "Reduction (%): percents, though the unit is t, in 1 cell, first in row 5: '75%'"
    ]


def test_what_is_merged_over_rows_is_taken_for_each(tmp_path: Path) -> None:
    cells: list[Cells] = [
        ["Company", "Text"],
        ["ABB", "We cut it."],
        [None, "We reuse it."],
        ["Eiffage", "We build it."],
    ]
    rows, found = read(workbook(tmp_path / "claims.xlsx", {"S": cells}, MERGED))
    assert [row[0] for row in found] == ["ABB", "ABB", "Eiffage"]
    assert "merged over several rows" in rows.notes[0]


def test_the_largest_sheet_is_read_unless_another_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "claims.xlsx",
        {"About": [["a"], ["b"]], "Data": [["text", "n"], *(["x" * 99, str(n)] for n in range(99))]},
    )
    rows, found = read(path)
    assert len(found) == 99
    others = "--sheet names another of About, Data, --all-sheets reads all that have its columns"
    assert rows.notes[0] == f"{path}: the sheet read is 'Data'; {others}"
    assert read(path, Choices(sheets=("About",)))[1] == [["b"]]
    with pytest.raises(IntakeError, match="no sheet 'Nope'; there are About, Data"):
        read(path, Choices(sheets=("Nope",)))


def test_texts_tell_which_sheet_has_the_claims(tmp_path: Path) -> None:
    about: list[Cells] = [["How we read all of these reports, and what for."]] * 30
    codes: list[Cells] = [[f"code {n}", float(n), "short"] for n in range(90)]
    claims: list[Cells] = [["who", "what"], *(["ABB", f"We cut it by {n} percent."] for n in range(9))]
    path = workbook(tmp_path / "claims.xlsx", {"About": about, "Claims": claims, "Codes": codes})
    assert "the sheet read is 'Claims'" in read(path)[0].notes[0]


@pytest.mark.parametrize("far", ["XFD1048576", "A99999999"])
def test_a_cell_far_away_takes_nothing_down(tmp_path: Path, far: str) -> None:
    raw = f'<row r="{far.strip("AFDX")}"><c r="{far}"><v>1</v></c></row>'
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a"], ["b"]]}, raw=raw)
    with pytest.raises(IntakeError, match=r"takes too much memory, or is damaged|broken, or no spreadsheet"):
        read(path)


def test_merged_cells_are_found_where_the_sheet_begins_further_in(tmp_path: Path) -> None:
    cells: list[Cells] = [[None], [None, "Company", "Text"], [None, "ABB", "We cut."], [None, None, "We do."]]
    merged = '<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>'
    path = workbook(tmp_path / "claims.xlsx", {"S": cells}, merged)
    assert [(row.number, row.cells) for row in read(path)[0].each(hear_nothing)] == [
        (3, ["ABB", "We cut."]),
        (4, ["ABB", "We do."]),
    ]


def test_a_sheet_is_taken_apart_once_until_its_columns_are_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells: list[Cells] = [["About"], ["Company", "Text"], *(["ABB", f"We cut {n} of our waste."] for n in range(1_500))]
    path = workbook(tmp_path / "claims.xlsx", {"S": cells})
    started = []

    def listened(*call: str) -> Iterator[bytes | None]:
        started.append(call)
        return lines_of(*call)

    monkeypatch.setattr("esgtui.intake.workbook.lines_of", listened)
    look = look_at(path, Choices(), ignore_progress)
    assert (len(started), len(look.sample), look.roles) == (1, SAMPLE, {"Company": "company", "Text": "statement"})
    assert look.sample == list(islice(look.rows.each(hear_nothing), SAMPLE))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.intake.workbook_parts.LARGEST_PART", 1_000_000)
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a"], ["b"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(bytes(1_000_001))
    with pytest.raises(IntakeError, match="1,000,001 bytes when it is unpacked"):
        read(path)
    monkeypatch.setattr("esgtui.intake.workbook_parts.MOST_TEXTS", 100)
    path = workbook(tmp_path / "texts.xlsx", {"S": [["a"], ["b"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si><t>a</t></si>" * 101)
    with pytest.raises(
        IntakeError, match=r"texts.xlsx has more than 100 texts in its sheets; save what you need of it"
    ):
        read(path)


def test_a_part_that_is_packed_as_no_spreadsheet_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.intake.workbook_parts.PACKED_FROM", 100_000)
    rows = [["We reuse water.", "ABB"]] * 10_000
    assert len(read(workbook(tmp_path / "alike.xlsx", {"S": rows}))[1]) == 9_999
    path = workbook(tmp_path / "bomb.xlsx", {"S": rows}, more=" " * 100_000_000)
    told = r"its part xl/worksheets/sheet1.xml has 10\d,\d{3},\d{3} bytes, but \d{3},\d{3} as it is packed, as of no"
    with pytest.raises(IntakeError, match=told):
        read(path)


def test_cells_with_the_same_long_text_are_counted_before_each_takes_memory_of_its_own(tmp_path: Path) -> None:
    def sharing(number: int) -> Path:
        cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>{number}</v></c></row>' for at in range(3, 10_003))
        path = workbook(tmp_path / f"{number}.xlsx", {"S": [["a"], ["b"]]}, raw=cells)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            texts = b"<si><t>We reuse %06d.</t></si>"
            shared = b"".join(texts % at for at in range(50_000)) + b"<si><t>" + b"word " * 6_200 + b"</t></si>"
            archive.writestr("xl/sharedStrings.xml", b"<sst>" + shared + b"</sst>")
        return path

    told = r"has the same long texts in so many cells that they come to more than 300,000,000 bytes; save what you need"
    with pytest.raises(IntakeError, match=told):
        read(sharing(50_000))
    assert len(read(sharing(49_999))[1]) == 10_001


def test_a_sheet_that_no_program_writes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.intake.workbook_parts.MOST_ROWS", 1_000)
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a", "b"]] * 1_001})
    with pytest.raises(IntakeError, match="has more than 1,000 rows, more than any sheet"):
        read(path)
    monkeypatch.setattr("esgtui.intake.workbook_parts.MOST_CELLS", 1_500)
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a", "b"]] * 800})
    with pytest.raises(IntakeError, match="has more than 1,500 cells in one sheet"):
        read(path)
    monkeypatch.setattr("esgtui.intake.workbook_parts.MOST_COLUMNS", 100)
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a", "b"], ["a"] * 201]})
    with pytest.raises(IntakeError, match="has more than 100 columns, more than any sheet; save what"):
        read(path)
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a"], ["b" * 600_000]]})
    with pytest.raises(IntakeError, match="has a cell of more than 262,144 characters"):
        read(path)


def test_a_workbook_with_a_password_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx", {"S": [["a"], ["b"]]})
    content = bytearray(path.read_bytes())
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(start, place + 1)) >= 0:
            content[place + flags] |= 1
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=r"claims.xlsx is encrypted; save it without a password$"):
        read(path)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a whole workbook that is encrypted stands in a file of this kind
    for name in ("claims.xlsx", "claims.xls", "claims.csv"):
        first = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12)  # of the records of an XLS; one that names the cipher follows
        for inside in ("EncryptedPackage".encode("utf-16-le"), first + b"\x2f\0\x36\0"):
            (tmp_path / name).write_bytes(old + bytes(2_000) + inside + bytes(2_000))
            with pytest.raises(IntakeError, match=rf"{name} is encrypted; save it without a password$"):
                read(tmp_path / name)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    workbook(path, {"S": [["a"], ["b"]]})
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", f"<!DOCTYPE s [{laughs}]><worksheet>&l11;</worksheet>")
    with pytest.raises(IntakeError, match=r"broken, or no spreadsheet|has no row"):
        read(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + b"junk" * 100, "broken archive or spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"junk" * 100, "broken, or no spreadsheet"),
        (b"company,text\nABB,We cut it.\n", "not what its name says"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "claims.xlsx"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=told):
        read(path)


@pytest.mark.parametrize(("part", "told"), [("word/document.xml", "Word document"), ("a.txt", "no XLSX")])
def test_other_archives_are_told_apart(tmp_path: Path, part: str, told: str) -> None:
    path = tmp_path / "claims.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(IntakeError, match=told):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_broken_part_is_refused(tmp_path: Path, part: str) -> None:
    whole, path = workbook(tmp_path / "whole.xlsx", {"S": [["a"], ["b"]]}), tmp_path / "claims.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, "<a><b></a>" if name == part else source.read(name))
    with pytest.raises(IntakeError, match="broken, or no spreadsheet"):
        read(path)


@pytest.mark.parametrize(
    ("suffix", "head", "package"), [("xlsx", b"", "python_calamine"), ("parquet", b"PAR1", "pyarrow.parquet")]
)
def test_what_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, head: bytes, package: str
) -> None:
    path = workbook(tmp_path / f"claims.{suffix}", {"S": [["a"], ["b"]]})
    path.write_bytes(head or path.read_bytes())
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(IntakeError, match=r"python\S* -m pip install '?py(thon-calamine|arrow)>="):
        read(path)


def test_the_way_to_a_cell_far_below_is_told_and_can_be_stopped(tmp_path: Path) -> None:
    far = '<row r="200000"><c r="A200000" t="inlineStr"><is><t>b</t></is></c></row>'
    path = workbook(tmp_path / "claims.xlsx", {"S": [["Text"], ["We cut it."]]}, raw=far)

    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if 1_000 < done < total:
            raise StoppedError

    with pytest.raises(StoppedError):
        open_rows(path, Choices(), stop)
