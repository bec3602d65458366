"""Tells whether a text without an empty line was broken by hand, as e-mail is, and where its paragraphs end then."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from esgtui.sentences import ITEM, NEARLY, RUNS_ON, WIDTHS, Stretch, can_begin, goes_on, is_ended

FEWEST_OVER = 2
"""At the end of so many lines at least a sentence goes on in a text that was broken by hand."""
OVER = 0.2
"""Such a share of its lines these are at least."""
RUNNING = 1 / 3
"""For such a share of these lines there is a sign of running text: a small letter at the beginning of the next one, or
elsewhere the end of a sentence within a line."""
LONGER = 0.1
"""Such a share of the lines may be longer than any that was broken by hand: addresses of the web, rows of tables."""
INDENT = 2
"""By so many blanks more a line is indented that begins a paragraph."""


def joined(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return where paragraphs stand that go over several lines; the lines as they are if none was broken by hand.

    `lines` are half-open offsets, without the blanks at the edges of each line.
    """
    width = _width(lines)
    if not width or not _are_broken(text, lines, width):
        return list(lines)
    return list(_paragraphs(text, lines, width))


def _width(lines: Sequence[Stretch]) -> int:
    """Return how many characters the lines have that were broken by hand, if any was; 0 if none can have been."""
    lengths = sorted(end - start for start, end in lines)
    width = lengths[int((1 - LONGER) * (len(lengths) - 1))]
    return width if width in WIDTHS else 0


def _are_broken(text: str, lines: Sequence[Stretch], width: int) -> bool:
    over = [
        following
        for line, following in pairwise(lines)
        if _is_full(text, line, following, width) and not is_ended(text, line) and not ITEM.match(text, *following)
    ]
    running = sum(text[start].islower() for start, _ in over)
    running += sum(RUNS_ON.search(text, *line) is not None for line in lines)
    return len(over) >= max(FEWEST_OVER, OVER * len(lines)) and running >= RUNNING * len(over)


def _paragraphs(text: str, lines: Sequence[Stretch], width: int) -> Iterator[Stretch]:
    start = lines[0][0]
    for line, following, after in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        if not _belongs(text, line, following, width) or _is_title_below(text, line, following, after, width):
            yield start, line[1]
            start = following[0]
    yield start, lines[-1][1]


def _belongs(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Return whether a paragraph goes on behind a line."""
    if ITEM.match(text, *following):
        return False
    if is_ended(text, line):
        return not _has_room(text, line, following, width) and _indent(text, following) < _indent(text, line) + INDENT
    return _is_full(text, line, following, width) or goes_on(text, line, following)


def _is_title_below(text: str, line: Stretch, following: Stretch, after: Stretch | None, width: int) -> bool:
    """Return whether a title stands below the end of a sentence: it is short, and another sentence begins behind it."""
    if not after or not is_ended(text, line) or is_ended(text, following) or goes_on(text, following, after):
        return False
    return not _is_full(text, following, after, width) and can_begin(text[after[0]])


def _is_full(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Return whether a line is about as long as it can be: letters of print are not all of one width."""
    return line[1] - line[0] >= NEARLY * width or not _has_room(text, line, following, width)


def _has_room(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Return whether the first word of the next line would have fitted behind a line; one that fits nowhere would."""
    space = text.find(" ", *following)
    word = (space if space >= 0 else following[1]) - following[0]
    return word > width or line[1] - line[0] + 1 + word <= width


def _indent(text: str, line: Stretch) -> int:
    return line[0] - 1 - text.rfind("\n", 0, line[0])
