"""Queries that match very many claims look at the likeliest alone, and are as right as any other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim
from esgtui.search import foreseeing, layers, matching, ranking, snapshot
from esgtui.search.engine import ClaimIndex
from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.scope import Scope
from esgtui.search.tally import Foreseen
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


@pytest.fixture(scope="module", autouse=True)
def broad_from_a_few_on() -> Iterator[None]:
    """Take what is in three claims for very common, more than is taken from it at once; nothing is foreseen."""
    assert SOME.snapshot.foreseen("s") == Foreseen()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "BROAD", 2)
        patch.setattr(foreseeing, "BROAD", 2)
        patch.setattr(matching, "LOT", 3)
        patch.setattr(layers, "LOT", 3)
        patch.setattr(ranking, "LOT", 3)
        patch.setattr(snapshot, "PAGE", 3)
        yield


def again(written: Callable[[int], list[tuple[str, str]]] = lambda _: []) -> ClaimIndex:
    """Return the same claims as in `SOME`, with what very common beginnings find worked out ahead."""
    index = ClaimIndex(SOME._claims, Names(), lambda claim: [int(claim.id[1:]) % 2], written)
    index.build()
    return index


def noted(index: ClaimIndex) -> ClaimIndex:
    index.note_changes(range(len(STATEMENTS)))
    return index


INDEXES: dict[str, Callable[[], ClaimIndex]] = {
    "as it is": lambda: SOME,
    "worked out ahead": again,
    "some with notes": lambda: noted(again(lambda row: [("note", "steel carbon")] if row % 3 == 0 else [])),
    "most with notes": lambda: noted(again(lambda row: [("note", "st 20 zinc")] if row % 4 else [])),
}


@pytest.fixture(scope="module", params=INDEXES.values(), ids=list(INDEXES))
def index(request: pytest.FixtureRequest, broad_from_a_few_on: None) -> ClaimIndex:
    """An index of the same claims, with what may make a difference to very common words."""
    make: Callable[[], ClaimIndex] = request.param
    return make()


def words_of(index: ClaimIndex, row: int) -> list[str]:
    return [*spaced(STATEMENTS[row]).split(), *(word for _, text in index._written(row) for word in text.split())]


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


def test_a_word_finds_the_id_that_it_is_and_none_that_it_begins() -> None:
    claims = tuple(Claim(id=name, company="~", statement="~") for name in ("alpha", "Beta", "alphabet"))
    index = built(claims, Names())
    for typed, rows in (("alpha", [0]), ("alph", []), ("BETA", [1]), ("a", []), ("alphabet", [2])):
        assert list(index.matching_rows(parse(typed))) == rows, typed


@pytest.mark.parametrize("typed", ["steel", "st", "recycled", "steel recycled", "2"])
def test_the_best_are_the_same_however_many_are_asked_for(index: ClaimIndex, typed: str) -> None:
    query = parse(typed)
    most = [hit.row for hit in index.search(query, limit=30).hits]
    assert len(set(most)) == len(most)
    for limit in range(1, 30, 3):
        assert [hit.row for hit in index.search(query, limit=limit).hits] == most[:limit]
        assert index.matching(query).ranked(limit) == most[:limit]


COMMON = ["", "s", "st", "ste", "steel", "steelw", "r", "recycled", "2", "20", "a"]


def test_what_is_worked_out_ahead_is_what_is_found(tmp_path: Path) -> None:
    ahead, kept = again(), ClaimIndex(SOME._claims, Names())
    assert not kept.open(tmp_path)
    (tmp_path / "kept").mkdir()
    again().build(folder=tmp_path / "kept")
    assert kept.open(tmp_path / "kept")
    for index in (ahead, kept):
        for typed in COMMON:
            query = parse(typed)
            assert index.snapshot.foreseen(typed).tally, typed
            assert index.matching(query).tally().blocks == SOME.matching(query).tally().blocks
            for limit in range(1, 30):
                assert index.search(query, limit=limit).hits == SOME.search(query, limit=limit).hits, (typed, limit)
                assert index.matching(query).ranked(limit) == SOME.matching(query).ranked(limit)


@pytest.mark.parametrize("typed", COMMON)
def test_what_is_worked_out_ahead_is_counted_by_group(typed: str) -> None:
    search = again().matching(parse(typed))
    counted = search.tally().groups
    assert counted == {number: len(search.within(number).rows()) for number in counted}


def test_nothing_is_worked_out_ahead_of_what_is_more_than_a_beginning() -> None:
    index = again()
    for typed in ('"s"', "-s", "s st", "s|st", "steel-recycled"):
        assert index.matching(parse(typed))._foreseen == Foreseen(), typed
    assert index.matching(parse("s"), Scope(groups=(1,)))._foreseen == Foreseen()


def test_the_commonest_beginnings_are_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(COMMON) <= {"", *foreseeing.common_beginnings(SOME.snapshot)}
    monkeypatch.setattr(foreseeing, "MOST", 3)
    assert foreseeing.common_beginnings(SOME.snapshot) == ["s", "st", "ste"]
