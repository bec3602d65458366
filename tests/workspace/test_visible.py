"""Text from outside is shown as it is, character for character, and steers nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.visible import visible, visible_block

TEXTS = st.text(st.characters(), max_size=40) | st.text(
    st.sampled_from("\x00\x1b\r\n\t\x7f\x9b\u202e\u2066\u200f\u061c\ud800\U000e0041[a]样\u0301é"), max_size=40
)
STEERING = {
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))),
    *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff",
    *(chr(code) for code in (0xD800, 0xDFFF, 0xE0001, 0xE007F)),
}
"""Controls of both sets, all that turns text around, breaks of lines, halves of characters, invisible tags."""


@given(TEXTS)
def test_nothing_that_steers_survives_and_every_offset_holds(text: str) -> None:
    line, block = visible(text), visible_block(text)
    assert len(line) == len(block) == len(text)
    assert not STEERING & set(line)
    assert not (STEERING - {"\n"}) & set(block)
    assert [index for index, letter in enumerate(block) if letter == "\n"] == [
        index for index, letter in enumerate(text) if letter == "\n"
    ]
    assert line.encode().decode() == line
    for shown, letter in zip(line, text, strict=True):
        assert shown == letter or not letter.isprintable()


@pytest.mark.parametrize("letter", sorted(STEERING))
def test_each_sign_that_steers_has_a_symbol_that_can_be_seen(letter: str) -> None:
    assert visible(letter).isprintable()
    assert visible_block(letter).isprintable() or letter == "\n"


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40))
def test_printable_text_is_unchanged(text: str) -> None:
    assert visible(text) == visible_block(text) == text


def test_every_bidirectional_control_of_unicode_is_covered() -> None:
    controls = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code)) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    ]
    assert len(controls) == 9
    assert set(controls) <= STEERING


def test_symbols_are_those_that_a_reader_knows() -> None:
    assert visible("a\x1b[31m\n\tb\u202ec") == "a␛[31m␊␉b⇠c"
    assert visible_block("a\r\n\tb") == "a␍\n b"
    assert visible("Scope 1 [tCO2e] 👩‍🔬 样本") == "Scope 1 [tCO2e] 👩‍🔬 样本"
