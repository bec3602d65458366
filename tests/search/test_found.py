"""The rows found are a list like any other, though most of them are fetched only when they are looked at."""

from collections import Counter
from collections.abc import Sequence
from weakref import ref

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.model import Claim
from esgtui.rows import Rows
from esgtui.search import found
from esgtui.search.engine import ClaimIndex
from esgtui.search.found import Found, FoundRows, Lot
from esgtui.search.names import Names
from esgtui.search.query import parse

BLOCK = 4


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "BLOCK", BLOCK)
    monkeypatch.setattr(found, "_MOST_KEPT", 2)


class Fetching:
    """Fetches matching rows block by block, and keeps the score."""

    def __init__(self, matching: Sequence[int]) -> None:
        self.matching = sorted(matching)
        self.asked: list[tuple[int, int]] = []

    def __call__(self, first: int, last: int) -> list[int]:
        self.asked.append((first, last))
        return [row for row in self.matching if first <= row <= last]


def rows_of(matching: Sequence[int], best: Sequence[int]) -> tuple[FoundRows, list[int], Fetching]:
    """Return rows as found, the same as a plain list, and what fetches them."""
    fetch = Fetching(matching)
    plain = [*best, *(row for row in sorted(matching) if row not in best)]
    lots = [Lot(best[:3], list), Lot(best[3:], list)]
    return (
        FoundRows(lots, Counter(row // BLOCK for row in matching), fetch, lambda: Rows(bits_of(matching))),
        plain,
        fetch,
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Draw the rows that match, in no order, and the best of them."""
    matching = draw(st.lists(st.integers(0, 60), unique=True, max_size=40))
    return matching, matching[: draw(st.integers(0, 8))]


PLACES = st.integers(-45, 45)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), st.lists(PLACES, max_size=8), st.lists(st.tuples(PLACES, PLACES, PLACES), max_size=4))
def test_they_are_what_a_plain_list_is(
    case: tuple[list[int], list[int]], places: list[int], slices: list[tuple[int, int, int]]
) -> None:
    rows, plain, _ = rows_of(*case)
    assert (len(rows), bool(rows)) == (len(plain), bool(plain))
    for place in places:
        if -len(plain) <= place < len(plain):
            assert rows[place] == plain[place]
        else:
            with pytest.raises(IndexError):
                rows[place]
    for start, stop, step in slices:
        assert rows[start:stop] == plain[start:stop]
        assert rows[start : stop : step or 1] == plain[start : stop : step or 1]
    assert list(rows) == plain
    assert list(reversed(rows)) == plain[::-1]
    assert rows.bits == bits_of(plain)
    assert rows[:] == plain


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(([0, 1], []), [], -1, 1)
@example(([0, 1], []), [], 0, -1)
@given(cases(), st.lists(st.integers(-5, 70), max_size=8), PLACES, PLACES)
def test_places_are_what_a_plain_list_says(
    case: tuple[list[int], list[int]], asked: list[int], start: int, stop: int
) -> None:
    rows, plain, _ = rows_of(*case)
    for row in [*asked, *plain]:
        assert (row in rows) == (row in plain)
        assert rows.count(row) == plain.count(row)
        for bounds in [(), (start,), (start, stop)]:
            window = (
                range(len(plain))[slice(*bounds)] if len(bounds) > 1 else range(len(plain))[start if bounds else 0 :]
            )
            if row in plain and plain.index(row) in window:
                assert rows.index(row, *bounds) == plain.index(row)
            else:
                with pytest.raises(ValueError, match=str(row)):
                    rows.index(row, *bounds)
    others: tuple[object, ...] = ("1", None, 1.5)
    assert not [other for other in others if other in rows]


def test_only_what_is_looked_at_is_fetched() -> None:
    rows, plain, fetch = rows_of(range(1_000_000), [999_999, 3])
    assert len(rows) == 1_000_000
    assert (rows[0], rows[1], rows[-1]) == (999_999, 3, 999_998)
    assert rows[500_000] == plain[500_000]
    assert 777_777 in rows
    assert len(fetch.asked) == 3
    assert [rows[place] for place in range(4)] == [999_999, 3, 0, 1]
    assert 1_000_000 not in rows
    assert len(fetch.asked) == 4


def test_a_block_of_which_all_are_best_is_never_fetched() -> None:
    rows, plain, fetch = rows_of([0, 1, 5, 9], [1, 0])
    assert list(rows) == plain == [1, 0, 5, 9]
    assert fetch.asked == [(4, 7), (8, 11)]


def test_a_lot_is_put_in_order_when_it_is_looked_at() -> None:
    ordered: list[list[int]] = []

    def order(rows: Sequence[int]) -> list[int]:
        ordered.append(sorted(rows))
        return ordered[-1]

    fetch = Fetching(range(8))
    rows = FoundRows([Lot([7, 2], order), Lot([6, 1, 4], order)], {0: 4, 1: 4}, fetch, lambda: Rows(bits_of(range(8))))
    assert (len(rows), rows[:2], ordered) == (8, [2, 7], [[2, 7]])
    assert (rows.index(6), rows[5:], 4 in rows) == (4, [0, 3, 5], True)
    assert ordered == [[2, 7], [1, 4, 6]]


def test_what_was_found_is_gone_once_nobody_looks_at_it(without_collection: None) -> None:
    index = ClaimIndex([Claim(id=f"c-{row}", company="acme", statement="Emissions fall.") for row in range(9)], Names())
    index.build()
    emissions = Found(index.matching(parse("emissions")), ())
    assert list(emissions.rows(3)) == list(emissions.matching) == list(range(9))
    gone = ref(emissions)
    del emissions
    assert gone() is None
