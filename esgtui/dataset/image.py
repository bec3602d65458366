"""A dataset as files that open in no time: its tables, its claims one by one, and columns of what all claims have.

Where such files are kept, and when they are made, `parsed.py` knows.
"""

from array import array
from collections.abc import Iterable
from pathlib import Path

import msgspec

from esgtui.dataset.causes import Causes, causes_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Tables
from esgtui.dataset.packed import PackedClaims
from esgtui.dataset.rows_by_id import IdColumns, RowsById, id_columns

TABLES, CLAIMS, COLUMNS = "tables.msgpack", "claims.msgpack", "columns.msgpack"

_WRITTEN_AT_ONCE = 1 << 20


class _Columns(msgspec.Struct, frozen=True):
    """What there is of each claim beside itself; `ends` are offsets into the file of claims, of eight bytes each."""

    ends: memoryview
    ids: IdColumns
    causes: Causes


def write_image(folder: Path, tables: Tables) -> None:
    """Write a dataset's tables into a folder; raise `OSError` or `OverflowError` where that cannot be."""
    (folder / TABLES).write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(tables, claims=())))
    ends = _write_claims(folder / CLAIMS, tables.claims)
    ids = id_columns(claim.id for claim in tables.claims)
    columns = _Columns(memoryview(ends), ids, causes_of(tables.claims))
    (folder / COLUMNS).write_bytes(msgspec.msgpack.encode(columns))


def _write_claims(file: Path, claims: Iterable[Claim]) -> "array[int]":
    """Write claims one after the other; return a 0 and the offset at which each of them ends."""
    encode = msgspec.msgpack.Encoder().encode
    ends = array("Q", [0])
    with file.open("wb", buffering=_WRITTEN_AT_ONCE) as opened:
        for claim in claims:
            ends.append(ends[-1] + opened.write(encode(claim)))
    return ends


def open_image(folder: Path, dataset_folder: Path, fingerprint: str) -> Dataset:
    """Return the dataset whose tables were written into a folder; raise `OSError` or `ValueError` if it has none."""
    tables = msgspec.msgpack.decode((folder / TABLES).read_bytes(), type=Tables)
    columns = msgspec.msgpack.decode((folder / COLUMNS).read_bytes(), type=_Columns)
    claims = PackedClaims(folder / CLAIMS, columns.ends.cast("Q"))
    numbers = IdColumns(columns.ids.text, *map(_numbers, (columns.ids.ends, columns.ids.sums, columns.ids.rows)))
    causes = msgspec.structs.replace(columns.causes, numbers=_numbers(columns.causes.numbers))
    return Dataset(
        msgspec.structs.replace(tables, claims=claims),
        dataset_folder,
        fingerprint,
        row_of=RowsById(numbers),
        causes=causes,
    )


def _numbers(column: memoryview) -> memoryview:
    return column.cast("I")
