"""Queries that match very many claims look at the likeliest alone, and are as right as any other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgtui.dataset.model import Claim
from esgtui.search import layers, matching, ranking
from esgtui.search.engine import ClaimIndex
from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.text import spaced
from tests.search.plain import has_all
from tests.search.samples import built, stating

SOME = built(
    stating(
        *["steel and recycled steelworks"] * 4,
        *["recyclable st steelworks, stainless"] * 9,
        *["stele of stones, recycled"] * 7,
        *["a stand of recycled things by a steel mill with a great many other words"] * 5,
        *["carbon 20 2045"] * 3,
    ),
    Names(),
)
STATEMENTS = [claim.statement for claim in SOME._claims]
WORDS = st.sampled_from(
    ["s", "st", "ste", "steel", "stel", "steelw", "r", "recycled", "recyled", "2", "20", "a", "carbon"]
)


@pytest.fixture(autouse=True)
def broad_from_a_few_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "BROAD", 2)
    monkeypatch.setattr(matching, "LOT", 3)
    monkeypatch.setattr(layers, "LOT", 3)
    monkeypatch.setattr(ranking, "LOT", 3)


@pytest.fixture(scope="module", params=[False, True], ids=["curated", "noted"])
def index(request: pytest.FixtureRequest) -> ClaimIndex:
    """An index, and the same one with notes on every third claim."""
    if not request.param:
        return SOME
    noted = ClaimIndex(SOME._claims, Names(), written=lambda row: [("note", "steel carbon")] if row % 3 == 0 else [])
    noted.build()
    noted.note_changes(range(len(STATEMENTS)))
    return noted


def words_of(index: ClaimIndex, row: int) -> list[str]:
    return [*spaced(STATEMENTS[row]).split(), *(word for _, text in index._written(row) for word in text.split())]


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=3), st.integers(1, 40))
def test_totals_are_exact_and_the_hits_match_and_no_more_than_asked_for(
    index: ClaimIndex, typed: list[str], limit: int
) -> None:
    query = parse(" ".join(typed))
    expected = {row for row in range(len(STATEMENTS)) if has_all(typed, words_of(index, row))}
    search, results = index.matching(query), index.search(query, limit=limit)
    assert search.tally().total == len(expected)
    assert set(search.rows()) == expected
    if expected:
        hits = [hit.row for hit in results.hits]
        assert (results.total, results.closest) == (len(expected), False)
        assert len(hits) == len(set(hits)) == min(limit, len(expected))
        assert set(hits) <= expected
        first_lot = [hit.score for hit in results.hits[: ranking.LOT]]
        assert first_lot == sorted(first_lot, reverse=True)
        assert search.ranked(limit) == hits


@pytest.mark.parametrize(("typed", "whole"), [("steel", 9), ("st", 9), ("a", 5), ("20", 3)])
def test_whole_words_come_before_beginnings(typed: str, whole: int) -> None:
    for limit in (3, 5, 28):
        hits = SOME.search(parse(typed), limit=limit).hits
        are_whole = [typed in spaced(STATEMENTS[hit.row]).split() for hit in hits]
        assert are_whole == sorted(are_whole, reverse=True)
        assert sum(are_whole) == min(limit, whole)


def test_alternatives_and_exclusions_hold_where_much_matches(index: ClaimIndex) -> None:
    for typed in ("st|carbon", "s -stele", 'recycled -"recycled steelworks"', "steel|r 2|s"):
        query = parse(typed)
        rows = list(index.matching_rows(query))
        results = index.search(query, limit=50)
        assert results.total == len(rows) == len(results.hits)
        assert {hit.row for hit in results.hits} == set(rows)
        assert set(index.search(query, limit=4).hits) <= set(results.hits)


def test_nothing_typed_finds_all_in_order(index: ClaimIndex) -> None:
    for typed in ("", "  ", "-", "|", '""', "..."):
        query = parse(typed)
        assert [hit.row for hit in index.search(query, limit=4).hits] == [0, 1, 2, 3], typed
        assert index.search(query, limit=4).total == index.matching(query).tally().total == len(STATEMENTS)
        assert index.matching(query).rows() == list(range(len(STATEMENTS)))
        assert index.matching(query).ranked(5) == []
        assert index.matching(query).hit(3).spans == ()


def test_the_beginning_of_very_many_ids_finds_them_all() -> None:
    claims = tuple(Claim(id=f"acme-{row:04}", company="~", statement="~") for row in range(1_200))
    index = built(claims, Names())
    results = index.search(parse("acme-0"), limit=5)
    assert results.total == 1_000
    assert [claims[hit.row].id for hit in results.hits] == [f"acme-{row:04}" for row in range(5)]
    assert list(index.matching_rows(parse("acme-11"))) == list(range(1_100, 1_200))


@pytest.mark.parametrize("typed", ["steel", "st", "recycled", "steel recycled", "2"])
def test_the_best_are_the_same_however_many_are_asked_for(index: ClaimIndex, typed: str) -> None:
    query = parse(typed)
    most = [hit.row for hit in index.search(query, limit=30).hits]
    assert len(set(most)) == len(most)
    for limit in range(1, 30, 3):
        assert [hit.row for hit in index.search(query, limit=limit).hits] == most[:limit]
        assert index.matching(query).ranked(limit) == most[:limit]
