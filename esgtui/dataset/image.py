"""A dataset as files that open in no time: its tables, its claims one by one, columns and registers of all claims.

Who writes such files is `imaging.py`; where they are kept, and when they are made, `parsed.py` knows.
"""

from pathlib import Path

import msgspec

from esgtui.dataset.causes import Causes
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Tables
from esgtui.dataset.packed import PackedClaims
from esgtui.dataset.registers import Registers
from esgtui.dataset.rows_by_id import IdColumns, RowsById

TABLES, CLAIMS, COLUMNS = "tables.msgpack", "claims.msgpack", "columns.msgpack"


class Columns(msgspec.Struct, frozen=True):
    """What there is of each claim beside itself; `ends` are offsets into the file of claims, of eight bytes each."""

    ends: memoryview
    ids: IdColumns
    causes: Causes


def open_image(folder: Path, dataset_folder: Path, fingerprint: str) -> Dataset:
    """Return the dataset whose tables were written into a folder; raise `OSError` or `ValueError` if it has none."""
    tables = msgspec.msgpack.decode((folder / TABLES).read_bytes(), type=Tables)
    columns = msgspec.msgpack.decode((folder / COLUMNS).read_bytes(), type=Columns)
    claims = PackedClaims(folder / CLAIMS, columns.ends.cast("Q"))
    numbers = IdColumns(columns.ids.text, *map(_numbers, (columns.ids.ends, columns.ids.sums, columns.ids.rows)))
    causes = msgspec.structs.replace(columns.causes, numbers=_numbers(columns.causes.numbers))
    return Dataset(
        msgspec.structs.replace(tables, claims=claims),
        dataset_folder,
        fingerprint,
        row_of=RowsById(numbers),
        causes=causes,
        registers=Registers(folder, len(claims)),
    )


def _numbers(column: memoryview) -> memoryview:
    return column.cast("I")
