"""Counting judgements by sets of claims comes to the same as going through the claims one by one."""

from collections import Counter
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from esgtui.annotation.contingency import MOST_SETS, NO_VERDICT, OFF, ON, Contingency, Work, counted, with_paths_above
from esgtui.bits import bits_of

TAGS = ("a", "a/b", "a/b/c", "d", "d/e")
VERDICTS = ("good", "fair", "poor")

PUT = st.tuples(st.sets(st.sampled_from(TAGS)), st.sampled_from((NO_VERDICT, *VERDICTS)), st.booleans())
"""What one coder put on a claim, and whether the coder visited it."""


@st.composite
def judged(draw: st.DrawFn) -> list[list[tuple[set[str], str, bool]]]:
    """Draw what each of one to five coders put on each claim."""
    coders = draw(st.integers(1, 5))
    return draw(st.lists(st.lists(PUT, min_size=coders, max_size=coders), max_size=12))


def work_of(said: list[tuple[set[str], str, bool]]) -> Work:
    rows = range(len(said))
    return Work(
        bits_of(row for row in rows if said[row][2]),
        {tag: bits_of(row for row in rows if tag in said[row][0]) for tag in TAGS},
        {verdict: bits_of(row for row in rows if said[row][1] == verdict) for verdict in VERDICTS},
    )


def is_on(tag: str, tags: set[str]) -> bool:
    return any(tag in with_paths_above(each) for each in tags)


@given(judged())
def test_every_table_is_what_a_walk_through_the_claims_counts(claims: list[list[tuple[set[str], str, bool]]]) -> None:
    compared = [claim for claim in claims if sum(visited for _, _, visited in claim) > 1]
    found = Contingency([work_of(list(said)) for said in zip(*claims, strict=True)])
    for tag in sorted(set[str]().union(*map(with_paths_above, TAGS))):
        assert found.of_tag(tag) == Counter(
            tuple((ON if is_on(tag, tags) else OFF) if visited else None for tags, _, visited in claim)
            for claim in compared
        )
    verdicts = [tuple(verdict if visited else None for _, verdict, visited in claim) for claim in compared]
    assert found.of_verdicts() == Counter(verdicts)
    assert found.visits() == Counter(tuple(OFF if each[2] else None for each in claim) for claim in compared)
    put = {tag for claim in compared for tags, _, visited in claim if visited for tag in tags}
    assert found.tags() == {level for tag in put for level in with_paths_above(tag)}


def drawn(seed: int, coders: int, claims: int) -> list[list[str | None]]:
    """Return what each coder said of each claim, None where a coder did not visit it."""
    random = Random(seed)
    return [[random.choice((None, *VERDICTS)) for _ in range(claims)] for _ in range(coders)]


@given(st.integers(), st.integers(1, 7), st.integers(0, 500))
@example(seed=1, coders=7, claims=500)
def test_it_is_the_same_however_many_ways_there_are(seed: int, coders: int, claims: int) -> None:
    said = drawn(seed, coders, claims)
    ways = [{way: bits_of(r for r, each in enumerate(of) if each == way) for way in (None, *VERDICTS)} for of in said]
    assert counted((1 << claims) - 1, ways) == Counter(zip(*said, strict=True))


def test_that_example_has_more_ways_than_are_counted_as_sets() -> None:
    assert len(set(zip(*drawn(1, 7, 500), strict=True))) > MOST_SETS
