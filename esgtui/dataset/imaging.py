"""Write the files that a dataset opens from in no time, claim by claim, so that memory need not hold them.

What they hold, and how they are read, `image.py` knows.
"""

from array import array
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.image import CLAIMS, COLUMNS, TABLES, Columns
from esgtui.dataset.model import Claim, Tables
from esgtui.dataset.own_keys import have_times, row_has_times
from esgtui.dataset.registers import RegistersGathered
from esgtui.dataset.shapes import shape_of

_WRITTEN_AT_ONCE = 1 << 20


class TimesError(Exception):
    """There are times under the curator's own keys, which would come back from a file as texts."""


class ImageWriter:
    """Writes a dataset into a folder: first its claims, one after the other, then its other tables.

    Raises `OSError` where nothing can be written, `OverflowError` and `TimesError` for what has no place in such files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._claims = (folder / CLAIMS).open("wb", buffering=_WRITTEN_AT_ONCE)
        self._encode = msgspec.msgpack.Encoder().encode
        self._ends = array("Q", [0])
        self._inner = tuple(shape_of(Claim).inner)
        self._registers: RegistersGathered | None = RegistersGathered()
        """None once claims were forgotten: registers cannot forget."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file of claims."""
        self._claims.close()

    def add(self, claim: Claim) -> None:
        """Write the next claim."""
        if row_has_times(claim, self._inner):
            raise TimesError
        self._ends.append(self._ends[-1] + self._claims.write(self._encode(claim)))
        if self._registers:
            self._registers.add(claim)

    def cut(self, rows: int) -> None:
        """Forget the claims from a row on."""
        del self._ends[rows + 1 :]
        self._claims.seek(self._ends[-1])
        self._claims.truncate()
        self._registers = None

    def finish(self, tables: Tables, columns: ClaimColumns) -> None:
        """Write the other tables, and what is known of all claims."""
        if have_times(tables):
            raise TimesError
        self._claims.close()
        (self._folder / TABLES).write_bytes(msgspec.msgpack.encode(tables))
        found = Columns(memoryview(self._ends), columns.ids, columns.causes)
        (self._folder / COLUMNS).write_bytes(msgspec.msgpack.encode(found))
        (self._registers or self._gathered_anew()).write(self._folder, found.causes)

    def _gathered_anew(self) -> RegistersGathered:
        registers, decode = RegistersGathered(), msgspec.msgpack.Decoder(Claim).decode
        with (self._folder / CLAIMS).open("rb") as claims:
            for start, end in pairwise(self._ends):
                registers.add(decode(claims.read(end - start)))
        return registers
