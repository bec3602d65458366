"""Near-identical claims in groups: the same as by comparing each with each, and told so that one sees what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim
from esgtui.search import duplicates, joining
from esgtui.search.duplicates import Group, grouped
from esgtui.search.likeness import Likeness, percent
from tests.search.samples import stating

WORDS = st.sampled_from(
    ["we", "cut", "emissions", "steel", "2030", "2040", "30", "50", "Acme", "Bolt", "green", "new", "the", "碳中和"]
)
STATEMENTS = st.lists(WORDS, max_size=9).map(" ".join)
NAMES = {"acme": ("Acme",), "bolt": ("Bolt", "Bolt Steel")}


@st.composite
def alike(draw: st.DrawFn) -> list[Claim]:
    """Return claims of which many are another one with a word more, less or replaced."""
    texts = draw(st.lists(STATEMENTS, min_size=1, max_size=8))
    for _ in range(draw(st.integers(0, 8))):
        words = draw(st.sampled_from(texts)).split()
        at = draw(st.integers(0, len(words)))
        texts.append(
            " ".join([*words[:at], *draw(st.lists(WORDS, max_size=2)), *words[at + draw(st.integers(0, 1)) :]])
        )
    companies = draw(st.lists(st.sampled_from(["acme", "bolt"]), min_size=len(texts), max_size=len(texts)))
    return [
        Claim(id=f"c-{row}", company=company, statement=text)
        for row, (company, text) in enumerate(zip(companies, texts, strict=True))
    ]


def likeness_of(claims: list[Claim]) -> Likeness:
    counts = {"the": len(claims), "emissions": len(claims) // 2}
    return Likeness(counts, len(claims), NAMES)


def by_comparing_each_with_each(claims: list[Claim], likeness: Likeness, least: int) -> set[frozenset[int]]:
    wordings = likeness.wordings([claim.statement for claim in claims], [claim.company for claim in claims])
    group = list(range(len(claims)))
    for one in range(len(claims)):
        for other in range(one):
            if percent(likeness.score(wordings[one], wordings[other])) >= least:
                joined = group[one]
                group = [group[other] if each == joined else each for each in group]
    together = [frozenset(row for row, each in enumerate(group) if each == name) for name in set(group)]
    return {rows for rows in together if len(rows) > 1}


def rows_of(groups: list[Group]) -> list[list[int]]:
    return [[member.row for member in group.members] for group in groups]


@given(alike(), st.integers(50, 100))
def test_the_groups_are_those_of_comparing_each_with_each(claims: list[Claim], least: int) -> None:
    likeness = likeness_of(claims)
    groups = grouped(claims, range(len(claims)), likeness, least)
    assert {frozenset(rows) for rows in rows_of(groups)} == by_comparing_each_with_each(claims, likeness, least)
    assert len({row for rows in rows_of(groups) for row in rows}) == sum(map(len, rows_of(groups)))
    assert groups == grouped(claims, range(len(claims)), likeness, least)
    assert [group.percent for group in groups] == sorted((group.percent for group in groups), reverse=True)
    for group in groups:
        assert [member.row for member in group.members] == sorted(member.row for member in group.members)
        assert group.members[0].percent == 100


def told(group: Group, claims: tuple[Claim, ...]) -> list[tuple[int, list[str]]]:
    return [(each.percent, [claims[each.row].statement[s:e] for s, e in each.differs]) for each in group.members]


def test_exact_repeats_come_first_and_the_words_that_differ_are_told() -> None:
    claims = stating(
        "Emissions of all our plants in Europe fall by half until 2030",
        "Water is cleaned before it leaves",
        "Emissions of all our plants in Europe fall by half until 2040",
        "water is cleaned, before it leaves.",
        "Nothing like it",
    )
    groups = grouped(claims, range(5), Likeness({}, 5, {}), 80)
    assert rows_of(groups) == [[1, 3], [0, 2]]
    assert told(groups[0], claims) == [(100, []), (100, [])]
    (_, first), (score, second) = told(groups[1], claims)
    assert (first, second) == (["2030"], ["2040"])
    assert 80 <= score < 100


def test_the_first_claim_tells_what_any_other_does_not_have() -> None:
    claims = stating("one two three four five six", "one two three four five", "one two three four five six")
    (group,) = grouped(claims, range(3), Likeness({}, 3, {}), 50)
    assert [texts for _, texts in told(group, claims)] == [["six"], [], []]


def test_claims_without_words_are_no_duplicates() -> None:
    assert grouped(stating("", "…", "!", ""), range(4), Likeness({}, 4, {}), 50) == []


def test_only_the_rows_asked_for_are_compared() -> None:
    claims = stating("same", "same", "same", "other")
    assert rows_of(grouped(claims, [1, 2, 3], Likeness({}, 4, {}), 90)) == [[1, 2]]


def test_progress_is_told_in_order_and_stops_the_work_by_raising(monkeypatch: pytest.MonkeyPatch) -> None:
    step = 50
    for counting in (duplicates, joining):
        monkeypatch.setattr(counting, "STEP", step)
    claims = stating(*(f"claim of number{row}" for row in range(2 * step + 1)))
    likeness = Likeness({"claim": len(claims), "of": len(claims)}, len(claims), {})
    shares: list[float] = []
    grouped(claims, range(len(claims)), likeness, 90, lambda done, total: shares.append(done / total))
    assert shares == sorted(shares)
    assert len(shares) == 9
    assert 0 <= shares[0] < shares[-1] < 1

    def stop(done: int, total: int) -> None:
        if done > step:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        grouped(claims, range(len(claims)), likeness, 90, stop)
