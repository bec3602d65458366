"""A document's text cut into paragraphs, and those into lines of a width. Offsets are always into the text as it is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from esgtui.insight.broken_lines import joined

_AT_ONCE = 1 << 16
"""So many characters are made plain at once: other threads, the interface's among them, wait for that."""

Stretch = tuple[int, int]
"""Half-open character offsets into the text."""

APART = re.compile(r"\n[^\S\n]*\n\s*")
"""What divides paragraphs: an empty line, or several."""
LINE_END = re.compile(r"[^\S\n]*\n\s*")
"""What divides lines, with the blanks around it."""
WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
"""Characters that take two cells of a terminal."""

_PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\n": " ", "\t": " ",
}  # fmt: skip
"""Marks that mean the same, each with its plainest form of one character."""


class Document:
    """The text of a document. Paragraphs are counted from 1, as curators count them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        """The text without what makes no difference between two places."""
        return plain_text(self.text)

    @cached_property
    def paragraphs(self) -> list[Stretch]:
        """Where each paragraph stands. Empty lines divide them, or else the ends of lines that nobody broke by hand."""
        body = len(self.text) - len(self.text.lstrip()), len(self.text.rstrip())
        if body[0] >= body[1]:
            return []
        has_empty_lines = APART.search(self.text, *body) is not None
        apart = APART if has_empty_lines else LINE_END
        found, start = [], body[0]
        for gap in apart.finditer(self.text, *body):
            found.append((start, gap.start()))
            start = gap.end()
        found.append((start, body[1]))
        return found if has_empty_lines else joined(self.text, found)

    def paragraph(self, number: int) -> Stretch | None:
        """Return where the paragraph with a number stands, or None if the text has none."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    def number_at(self, offset: int) -> int:
        """Return the number of the paragraph that an offset lies in, or of the one before it; 0 before the first."""
        return bisect_right(self.paragraphs, (offset, len(self.text) + 1))


def plain_text(text: str) -> str:
    """Return a text of the same length without what makes no difference: case, kinds of marks, line breaks."""
    return "".join(_plain(text[at : at + _AT_ONCE]) for at in range(0, len(text), _AT_ONCE))


def _plain(text: str) -> str:
    lower = text.lower()
    plain = lower if len(lower) == len(text) else text  # a few capitals become two characters
    for mark, plainer in _PLAIN.items():
        plain = plain.replace(mark, plainer)
    return plain


def lines(text: str, width: int) -> list[Stretch]:
    """Return the lines of a text in a width of cells, broken between words where that can be.

    Line breaks of the text stay. A character that takes no cell of its own is taken for one that does, so that a line
    may be a little short but is never too long.
    """
    found: list[Stretch] = []
    start = 0
    for end in _ends(text):
        found.extend(_broken(text, start, end, max(2, width)))
        start = end + 1
    return found


def _ends(text: str) -> Iterator[int]:
    end = text.find("\n")
    while end >= 0:
        yield end
        end = text.find("\n", end + 1)
    yield len(text)


def _broken(text: str, start: int, end: int, width: int) -> Iterator[Stretch]:
    """Yield the lines of one line of the text."""
    is_plain = end - start <= width // 2 or not WIDE.search(text, start, end)
    while True:
        stop = start + width if is_plain else _stop(text, start, end, width)
        if stop >= end:
            yield start, end
            return
        space = text.rfind(" ", start + 1, stop + 1)
        if space < 0:
            yield start, stop
            start = stop
        else:
            yield start, space
            start = space + 1


def _stop(text: str, start: int, end: int, width: int) -> int:
    """Return where what fits into the width ends, if some characters take two cells."""
    stop = min(end, start + width)
    while (over := stop - start + len(WIDE.findall(text, start, stop)) - width) > 0:
        stop -= max(1, over // 2)
    return stop


def line_at(found: Sequence[Stretch], offset: int) -> int:
    """Return the number of the line that an offset lies in, counted from 0."""
    return max(0, bisect_right(found, (offset, 1 << 62)) - 1)
