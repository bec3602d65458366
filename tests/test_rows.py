"""Rows in ascending order, held as bits, are what a sorted list of them is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of, flags_of, rows_of
from esgtui.rows import BLOCK, Rows, bits_in

NEAR = st.integers(0, 3 * BLOCK)
ROWS = st.sets(NEAR, max_size=40) | st.builds(lambda start, size: set(range(start, start + size)), NEAR, NEAR)


@given(ROWS, st.lists(NEAR, max_size=5), st.slices(60))
def test_they_are_a_list_and_a_set_in_one(chosen: set[int], others: list[int], part: slice) -> None:
    rows, plain = Rows(bits_of(chosen)), sorted(chosen)
    assert list(rows) == plain
    assert len(rows) == len(plain)
    assert rows[part] == plain[part]
    assert [rows[place] for place in (0, -1)] == [plain[0], plain[-1]] if plain else not rows
    for row in [*others, *plain[:3], *plain[-3:]]:
        assert (row in rows) is (row in chosen)
        if row in chosen:
            assert rows.index(row) == plain.index(row)
        else:
            with pytest.raises(ValueError, match=str(row)):
                rows.index(row)
        assert list(rows.turned(row)) == sorted(chosen ^ {row})
    assert rows.flags(BLOCK) == bytes(row in chosen for row in range(BLOCK))
    assert rows == Rows(bits_in(plain))
    assert bits_in(rows) == bits_in(plain)


@given(st.lists(st.integers(0, 300)), st.integers(0, 50), st.integers(0, 50))
def test_a_set_holds_each_row_once(given: list[int], start: int, size: int) -> None:
    assert rows_of(bits_of(given)) == sorted(set(given))
    assert rows_of(bits_of(range(start, start + size))) == list(range(start, start + size))
    assert flags_of(bits_of(given), 301) == bytes(row in set(given) for row in range(301))
