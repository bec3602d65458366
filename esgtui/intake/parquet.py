"""Parquet: read batch by batch with pyarrow, whose reader is the format's own."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from esgtui.extras import how_to_get
from esgtui.intake.cell_texts import cell_text
from esgtui.intake.headings import unique
from esgtui.intake.rows import (
    LONGEST_CELL,
    MOST_ROWS,
    Choices,
    IntakeError,
    Row,
    Rows,
    Tell,
    bearable,
    checked,
    checked_name,
)

LARGEST_CHUNK = 1_000_000_000
"""How many bytes a column of one group of rows may have when it is unpacked: that much is held in memory."""

LONGEST_BYTES = 4 * LONGEST_CELL
"""How many bytes a cell may have: rows with the same one may take hardly any room in the file, but all of it here."""

_COPIES = 4
"""So often one value may stand in a group of rows: also in a dictionary, and as the least and the greatest one."""

_BATCH, _BATCH_LENGTH = 50, 10_000_000
"""So many rows are read at a time, and made values of Python as far as they have about so many bytes."""


def read_parquet(path: Path, _: Choices, __: Tell) -> Rows:
    """Return the rows of a Parquet file; raise `IntakeError` if it is none, or needs what is not installed."""
    try:
        parquet: Any = import_module("pyarrow.parquet")
        broken: Any = import_module("pyarrow").ArrowException
    except ImportError as error:
        how = how_to_get("parquet")
        raise IntakeError(f"{path} is Parquet; export it as CSV, or to read it: {how}") from error
    try:
        with parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
            names, metadata = [checked_name(name, path) for name in file.schema_arrow.names], file.metadata
            checked(names, path)
            chunks = [
                metadata.row_group(group).column(column)
                for group in range(metadata.num_row_groups)
                for column in range(metadata.num_columns)
            ]
            sizes = [chunk.total_uncompressed_size for chunk in chunks]
    except (broken, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if metadata.num_rows > MOST_ROWS:
        raise IntakeError(f"{path} has {metadata.num_rows:,} rows, more than {MOST_ROWS:,}; take a part of it")
    if max(sizes, default=0) > LARGEST_CHUNK:
        raise IntakeError(f"{path} has a column of {max(sizes):,} bytes in one group of rows; write smaller groups")
    if any(chunk.total_uncompressed_size > _COPIES * LONGEST_BYTES * max(1, chunk.num_values) for chunk in chunks):
        raise _too_long(path)
    if not metadata.num_rows:
        raise IntakeError(f"{path} has no row")
    return Rows(path, unique(names), partial(_rows, parquet, broken, path))


def _rows(parquet: Any, broken: Any, path: Path, tell: Tell) -> Iterator[Row]:
    number = 0
    try:
        with parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
            total = file.metadata.num_rows
            for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
                step = max(1, _BATCH * _BATCH_LENGTH // max(_BATCH_LENGTH, *map(_length, batch.columns)))
                for start in range(0, batch.num_rows, step):
                    columns = batch.slice(start, step).columns
                    for values in zip(*(_values(path, column) for column in columns), strict=True):
                        number += 1
                        yield bearable(Row(number, [cell_text(value) for value in values]))
                    tell(number, total)
    except (broken, OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _length(column: Any) -> int:
    """Return how many bytes the values of a column have, about, once each is written out."""
    texts = getattr(column, "dictionary", None)
    return int(column.nbytes if texts is None else len(column) * texts.nbytes / max(1, len(texts)))


def _values(path: Path, column: Any) -> list[object]:
    """Return the values of a column; as texts where Python has none of their kind, such as a day in the year 20,000."""
    compute: Any = import_module("pyarrow.compute")
    texts = getattr(column, "dictionary", column)
    with suppress(import_module("pyarrow").ArrowException):  # what has no length of its own
        if (compute.max(compute.binary_length(texts)).as_py() or 0) > LONGEST_BYTES:
            raise _too_long(path)
    types: Any = import_module("pyarrow.types")
    if types.is_float16(column.type) or types.is_float32(column.type):
        told = column.cast("float32").cast("string").to_pylist()  # 0.8, which is 0.800000011920929 in Python's numbers
        return [None if text is None else float(text) for text in told]
    try:
        return list(column.to_pylist())
    except (OverflowError, ValueError):
        return list(column.cast("string").to_pylist())


def _too_long(path: Path) -> IntakeError:
    return IntakeError(f"{path} has a cell of more than {LONGEST_BYTES:,} bytes; export it without")


def _unreadable(path: Path, error: BaseException) -> IntakeError:
    return IntakeError(f"{path} is broken, or no Parquet file: {str(error).splitlines()[0]}; export it anew, or as CSV")
