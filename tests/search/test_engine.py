"""Searching as the analyst sees it: what is found, in what order, and what is highlighted."""

import threading

import pytest

from esgtui.dataset.model import Claim
from esgtui.search.engine import ClaimIndex
from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.scope import Scope
from tests.search.samples import CLAIMS, NAMES, built, found, marked, stating

INDEX = built()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("recyled alumnium", "smart-002"),
        ("iso27001", "smart-004"),
        ("27001", "smart-004"),
        ("ISO/IEC 27001", "smart-004"),
        ("2045", "smart-003"),
        ("130kg", "smart-001"),
        ("130 kg", "smart-001"),
        ("smart#1 steel", "smart-001"),
        ("smart #1 steel", "smart-001"),
        ("SMART-003", "smart-003"),
        ("smart-003", "smart-003"),
        ("informaton secuirty", "smart-004"),
        ("luan", "nio-001"),
        ("Lu'an", "nio-001"),
        ("lifecycle", "nio-003"),
        ("life-cycle", "nio-003"),
        ("life cycle", "nio-003"),
        ("碳中和", "nio-002"),
        ("中和", "nio-002"),
        ("碳", "nio-002"),
        ("标", "nio-002"),
        ("2030年", "nio-002"),
        ("MIIT", "nio-001"),
        ("cradle", "nio-003"),
        ("products aluminium", "nio-001"),
        ("climate", "nio-001"),
        ("no-baseline", "smart-002"),
        ("蔚来 aluminium", "nio-001"),
    ],
)
def test_the_meant_claim_comes_first(typed: str, first: str) -> None:
    assert found(INDEX, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("recycled", {"smart-001", "smart-002", "nio-001"}),
        ("recycled -steel", {"smart-002", "nio-001"}),
        ("recycled -stee", {"smart-001", "smart-002", "nio-001"}),
        ("recycled -smart-001", {"smart-002", "nio-001"}),
        ('"recycled steel"', {"smart-001"}),
        ('"steel recycled"', set()),
        ('"recycled ste"', set()),
        ('"recycled ste', {"smart-001"}),
        ('recycled -"recycled steel"', {"smart-002", "nio-001"}),
        ("steel|2045", {"smart-001", "smart-003"}),
        ("recycled steel|scrap", {"smart-001", "nio-001"}),
        ('"碳中和"', {"nio-002"}),
        ('"碳和"', set()),
        ("-recycled", {"smart-003", "smart-004", "nio-002", "nio-003"}),
        ("2054", set()),
        ("zebra", set()),
        ("smart-00", {"smart-001", "smart-002", "smart-003", "smart-004"}),
    ],
)
def test_all_words_are_required(typed: str, expected: set[str]) -> None:
    assert set(found(INDEX, typed)) == expected
    assert {CLAIMS[row].id for row in INDEX.matching_rows(parse(typed))} == expected


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("recyled alumnium", ["recycled", "aluminium"]),
        ("recy alu", ["recy", "alu"]),
        ("40kg", ["40", "kg"]),
        ("smart 1 40", ["smart", "1", "40"]),
        ('"recycled aluminium"', ["recycled", "aluminium"]),
    ],
)
def test_what_matches_is_highlighted_where_it_is(typed: str, pieces: list[str]) -> None:
    hits = INDEX.search(parse(typed))
    first = marked(hits)[[CLAIMS[hit.row].id for hit in hits.hits].index("smart-002")]
    assert sorted(first) == sorted(pieces)


def test_highlights_are_exact_in_text_that_folding_changes() -> None:
    claims = stating("😀 Der ﬁne Straßen-Cafe\u0301 in Ørsted 二氧化碳 ½")
    index = built(claims, Names())
    for typed, piece in [
        ("fine", "ﬁne"),
        ("strasse", "Straße"),
        ("stras", "Straß"),
        ("cafe", "Cafe\u0301"),
        ("orsted", "Ørsted"),
        ("氧化碳", "氧化碳"),
        ("2", "½"),
    ]:
        assert marked(index.search(parse(typed)), claims) == [[piece]], typed


@pytest.mark.parametrize(
    ("typed", "claim", "where"),
    [
        ("steel", "smart-001", "statement"),
        ("gdpr", "smart-004", "standard"),
        ("vehicle steel", "smart-001", "statement, metric"),
        ("cradle", "nio-003", "quote"),
        ("miit", "nio-001", "assurance"),
        ("蔚来 aluminium", "nio-001", "statement, company"),
        ("circular kg", "smart-001", "statement, pillar"),
        ("no-baseline", "smart-002", "tag"),
        ("smart-003", "smart-003", "id"),
    ],
)
def test_a_hit_says_where_it_matched(typed: str, claim: str, where: str) -> None:
    hit = INDEX.search(parse(typed)).hits[0]
    assert (CLAIMS[hit.row].id, hit.where) == (claim, where)


def order(typed: str, *statements: str) -> list[int]:
    return [hit.row for hit in built(stating(*statements), Names()).search(parse(typed)).hits]


def test_the_whole_word_beats_the_beginning_and_the_beginning_beats_the_slip() -> None:
    assert order("steel", "A stele of old", "A steelwork of old", "A steel of old") == [2, 1, 0]


def test_rare_words_beat_common_ones() -> None:
    statements = [f"common words of number{row}" for row in range(20)]
    typed = "common rarities zebra quagga"
    assert order(typed, *statements, "zebra words", "common words of other")[0] == 20


def test_words_in_order_and_close_together_beat_scattered_ones() -> None:
    together, scattered = "recycled steel is used in every car", "steel is used in every recycled car"
    assert order("recycled steel", scattered, together) == [1, 0]


def test_a_match_in_the_statement_beats_one_elsewhere() -> None:
    claims = [
        Claim(id="~1", company="~", statement="One thing", quote="steel"),
        Claim(id="~2", company="~", statement="One steel"),
    ]
    assert [hit.row for hit in built(claims, Names()).search(parse("steel")).hits] == [1, 0]


def test_the_word_itself_elsewhere_beats_a_slip_in_the_statement() -> None:
    claims = [
        Claim(id="~1", company="~", statement="One stele here", quote="steel"),
        Claim(id="~2", company="~", statement="One stele here"),
    ]
    hits = built(claims, Names()).search(parse("steel")).hits
    assert [hit.row for hit in hits] == [0, 1]
    assert hits[0].score > hits[1].score


def test_claims_that_are_far_off_are_not_among_the_closest() -> None:
    claims = stating("green steel from hydrogen furnaces", "a green car", "a red car")
    results = built(claims, Names()).search(parse("green steel hydrogen furnaces zebra"))
    assert results.closest
    assert [hit.row for hit in results.hits] == [0]
    assert results.total == 1


def test_only_if_no_claim_has_all_words_come_the_closest() -> None:
    results = INDEX.search(parse("recycled steel zebra"))
    assert results.closest
    assert CLAIMS[results.hits[0].row].id == "smart-001"
    assert results.total == len(results.hits)
    assert marked(results)[0] == ["recycled", "steel"]
    assert list(INDEX.matching_rows(parse("recycled steel zebra"))) == []


def test_a_search_stays_within_the_rows_allowed() -> None:
    assert {hit.row for hit in INDEX.search(parse("recycled"), scope=Scope((1, 4))).hits} == {1, 4}
    assert INDEX.search(parse("recycled"), scope=Scope((4,))).total == 1
    assert INDEX.search(parse("recycled"), scope=Scope(())).hits == ()
    closest = INDEX.search(parse("steel"), scope=Scope((1, 4)))
    assert closest.closest
    assert closest.hits == ()


def test_without_words_the_rows_allowed_come_in_order() -> None:
    results = INDEX.search(parse("company:smart"), scope=Scope((1, 2, 3)), limit=2)
    assert ([hit.row for hit in results.hits], results.total) == ([1, 2], 3)
    assert INDEX.search(parse("")).total == len(CLAIMS)
    assert list(INDEX.matching_rows(parse("-zebra"))) == list(range(len(CLAIMS)))


def test_a_search_takes_hints_along() -> None:
    assert INDEX.search(parse("compny:x")).hints == parse("compny:x").hints


def many(count: int) -> tuple[Claim, ...]:
    return stating(*(f"claim {'even' if row % 2 else 'odd'} of {row} everywhere" for row in range(count)))


def test_an_index_of_many_pieces_finds_all() -> None:
    claims = many(5_000)
    index = built(claims, Names())
    assert list(index.matching_rows(parse("even"))) == list(range(5_000))  # `even` begins `everywhere` with a slip
    assert list(index.matching_rows(parse('"even"'))) == list(range(1, 5_000, 2))
    assert list(index.matching_rows(parse("e"))) == list(range(5_000))
    assert index.search(parse("e"), limit=10).total == 5_000
    scattered = tuple(range(0, 5_000, 3))
    results = index.search(parse('"even"'), scope=Scope(scattered), limit=50)
    assert results.total == len([row for row in scattered if row % 2])
    assert len(results.hits) == 50
    assert all(hit.row % 2 and hit.row % 3 == 0 for hit in results.hits)


def test_building_tells_its_progress_and_what_is_there_is_found_meanwhile() -> None:
    claims = many(5_000)
    index = ClaimIndex(claims, Names())
    seen: list[tuple[int, int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total, index.search(parse('"claim"')).total if index.ready else 0))

    index.build(progress)
    assert seen[0] == (0, 5_000, 0)
    assert seen[-1] == (5_000, 5_000, 5_000)
    assert any(0 < matching < 5_000 for _, _, matching in seen)
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)


def test_building_stops_when_progress_raises_and_what_is_there_stays() -> None:
    claims = many(5_000)
    index = ClaimIndex(claims, Names())

    def stop(done: int, total: int) -> None:
        if done >= 3_000:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        index.build(stop)
    assert 0 < index.ready < 5_000
    assert index.search(parse('"claim"')).total == index.ready


@pytest.mark.usefixtures("threads_take_turns")
def test_threads_search_while_one_builds() -> None:
    claims = many(4_000)
    index = ClaimIndex(claims, Names())
    totals: list[int] = []
    builder = threading.Thread(target=index.build)
    builder.start()
    while builder.is_alive():
        totals.append(index.search(parse("claim odd")).total if index.ready else 0)
    builder.join()
    assert totals == sorted(totals)
    assert index.search(parse('"odd"')).total == 2_000


def test_an_empty_dataset_can_be_searched() -> None:
    index = built((), Names())
    assert index.search(parse("anything")).hits == ()
    assert index.search(parse("")).total == 0
    assert list(index.matching_rows(parse("-anything"))) == []


def test_before_it_is_built_an_index_finds_nothing_but_lists_all() -> None:
    index = ClaimIndex(CLAIMS, NAMES)
    assert index.ready == 0
    assert index.search(parse("")).total == len(CLAIMS)
