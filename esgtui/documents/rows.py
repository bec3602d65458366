"""How a row of a table is written as a paragraph of text, and what of it is no sentence."""

import re

CELLS = " | "
"""What stands between two cells."""

MOST_WORDS = 4
"""So many words has the heading of a column at most."""

_YEAR_ALONE = re.compile(r"(?<=\| )(?:FY\s?)?(?:19|20)\d\d(?:[/–-]\d\d)?(?= \||\Z)")
_FIGURE = re.compile(r"\A\d[\d.,]*\s?%?\s+")


def are_headings(text: str) -> bool:
    """Return whether a row has the headings of columns: a few words each, and no figure in any."""
    cells = text.split(CELLS)
    no_figure = not any(map(str.isdecimal, text)) or all(cell.isdecimal() for cell in cells[1:])
    return len(cells) > 1 and no_figure and all(len(cell.split()) <= MOST_WORDS for cell in cells)


def without_years_alone(text: str) -> str:
    """Return a row without the years that fill a cell: what they are of only the heading of the column says."""
    return _YEAR_ALONE.sub("", text) if CELLS in text else text


def subject_of(cells: str) -> str:
    """Return what the first cells of a row are about, without the value that they may begin with."""
    return _FIGURE.sub("", cells)
