"""What rows at the top of a table are: claims like all others, or a second row of headings below the first.

Which row has the headings is headings.py's to find.
"""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from esgtui.intake.roles import IN_THESE_WORDS, ROLES, folded, known_headings, says
from esgtui.intake.rows import Row
from esgtui.intake.values import number_of

_LONGEST_LABEL = 60
"""A text that is longer is no heading below a heading."""

_MANY_WORDS = 5
"""A text of more words may be a claim."""


def is_like_those_below(head: Row, rows: Sequence[Row]) -> bool:
    """Return whether a row has no headings but what the rows below it have: a claim, beside a number or a name.

    Questions may be headings, and years; a sentence beside a year is hardly one, and neither is a name that stands in
    its column once more.
    """
    cells = [cell.strip() for cell in head.cells]
    texts = [cell for cell in cells if len(cell.split()) > _MANY_WORDS]
    if not texts or any(_is_known(cell) for cell in cells if len(cell) <= _LONGEST_LABEL):
        return False
    if any(text.endswith(".") for text in texts) and any(number_of(cell) is not None for cell in cells):
        return True
    below = [row.cells for row in rows if row.number > head.number and row.cells != head.cells]
    names = [(place, cell) for place, cell in enumerate(cells) if cell and number_of(cell) is None]
    return any(_stands_again(cell, place, below) for place, cell in names)


def _is_known(cell: str) -> bool:
    here = folded(cell)
    return any(here in names for names in known_headings().values())


def _stands_again(cell: str, place: int, rows: Sequence[Sequence[str]]) -> bool:
    return any(place < len(cells) and cells[place].strip() == cell for cells in rows)


def second_row(head: Row, rows: Sequence[Row]) -> Row | None:
    """Return the row right below the headings if it says more of some of them: `Base year` of `Target`.

    Below the others it is empty, or has the same, where cells are merged over both. Or else it says more of all, and
    the row above has the same for several columns side by side, as where merged cells were taken apart.
    """
    below = next((row for row in rows if row.number == head.number + 1), None)
    if below is None:
        return None
    more = [row.cells for row in rows if row.number > below.number]
    repeats = _repeats(head.cells) and _are_labels(below.cells) and _heads_numbers(below.cells, more)
    return below if repeats or _says_more(head.cells, below.cells) else None


def _repeats(cells: Sequence[str]) -> bool:
    return any(one.strip() and one.strip() == other.strip() for one, other in pairwise(cells))


def _are_labels(cells: Sequence[str]) -> bool:
    """Return whether a row has what may be headings: short texts, one of them a known heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return all(len(cell) <= _LONGEST_LABEL and number_of(cell) is None for cell in filled) and any(
        map(_is_known, filled)
    )


def _heads_numbers(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether a cell stands above numbers alone, without being one."""
    columns = ([row[place] for row in below if place < len(row) and row[place].strip()] for place in range(len(cells)))
    return any(column and all(number_of(cell) is not None for cell in column) for column in columns)


def joined(head: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the headings that two rows have together: `Target: Base year`."""
    return [
        under if not group or group == under else f"{group}: {under}" if under else own
        for own, group, _, under in _columns(head, below)
    ]


def _says_more(head: Sequence[str], below: Sequence[str]) -> bool:
    columns = list(_columns(head, below))
    more = [under for own, _, _, under in columns if under and under != own]
    is_new = any(under and not own for own, _, _, under in columns)
    if not is_new or not all(is_grouped for own, _, is_grouped, under in columns if under and under != own):
        return False
    if any(len(under) > _LONGEST_LABEL or number_of(under) is not None for under in more):
        return False
    is_merged = any(under and under == own for own, _, _, under in columns)
    return is_merged or any(says(under, role) == IN_THESE_WORDS for under in more for role in ROLES)


def _columns(head: Sequence[str], below: Sequence[str]) -> list[tuple[str, str, bool, str]]:
    """Return of each column its heading, the one it belongs to, whether that is for several, and what is below."""
    cells = [(own.strip(), under.strip()) for own, under in zip_longest(head, below, fillvalue="")]
    found: list[tuple[str, str, bool, str]] = []
    group = ""
    for place, (own, under) in enumerate(cells):
        group = own or group
        ends = place + 1 == len(cells) or bool(cells[place + 1][0])
        found.append((own, group, not (own and ends), under))
    return found
