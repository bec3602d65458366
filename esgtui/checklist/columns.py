"""What all claims of a dataset state, as columns while they are read, and as sets: quick to count and to filter by."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from esgtui.bits import bits_of_flags
from esgtui.checklist.findings import NAMES, Finding
from esgtui.checklist.reading import Reader
from esgtui.dataset.model import Claim
from esgtui.rows import Rows, bits_in

NOT_STATED, STATED, NOT_APPLICABLE = range(3)
"""What a byte of a column says of the claim at its place."""

Progress = Callable[[int, int], None]

AT_ONCE = 100
"""It is told how many claims are read after each so many."""

_ARE_STATED, _ARE_NOT_APPLICABLE = (
    bytes(int(value == wanted) for value in range(256)) for wanted in (STATED, NOT_APPLICABLE)
)
_PLACES = {name: at for at, name in enumerate(NAMES)}

Columns = list[bytearray]
"""A byte for each claim, in the order of `NAMES`."""


class Stated(msgspec.Struct, frozen=True):
    """The sets of rows (see `bits.py`) that state each attribute and aspect (`NAMES`), of `size` claims.

    And those of which it is not applicable, which is never said of an aspect.
    """

    size: int
    stated: dict[str, int]
    not_applicable: dict[str, int]

    def rows(self, name: str) -> Rows:
        """Return the rows of the claims that state an attribute or an aspect."""
        return Rows(self.stated[name])

    def counts(self, name: str, rows: Sequence[int]) -> tuple[int, int, int]:
        """Return of how many of the claims at `rows` it is stated, not stated, and not applicable."""
        among = bits_in(rows)
        found, other = ((each[name] & among).bit_count() for each in (self.stated, self.not_applicable))
        return found, among.bit_count() - found - other, other

    def packed(self) -> bytes:
        """Return it as `unpacked` reads it."""
        octets = self.size // 8 + 1
        sets = [
            [each[name].to_bytes(octets, "little") for name in NAMES] for each in (self.stated, self.not_applicable)
        ]
        return msgspec.msgpack.encode((self.size, *sets))


def unpacked(content: bytes) -> Stated:
    """Return what was packed; raise `ValueError` for anything else."""
    size, *sets = msgspec.msgpack.decode(content, type=tuple[int, list[bytes], list[bytes]])
    found = [
        {name: int.from_bytes(octets, "little") for name, octets in zip(NAMES, each, strict=True)} for each in sets
    ]
    return Stated(size, *found)


def stated_by(columns: Iterable[bytes | bytearray], size: int) -> Stated:
    """Return what columns of so many claims say."""
    held = list(columns)
    found = [
        {name: bits_of_flags(column.translate(table)) for name, column in zip(NAMES, held, strict=True)}
        for table in (_ARE_STATED, _ARE_NOT_APPLICABLE)
    ]
    return Stated(size, *found)


def columns_of(claims: Sequence[Claim], reader: Reader, progress: Progress | None = None) -> Columns:
    """Read all claims; `progress` is told how many are done, and may raise to stop."""
    columns = [bytearray(len(claims)) for _ in NAMES]
    for row, claim in enumerate(claims):
        if progress and row % AT_ONCE == 0:
            progress(row, len(claims))
        enter(columns, row, reader.read(claim))
    return columns


def enter(columns: Columns, row: int, findings: tuple[Finding, ...]) -> None:
    """Enter in the columns, which are in the order of `NAMES`, what the claim of a row states."""
    for at, finding in enumerate(findings):
        if finding.state == "stated":
            columns[at][row] = STATED
            for sign in finding.signs:
                if sign.aspect:
                    columns[_PLACES[sign.aspect]][row] = STATED
        elif finding.state == "not applicable":
            columns[at][row] = NOT_APPLICABLE
