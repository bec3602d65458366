"""What is counted of a set of rows is what going through them finds, whichever sets were counted before."""

from collections import Counter
from unittest.mock import Mock, patch

from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.causes import Causes, causes_of
from esgtui.dataset.model import Claim
from esgtui.dataset.tallies import MOST_HELD, Tallies

ROWS = 40


@given(
    st.lists(st.sampled_from(["acme", "bolt", "cargo"]), min_size=ROWS, max_size=ROWS),
    st.lists(st.sets(st.integers(0, ROWS - 1)), max_size=12),
)
def test_each_set_is_counted_as_by_going_through_it(companies: list[str], asked: list[set[int]]) -> None:
    causes = causes_of(Claim(id=f"c-{at}", company=each, statement="x") for at, each in enumerate(companies))
    tallies = Tallies(causes)
    for rows in asked:
        counted = Counter(causes.numbers[row] for row in rows)
        for near in (rows, rows | {0}, rows - {1}, set(range(ROWS)) - rows):
            found = tallies.of(bits_of(near))
            assert sum(found) == len(near)
        assert list(tallies.of(bits_of(rows))) == [counted[cause] for cause in range(len(causes.causes))]


def test_what_differs_by_few_rows_from_what_was_counted_or_from_its_others_is_not_gone_through() -> None:
    size, chosen = 10_000, set(range(0, 5_000, 60))
    tallies = Tallies(
        causes := causes_of(Claim(id=f"c-{at}", company=f"{at % 3}", statement="x") for at in range(size))
    )
    tallies.of(bits_of(chosen))
    looked_at = Mock(wraps=tallies._among)
    with patch.object(tallies, "_among", looked_at):
        others = set(range(size)) - chosen
        for rows in (chosen, others, chosen | {1}, others - {7}, chosen | {1, 2}):
            counted = Counter(causes.numbers[row] for row in rows)
            assert list(tallies.of(bits_of(rows))) == [counted[cause] for cause in range(len(causes.causes))]
    assert max(call.args[0].bit_count() for call in looked_at.call_args_list) <= 3


def test_of_a_set_that_changes_row_by_row_the_last_state_alone_is_kept() -> None:
    tallies, other, rows = Tallies(many_causes()), bits_of(range(15_000, 20_000)), set(range(5_000))
    tallies.of(other)
    for row in range(5_000, 5_000 + 2 * MOST_HELD):
        tallies.of(bits_of(rows | {row}))
        rows.add(row)
    with patch.object(tallies, "_among", side_effect=AssertionError):
        assert sum(tallies.of(other)) == 5_000


def test_what_is_to_stay_does_so_change_by_change_whatever_else_is_asked_for() -> None:
    tallies, staying = Tallies(many_causes()), bits_of(range(5_000, 10_000))
    tallies.of(staying, stays=True)
    for first in range(2 * MOST_HELD):
        tallies.of(bits_of(range(first * 100, 20_000, 3 + first)))
        staying ^= 1 << first
        assert sum(tallies.of(staying)) == 5_001 + first
    with patch.object(tallies, "_among", side_effect=AssertionError):
        assert sum(tallies.of(staying)) == 5_000 + 2 * MOST_HELD


def many_causes() -> Causes:
    return causes_of(Claim(id=f"c-{at}", company=f"{at % 3}", statement="x") for at in range(20_000))
