"""Searching holds to its definition for any claims and any text that is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.text import spaced
from tests.search.plain import has_all
from tests.search.samples import built, stating
from tests.search.test_query import TYPED
from tests.search.test_text import TEXTS

INDEX = built()

WORDS = st.sampled_from(
    [
        *("steel", "steele", "steal", "stel", "stee", "ste", "s", "recycled", "recyled", "recycle", "rceycled"),
        *("aluminium", "alumnium", "aluminum", "2045", "204", "20", "kg", "carbon", "carbons", "carton", "cartoon"),
        *(
            "karbon",
            "neutral",
            "neutrality",
            "nuetral",
            "emission",
            "emissions",
            "emmisions",
            "1",
            "11",
            "碳中",
            "中和",
        ),
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8), st.lists(st.lists(WORDS, max_size=4)))
def test_what_matches_equals_a_plain_loop(statements: list[list[str]], queries: list[list[str]]) -> None:
    claims = stating(*map(" ".join, statements))
    index = built(claims, Names())
    for query in queries:
        expected = [
            row
            for row, claim in enumerate(claims)
            if has_all(parse(" ".join(query)).words, spaced(claim.statement).split())
        ]
        assert list(index.matching_rows(parse(" ".join(query)))) == expected, query
        results = index.search(parse(" ".join(query)))
        assert results.closest or {hit.row for hit in results.hits} == set(expected)
        assert results.closest == (not expected)


@given(st.lists(WORDS, max_size=4), WORDS)
def test_adding_a_word_never_adds_claims(words: list[str], more: str) -> None:
    index = WORDY
    before = set(index.matching_rows(parse(" ".join(words))))
    assert set(index.matching_rows(parse(" ".join([*words, more])))) <= before


WORDY = built(
    stating(
        "recycled steel and recycled aluminium",
        "carbon neutrality by 2045",
        "emissions of carbon, 11 kg",
        "a carton of steel",
        "碳中和 2040",
    ),
    Names(),
)


@given(TYPED)
def test_any_text_can_be_searched(text: str) -> None:
    for index in (INDEX, WORDY):
        query = parse(text)
        results = index.search(query)
        assert results.closest or results.total == len(index.matching_rows(query))


@pytest.mark.parametrize(
    "text", ["\udc80-1", "a\ud800b -\udfff", "company:\udc80", '"\udc80 x"', "\0\x1b[31m", "\u202eabc"]
)
def test_bytes_that_are_no_text_can_be_searched(text: str) -> None:
    query = parse(text)
    for index in (INDEX, built(stating(text), Names())):
        results = index.search(query)
        assert results.closest or results.total == len(index.matching_rows(query))


def test_hostile_statements_are_indexed_like_any_other() -> None:
    claims = stating(
        "word " * 20_000, "x" * 100_000, "[@click=x]bold[/] \x1b[31mred", "(" * 1_000, "zebra " + "é" * 70_000
    )
    index = built(claims, Names())
    assert index.search(parse("zebra")).hits[0].spans == ((0, 5),)
    assert [hit.row for hit in index.search(parse("click bold red")).hits] == [2]
    assert index.search(parse("word")).hits[0].spans[-1] == (99_995, 99_999)
    assert [hit.row for hit in index.search(parse("x" * 255)).hits] == [1]


@given(st.lists(TEXTS, min_size=1, max_size=5), st.data())
def test_highlights_are_in_order_and_apart_and_cover_what_matched(texts: list[str], data: st.DataObject) -> None:
    claims = stating(*texts)
    index = built(claims, Names())
    text = data.draw(st.sampled_from(texts))
    words = spaced(text).split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    typed = word[: data.draw(st.integers(1, len(word)))]
    for hit in index.search(parse(typed), limit=10).hits:
        statement = claims[hit.row].statement
        ends = [0, *(at for span in hit.spans for at in span), len(statement)]
        assert ends == sorted(ends)
        assert all(start < end for start, end in hit.spans)
        assert hit.spans or hit.where != "statement"


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_claim_is_found_by_its_own_words(texts: list[str]) -> None:
    claims = stating(*texts)
    index = built(claims, Names())
    for row, text in enumerate(texts):
        for word in spaced(text).split()[:3]:
            if len(parse(word).words) == 1:
                assert row in index.matching_rows(parse(word)), word
