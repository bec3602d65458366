"""JSON Lines, and JSON with a list of objects: one object is a row, its keys are the columns."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from esgtui.encodings import Encoding
from esgtui.intake.cell_texts import cell_text
from esgtui.intake.json_shapes import key_of_claims, opened_up, tabled, with_headings
from esgtui.intake.lines import lines, looked_at, opened
from esgtui.intake.own_tables import as_table
from esgtui.intake.rows import STEP, Choices, IntakeError, Row, Rows, Tell, bearable, checked, checked_name

LARGEST = 64_000_000
"""How many characters a JSON file may have that is no plain list of objects, and so has to be read as a whole."""

MOST_VALUES, MOST_IN_ONE = 5_000_000, 500_000
"""So many values such a file may have, and one object: each takes up to a hundred bytes once it is read."""

_PIECE = 1 << 18
_BETWEEN = " \t\r\n,"
_LONGEST = 16_000_000
"""How many characters one object may have."""

_SAMPLE = 500
"""From so many objects the columns are known before the first row is handed on."""

_MOST_NEW = 2_000
"""How many columns may turn up after that: where there are more, keys are data."""

_IN_PARTS = "write a list of objects, or one object a line"

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of letters, which JSON lets through and UTF-8 does not."""

_SHOWN = 3
"""So many lists that are left out are named."""

_DEEPEST = 4
"""How many objects within each other become columns of their own; what lies deeper stays JSON."""


def read_json(path: Path, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of a JSON or JSON Lines file; raise `IntakeError` if it is none."""
    encoding = looked_at(path, choices.encoding, tell)
    noted: list[str] = []
    records: Callable[[Tell], Iterator[tuple[int, Any]]] = (
        partial(_by_lines, path, encoding)
        if _is_by_lines(path, encoding)
        else partial(_by_objects, path, encoding, noted)
    )
    begin = [record for _, record in islice(records(tell), _SAMPLE) if isinstance(record, dict)]
    if key := key_of_claims([record for record in begin if as_table(record) is record]):
        records = partial(_opened_up, records, key)
    columns: list[str] = []
    notes = tuple(filter(None, [encoding.note, *noted]))
    rows = Rows(path, columns, lambda tell: _rows(path, columns, records(tell)), notes, encoding.name)
    if not any(not row.fault for row in islice(rows.each(tell), _SAMPLE)):
        raise IntakeError(f"{path} has no object; write a list of objects, or one object a line")
    return rows


def _opened_up(records: Callable[[Tell], Iterator[tuple[int, Any]]], key: str, tell: Tell) -> Iterator[tuple[int, Any]]:
    for number, record in records(tell):
        for each in opened_up(record, key) if isinstance(record, dict) else [record]:
            yield number, each


def _is_by_lines(path: Path, encoding: Encoding) -> bool:
    """Return whether each line is an object of its own."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return True
    with opened(path, encoding) as (_, file):
        filled = [line for line in file.read(_PIECE).split("\n") if line.strip()][:2]
    return len(filled) == 2 and isinstance(_decoded(filled[0]), dict) and filled[1].lstrip().startswith("{")


def _decoded(text: str) -> Any:
    try:
        return None if _is_crowded(text, MOST_IN_ONE) else json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_crowded(text: str, most: int) -> bool:
    """Return whether more values stand in a text than memory should have to hold, as far as its signs tell."""
    return len(text) > most and sum(map(text.count, "[{,")) > most


def _by_lines(path: Path, encoding: Encoding, tell: Tell) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines(path, encoding, tell), 1):
        if line.strip():
            record = _decoded(line)
            yield number, line.strip() if record is None else record


def _rows(path: Path, columns: list[str], records: Iterator[tuple[int, Any]]) -> Iterator[Row]:
    places = {name: place for place, name in enumerate(columns)}
    known = len(columns)
    for number, record in records:
        if not isinstance(record, dict):
            yield bearable(Row(number, [cell_text(record)], "it is not a JSON object"))
            continue
        cells = [""] * len(columns)
        for name, text in _flat(as_table(record)):
            place = places.setdefault(name, len(columns))
            if place == len(columns):
                columns.append(checked_name(name, path))
                checked(columns, path)
                if known and len(columns) > known + _MOST_NEW:
                    advice = "write what differs from object to object as values, not as keys"
                    raise IntakeError(f"{path}: objects to number {number} have ever new keys, {name!r} last; {advice}")
            if place >= len(cells):
                cells += [""] * (place + 1 - len(cells))
            cells[place] = text
        yield bearable(Row(number, cells))


def _flat(record: Mapping[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Yield the values of an object as texts; those of an object within it have both names, with a dot between."""
    for key, value in record.items():
        name = before + (" ".join(_whole(key).split()) or "-")
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, _whole(cell_text(value))


def _whole(text: str) -> str:
    """Return a text without halves of letters."""
    return _LONE.sub("\ufffd", text)


def _by_objects(path: Path, encoding: Encoding, noted: list[str], tell: Tell) -> Iterator[tuple[int, Any]]:
    """Yield the objects of a list one after the other, or those of the longest list in a file that is an object.

    What is to be told of the latter is `noted`.
    """
    total = path.stat().st_size
    with opened(path, encoding) as (below, file):
        head = file.read(_PIECE).lstrip()
        if head[:1] != "[":
            tell(0, total)
            objects, noted[:] = _within(path, head + file.read(LARGEST))
            yield from _telling(objects, tell)
            return
        for number, value in enumerate(with_headings(_items(path, head[1:], file.read)), 1):
            if number % STEP == 0:
                tell(below.tell(), total)
            yield number, value
    tell(total, total)


def _telling(records: list[Any], tell: Tell) -> Iterator[tuple[int, Any]]:
    for number, record in enumerate(records, 1):
        if number % STEP == 0:
            tell(number, len(records))
        yield number, record


def _items(path: Path, text: str, more: Callable[[int], str]) -> Iterator[Any]:
    """Yield the items of a list whose text comes piece by piece; the last value of a piece may go on in the next."""
    decode = json.JSONDecoder().raw_decode
    place, number, wanted = 0, 1, _PIECE
    while True:
        place = len(text) - len(text[place:].lstrip(_BETWEEN))
        if text.startswith("]", place):
            behind = text[place + 1 :]
            while not behind.strip() and (piece := more(_PIECE)):
                behind = piece
            if behind.strip():
                raise IntakeError(f"{path} goes on behind its list, after object {number - 1}; {_IN_PARTS}")
            return
        value, end, fault = None, len(text), ""
        try:
            value, end = decode(text, place)
        except (ValueError, RecursionError) as error:
            fault = _reason(error)
        if end == len(text) and (piece := more(wanted) if end - place < _LONGEST else ""):
            text, place, wanted = text[place:] + piece, 0, 2 * wanted
            if wanted > 2 * _PIECE and _is_crowded(text, MOST_IN_ONE):
                raise IntakeError(f"{path}: object {number} of the list has more than {MOST_IN_ONE:,} values")
            continue
        if fault:
            raise IntakeError(f"{path}: object {number} of the list cannot be read: {fault}")
        yield value
        number, place, wanted = number + 1, end, _PIECE


def _reason(error: ValueError | RecursionError) -> str:
    """Return why a text could not be decoded; Python refuses numbers of thousands of digits, too."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number has too many digits"


def _within(path: Path, text: str) -> tuple[list[Any], list[str]]:
    """Return the longest list of objects in a file that is one object, or the object itself if there is none.

    What other lists there are is said of it, if there are any.
    """
    if len(text) >= LARGEST:
        raise IntakeError(f"{path} is too large to be one JSON object; {_IN_PARTS}")
    if _is_crowded(text, MOST_VALUES):
        raise IntakeError(f"{path} has more than {MOST_VALUES:,} values in one JSON object; {_IN_PARTS}")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise IntakeError(f"{path} is not JSON: {line}{_reason(error)}") from error
    if isinstance(whole, dict) and (objects := tabled(whole)):
        return list(objects), []
    lists = list(_lists_in(whole))
    if not lists:
        return [whole], []
    name, longest = max(lists, key=lambda each: len(each[1]))
    others = [f"{other} ({len(items):,})" for other, items in lists if items is not longest]
    shown = ", ".join(others[:_SHOWN]) + (f" and {len(others) - _SHOWN:,} more" if len(others) > _SHOWN else "")
    told = f"{path}: the list read is {name} ({len(longest):,}); what {shown} has is left out"
    return longest, [f"{told}: write one list, or a file of each"] if others else []


def _lists_in(whole: object) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects in an object, and in those within it, with their names."""
    level: list[tuple[str, object]] = [("", whole)]
    for _ in range(_DEEPEST):
        level = [
            (f"{before}.{key}" if before else key, value)
            for before, each in level
            if isinstance(each, dict)
            for key, value in each.items()
            if isinstance(value, dict | list)
        ]
        for name, value in level:
            if isinstance(value, list) and any(isinstance(item, dict) for item in value):
                yield _whole(name), value
