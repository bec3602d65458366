"""Several words in one cell come out as they went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.exchange.listed import listed, parts_of

WORDS = st.lists(st.text(st.sampled_from(["a", "b", ";", " ", "\\", ","]), min_size=1), min_size=1, max_size=4)


@given(WORDS)
def test_what_is_listed_is_read_as_it_was(words: list[str]) -> None:
    assert parts_of(listed(words)) == words


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        (["ISO 14001", "Regulation 2023/1542, Article 7"], "ISO 14001; Regulation 2023/1542, Article 7"),
        (["a; b", "c"], "a\\; b; c"),
        (["a;b", r"C:\waste"], r"a;b; C:\waste"),
        (["a;", "b"], "a;; b"),
    ],
)
def test_only_what_would_be_read_otherwise_is_written_otherwise(words: list[str], cell: str) -> None:
    assert listed(words) == cell
