"""What coders are compared on: claims that two of them visited, each tag with the paths above it, and verdicts."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.agreement import FEW_CLAIMS, Agreement, Comparison, compare
from esgtui.annotation.contingency import NO_VERDICT, OFF, ON, Work
from esgtui.annotation.model import Annotation
from esgtui.bits import bits_of
from tests.annotation.samples import START

SCALE = ("good", "fair", "poor")
CODERS = ("mei", "jo", "li")
TAGS = ("a", "a/b", "a/b/c", "d")

PUT = st.tuples(st.lists(st.sampled_from(TAGS), max_size=3, unique=True), st.sampled_from(("", *SCALE)))
"""What a coder put on a claim that they visited: tags and a verdict, or nothing."""

Rows = list[tuple[tuple[list[str], str] | None, ...]]
"""What each coder put on each claim; None where they did not visit."""

VISITS = st.lists(st.tuples(*[st.none() | PUT] * len(CODERS)), max_size=12)


def put(claim: str, coder: str, *tags: str, verdict: str = "") -> Annotation:
    return Annotation(claim=claim, coder=coder, tags=tags, verdict=verdict, updated=START)


def agreement(
    visited: Mapping[str, Sequence[str]],
    *annotations: Annotation,
    tags: Sequence[str] | None = None,
    pairs: bool = False,
) -> Agreement:
    return compare(work(visited, annotations), SCALE, tags=tags, by_pairs=pairs)


def work(visited: Mapping[str, Sequence[str]], annotations: Sequence[Annotation]) -> dict[str, Work]:
    """Return what each of the coders did, with claims numbered in the order of their names."""
    ids = sorted({each.claim for each in annotations}.union(*visited.values()))
    number = {claim: place for place, claim in enumerate(ids)}

    def on(coder: str, of: Callable[[Annotation], Sequence[str]]) -> dict[str, int]:
        found: dict[str, list[int]] = {}
        for each in annotations:
            for value in of(each) if each.coder == coder else ():
                found.setdefault(value, []).append(number[each.claim])
        return {value: bits_of(rows) for value, rows in found.items()}

    return {
        coder: Work(
            bits_of(map(number.__getitem__, claims)),
            on(coder, lambda each: each.tags),
            on(coder, lambda each: [each.verdict] if each.verdict else []),
        )
        for coder, claims in visited.items()
    }


def of(found: Agreement, tag: str) -> Comparison:
    return next(compared.together for compared in found.tags if compared.tag == tag)


def test_only_claims_that_both_visited_are_compared() -> None:
    found = agreement(
        {"mei": ["1", "2", "3", "4"], "jo": ["2", "3", "4", "5"]},
        put("1", "mei", "a"),
        put("2", "mei", "a"),
        put("2", "jo", "a"),
        put("3", "mei", "a"),
        put("5", "jo", "a"),
    )
    assert (found.visited, found.claims) == ({"mei": 4, "jo": 4}, 3)
    tag = of(found, "a")
    cells = {(cell.first, cell.second): cell.claims for cell in tag.crossed}
    assert cells == {(ON, ON): 1, (ON, OFF): 1, (OFF, OFF): 1}
    assert (tag.percent.same, tag.percent.pairs) == (2, 3)
    assert tag.given_on == {ON: 2, OFF: 2}


def test_what_is_put_on_a_claim_without_a_visit_is_not_counted() -> None:
    found = agreement({"mei": ["1"], "jo": ["1"]}, put("1", "mei", "a"), put("2", "mei", "b"), put("1", "ann", "c"))
    assert [compared.tag for compared in found.tags] == ["a"]


def test_a_tag_counts_for_the_paths_above_it() -> None:
    found = agreement({"mei": ["1", "2"], "jo": ["1", "2"]}, put("1", "mei", "a/b"), put("1", "jo", "a/c"))
    assert [compared.tag for compared in found.tags] == ["a", "a/b", "a/c"]
    assert (of(found, "a").percent.same, of(found, "a/b").percent.same) == (2, 1)
    assert of(found, "a").alpha.value == 1


def test_only_tags_asked_for_are_compared_also_where_nobody_put_them() -> None:
    found = agreement({"mei": ["1"], "jo": ["1"]}, put("1", "mei", "a/b", "d"), tags=["a", "z"])
    assert [compared.tag for compared in found.tags] == ["a", "z"]
    assert of(found, "z").crossing(OFF, OFF) == 1
    assert of(found, "z").alpha.value is None


def test_a_visit_without_a_verdict_is_told_from_a_judgement() -> None:
    ids = ["1", "2", "3", "4", "5"]
    found = agreement(
        {"mei": ids, "jo": ids[:4]},
        put("1", "mei", verdict="good"),
        put("1", "jo", verdict="good"),
        put("2", "mei", verdict="fair"),
        put("2", "jo", verdict="poor"),
        put("3", "jo", verdict="poor"),
    ).verdicts.together
    assert (found.claims, found.judged, found.judged_by) == (4, 2, {0: 1, 1: 1, 2: 2})
    assert found.crossing(NO_VERDICT, "poor") == 1
    assert found.crossing(NO_VERDICT, NO_VERDICT) == 1
    assert (found.percent.same, found.percent.pairs) == (1, 2)


def test_what_two_of_three_visited_is_compared_and_who_did_not_is_missing() -> None:
    found = agreement(
        {"mei": ["1", "2"], "jo": ["1", "2"], "li": ["1", "3"]},
        put("1", "mei", "a"),
        put("1", "jo", "a"),
        put("1", "li", "a"),
        put("3", "li", "a"),
        pairs=True,
    )
    tag = of(found, "a")
    assert (found.claims, found.by_all) == (2, 1)
    assert (tag.percent.same, tag.percent.pairs, tag.alpha.value) == (4, 4, 1)
    pairs = {pair.coders: pair.claims for pair in found.tags[0].pairs}
    assert pairs == {("mei", "jo"): 2, ("mei", "li"): 1, ("jo", "li"): 1}


def test_nobody_and_nothing_gives_no_figure_and_no_fault() -> None:
    nowhere: list[dict[str, list[str]]] = [{}, {"mei": ["1"]}, {"mei": ["1"], "jo": ["2"]}, {"mei": [], "jo": []}]
    for visited in nowhere:
        found = agreement(visited, put("1", "mei", "a", verdict="good"), tags=["a"], pairs=True)
        assert found.claims == 0
        assert of(found, "a").alpha.value is None
        assert found.verdicts.together.percent.reason


@pytest.mark.parametrize(
    ("claims", "uses", "is_little"), [(29, 10, True), (30, 4, True), (30, 5, False), (30, 26, True)]
)
def test_little_is_told_from_enough(claims: int, uses: int, is_little: bool) -> None:
    ids = [str(number) for number in range(claims)]
    found = agreement({"mei": ids, "jo": ids}, *(put(i, coder, "a") for i in ids[:uses] for coder in ("mei", "jo")))
    assert of(found, "a").is_little is is_little
    assert FEW_CLAIMS == 30


def _found(rows: Rows, names: Sequence[str], coders: Sequence[int]) -> Agreement:
    """Compare the coders, in this order, on rows whose claims have these names."""
    visited = {CODERS[at]: [name for name, row in zip(names, rows, strict=True) if row[at]] for at in coders}
    annotated = [
        put(name, CODERS[at], *said[0], verdict=said[1])
        for name, row in zip(names, rows, strict=True)
        for at, said in enumerate(row)
        if said
    ]
    return compare(work(visited, annotated), SCALE, by_pairs=True)


@given(VISITS)
def test_claims_names_and_order_mean_nothing(rows: Rows) -> None:
    names = [str(number) for number in range(len(rows))]
    found = _found(rows, names, range(3))
    assert _found(rows, [f"x{name}" for name in names], range(3)) == found
    assert _found(rows[::-1], names, range(3)) == found


@given(VISITS)
def test_coders_order_means_nothing(rows: Rows) -> None:
    names = [str(number) for number in range(len(rows))]
    one, other = _found(rows, names, (0, 1, 2)), _found(rows, names, (2, 0, 1))
    for first, second in zip((*one.tags, one.verdicts), (*other.tags, other.verdicts), strict=True):
        assert msgspec.structs.replace(second.together, coders=first.together.coders) == first.together


@given(VISITS)
def test_every_count_adds_up(rows: Rows) -> None:
    found = _found(rows, [str(number) for number in range(len(rows))], range(3))
    both = sum(1 for row in rows if sum(said is not None for said in row) > 1)
    for compared in (*found.tags, found.verdicts):
        assert compared.together.claims == sum(compared.together.judged_by.values()) == found.claims == both
        assert sum(pair.percent.pairs for pair in compared.pairs) == compared.together.percent.pairs
        assert sum(pair.percent.same for pair in compared.pairs) == compared.together.percent.same
        for pair in compared.pairs:
            assert sum(cell.claims for cell in pair.crossed) == pair.claims
