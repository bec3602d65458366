"""Tables in blocks: a row with nothing but a name stands above the rows that it is said of, as in printed sheets.

The name is put in front of these rows, in a column of its own, and its row is none any more.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from esgtui.intake.column import is_sentence, words_in
from esgtui.intake.headings import unique
from esgtui.intake.roles import OWN
from esgtui.intake.rows import Row, Rows
from esgtui.intake.sheets import role_of_sheets
from esgtui.intake.topics import citation
from esgtui.intake.totals import is_total
from esgtui.intake.values import number_of

BLOCK = "Block"
"""What the column is called that has the names."""

_LONGEST, _MOST_WORDS = 60, 6
"""A text that is longer is no name."""

_FEWEST_COLUMNS = 3
"""A table of fewer columns may well have rows with one cell."""

_MOST = 0.5
"""Such a share of the rows are names, at most."""

_SHOWN = 3


def in_blocks(rows: Rows, sample: Sequence[Row]) -> tuple[Rows, list[Row]] | None:
    """Return the rows of a table in blocks with the name of each in front, and so the first of them; None for others.

    Its first row is a name, there are several, and all other rows but remarks at the end have more than one cell.
    """
    if not rows.heading_row or rows.together or len(rows.columns) < _FEWEST_COLUMNS:
        return None
    whole = [row for row in sample if not row.fault]
    names = _names(whole)
    if len(set(names)) < 2 or len(set(names)) < len(names) or len(names) > _MOST * len(whole) or not _name(whole[0]):
        return None
    found = msgspec.structs.replace(rows)
    found.columns = unique([BLOCK, *rows.columns])
    found.each = lambda tell: _put(rows.each(tell))
    found.blocks = tuple(names)
    told = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    found.notes = (*rows.notes, f"{rows.path}: rows with nothing but a name head the rows below them: {told}")
    return found, list(_put(iter(sample)))


def role_of_blocks(names: Sequence[str], roles: Mapping[str, str]) -> str:
    """Return what the names of blocks most likely are, beside columns with these roles: companies or pillars."""
    if sum(bool(citation(name).reference) for name in names) > len(names) / 2:
        return "pillar" if "pillar" not in roles.values() else OWN
    return role_of_sheets(names, roles)


def _names(rows: Sequence[Row]) -> list[str]:
    """Return the names of a table's blocks; none where a row that is no name has one cell alone, but at the end."""
    found: list[str] = []
    last = max((place for place, row in enumerate(rows) if len(_filled(row)) > 1), default=-1)
    for row, following in pairwise(rows[: last + 1]):
        if len(_filled(row)) == 1:
            name = _name(row)
            if not name or len(_filled(following)) == 1:
                return []
            found.append(name)
    return found


def _filled(row: Row) -> dict[str, None]:
    """Return what stands in a row, each once: a cell that is merged over several says the same in each of them."""
    return dict.fromkeys(" ".join(cell.split()) for cell in row.cells if cell.strip())


def _name(row: Row) -> str:
    """Return the name that is all that a row has, or nothing."""
    filled = list(_filled(row))
    text = filled[0] if len(filled) == 1 else ""
    is_short = len(text) <= _LONGEST and words_in(text) <= _MOST_WORDS
    return text if is_short and not is_sentence(text) and number_of(text) is None and not is_total(text) else ""


def _put(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows with the name of their block in front; what only looks like a name, at the end, stays a row."""
    block, waiting = "", None
    for row in rows:
        if waiting:
            if len(_filled(row)) > 1 and not row.fault:
                block = _name(waiting)
            else:
                yield waiting._replace(cells=["", *waiting.cells])
            waiting = None
        if not row.fault and _name(row):
            waiting = row
        else:
            yield row._replace(cells=[block, *row.cells])
    if waiting:
        yield waiting._replace(cells=["", *waiting.cells])
