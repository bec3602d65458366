"""How one text differs from another, word by word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from esgtui.unspaced import UNSPACED

MOST_COMPARED = 400_000_000
"""So many pairs of words are compared at most, which takes 50 MB and half a second."""

_WORD = re.compile(rf"\s*(?:\d+(?:[.,]\d+)+|[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s])|\s+$")
"""A word, or a single character where words are not divided; a number with all its digits; a sign."""
_ALONE = re.compile(f"[{UNSPACED}]")

Kind = Literal["same", "gone", "new"]


class Piece(msgspec.Struct, frozen=True):
    """A run of words that both texts have, that only the old one has, or only the new one; white space included."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> Iterator[Piece]:
    """Yield the texts as pieces in reading order; the pieces that are not new add up to `old`, not gone to `new`.

    Of texts that are too long to be compared word by word, all that is not the same at their ends counts as changed.
    """
    before, after = _words(old), _words(new)
    if len(before) * len(after) > MOST_COMPARED:
        yield from _at_their_ends(before, after)
        return
    from rapidfuzz.distance import Indel

    gone = come = ""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            yield from _told_apart(gone, come)
            gone = come = ""
            yield Piece("same", "".join(after[step.dest_start : step.dest_end]))
        else:
            gone += "".join(before[step.src_start : step.src_end])
            come += "".join(after[step.dest_start : step.dest_end])
    yield from _told_apart(gone, come)


def _at_their_ends(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Yield the words that both texts begin and end with, and what stands between as gone and new."""
    shorter = min(len(before), len(after))
    first = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    last = next((at for at in range(shorter - first) if before[-1 - at] != after[-1 - at]), shorter - first)
    if first:
        yield Piece("same", "".join(before[:first]))
    yield from _told_apart(*("".join(words[first : len(words) - last]) for words in (before, after)))
    if last:
        yield Piece("same", "".join(before[len(before) - last :]))


def _words(text: str) -> list[str]:
    """Return a text in words, each with the white space before it and the marks on its letters."""
    words: list[str] = _WORD.findall(text)
    if text.isascii():
        return words
    joined: list[str] = []
    for word in words:
        goes_on = joined and word[0].isalnum() and _is_mark(joined[-1][-1]) and not _ALONE.match(word)
        if goes_on or (joined and _is_mark(word[0])):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_mark(character: str) -> bool:
    """Return whether a character is none by itself: an accent, a vowel sign, what joins others."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me"} or character == "\u200d"


def _told_apart(gone: str, come: str) -> Iterator[Piece]:
    """Yield what is gone before what came in its place."""
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("new", come)


def marked(old: str, new: str) -> str:
    """Return the difference as text that needs no colour: `-[gone]` and `+[new]` between the words that stay."""
    signs: dict[Kind, str] = {"same": "", "gone": "-", "new": "+"}
    told, was_gone = "", False
    for piece in differences(old, new):
        sign = signs[piece.kind]
        words = piece.text.strip() or (" " if sign else "")
        before, _, after = piece.text.partition(words) if words else (piece.text, "", "")
        told += " " if was_gone and sign and not before else before
        told += (f"{sign}[{words}]" if sign else words) + after
        was_gone = piece.kind == "gone"
    return told
