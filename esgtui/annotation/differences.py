"""How one text differs from another, word by word."""

from collections.abc import Iterator
from typing import Literal

import msgspec

Kind = Literal["same", "gone", "new"]


class Piece(msgspec.Struct, frozen=True):
    """A run of words that both texts have, that only the old one has, or only the new one; white space included."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> Iterator[Piece]:
    """Yield the texts as pieces in reading order; the pieces that are not new add up to `old`, not gone to `new`."""
    import re

    from rapidfuzz.distance import Indel

    before, after = (re.findall(r"\s*\w+|\s*[^\w\s]|\s+$", text) for text in (old, new))
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
