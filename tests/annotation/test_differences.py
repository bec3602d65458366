"""How one text differs from another: pieces in reading order, that add up to both."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.differences import differences, marked

from .samples import TEXTS

WORDS = st.lists(
    st.sampled_from(["40", "4.5", "kg", "of", "steel", ",", ".", "\n", "再生钢", "(2030)", "e\u0301t", "ปล่อย"]),
    max_size=8,
)
ANY = TEXTS | WORDS.map(" ".join)


@given(ANY, ANY)
def test_the_pieces_add_up_to_both_texts(old: str, new: str) -> None:
    pieces = list(differences(old, new))
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(pair != ("new", "gone") for pair in itertools.pairwise(kinds))
    assert all(first != second for first, second in itertools.pairwise(kinds))


@given(ANY)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.kind for piece in differences(text, text)} <= {"same"}
    assert marked(text, text) == text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("40 kg of aluminium.", "45 kg of aluminium by weight.", "-[40] +[45] kg of aluminium +[by weight]."),
        ("All cars by 2030.", "All cars.", "All cars -[by 2030]."),
        ("", "New.", "+[New.]"),
        ("Gone.", "", "-[Gone.]"),
        ("by 2030", "by 2045 [@click=x]", "by -[2030] +[2045 [@click=x]]"),
        ("saves 1,000 t, or 12.5 %", "saves 1,500 t, or 13.5 %", "saves -[1,000] +[1,500] t, or -[12.5] +[13.5] %"),
        ("到2030年减少碳排放。", "到2035年减少碳排放。", "到-[2030] +[2035]年减少碳排放。"),
        ("再生钢。", "再生铝。", "再生-[钢] +[铝]。"),
        ("the cafe\u0301s", "the cafes", "the -[cafe\u0301s] +[cafes]"),
    ],
)
def test_a_difference_is_told_word_by_word(old: str, new: str, words: str) -> None:
    assert marked(old, new) == words


def test_texts_of_very_many_words_are_told_apart_at_their_ends() -> None:
    middles = (" ".join(f"{number}" for number in range(start, 1_000_000, 25)) for start in (0, 1))
    old, new = (f"From here {middle} to there." for middle in middles)
    pieces = list(differences(old, new))
    assert [piece.kind for piece in pieces] == ["same", "gone", "new", "same"]
    assert (pieces[0].text, pieces[3].text) == ("From here", " to there.")
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
