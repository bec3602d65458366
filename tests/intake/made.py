"""Files to import, made on the spot, and the dataset that comes of them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress
from esgtui.dataset.loader import load
from esgtui.intake.claims import Way
from esgtui.intake.importing import Outcome, look_at, plan
from esgtui.intake.job import Target, header_of, run
from esgtui.intake.reading import open_rows
from esgtui.intake.rows import Choices, Rows, hear_nothing

ROWS = [
    {"Company": "ABB", "Text": "We cut our emissions by half until 2030.", "Theme": "Climate"},
    {"Company": "ABB", "Text": "We reuse the water of all our plants.", "Theme": "Water"},
    {"Company": "Eiffage", "Text": "We build with timber wherever we can.", "Theme": "Climate"},
]

Cells = Sequence[str | float | None]


def ignore_progress(what: str, done: int, total: int) -> None:
    """Hear nothing of it."""


def csv_file(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as CSV and return the path."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def read(path: Path, choices: Choices | None = None) -> tuple[Rows, list[list[str]]]:
    """Read a file, and return its rows and their cells."""
    rows = open_rows(path, choices or Choices(), hear_nothing)
    return rows, [row.cells for row in rows.each(hear_nothing)]


def imported(
    path: Path,
    columns: Iterable[tuple[str, str]] = (),
    *,
    company: str = "",
    cuts: bool = False,
    fills: bool | None = None,
    updates: bool = False,
    progress: Progress = ignore_progress,
) -> tuple[Outcome, Dataset]:
    """Import a file beside itself, and return what came of it and the dataset."""
    plans = plan([look_at(path, Choices(), ignore_progress)], list(columns))
    target = Target(path.with_suffix(".toml"), replaces=True, updates=updates)
    outcome = run(
        plans,
        target,
        header_of([path], "", "", None, target.path),
        Way(company, cuts=cuts, fills=fills),
        progress,
    )
    return outcome, load(target.path)


def workbook(path: Path, sheets: Mapping[str, Sequence[Cells]], more: str = "", raw: str = "") -> Path:
    """Write a workbook with the least that readers need; `more` stands below the cells, `raw` among them."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    numbered = list(enumerate(sheets, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}sheet+xml"/>' for n, _ in numbered
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}content-types">{_DEFAULTS}{parts}</Types>')
        archive.writestr("_rels/.rels", _relations([(1, "officeDocument", "xl/workbook.xml")]))
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
        archive.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{rels}"><sheets>{listed}</sheets></workbook>')
        targets = [*((n, "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered), (99, "styles", "styles.xml")]
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        styles = "".join(f'<xf numFmtId="{number}"/>' for number in _STYLES)
        archive.writestr("xl/styles.xml", f"<styleSheet {main}><cellXfs>{styles}</cellXfs></styleSheet>")
        for number, name in numbered:
            cells = "".join(_row(at, row) for at, row in enumerate(sheets[name], 1))
            sheet = f"<worksheet {main}><sheetData>{cells}{raw}</sheetData>{more}</worksheet>"
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return path


_STYLES = (0, 14, 9)
"""The formats that cells can have: any, a day, percents (ECMA-376, 18.8.30)."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}styles+xml"/>'
)


def _relations(targets: Iterable[tuple[int, str, str]]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{base}{kind}" Target="{target}"/>' for n, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{listed}</Relationships>'


def _row(at: int, cells: Cells) -> str:
    told = "".join(
        _cell(f"{chr(ord('A') + place)}{at}", value) for place, value in enumerate(cells) if value is not None
    )
    return f'<row r="{at}">{told}</row>'


def _cell(name: str, value: str | float | None) -> str:
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value}</v></c>'
