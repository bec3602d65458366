"""How like two claims are: the bounds of the score, and spans that are exact in any text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from esgtui.search.likeness import Likeness, Wording, agreeing, differing, percent
from esgtui.search.text import spaced, tokens
from tests.search.test_text import TEXTS

COUNTS = {"steel": 3, "the": 90, "zebra": 1}
LIKENESS = Likeness(COUNTS, 100, {"acme": ("Acme", "Acme Steel"), "bolt": ("Bolt",)})
SENTENCES = st.lists(
    st.sampled_from(["the", "steel", "zebra", "Acme", "Bolt", "2030", "2040", "30", "Acme Steel", "碳中和", "fällt"]),
    max_size=8,
).map(" ".join)
ANY = SENTENCES | TEXTS
COMPANIES = st.sampled_from(["acme", "bolt", "unnamed"])


def wording(text: str, company: str = "unnamed") -> Wording:
    return LIKENESS.wordings([text], [company])[0]


@given(ANY, ANY, COMPANIES, COMPANIES)
def test_the_score_is_the_same_both_ways_and_a_hundred_only_for_the_same_words(
    one: str, other: str, first: str, second: str
) -> None:
    a, b = wording(one, first), wording(other, second)
    score = LIKENESS.score(a, b)
    assert 0 <= score <= 1
    assert score == LIKENESS.score(b, a)
    assert (percent(score) == 100) == (a.words == b.words and bool(a.words))


@given(ANY, ANY, COMPANIES, COMPANIES)
def test_what_agrees_and_what_differs_are_all_words_of_a_statement(
    one: str, other: str, first: str, second: str
) -> None:
    a, b = wording(one, first), wording(other, second)
    same, unlike = agreeing(one, a, b), differing(one, a, b)
    assert bool(unlike) <= bool(a.known - b.known)
    for spans in (same, unlike):
        assert all(0 <= start < end <= len(one) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {at for start, end in (*same, *unlike) for at in range(start, end)}
    assert all(at in covered for token in tokens(one) for at in range(token.start, token.end))
    common = set(spaced(one).split()) & set(spaced(other).split())
    assert bool(same) <= bool(common)


def test_the_words_of_a_companys_name_stand_for_one_in_its_own_claims_alone() -> None:
    own, foreign = wording("Acme Steel melts steel", "acme"), wording("Acme Steel melts steel", "bolt")
    assert len(own.words) == 3
    assert foreign.words == ["acme", "steel", "melts", "steel"]


def test_a_percentage_is_rounded_down() -> None:
    assert [percent(score) for score in (0.0, 0.29, 0.999999, 1.0)] == [0, 29, 99, 100]
