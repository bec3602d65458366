"""Several words in one cell, as tables of the program have them, so that each comes out as it went in."""

import re
from collections.abc import Iterable

BETWEEN = "; "

_INSIDE = re.compile(r"(\\*);(?= )")
_AT_THE_END = re.compile(r"\\+$")
_PARTED = re.compile(r"(?P<before>(?<!\\)(?:\\\\)*); ")
_ESCAPED = re.compile(r"(\\*)\\;(?= )")


def listed(words: Iterable[str]) -> str:
    r"""Return words divided by semicolons; one that stands in a word itself has a backslash before it: `a\; b`."""
    return BETWEEN.join(map(_escaped, words))


def parts_of(cell: str) -> list[str]:
    """Return the words of a cell as `listed` got them."""
    parts, start = [], 0
    for found in _PARTED.finditer(cell):
        parts.append(cell[start : found.end("before")])
        start = found.end()
    return [_as_was(part) for part in (*parts, cell[start:])]


def _escaped(word: str) -> str:
    word = _INSIDE.sub(lambda found: f"{found[1] * 2}\\;", word)
    return _AT_THE_END.sub(lambda found: found[0] * 2, word)


def _as_was(part: str) -> str:
    part = _ESCAPED.sub(lambda found: f"{found[1][: len(found[1]) // 2]};", part)
    return _AT_THE_END.sub(lambda found: found[0][: len(found[0]) // 2], part)
