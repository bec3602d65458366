"""Write the files that a dataset opens from in no time, claim by claim, so that memory need not hold them.

What they hold, and how they are read, `image.py` knows.
"""

from array import array
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from esgtui.dataset.causes import Causes, CausesGathered
from esgtui.dataset.image import CLAIMS, COLUMNS, TABLES, Columns
from esgtui.dataset.model import Claim, Tables
from esgtui.dataset.registers import RegistersGathered
from esgtui.dataset.rows_by_id import IdsGathered, has_twice

_WRITTEN_AT_ONCE = 1 << 20


class ImageWriter:
    """Writes a dataset into a folder: first its claims, one after the other, then its other tables.

    Raises `OSError` where nothing can be written, `OverflowError` for what has no place in such files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._claims = (folder / CLAIMS).open("wb", buffering=_WRITTEN_AT_ONCE)
        self._encode = msgspec.msgpack.Encoder().encode
        self._ends = array("Q", [0])
        self._ids, self._causes = IdsGathered(), CausesGathered()
        self._registers = RegistersGathered()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file of claims."""
        self._claims.close()

    def add(self, claim: Claim) -> None:
        """Write the next claim."""
        self._ends.append(self._ends[-1] + self._claims.write(self._encode(claim)))
        self._ids.add(claim.id)
        self._causes.add(claim)
        self._registers.add(claim)

    @property
    def causes(self) -> Causes:
        """What the claims so far are filed under."""
        return self._causes.causes()

    def finish(self, tables: Tables) -> bool:
        """Write the other tables, and what is known of all claims; return whether their ids differ."""
        self._claims.close()
        ids = self._ids.columns()
        (self._folder / TABLES).write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(tables, claims=())))
        causes = self.causes
        columns = Columns(memoryview(self._ends), ids, causes)
        (self._folder / COLUMNS).write_bytes(msgspec.msgpack.encode(columns))
        self._registers.write(self._folder, causes)
        return not has_twice(ids)


def write_image(folder: Path, tables: Tables) -> None:
    """Write a dataset that is in memory."""
    with ImageWriter(folder) as image:
        for claim in tables.claims:
            image.add(claim)
        image.finish(tables)
