"""What exports to JSON Lines say that coders did, read line by line; whatever else lines tell is passed by.

How lines are written is in `json_lines.py`, how one is taken apart in `json_line.py`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.model import AnnotationError, ForeignEdit
from esgtui.compressed import unpacking
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress, unreadable
from esgtui.dataset.findings import Findings, Flaw, Part, Spot
from esgtui.dataset.model import ExportedAnnotation, ExportedSettlement
from esgtui.dataset.problems import DatasetError, Problem, quoted
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import KeyPath
from esgtui.exchange.annotations import foreign_edits, settled
from esgtui.exchange.json_line import FaultError, Line, line_from, tables_of

LONGEST = 1 << 26
"""How many bytes a line may have: a claim with the longest notes of a hundred coders has fewer."""

MOST_EMPTY = 1_000_000
"""So many lines may be empty: an export has none, and to pass them by takes time."""

TOLD_EVERY = 1 << 20
"""After how many bytes it is told how far reading is, which can be stopped then."""

READING = "Reading the export"

CODEBOOK, SETTLEMENTS = "changes of the codebook", "what was settled"
TIMES = "when each single thing was said, since an older version wrote it"
"""What lines do not tell, if so."""

_LINE = "line"
_MARK = b"\xef\xbb\xbf"


class FaultyLinesError(DatasetError):
    """Lines cannot be merged; unlike a dataset's, their problems are told nowhere else."""


class Told(msgspec.Struct, frozen=True):
    """What an export says that coders did, and what of their work it does not carry."""

    edits: list[ForeignEdit]
    lacks: tuple[str, ...] = ()


def read_lines(path: Path, dataset: Dataset, history: History, progress: Progress | None = None) -> Told:
    """Return what the lines of an export of this dataset say; `progress` may raise to stop that.

    Raises `FaultyLinesError` with all that is wrong with them, and `AnnotationError` for those of another dataset.
    """
    reading = _Reading(path, dataset, history)
    for number, text in _numbered(path, progress):
        reading.take(number, text)
        if reading.findings.are_too_many:
            break
    return reading.end()


class _Numbers:
    """Finds the lines of paths, each of which begins with its line's number."""

    def locate(self, wanted: Iterable[KeyPath]) -> dict[KeyPath, int]:
        """Return the line of each path."""
        return {path: int(path[1]) for path in wanted}


class _Reading:
    """One way through the lines of a file."""

    def __init__(self, path: Path, dataset: Dataset, history: History) -> None:
        self.findings = Findings()
        self._path, self._dataset, self._history = path, dataset, history
        self._part = Part(str(path), _Numbers())
        self._edits: list[ForeignEdit] = []
        self._lacks = {CODEBOOK}
        self._notes: dict[str, tuple[str, str, int]] = {}
        self._is_empty, self._is_ours = True, False

    def take(self, number: int, text: bytes) -> None:
        """Take in a line, or find what is wrong with it."""
        self._is_empty = False
        try:
            line = line_from(text)
            self._recognise(number, line)
            tables = list(tables_of(line, text))
        except FaultError as error:
            self.findings.tell(self._spot(number), None, error.flaw)
            return
        if line.annotations is None:
            self._lacks.add(SETTLEMENTS)
        for table in tables:
            self._judge(number, table)
            if self.findings.are_none:  # else nobody will ask for them
                self._edits.extend(
                    [settled(table)] if isinstance(table, ExportedSettlement) else foreign_edits(table, self._history)
                )

    def end(self) -> Told:
        """Return what all lines said; raise what is wrong with them."""
        if not self.findings.are_none:
            raise FaultyLinesError(self.findings.problems(), self.findings.untold)
        if self._is_empty:
            raise AnnotationError(
                f"{self._path} is empty: it was cut off, or nobody had annotated anything when it was written; have "
                "the work exported anew"
            )
        if not self._is_ours and {edit.claim for edit in self._edits}.isdisjoint(self._history.known_claims()):
            raise AnnotationError(
                f"{self._path} does not say of which dataset it is, and has no claim of {self._dataset.header.id!r}; "
                "have the work exported anew, which says it"
            )
        return Told(self._edits, tuple(what for what in (CODEBOOK, SETTLEMENTS, TIMES) if what in self._lacks))

    def _recognise(self, number: int, line: Line) -> None:
        """Take notice of whose claims these are; raise `AnnotationError` for those of another dataset."""
        own = self._dataset.header.id
        if line.dataset and line.dataset != own:
            raise AnnotationError(
                f"{self._path}:{number} is of the dataset {line.dataset!r}, not of {own!r}; merge it where that one is "
                "opened, with --data"
            )
        self._is_ours = self._is_ours or bool(line.dataset) or (line.id or line.claim) in self._dataset.row_of

    def _judge(self, number: int, table: ExportedAnnotation | ExportedSettlement) -> None:
        for flaw in flaws_of(table):
            self.findings.tell(self._spot(number), table, flaw)
        if not isinstance(table, ExportedAnnotation):
            return
        if not table.times:
            self._lacks.add(TIMES)
        for position, note in enumerate(table.notes):
            here = table.claim, table.coder, number
            *place, first = self._notes.setdefault(note.id, here)
            if place != [table.claim, table.coder]:
                message = f"the id {quoted(note.id)} is given already in"
                flaw = Flaw(("notes", position, "id"), message, "give each note an id of its own")
                self.findings.tell(self._spot(number), table, flaw, self._spot(first))

    def _spot(self, number: int) -> Spot:
        return Spot(self._part, (_LINE, number))


def _numbered(path: Path, progress: Progress | None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines in which anything stands, with their numbers, one at a time."""
    number = empty = told = 0
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            while text := file.readline(LONGEST + 1):
                number += 1
                if number == 1:
                    text = text.removeprefix(_MARK)
                    _check_beginning(path, text)
                if len(text) > LONGEST:
                    raise _faulty(
                        path, number, f"the line has more than {LONGEST:,} bytes", "see that this is an export"
                    )
                if progress and file.tell() >= told + TOLD_EVERY:
                    told = file.tell()
                    progress(READING, told, size)
                if not text.isspace():
                    yield number, text
                elif (empty := empty + 1) > MOST_EMPTY:
                    remedy = "see that this is an export"
                    raise _faulty(path, number, f"more than {MOST_EMPTY:,} lines to here are empty", remedy)
    except OSError as error:
        raise unreadable(path, error) from error
    if progress:
        progress(READING, size, size)


def _check_beginning(path: Path, text: bytes) -> None:
    """Raise `FaultyLinesError` for a file whose very first line shows that it is something else."""
    if program := unpacking(text):
        raise _faulty(path, 1, "the file is compressed", f"unpack it first, with {program}")
    if text.strip() == b"{" or text.lstrip()[:1] not in {b"{", b""}:
        remedy = "merge what `esgtui export --format jsonl` wrote: a whole object on each line, the first one too"
        raise _faulty(path, 1, "the line is no JSON object", remedy)


def _faulty(path: Path, number: int, message: str, remedy: str) -> FaultyLinesError:
    return FaultyLinesError([Problem(file=str(path), line=number, message=message, remedy=remedy)])
