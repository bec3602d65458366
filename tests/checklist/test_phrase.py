"""The language of the rules: what a phrase finds, and what is told of one that cannot be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.checklist.cutting import cut
from esgtui.checklist.phrase import PhraseError, read
from esgtui.checklist.phrase_list import PhraseList
from esgtui.checklist.phrases import Phrases

LIST = PhraseList("a", "b")


def found(phrase: str, text: str) -> list[str]:
    return [text[match.start : match.end] for match in Phrases({LIST: [phrase]}).find(cut(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("eco friendly", "Eco-friendly and ECO friendly, ecofriendly", ["Eco-friendly", "ECO friendly"]),
        ("eco-friendly", "eco friendly", ["eco friendly"]),
        ("(verified|assured) by", "It is assured by DNV", ["assured by"]),
        ("by [the end of] YEAR", "by 2030, by the end of FY 2031 and by hand", ["by 2030", "by the end of FY 2031"]),
        ("YEAR target*", "a 2030 target and 2040 targets", ["2030 target", "2040 targets"]),
        ("lower ... than", "lower emissions per car than before", ["lower emissions per car than"]),
        ("lower ... than", "lower one two three four five than", []),
        ("scope NUMBER", "Scope 1 and scope x", ["Scope 1"]),
        ("ISO", "iso and ISO", ["ISO"]),
        ("nature's friend", "nature’s friend", ["nature’s friend"]),
        ("(base|baseline) year", "a base year, baseline year, base", ["base year", "baseline year"]),
        ("sustain*", "Sustainable, unsustainable", ["Sustainable"]),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text) == words


@pytest.mark.parametrize(
    ("phrase", "advice"),
    [
        ("", "write the words"),
        ("[may] be", "begin it with a word"),
        ("... that", "begin it with a word"),
        ("(a|b", "close it"),
        ("a)", "closes nothing"),
        ("(a|)", "nothing on one side"),
        ("a | b", "(this|that)"),
        ("((a|b) c)", "write it as several"),
        ("a*b", "at the end of a word"),
        ("a ... b ... c ... d", "write it as several"),
        ("a.", "three dots"),
        ("(a|a a) " * 10, "write it as several"),
        ("x " * 300, "write it as several"),
        ("%", "no letter"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_would_be_right(phrase: str, advice: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(advice)):
        read(phrase)


WORDS = st.sampled_from(
    ["a", "aa", "(a|aa)", "[a]", "[aa|a]", "...", "a*", "aa*", "YEAR", "NUMBER", "-", "(", "]", "|", "."]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_phrase_can_keep_a_text_waiting(phrase: str) -> None:
    try:
        phrases = Phrases({LIST: [phrase]})
    except PhraseError:
        return
    text = "a aa " * 40 + "!"  # repetitions in repetitions would take hours for it
    assert all(match.end <= len(text) for match in phrases.find(cut(text)))


@given(st.integers(1, 80), st.sampled_from(["[a]", "[aa|a]", "[a aa|a]", "[a|aa a]"]))
def test_what_may_be_left_out_however_often_keeps_no_text_waiting(count: int, part: str) -> None:
    assert found(f"aa {part * min(count, 380 // len(part))} zz", "aa " + "a aa " * 80) == []


@given(st.text(max_size=200))
def test_any_phrase_is_read_or_refused(phrase: str) -> None:
    try:
        pattern = read(phrase).pattern
    except PhraseError:
        return
    assert re.compile(pattern).match("") is None
