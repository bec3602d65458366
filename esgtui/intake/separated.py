"""CSV and TSV: cells divided by a character, which is found out, in quotes where they hold it themselves."""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from esgtui.encodings import PIECE, Encoding
from esgtui.intake.headings import headed
from esgtui.intake.lines import lines, looked_at
from esgtui.intake.rows import LONGEST_CELL, Choices, IntakeError, Row, Rows, Tell, WishError, hear_nothing

DELIMITERS = (",", ";", "\t", "|")
"""What divides cells most often."""
NOTHING = "\x1f"
"""Divides nothing: a text with one column."""
_NAMES = {"tab": "\t", r"\t": "\t", "space": " ", "nothing": NOTHING}
_NEVER = '"\r\n\0'

_SAMPLE = 200_000
"""From so many characters the delimiter is found out."""


def read_separated(path: Path, choices: Choices, tell: Tell) -> Rows:
    """Return the rows of a CSV or TSV file; raise `IntakeError` if it is none."""
    csv.field_size_limit(LONGEST_CELL)  # what is longer has most likely lost its closing quote
    chosen = delimiter_named(choices.delimiter)
    encoding = looked_at(path, choices.encoding, tell)
    sample = sample_of(path, encoding)
    announced = sample[0].strip() if sample else ""
    told = announced[4:] if announced.lower().startswith("sep=") and len(announced) == 5 else ""
    delimiter = chosen or told or ("\t" if path.suffix.lower() == ".tsv" else delimiter_of(sample))
    skipped = 1 if told else 0
    records = partial(_records, path, encoding, delimiter, skipped)
    rows = headed(path, records, choices, filter(None, [encoding.note]))
    rows.encoding, rows.delimiter = encoding.name, delimiter
    if _has_quotes(path):  # one that is never closed is told at once, and not after all rows before it were imported
        deque(_cells(path, encoding, delimiter, skipped, tell), maxlen=0)
    return rows


def delimiter_named(name: str) -> str:
    """Return the sign that somebody says divides cells, or nothing; raise `WishError` for what cannot."""
    if sign := _NAMES.get(name.casefold()):
        return sign
    if name and (len(name) > 1 or name in _NEVER):
        raise WishError(f"{name!r} cannot divide cells; write one sign, such as ; or |, or tab, space or nothing")
    return name


def _has_quotes(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b'"' in piece for piece in iter(partial(file.read, PIECE), b""))


def sample_of(path: Path, encoding: Encoding) -> list[str]:
    """Return the first lines of a text, enough to tell what divides their cells."""
    found: list[str] = []
    length = 0
    for line in lines(path, encoding, hear_nothing):
        found.append(line)
        length += len(line)
        if length > _SAMPLE:
            break
    return found


def delimiter_of(sample: list[str]) -> str:
    """Return which character divides the cells of lines: the one that most rows have equally often."""
    best, best_rank = NOTHING, (0.0, 0)
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in islice(csv.reader(sample, delimiter=delimiter), 100) if row]
        except csv.Error:  # such as a quote that is never closed: which row that is, is told when rows are read
            continue
        whole = rows[:-1] if len(rows) > 3 else rows  # the last one may have been cut
        if not whole:
            continue
        width, count = Counter(map(len, whole)).most_common(1)[0]
        rank = count / len(whole), width
        if width > 1 and rank[0] >= (0.7 if width == 2 else 0.5) and rank > best_rank:
            best, best_rank = delimiter, rank
    return best


class _Lines:
    """Hands lines on, and knows whether a reader has asked for more than there were."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        yield from self._source
        self.has_ended = True


def _records(path: Path, encoding: Encoding, delimiter: str, skipped: int, tell: Tell) -> Iterator[Row]:
    for number, cells in _cells(path, encoding, delimiter, skipped, tell):
        if any(cells):
            yield Row(number, cells)


def _cells(path: Path, encoding: Encoding, delimiter: str, skipped: int, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of all rows, empty ones too, each with its number; raise `IntakeError` where they cannot be told.

    The reader is asked in a loop of its own: in a file of a million rows each question costs.
    """
    source = _Lines(islice(lines(path, encoding, tell), skipped, None))
    reader = csv.reader(source, delimiter=delimiter)
    number, begun = skipped, skipped + 1
    try:
        for number, cells in enumerate(reader, skipped + 1):
            if source.has_ended:
                raise _never_closed(path, number, begun)
            begun = reader.line_num + skipped + 1
            yield number, cells
    except csv.Error as error:
        raise _unreadable(path, number + 1, begun, error) from error


def _never_closed(path: Path, number: int, line: int) -> IntakeError:
    advice = 'close it, and write "" for a quote within a cell'
    return IntakeError(f"{path}: a quote in row {number}, which begins in line {line}, is never closed; {advice}")


def _unreadable(path: Path, number: int, line: int, error: csv.Error) -> IntakeError:
    if "field limit" in str(error):
        return _never_closed(path, number, line)
    return IntakeError(f"{path}: row {number}, which begins in line {line}, cannot be read: {error}")
