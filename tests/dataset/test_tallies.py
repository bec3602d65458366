"""What is counted of a set of rows is what going through them finds, whichever sets were counted before."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset.causes import causes_of
from esgtui.dataset.model import Claim
from esgtui.dataset.tallies import Tallies

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
        for near in (rows, rows | {0}, rows - {1}):
            found = tallies.of(bits_of(near))
            assert sum(found) == len(near)
        assert list(tallies.of(bits_of(rows))) == [counted[cause] for cause in range(len(causes.causes))]
