"""Ids are found by their rows, whatever they are, and what is no id is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset import rows_by_id
from esgtui.dataset.rows_by_id import RowsById, id_columns, repeated

IDS = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=30)


@given(IDS, st.text(max_size=6))
def test_it_says_what_a_dictionary_says(ids: list[str], other: str) -> None:
    encodable = [each for each in ids if each.isprintable()]
    expected = {each: row for row, each in enumerate(encodable)}
    rows = RowsById(id_columns(encodable))
    assert dict(rows) == expected
    assert list(rows) == encodable
    assert len(rows) == len(expected)
    assert rows.get(other) == expected.get(other)
    assert (other in rows) == (other in expected)


def test_ids_of_the_same_checksum_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_by_id, "crc32", len)
    rows = RowsById(id_columns(["aa", "bb", "c", "dd"]))
    assert dict(rows) == {"aa": 0, "bb": 1, "c": 2, "dd": 3}
    assert "ee" not in rows
    with pytest.raises(KeyError, match="ee"):
        rows["ee"]


def test_ids_that_are_there_again_are_told_with_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(repeated(id_columns(["b", "a", "c", "a", "b", "a"]))) == [(3, 1), (4, 0), (5, 1)]
    assert list(repeated(id_columns(["b", "a", "c"]))) == []
    assert list(repeated(id_columns([]))) == []
    monkeypatch.setattr(rows_by_id, "crc32", len)
    assert list(repeated(id_columns(["aa", "bb", "c", "dd", "bb", "c", "aa"]))) == [(4, 1), (5, 2), (6, 0)]
    assert list(repeated(id_columns(["aa", "bb", "c", "dd"]))) == []


def test_half_of_a_character_is_no_id() -> None:
    rows = RowsById(id_columns(["a"]))
    assert "\ud800" not in rows
    assert None not in rows
