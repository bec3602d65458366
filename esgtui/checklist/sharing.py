"""Reads what very many claims state in two processes at once, so that it takes a second core half as long.

What comes of it is the same to the byte; where there can be no second process, this one reads all. `helping.py` is what
that process runs.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from esgtui.apart import Conversation
from esgtui.checklist.columns import AT_ONCE, Columns, Progress, columns_of, enter
from esgtui.checklist.findings import NAMES
from esgtui.checklist.reading import Reader
from esgtui.dataset.model import Claim
from esgtui.halves import Halves, Tell

WORTH_SHARING = 20_000
"""From how many claims on two processes read them: of fewer, one reads most before the other has begun."""

BLOCK = 1_000
"""So many claims are handed over at once: some tens of milliseconds of work."""

_HELPER = "esgtui.checklist.helping"


def columns_by_two(
    claims: Sequence[Claim], reader: Reader, own: Path | None, progress: Progress | None = None, block: int = BLOCK
) -> Columns:
    """Read all claims; `progress` is told how many are done, and may raise to stop. `own` is the user's file."""
    read = _Read(claims, reader)
    with Conversation(_HELPER, reader.rules.digest, str(own or "")) as helper:
        Halves(read, len(claims), block, progress).work(helper)
    return read.columns


class _Read:
    """Claims, and the columns of what they state."""

    def __init__(self, claims: Sequence[Claim], reader: Reader) -> None:
        self._claims, self._reader = claims, reader
        self.columns = [bytearray(len(claims)) for _ in NAMES]

    def do(self, rows: range, tell: Tell) -> None:
        """Read claims here."""
        for row in rows:
            if row % AT_ONCE == 0:
                tell()
            enter(self.columns, row, self._reader.read(self._claims[row]))

    def packed(self, rows: range) -> bytes:
        """Return claims as `read_block` takes them."""
        return msgspec.msgpack.encode([self._claims[row] for row in rows])

    def enter(self, rows: range, answer: bytes) -> bool:
        """Enter what the helper read; tell whether it was of just these claims."""
        try:
            found = msgspec.msgpack.decode(answer, type=list[bytes])
        except msgspec.MsgspecError:
            return False
        if [len(each) for each in found] != [len(rows)] * len(self.columns):
            return False
        for column, part in zip(self.columns, found, strict=True):
            column[rows.start : rows.stop] = part
        return True


def read_block(packed: bytes, reader: Reader) -> bytes:
    """Read claims as they were handed over, and return a column for each of `NAMES`, packed."""
    return msgspec.msgpack.encode(columns_of(msgspec.msgpack.decode(packed, type=list[Claim]), reader))
