"""Parquet: read in batches, whatever its columns hold."""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from esgtui.intake.rows import IntakeError
from tests.intake.made import read

pyarrow: Any = import_module("pyarrow")
parquet: Any = import_module("pyarrow.parquet")


def test_columns_of_any_type_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    columns = {
        "text": ["We cut it.", None],
        "year": [2030, None],
        "share": [0.1, float("nan")],
        "day": [dt.date(2024, 5, 1), None],
        "tags": [["a", "b"], []],
        "more": [{"x": 1}, None],
        "is": [True, False],
    }
    parquet.write_table(pyarrow.table(columns), path)
    rows, cells = read(path)
    assert rows.columns == list(columns)
    assert cells == [
        ["We cut it.", "2030", "0.1", "2024-05-01", "a; b", '{"x": 1}', "true"],
        ["", "", "", "", "", "", "false"],
    ]


@pytest.mark.parametrize(("content", "told"), [(b"PAR1" + b"junk" * 50 + b"PAR1", "broken, or no Parquet file")])
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=told):
        read(path)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    parquet.write_table(pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), path)
    with pytest.raises(IntakeError, match="has no row"):
        read(path)
