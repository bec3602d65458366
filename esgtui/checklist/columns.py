"""What all claims of a dataset state, as columns: quick to count, to filter by and to keep."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress

from esgtui.checklist.findings import NAMES, Finding
from esgtui.checklist.reading import Reader
from esgtui.dataset.model import Claim

NOT_STATED, STATED, NOT_APPLICABLE = range(3)
"""What a byte of a column says of the claim at its place."""

Progress = Callable[[int, int], None]

AT_ONCE = 100
"""It is told how many claims are read after each so many."""
_IS_STATED = bytes(int(value == STATED) for value in range(256))
_PLACES = {name: at for at, name in enumerate(NAMES)}


class Stated(Mapping[str, bytes]):
    """A column for each attribute and aspect (`NAMES`): a byte for each claim, in the dataset's order.

    Of an aspect it is never said that it is not applicable.
    """

    def __init__(self, columns: Mapping[str, bytes]) -> None:
        self._columns = dict(columns)
        self._rows: dict[str, array[int]] = {}

    def __getitem__(self, name: str) -> bytes:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def rows(self, name: str) -> "array[int]":
        """Return the rows of the claims that state an attribute or an aspect, in ascending order."""
        if name not in self._rows:
            flags = self.flags(name)
            self._rows[name] = array("I", compress(range(len(flags)), flags))
        return self._rows[name]

    def flags(self, name: str) -> bytes:
        """Return a byte for each claim, 1 where it states an attribute or an aspect."""
        return self._columns[name].translate(_IS_STATED)

    def counts(self, name: str, rows: Sequence[int]) -> tuple[int, int, int]:
        """Return of how many of the claims at `rows` it is stated, not stated, and not applicable."""
        column = self._columns[name]
        found = column if rows == range(len(column)) else bytes(map(column.__getitem__, rows))
        return found.count(STATED), found.count(NOT_STATED), found.count(NOT_APPLICABLE)


def stated(claims: Sequence[Claim], reader: Reader, progress: Progress | None = None) -> Stated:
    """Read all claims; `progress` is told how many are done, and may raise to stop."""
    columns = [bytearray(len(claims)) for _ in NAMES]
    for row, claim in enumerate(claims):
        if progress and row % AT_ONCE == 0:
            progress(row, len(claims))
        enter(columns, row, reader.read(claim))
    return Stated({name: bytes(column) for name, column in zip(NAMES, columns, strict=True)})


def enter(columns: list[bytearray], row: int, findings: tuple[Finding, ...]) -> None:
    """Enter in the columns, which are in the order of `NAMES`, what the claim of a row states."""
    for at, finding in enumerate(findings):
        if finding.state == "stated":
            columns[at][row] = STATED
            for sign in finding.signs:
                if sign.aspect:
                    columns[_PLACES[sign.aspect]][row] = STATED
        elif finding.state == "not applicable":
            columns[at][row] = NOT_APPLICABLE
