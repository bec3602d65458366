"""Reads what very many claims state in two processes at once, so that it takes a second core half as long.

What comes of it is the same to the byte; where there can be no second process, this one reads all. `helping.py` is what
that process runs.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock, Thread

import msgspec

from esgtui.apart import Conversation
from esgtui.checklist.columns import AT_ONCE, Columns, Progress, columns_of, enter
from esgtui.checklist.findings import NAMES
from esgtui.checklist.reading import Reader
from esgtui.dataset.model import Claim

WORTH_SHARING = 20_000
"""From how many claims on two processes read them: of fewer, one reads most before the other has begun."""

BLOCK = 1_000
"""So many claims are handed over at once: some tens of milliseconds of work."""

_PAUSE = 0.05

_HELPER = "esgtui.checklist.helping"


def columns_by_two(
    claims: Sequence[Claim], reader: Reader, own: Path | None, progress: Progress | None = None, block: int = BLOCK
) -> Columns:
    """Read all claims; `progress` is told how many are done, and may raise to stop. `own` is the user's file."""
    sharing = _Sharing(claims, reader, progress, block)
    with Conversation(_HELPER, reader.rules.digest, str(own or "")) as helper:
        listener = Thread(target=sharing.ask, args=(helper,), daemon=True)
        listener.start()
        sharing.read()
        while listener.is_alive():
            sharing.tell()
            listener.join(_PAUSE)
    sharing.read()  # what the helper gave back
    return sharing.columns


class _Sharing:
    """Claims in blocks, the columns of what they state, and who reads which."""

    def __init__(self, claims: Sequence[Claim], reader: Reader, progress: Progress | None, block: int) -> None:
        self._claims, self._reader, self._progress = claims, reader, progress
        self._left = [range(start, min(start + block, len(claims))) for start in range(0, len(claims), block)][::-1]
        self._lock = Lock()
        self._done = 0
        self.columns = [bytearray(len(claims)) for _ in NAMES]

    def _take(self) -> range | None:
        with self._lock:
            return self._left.pop() if self._left else None

    def _count(self, done: int) -> None:
        with self._lock:
            self._done += done

    def tell(self) -> None:
        """Tell how many claims are read."""
        if self._progress:
            self._progress(self._done, len(self._claims))

    def read(self) -> None:
        """Read blocks here until none is left."""
        while (rows := self._take()) is not None:
            for row in rows:
                if row % AT_ONCE == 0:
                    self.tell()
                enter(self.columns, row, self._reader.read(self._claims[row]))
            self._count(len(rows))

    def ask(self, helper: Conversation) -> None:
        """Have blocks read by the helper until none is left; what it does not answer for is given back."""
        while (rows := self._take()) is not None:
            answer = helper.ask(msgspec.msgpack.encode([self._claims[row] for row in rows]))
            if answer is None or not self._enter_all(rows, answer):
                with self._lock:
                    self._left.append(rows)
                return
            self._count(len(rows))

    def _enter_all(self, rows: range, answer: bytes) -> bool:
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
