"""The figures of agreement are those of published worked examples, and of a library that many use."""

from collections import Counter
from importlib import import_module
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.coefficients import NOT_COMPARED, ONE_VALUE, Coincidence, Judgements, alpha, kappa, percent

SCALE = "12345"

ROWS = st.integers(2, 5).flatmap(
    lambda coders: st.lists(st.tuples(*[st.none() | st.sampled_from(SCALE)] * coders), max_size=30)
)
"""What up to five coders said of up to thirty units, some of them nothing."""

PAIRS = st.lists(st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), max_size=40)
"""What two coders said of up to forty units."""

Rows = list[tuple[str | None, ...]]


def read(*coders: str) -> Judgements:
    """Return the judgements of coders, each a line of values, where a dot is none."""
    return Counter(
        tuple(None if value == "." else value for value in unit)
        for unit in zip(*(line.split() for line in coders), strict=True)
    )


# Klaus Krippendorff: Computing Krippendorff's Alpha-Reliability. University of Pennsylvania (2011), sections A to D.
BINARY = read("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = read("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MANY = read(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_alpha_of_two_observers_and_two_values_is_as_published() -> None:
    found = alpha(BINARY)
    assert found.value == pytest.approx(0.095, abs=0.0005)
    assert found.values == {"0": 14, "1": 6}
    assert [(each.value, each.other, each.count) for each in found.coincidences] == [
        ("0", "0", 10),
        ("0", "1", 4),
        ("1", "0", 4),
        ("1", "1", 2),
    ]


def test_alpha_of_two_observers_and_many_values_is_as_published() -> None:
    found = alpha(NOMINAL)
    assert found.value == pytest.approx(0.692, abs=0.0005)
    assert found.values == {"a": 4, "b": 6, "c": 6, "d": 6, "e": 2}


def test_alpha_of_many_observers_with_gaps_is_as_published() -> None:
    found = alpha(MANY)
    assert found.value == pytest.approx(0.743, abs=0.0005)
    assert found.units == 11  # one observer alone saw the twelfth
    assert found.values == {"1": 9, "2": 13, "3": 10, "4": 5, "5": 3}
    assert Coincidence("2", "3", 4 / 3) in found.coincidences


def test_alpha_of_ranks_is_as_published() -> None:
    assert alpha(MANY, SCALE).value == pytest.approx(0.815, abs=0.0005)


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [(20, 5, 10, 15, 0.4), (45, 15, 25, 15, 0.1304), (25, 35, 5, 35, 0.2593)],
)
def test_kappa_is_that_of_the_encyclopedia(both: int, first: int, second: int, neither: int, published: float) -> None:
    """The tables are those of Wikipedia's article on Cohen's kappa."""
    found = kappa({("yes", "yes"): both, ("yes", "no"): first, ("no", "yes"): second, ("no", "no"): neither})
    assert found.value == pytest.approx(published, abs=0.00005)
    assert found.observed == pytest.approx((both + neither) / found.units)


def test_kappa_tells_what_it_is_made_of() -> None:
    found = kappa({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15, ("no", None): 7})
    assert (found.units, found.observed, found.expected) == (50, 0.7, 0.5)


def test_percent_counts_pairs_of_judgements() -> None:
    found = percent({("a", "a", "b"): 2, ("a", None, "a"): 1, (None, None, "a"): 5})
    assert (found.same, found.pairs) == (3, 7)
    assert found.value == pytest.approx(300 / 7)


@pytest.mark.parametrize("judgements", [{}, {("a", None): 3, (None, None): 2}])
def test_nothing_is_defined_where_nothing_can_be_compared(judgements: Judgements) -> None:
    for figure in (percent(judgements), kappa(judgements), alpha(judgements), alpha(judgements, "a")):
        assert (figure.value, figure.reason) == (None, NOT_COMPARED)


def test_one_value_alone_tells_nothing_from_chance() -> None:
    judgements: Judgements = {("a", "a"): 40}
    assert percent(judgements).value == 100
    assert (kappa(judgements).value, kappa(judgements).reason) == (None, ONE_VALUE)
    for figure in (alpha(judgements), alpha(judgements, "ab")):
        assert (figure.value, figure.reason) == (None, ONE_VALUE)
        assert figure.values == {"a": 80}


def test_a_value_off_the_scale_has_no_rank() -> None:
    found = alpha({("a", "gone"): 1, ("a", "a"): 1}, "ab")
    assert found.value is None
    assert found.reason == "not defined: not on the scale: gone"


def library(rows: list[tuple[Any, ...]], **options: Any) -> Any:
    """Return the library's task for what coders said of units; None is left out, as the library asks for."""
    data = [
        (f"c{coder}", f"u{unit}", value)
        for unit, row in enumerate(rows)
        for coder, value in enumerate(row)
        if value is not None
    ]
    return import_module("nltk.metrics.agreement").AnnotationTask(data=data, **options)


@given(ROWS)
def test_alpha_is_the_librarys(rows: Rows) -> None:
    found = alpha(Counter(rows))
    if found.value is not None:
        assert found.value == pytest.approx(library(rows).alpha(), abs=1e-9)


@given(ROWS)
def test_alpha_of_ranks_is_the_librarys_for_the_middle_ranks(rows: Rows) -> None:
    """The ordinal metric is the interval metric of each value's middle rank among all that are compared."""
    found = alpha(Counter(rows), SCALE)
    if found.value is not None:
        ranks = {
            value: sum(found.values.get(other, 0) for other in SCALE if other < value) + times / 2
            for value, times in found.values.items()
        }
        compared = [row for row in rows if sum(value is not None for value in row) > 1]
        ranked = [tuple(None if value is None else ranks[value] for value in row) for row in compared]
        distance = import_module("nltk.metrics").interval_distance
        assert found.value == pytest.approx(library(ranked, distance=distance).alpha(), abs=1e-9)


@given(PAIRS)
def test_kappa_is_the_librarys(rows: Rows) -> None:
    found = kappa(Counter(rows))
    if found.value is not None:
        task = library(rows)
        assert found.value == pytest.approx(task.kappa(), abs=1e-9)
        assert found.observed == pytest.approx(task.avg_Ao())


@given(st.lists(st.tuples(*[st.none() | st.sampled_from(SCALE)] * 3), max_size=12))
def test_no_coder_is_before_another(rows: Rows) -> None:
    for order in permutations(range(3)):
        turned = Counter(tuple(row[at] for at in order) for row in rows)
        assert alpha(turned) == alpha(Counter(rows))
        assert alpha(turned, SCALE) == alpha(Counter(rows), SCALE)
        assert percent(turned) == percent(Counter(rows))


@given(PAIRS)
def test_kappa_knows_no_first_coder(rows: Rows) -> None:
    assert kappa(Counter(rows)) == kappa(Counter(row[::-1] for row in rows))


@given(ROWS)
def test_all_figures_keep_within_their_bounds(rows: Rows) -> None:
    judgements = Counter(rows)
    share = percent(judgements).value
    assert share is None or 0 <= share <= 100
    for found in (alpha(judgements), alpha(judgements, SCALE)):
        assert found.value is None or -1 <= found.value <= 1
        assert sum(found.values.values()) == pytest.approx(sum(each.count for each in found.coincidences))
        assert (found.value is None) == bool(found.reason)


@given(PAIRS)
def test_kappa_keeps_within_its_bounds(rows: Rows) -> None:
    found = kappa(Counter(rows))
    assert found.value is None or -1 <= found.value <= 1


@given(st.lists(st.sampled_from(SCALE), min_size=2, max_size=20).filter(lambda values: len(set(values)) > 1))
def test_full_agreement_on_more_than_one_value_is_one(values: list[str]) -> None:
    judgements: Judgements = Counter((value, value) for value in values)
    assert kappa(judgements).value == alpha(judgements).value == alpha(judgements, SCALE).value == 1
    assert percent(judgements).value == 100
