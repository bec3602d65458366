"""A text cut into its words, in lower case: cheaply, since every text of every claim is.

What is meant by words is in `phrase.py`; here is only where one ends.
"""

import re

import msgspec

_NOT_IN_WORDS = re.compile(r"[\W_]")
_USUAL_SIGNS = "’“”‘–—•\u00a0"
"""Signs of plain English texts beyond ASCII: blanks take their place, so that most texts need no closer look."""
_RARER_SIGNS = "°®™…‑≥≤\u202f\u2009"
_LETTERS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))


class Cut(msgspec.Struct, gc=False):
    """A text with its words, in lower case.

    `spaced` is the text in lower case with a blank in the place of each character that is of no word, and one around
    it: where a word stands there among blanks, from the first of them on, it stands in the text.
    """

    text: str
    spaced: str
    words: list[str]


def cut(text: str) -> Cut:
    """Cut a text into its words."""
    plain = text
    if not text.isascii():
        for sign in _USUAL_SIGNS:
            plain = plain.replace(sign, " ")
        if not plain.isascii():
            for sign in _RARER_SIGNS:
                plain = plain.replace(sign, " ")
    is_ascii = plain.isascii()
    inner = plain.encode().translate(_LETTERS).decode() if is_ascii else _lower(_NOT_IN_WORDS.sub(" ", plain))
    return Cut(text, f" {inner} ", inner.split())


def _lower(text: str) -> str:
    """Return a text in lower case and of the same length: some capitals are two characters then, and stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)
