"""Highlights cover what matched, to the character, in any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.search.text import spaced, tokens
from tests.search.plain import means
from tests.search.samples import built, marked, stating

LETTERS = "aBe1 .,-é’ﬁß½碳中和ーｶﾞ한İς\u0301\u00ad\u200d\ufe0f😀👩\u200d🔬ⅣＡ１㎏，๔ก\u0e49"
STATEMENTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=30),
    st.lists(
        st.sampled_from(["1,000", "12,345.6", "steel", "Stéel", "ſteel", "碳中和", "Straße", "😀", "co₂", "130kg"])
    ).map(" ".join),
    st.text(min_size=1),
)


@pytest.mark.parametrize(
    ("statement", "typed", "pieces"),
    [
        ("of 1,000 cars", "100", ["1,00"]),
        ("of 1,000,000 cars", "10000", ["1,000,0"]),
        ("of １,０００ cars", "1000", ["１,０００"]),
        ("of １,０００ cars", "100", ["１,００"]),
        ("der Stra\u0301ße", "stra", ["Stra\u0301"]),
        ("der Stra\u0301ße", "str", ["Str"]),
        ("\u00adso\u00adft hyphens", "soft", ["so\u00adft"]),
        ("👩\u200d🔬 steel 👩\u200d🔬", "steel", ["steel"]),
        ("把碳中和目标", "碳中和", ["碳中和"]),
    ],
)
def test_a_beginning_is_marked_to_the_character(statement: str, typed: str, pieces: list[str]) -> None:
    claims = stating(statement)
    assert marked(built(claims, Names()).search(parse(typed)), claims) == [pieces]


@given(st.lists(STATEMENTS, min_size=1, max_size=4), st.data())
def test_highlights_cover_every_match_and_nothing_else(statements: list[str], data: st.DataObject) -> None:
    claims = stating(*statements)
    words = [word for statement in statements for word in spaced(statement).split()]
    if not words:
        return
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=2))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in chosen]
    index, query = built(claims, Names()), parse(" ".join(typed))
    for hit in index.search(query).hits:
        cover(claims[hit.row].statement, hit.spans, query.words)


def cover(statement: str, spans: tuple[tuple[int, int], ...], typed: tuple[str, ...]) -> None:
    """See to it that what begins with a word typed is marked as far, and that all that is marked means one of them."""
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(statement))
    marks = {at for start, end in spans for at in range(start, end)}
    found = tokens(statement)
    texts = {token.text for token in found}
    for token in found:
        for word in typed:
            is_short = word in texts and (len(word) < 3 or not word.isalpha())
            if token.text == word or (token.text.startswith(word) and not is_short):
                assert word in covered(statement, token.start, marks)  # one character may hold several words
    for start, _ in spans:
        assert any(token.start == start and any(means(word, token.text) for word in typed) for token in found)
    for at in marks:
        assert any(token.start <= at < token.end and any(means(w, token.text) for w in typed) for token in found)


def covered(statement: str, start: int, marks: set[int]) -> str:
    """Return the words, run together, of what is marked without a gap from `start` on."""
    end = start
    while end in marks:
        end += 1
    return spaced(statement[start:end]).replace(" ", "")
