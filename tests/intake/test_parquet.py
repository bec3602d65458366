"""Parquet: read in batches, whatever its columns hold."""

import datetime as dt
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from esgtui.intake.importing import look_at
from esgtui.intake.parquet import read_parquet
from esgtui.intake.rows import Choices, IntakeError, hear_nothing
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


def test_numbers_of_few_digits_are_those_that_were_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    single = pyarrow.array([0.8, 2030, None, float("nan"), 1e-7], pyarrow.float32())
    half = pyarrow.array([0.1, 3, None, float("nan"), 0.5], pyarrow.float32()).cast(pyarrow.float16())
    parquet.write_table(pyarrow.table({"single": single, "half": half}), path)
    _, cells = read(path)
    assert [row[0] for row in cells] == ["0.8", "2030", "", "", "1e-07"]
    assert [row[1] for row in cells][1:] == ["3", "", "", "0.5"]


def test_what_python_has_no_value_for_is_a_text_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    far = pyarrow.array([600_000_000_000_000, 0], pyarrow.timestamp("ms"))
    fine = pyarrow.array([2**60 + 1, None], pyarrow.timestamp("ns"))
    parquet.write_table(pyarrow.table({"text": ["We cut it.", "We reuse it."], "far": far, "fine": fine}), path)
    _, cells = read(path)
    assert cells[0][1:] == ["20983-03-30 10:40:00.000", "2006-07-14 23:58:24.606846977"]
    assert cells[1] == ["We reuse it.", "1970-01-01 00:00:00.000", ""]


def test_small_files_that_hold_very_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.parquet"
    same = pyarrow.array(["We cut it. " * 300]).dictionary_encode().take(pyarrow.array([0] * 500, pyarrow.int32()))
    parquet.write_table(pyarrow.table({"text": same}), path)
    monkeypatch.setattr("esgtui.intake.parquet.LONGEST_BYTES", 3_000)
    with pytest.raises(IntakeError, match="has a cell of more than 3,000 bytes"):
        read(path)
    parquet.write_table(pyarrow.table({"text": ["We cut it. " * 1_300]}), path)
    with pytest.raises(IntakeError, match="has a cell of more than 3,000 bytes"):
        read_parquet(path, Choices(), hear_nothing)  # nothing of it is unpacked
    parquet.write_table(pyarrow.table({"text": same}), path)
    monkeypatch.setattr("esgtui.intake.parquet.MOST_ROWS", 499)
    with pytest.raises(IntakeError, match="has 500 rows, more than 499; take a part of it"):
        read(path)


@pytest.mark.parametrize("packed", [True, False])
def test_of_long_cells_few_are_held_at_a_time(tmp_path: Path, *, packed: bool) -> None:
    path = tmp_path / "claims.parquet"
    texts = ["We cut it. " * 80_000] * 50 + ["We reuse it."] * 100
    parquet.write_table(pyarrow.table({"text": pyarrow.array(texts).dictionary_encode() if packed else texts}), path)
    told: list[int] = []
    rows = read_parquet(path, Choices(), hear_nothing)
    assert [len(row.cells[0]) for row in rows.each(lambda done, _: told.append(done))] == [880_000] * 50 + [12] * 100
    assert all(after - before <= 25 for before, after in pairwise([0, *told]) if after <= 50)
    assert told[-1] == 150
    look = look_at(path, Choices(), lambda *_: None)
    assert (len(look.sample), look.is_begin) == (23, True)


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
