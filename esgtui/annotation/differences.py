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
    for step in Indel.opcodes(before, after):
        gone, come = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            yield Piece("same", come)
        else:
            yield from (piece for piece in (Piece("gone", gone), Piece("new", come)) if piece.text)


def marked(old: str, new: str) -> str:
    """Return the difference as text that needs no colour: `-[gone]` and `+[new]` between the words that stay."""
    signs = {"same": "{}", "gone": "-[{}]", "new": "+[{}]"}
    parts = []
    for piece in differences(old, new):
        words = piece.text.strip()
        space = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        parts.append(space + signs[piece.kind].format(words) + piece.text[len(space) + len(words) :])
    return "".join(parts)
