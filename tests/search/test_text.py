"""Folding and cutting text: what finds what, and where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.search.text import Token, all_spaced, fold, places, spaced, tokens

TEXTS = st.one_of(
    st.text(),
    st.text("aB1 .,-é’ﬁß½碳中ーｶﾞ한İσς\u0301\u00ad\u200d\ufe0f😀ⅣＡ㎏\0"),
    st.text("ab12., "),
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("RECYCLED", "recycled"),
        ("Énergie", "energie"),
        ("e\u0301nergie", "energie"),
        ("Straße", "strasse"),
        ("ﬁne ﬂow", "fine flow"),
        ("Ørsted and Mærsk", "orsted and maersk"),
        ("company’s “goal”", 'company\'s "goal"'),
        ("130\u00a0kg", "130 kg"),
        ("ＩＳＯ　３７３０１", "iso 37301"),
        ("CO₂ and m²", "co2 and m2"),
        ("sus\u00adtain\u200bable", "sustain able"),
        ("٢٠٣٠", "2030"),
        ("net–zero — now", "net-zero - now"),
    ],
)
def test_what_differs_only_in_form_is_folded_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("130kg of steel", ["130", "kg", "of", "steel"]),
        ("smart#1", ["smart", "1"]),
        ("ISO/IEC 27001", ["iso", "iec", "27001"]),
        ("iso27001", ["iso", "27001"]),
        ("0.6 kWh per 100 km.", ["0.6", "kwh", "per", "100", "km"]),
        ("1,200,000 t, 30,5", ["1200000", "t", "30", "5"]),
        ("on 07.11.2022", ["on", "07", "11", "2022"]),
        ("by 2045.", ["by", "2045"]),
        ("Lu’an", ["lu", "an"]),
        ("Haptex™", ["haptex"]),
        ("碳中和", ["碳中", "中和", "和"]),
        ("2030年前", ["2030", "年前", "前"]),
        ("碳", ["碳"]),
        ("½", ["1", "2"]),
        ("1️⃣", ["1"]),
        ("हिन्दी", ["हिन्दी"]),
        ("— … 😀", []),
    ],
)
def test_words_are_runs_of_letters_or_digits(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words
    assert spaced(text).split() == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Der ﬁne Straßenbelag", ["Der", "ﬁne", "Straßenbelag"]),
        ("cafe\u0301s ½ x", ["cafe\u0301s", "½", "½", "x"]),
        ("😀130kg", ["130", "kg"]),
        ("\u200bnet\u00adzero!", ["net\u00adzero"]),
        ("1,200 t", ["1,200", "t"]),
        ("碳中和", ["碳中", "中和", "和"]),
        ("İstanbul Ⅳ", ["İstanbul", "Ⅳ"]),
    ],
)
def test_words_know_where_they_stand_in_the_original(text: str, pieces: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens(text)] == pieces


@given(TEXTS)
def test_every_word_stands_within_the_text_and_in_order(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(TEXTS)
def test_a_word_cut_out_of_its_text_is_the_same_word(text: str) -> None:
    for token in tokens(text):
        alone = [each.text for each in tokens(text[token.start : token.end])]
        assert token.text in alone or token.text.replace(".", "") in "".join(alone)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_composed_and_decomposed_text_have_the_same_words(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert spaced(composed).split() == spaced(decomposed).split()


@given(TEXTS)
def test_the_index_takes_in_the_words_that_are_shown(text: str) -> None:
    assert spaced(text).split() == [token.text for token in tokens(text)]


@given(st.lists(TEXTS))
def test_many_texts_at_once_are_cut_like_each_alone(texts: list[str]) -> None:
    assert [words.split() for words in all_spaced(texts)] == [spaced(text).split() for text in texts]


@given(TEXTS, st.sets(st.sampled_from(["a", "b", "ab", "1", "12", "1.2", "e", "ss", "碳中", "中"])))
def test_places_are_those_of_the_words_asked_for(text: str, words: set[str]) -> None:
    def in_order(found: list[Token]) -> list[tuple[int, int, str]]:
        return sorted((token.start, token.end, token.text) for token in found)

    assert in_order(places(text, words)) == in_order([token for token in tokens(text) if token.text in words])


def test_a_text_without_a_break_is_cut_all_the_same() -> None:
    assert [len(token.text) for token in tokens("x" * 100_000)] == [255] * 392 + [40]
    assert spaced("x" * 100_000).split() == [token.text for token in tokens("x" * 100_000)]
