"""The rows of claims by their ids: a mapping that takes some twenty bytes a claim, and is read from a file at once."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from zlib import crc32

import msgspec

MOST_HELD = 200_000
"""Of datasets up to this size ids stay known once they were looked up: that takes some 100 bytes each."""

MOST_RECENT = 4_000
"""Of larger ones so many stay for a while."""


class IdColumns(msgspec.Struct, frozen=True):
    """Ids in the order of their rows, one after the other in UTF-8; `ends` has a 0 and the offset at which each ends.

    `sums` are the ids' checksums in ascending order, `rows` the rows that these belong to. All but the text are
    unsigned numbers of four bytes.
    """

    text: memoryview
    ends: memoryview
    sums: memoryview
    rows: memoryview


class IdsGathered:
    """Gathers ids in the order of their rows, some twenty-five bytes for each."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("I", [0])
        self._sums = array("Q")
        """Each id's checksum, above its row in the lower 32 bits."""

    def add(self, claim_id: str) -> None:
        """Take the id of the next row; raise `OverflowError` beyond four billion characters."""
        encoded = _bytes_of(claim_id)
        self._sums.append(crc32(encoded) << 32 | len(self._sums))
        self._text += encoded
        self._ends.append(len(self._text))

    def cut(self, rows: int) -> None:
        """Forget the ids from a row on."""
        del self._sums[rows:]
        del self._ends[rows + 1 :]
        del self._text[self._ends[rows] :]

    def at(self, row: int) -> str:
        """Return the id of a row."""
        return self._text[self._ends[row] : self._ends[row + 1]].decode("utf-8", "surrogatepass")

    def columns(self) -> IdColumns:
        """Return the columns of all ids."""
        ordered = sorted(self._sums)
        return IdColumns(
            text=memoryview(self._text),
            ends=memoryview(self._ends),
            sums=memoryview(array("I", (each >> 32 for each in ordered))),
            rows=memoryview(array("I", (each & 0xFFFFFFFF for each in ordered))),
        )


def id_columns(ids: Iterable[str]) -> IdColumns:
    """Return the columns of ids that are given in the order of their rows."""
    gathered = IdsGathered()
    for each in ids:
        gathered.add(each)
    return gathered.columns()


def repeated(columns: IdColumns) -> Iterator[tuple[int, int]]:
    """Yield the rows whose id an earlier one has, in order, each with the first row that has it."""
    later = array("Q")
    """Each such row, above the first one in the lower 32 bits."""
    last, firsts = -1, dict[bytes, int]()
    previous = 0
    for total, row in zip(columns.sums, columns.rows, strict=True):
        if total == last:
            firsts = firsts or {_id_at(columns, previous): previous}
            first = firsts.setdefault(_id_at(columns, row), row)
            if first != row:
                later.append(row << 32 | first)
        else:
            last, firsts = total, {}
        previous = row
    return ((both >> 32, both & 0xFFFFFFFF) for both in sorted(later))


def _id_at(columns: IdColumns, row: int) -> bytes:
    return bytes(columns.text[columns.ends[row] : columns.ends[row + 1]])


class RowsById(Mapping[str, int]):
    """Looks ids up by their checksums, and compares them, since two may have the same."""

    def __init__(self, columns: IdColumns) -> None:
        self._columns = columns
        self._held: dict[str, int] = {}

    def __getitem__(self, claim_id: str) -> int:
        row = self._row(claim_id)
        if row is None:
            raise KeyError(claim_id)
        return row

    def __contains__(self, claim_id: object) -> bool:
        return isinstance(claim_id, str) and self._row(claim_id) is not None

    def _row(self, claim_id: str) -> int | None:
        row = self._held.get(claim_id)
        if row is None:
            row = self._looked_up(claim_id)
            if row is not None:
                if len(self) > MOST_HELD and len(self._held) >= MOST_RECENT:
                    self._held.clear()
                self._held[claim_id] = row
        return row

    def _looked_up(self, claim_id: str) -> int | None:
        columns, wanted = self._columns, _bytes_of(claim_id)
        sums, total = columns.sums, crc32(wanted)
        place = bisect_left(sums, total)
        while place < len(sums) and sums[place] == total:
            row: int = columns.rows[place]
            if _id_at(columns, row) == wanted:
                return row
            place += 1
        return None

    def id_at(self, row: int) -> str:
        """Return the id at a row."""
        return str(_id_at(self._columns, row), "utf-8")

    def __iter__(self) -> Iterator[str]:
        text = self._columns.text
        return (str(text[start:end], "utf-8") for start, end in pairwise(self._columns.ends))

    def __len__(self) -> int:
        return len(self._columns.rows)


def _bytes_of(claim_id: str) -> bytes:
    """Return an id as it is kept; what somebody typed may hold halves of characters, and is no id then."""
    return claim_id.encode("utf-8", "surrogatepass")
