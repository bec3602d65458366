"""What an older import says of itself: what it is called, how it was made, and the ids of its companies."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from esgtui.encodings import is_of_unicode
from esgtui.intake.census import Older
from esgtui.intake.claims import Way
from esgtui.intake.filing import compared
from esgtui.intake.mapping import Wishes, wishes_of
from esgtui.intake.rows import Choices, IntakeError, Rows

IMPORT = "x-import"
"""The table below `[dataset]` that says what it was made of, so that `esgtui fmt` leaves it at the file's beginning."""

_HEAD = 4_000_000
"""So many characters are looked at for what stands above the first list of tables."""

_COMPANY = "[[companies]]"
_TABLE = "[["
_MANY = 1000
"""So many tables are parsed at a time."""


class Header(msgspec.Struct, frozen=True):
    """What the dataset is called; `more` has what else an older file said of itself."""

    id: str
    title: str
    more: dict[str, Any] = {}


class Before(msgspec.Struct, frozen=True):
    """An older import: what it is called, what its columns were, and in which way it was read and its claims made."""

    header: Header
    columns: Wishes
    way: Way
    choices: Choices = Choices()
    files: tuple[str, ...] = ()
    """The names of the files that it was made of."""


def read_before(path: Path) -> Before:
    """Return how a dataset was imported; `IntakeError` if it was not."""
    import tomli

    try:
        with path.open(encoding="utf-8") as file:
            head = file.read(_HEAD).partition("\n[[")[0]
        values = tomli.loads(head)
        named = dict(values["dataset"])
        made_of = dict(named.pop(IMPORT, None) or values[IMPORT])  # which is where it stood at first
        header = Header(named.pop("id"), named.pop("title"), named)
        cuts, fills = (made_of.get(name) is True for name in ("sentences", "fill-down"))
        way = Way(str(made_of.get("company", "")), cuts=cuts, fills=fills)
        files = tuple(map(str, made_of.get("files", ())))
        return Before(header, wishes_of(made_of["columns"], str(path)), way, _choices_of(made_of), files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = getattr(error, "strerror", None) or "it was not made by `esgtui import`"
        raise IntakeError(f"{path} cannot be updated: {reason}; --force replaces it") from error


_TOLD = ("encoding", "delimiter", "decimal")
_SHEETS = "sheet"
_HEADINGS, _HEADING_ROW = "header", "header-row"


def choices_table(tables: Sequence[Rows]) -> dict[str, str | int | list[str]]:
    """Return how files were read, as it is kept: what an update would not find out alike, if it is the same for all."""
    each = [_kept(rows) for rows in tables]
    kept: dict[str, str | int | list[str]] = {}
    for name in _TOLD:
        texts = {getattr(choices, name) for choices in each}
        if len(texts) == 1 and (text := texts.pop()):
            kept[name] = text
    sheets = {choices.sheets for choices in each}
    if len(sheets) == 1 and (named := sheets.pop()):
        kept[_SHEETS] = named[0] if len(named) == 1 else list(named)
    has_headings, heading_row = each[0].has_headings, each[0].heading_row
    if heading_row:
        kept[_HEADING_ROW] = heading_row
    elif has_headings is not None:
        kept[_HEADINGS] = has_headings
    return kept


def _kept(rows: Rows) -> Choices:
    """Return what was said of a file, and its encoding also where it was found out.

    Another guess of that at a newer version would change letters, and with them the ids of claims. Unicode is told for
    certain.
    """
    found = "" if is_of_unicode(rows.encoding) else rows.encoding
    return msgspec.structs.replace(rows.choices, encoding=rows.choices.encoding or found)


def _choices_of(made_of: dict[str, Any]) -> Choices:
    texts = {name: str(made_of.get(name, "")) for name in _TOLD}
    sheets = made_of.get(_SHEETS, ())
    headings, row = made_of.get(_HEADINGS), made_of.get(_HEADING_ROW)
    return Choices(
        **texts,
        sheets=tuple(map(str, sheets)) if isinstance(sheets, list) else (str(sheets),) if sheets else (),
        has_headings=headings if isinstance(headings, bool) else None,
        heading_row=row if isinstance(row, int) and row > 0 else 0,
    )


def read_companies(path: Path) -> Older:
    """Return the ids of the companies in a dataset that was imported."""
    try:
        with path.open(encoding="utf-8") as file:
            tables = _company_tables(file)
            found = {}
            while texts := list(islice(tables, _MANY)):
                found.update(_ids_in("".join(texts)))
            return found
    except (OSError, ValueError, KeyError) as error:
        raise IntakeError(f"the companies in {path} cannot be read; --force replaces it") from error


def _ids_in(text: str) -> dict[tuple[str, str], str]:
    import tomli

    companies = tomli.loads(text)["companies"]
    return {(compared(each["name"]), each.get("country", "")): each["id"] for each in companies}


def _company_tables(file: IO[str]) -> Iterator[str]:
    """Yield the text of each company: they stand above all other lists of tables."""
    table: list[str] = []
    for line in file:
        if line.startswith(_TABLE):
            if table:
                yield "".join(table)
            if line.rstrip() != _COMPANY:
                return
            table = []
        if table or line.startswith(_TABLE):
            table.append(line)
    if table:
        yield "".join(table)
