"""Add tables to the text of a dataset's file where a person would, and take them out; all else stays to the byte.

Nothing here touches the disk, and references are not looked at: who writes the file sees that the dataset still opens.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from esgtui.curating import companies
from esgtui.curating.blocks import blocks, line_end
from esgtui.curating.written import written
from esgtui.dataset.files import parse
from esgtui.dataset.fitting import fit
from esgtui.dataset.model import Table
from esgtui.dataset.problems import DatasetError
from esgtui.dataset.shapes import ROOT_KEYS, TABLES


class AddingError(Exception):
    """Nothing can be added to a file, or taken out of it; the message says why, and what to do."""


class Entry(NamedTuple):
    """A table of a file, and the name of its kind there, such as `claims`."""

    name: str
    table: Table


class Addition(NamedTuple):
    """An entry that was added, and exactly what was put into the text for it.

    For a second company that is also whose the tables are that did not say so: of the company `first`, all in `said`.
    """

    entry: Entry
    piece: str
    first: str = ""
    said: frozenset[companies.Row] = frozenset()


def added(text: str, entries: Sequence[Entry], file: Path) -> tuple[str, tuple[Addition, ...]]:
    """Return a file's text with these entries in it, and what was put in for each.

    An entry comes after the last of its kind that is of the same company, or else where the format has its kind. Its
    `company` is left out where the file need not name it, and does not name it for others of the kind; with a second
    company all tables of the first one say it. Raises `DatasetError` for what is no TOML, and `AddingError` for a file
    that cannot be added to.
    """
    additions = []
    for entry in entries:
        text, addition = _with_entry(text, entry, file)
        additions.append(addition)
    return text, tuple(additions)


def taken_out(text: str, additions: Sequence[Addition], file: Path) -> str:
    """Return a file's text without what was added; raise `AddingError` if that was changed since."""
    for addition in reversed(additions):
        rest = text.replace(addition.piece, "", 1)
        if not _is_addition(text, parsed(rest, file), addition.entry, file):
            what = getattr(addition.entry.table, "id", addition.entry.name)
            raise AddingError(f"{what} was changed in {file} since it was added; take it out of the file by hand")
        text = _as_of_one_company(rest, addition, file)
    return text


def _with_entry(text: str, entry: Entry, file: Path) -> tuple[str, Addition]:
    """Return the text with an entry at the first place where all else means the same, and what was put in."""
    text, first, said = _ready_for(text, entry, file)
    before = parsed(text, file)
    ending = line_end(text)
    table = written(entry.name, entry.table, without=_spared(before, entry)).replace("\n", ending)
    for place in _places(text, before, entry):
        piece = _divided(text[:place], table, ending)
        found = text[:place] + piece + text[place:]
        if _is_addition(found, before, entry, file):
            return found, Addition(entry, piece, first, said)
    raise AddingError(f"{file} does not have its {entry.name} as [[{entry.name}]]; write them so, to add others")


def _ready_for(text: str, entry: Entry, file: Path) -> tuple[str, str, frozenset[companies.Row]]:
    """Return a text that an entry can be added to: for a second company, one in which all says that it is the first's.

    With it come the first company's id, and what did not say so before. Raises `AddingError` where that cannot be said.
    """
    data = parsed(text, file)
    there, rows = tables_in(data, "companies"), companies.unsaid(data)
    if entry.name != "companies" or len(there) != 1 or not rows:
        return text, "", frozenset()
    first = str(there[0].get("id"))
    told = companies.said(text, data, first)
    if not _says(told, companies.with_company(data, first), file):
        raise AddingError(
            f'{file} is about one company; write company = "{first}" in its pillars, sources and claims, '
            "so that it can be about a second one"
        )
    return told, first, rows


def _as_of_one_company(text: str, addition: Addition, file: Path) -> str:
    """Return a text that a second company was taken out of as it was before that, if all is the first one's again."""
    data = parsed(text, file)
    if not addition.said or len(tables_in(data, "companies")) != 1:
        return text
    rest = companies.unsaid_again(text, data, addition.first, addition.said)
    means_the_same = _says(rest, data, file, lambda found: companies.with_company(found, addition.first))
    return rest if means_the_same else text


def _says(text: str, wanted: dict[str, Any], file: Path, read_as: Callable[[dict[str, Any]], object] = dict) -> bool:
    """Return whether a text can be parsed, and says what is wanted, as it is read."""
    try:
        return read_as(parsed(text, file)) == wanted
    except DatasetError:
        return False


def parsed(text: str, file: Path) -> dict[str, Any]:
    """Return what a file says; raise `DatasetError` for what is no TOML."""
    return parse(text, file, lambda _: None)


def tables_in(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the tables of one name; nothing where the file has something else there."""
    rows = data.get(name)
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else []


def _company(entry: Entry) -> object:
    return getattr(entry.table, "company", None)


def _spared(data: dict[str, Any], entry: Entry) -> frozenset[str]:
    """Return the keys that the file need not say for a new entry, and does not say for the others of its kind."""
    alone = [row.get("id") for row in tables_in(data, "companies")] == [_company(entry)]
    others = tables_in(data, entry.name)
    is_said = bool(others) and all("company" in other for other in others)
    return frozenset() if is_said or not alone else frozenset({"company"})


def _places(text: str, data: dict[str, Any], entry: Entry) -> Iterator[int]:
    """Yield where in the text an entry may go, the best place first."""
    found = list(blocks(text))
    ends = [
        end - len(block.end) for block, end in zip(found, accumulate(len(each.text) for each in found), strict=True)
    ]
    kinds = [block.path[0] if block.path else "" for block in found]
    siblings = _siblings(kinds, [len(block.path) for block in found], data, entry)
    if siblings:
        yield ends[siblings[-1]]
    rank = ROOT_KEYS.index(entry.name)
    yield max(end for end, kind in zip(ends, kinds, strict=True) if _rank(kind) <= rank)
    yield len(text)


def _rank(kind: str) -> int:
    """Return where the format has a kind of table; what stands before the first one comes before all."""
    if not kind:
        return -1
    return ROOT_KEYS.index(kind) if kind in ROOT_KEYS else len(ROOT_KEYS)


def _siblings(kinds: Sequence[str], depths: Sequence[int], data: dict[str, Any], entry: Entry) -> list[int]:
    """Return the blocks of the entries of the same kind and company, with the tables inside them."""
    company, rows = _company(entry), tables_in(data, entry.name)
    of_kind = [number for number, kind in enumerate(kinds) if kind == entry.name]
    row_of = accumulate((depths[number] == 1 for number in of_kind), initial=-1)
    next(row_of)
    return [
        number
        for number, row in zip(of_kind, row_of, strict=True)
        if 0 <= row < len(rows) and rows[row].get("company", company) == company
    ]


def _divided(before: str, table: str, ending: str) -> str:
    """Return a table as it is put behind a text: on lines of its own, with an empty one between."""
    if not before or before.endswith(("\n\n", "\n\r\n")):
        return table
    return ending + table if before.endswith("\n") else 2 * ending + table


def _is_addition(text: str, before: dict[str, Any], entry: Entry, file: Path) -> bool:
    """Return whether a text says what was said before, and besides it the entry alone."""
    try:
        after = parsed(text, file)
    except DatasetError:
        return False
    old, new = tables_in(before, entry.name), tables_in(after, entry.name)
    rest = {name: value for name, value in before.items() if name != entry.name}
    if len(new) != len(old) + 1 or rest != {name: value for name, value in after.items() if name != entry.name}:
        return False
    at = next((place for place, row in enumerate(old) if new[place] != row), len(old))
    spared = {"company": _company(entry)} if _spared(before, entry) else {}
    is_entry = fit(spared | new[at], TABLES[entry.name]) == (entry.table, [], [])
    return is_entry and [*new[:at], *new[at + 1 :]] == old
