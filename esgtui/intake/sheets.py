"""Several sheets of a workbook read as one table: the columns of all of them, and in which sheet each row stands."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from esgtui.intake.headings import unique
from esgtui.intake.roles import folded
from esgtui.intake.rows import Row, Rows, Tell
from esgtui.intake.values import period_of

EVERY = "*"
"""Stands for all sheets that have the columns of the likeliest one; no sheet can be called so."""

SHEET = "Sheet"
"""The column that has the name of a row's sheet."""

_ALIKE = 0.5
"""A sheet that has such a share of another one's columns is of the same kind."""

_UNNAMED = ("sheet", "tabelle", "table", "feuil", "hoja", "foglio", "blad", "ark", "arkusz", "лист", "工作表")
"""What spreadsheet programs call sheets that nobody gave a name, before a number."""

_CONTENT_WORDS = (
    "data daten donnees datos dati claims claim statements targets goals list liste export import input all main "
    "aussagen ziele overview raw new old final"
)
_CONTENTS = frozenset(_CONTENT_WORDS.split())
"""Of what words the names of sheets are that merely say that claims stand there."""

_THEME_WORDS = (
    "e s g esg environment environmental social governance climate energy water waste people umwelt soziales klima "
    "energie wasser abfall mitarbeitende unternehmensfuhrung gouvernance environnement climat eau dechets and und et"
)
_THEMES = frozenset(_THEME_WORDS.split())
"""Of what words the names of sheets are that have a theme each, rather than a company."""


def alike(likeliest: Rows, others: Mapping[str, Rows]) -> list[str]:
    """Return the sheets that have most of the columns of the likeliest one."""
    wanted = set(map(folded, likeliest.columns))
    return [
        name
        for name, rows in others.items()
        if len(wanted.intersection(map(folded, rows.columns))) >= _ALIKE * len(wanted)
    ]


def together(path: Path, tables: Mapping[str, Rows]) -> Rows:
    """Return sheets as one table; a column that several have, but for case and accents, is one."""
    first = next(iter(tables.values()))
    names: dict[str, str] = {}
    for rows in tables.values():
        for column in rows.columns:
            names.setdefault(folded(column) or column, column)
    columns = unique([SHEET, *names.values()])
    place = {key: number for number, key in enumerate(names, 1)}
    places = {sheet: [place[folded(name) or name] for name in rows.columns] for sheet, rows in tables.items()}

    def put(sheet: str, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            cells = [sheet, *[""] * (len(columns) - 1)]
            for number, cell in zip(places[sheet], row.cells, strict=False):
                cells[number] = cell
            yield Row(row.number, cells, row.fault, sheet)

    def each(tell: Tell) -> Iterator[Row]:
        for sheet, rows in tables.items():
            yield from put(sheet, rows.each(tell))

    notes = tuple(dict.fromkeys(note for rows in tables.values() for note in rows.notes))
    found = Rows(path, columns, each, notes, begin=first.begin, heading_row=first.heading_row)
    found.together = tuple(tables)
    found.sample = tuple(row for sheet, rows in tables.items() for row in put(sheet, iter(rows.sample)))
    return found


def role_of_sheets(sheets: Sequence[str], roles: Mapping[str, str]) -> str:
    """Return what the names of sheets most likely are, beside columns with these roles: years, companies or themes."""
    taken = set(roles.values())
    if all(map(_is_unnamed, sheets)):
        return "own"
    if all(period_of(name) for name in sheets):
        return "period" if "period" not in taken else "own"
    if taken.isdisjoint({"company", "company_id"}) and not any(map(_is_theme, sheets)):
        return "company"
    return "pillar" if taken.isdisjoint({"pillar", "pillar_id"}) else "own"


def names_company(sheet: str) -> bool:
    """Return whether a sheet may be called by its company, and not by a program, what it holds, a year or a theme."""
    words = folded(sheet).split()
    is_plain = _CONTENTS.issuperset(word for word in words if not word.isdecimal())
    return not (is_plain or folded(sheet) in _UNNAMED or _is_unnamed(sheet) or period_of(sheet) or _is_theme(sheet))


def _is_unnamed(sheet: str) -> bool:
    plain = folded(sheet)
    return plain.startswith(_UNNAMED) and plain[-1:].isdecimal()


def _is_theme(sheet: str) -> bool:
    plain = folded(sheet)
    return bool(plain) and _THEMES.issuperset(plain.split())
