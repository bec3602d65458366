"""Parquet: read batch by batch with pyarrow, whose reader is the format's own."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from esgtui.extras import how_to_get
from esgtui.intake.cell_texts import cell_text
from esgtui.intake.headings import unique
from esgtui.intake.rows import Choices, IntakeError, Row, Rows, Tell, checked

LARGEST_CHUNK = 1_000_000_000
"""How many bytes a column of one group of rows may have when it is unpacked: that much is held in memory."""

_BATCH = 500


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
            names, metadata = list(file.schema_arrow.names), file.metadata
            checked(names, path)
            sizes = [
                metadata.row_group(group).column(column).total_uncompressed_size
                for group in range(metadata.num_row_groups)
                for column in range(metadata.num_columns)
            ]
    except (broken, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if max(sizes, default=0) > LARGEST_CHUNK:
        raise IntakeError(f"{path} has a column of {max(sizes):,} bytes in one group of rows; write smaller groups")
    if not metadata.num_rows:
        raise IntakeError(f"{path} has no row")
    return Rows(path, unique(names), partial(_rows, parquet, broken, path))


def _rows(parquet: Any, broken: Any, path: Path, tell: Tell) -> Iterator[Row]:
    number = 0
    try:
        with parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
            total = file.metadata.num_rows
            for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield Row(number, [cell_text(value) for value in values])
                tell(number, total)
    except (broken, OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: BaseException) -> IntakeError:
    return IntakeError(f"{path} is broken, or no Parquet file: {str(error).splitlines()[0]}; export it anew, or as CSV")
