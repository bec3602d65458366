"""Lines of a list as pieces of text, each with the name of its look, and how they are cut to a width.

The toolkit's own text lets styles overlap; it takes several times as long to make and to draw, for every line painted.
"""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

Piece = tuple[str, str]
"""A text, and the name of its look: one of the list's component classes without `row-list--`, or '' for none."""


def fitted(pieces: Iterable[Piece], room: int) -> list[Piece]:
    """Return pieces that take exactly `room` cells: those given, with blanks after them or an ellipsis at the end.

    The ellipsis has the look of what it stands for.
    """
    measured = [(text, look, cell_len(text)) for text, look in pieces if text]
    left = room - sum(width for _, _, width in measured)
    if left >= 0:
        return [*((text, look) for text, look, _ in measured), (" " * left, "")]
    fitting: list[Piece] = []
    left = room - 1
    for text, look, width in measured:
        if width > left:
            fitting.append((set_cell_size(text, left) + "…", look))
            break
        fitting.append((text, look))
        left -= width
    return fitting if room else []


def marked(text: str, spans: Iterable[tuple[int, int]], look: str) -> list[Piece]:
    """Return a text in pieces, those in `spans` (half-open character offsets, in order) with a look."""
    pieces: list[Piece] = []
    at = 0
    for first, last in spans:
        start, end = max(at, first), min(last, len(text))
        if start < end:
            pieces += [(text[at:start], ""), (text[start:end], look)]
            at = end
    return [*pieces, (text[at:], "")]
