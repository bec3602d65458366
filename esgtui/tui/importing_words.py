"""The lines of the import screen: a column with what it is taken for, a cell of it, and what came of trying."""

from pathlib import Path

from rich.cells import set_cell_size

from esgtui.counted import claims_text
from esgtui.intake.claims import Way
from esgtui.intake.roles import IGNORE, OWN
from esgtui.intake.trying import Trial
from esgtui.tui.widgets.pieces import Piece
from esgtui.visible import visible

ROLE_CELLS = 14
"""How many cells what a column is taken for has: the longest name and a gap."""

SHOWN = 3
"""So many things that are wrong are told at a time."""

_WORDS = {OWN: "· kept", IGNORE: "× left out"}


def column_line(name: str, role: str, width: int) -> list[Piece]:
    """Return a column: what it is taken for, and its heading."""
    told = _WORDS.get(role, f"● {role}")
    return [
        (set_cell_size(told, min(ROLE_CELLS, width)), "dim" if role in _WORDS else ""),
        (" ", ""),
        (visible(name), ""),
    ]


def sample_line(number: int, cell: str) -> list[Piece]:
    """Return a cell with the number of its row."""
    return [(f"{number:>6}  ", "dim"), (visible(" ".join(cell.split())), "")]


def tried_text(trial: Trial, target: Path, made: Way) -> str:
    """Return what came of the first rows, in a few lines."""
    count = f"{trial.rows:,} rows" if trial.rows != 1 else "1 row"
    rows = f"Of the first {count}" if trial.is_begin else f"All {count}" if trial.rows > 1 else count
    if trial.reason:
        return f"{rows}: {trial.reason}"
    claims = claims_text(trial.claims)
    companies = f"{trial.companies:,} companies" if trial.companies != 1 else "1 company"
    way = (", each sentence one" if made.cuts else "") + (", companies from above" if made.fills else "")
    left = f", {trial.left_out:,} left out" if trial.left_out else ""
    wrong = [*trial.rejected, *trial.remarks]
    lines = [f"{rows}: {claims}{way}, of {companies}{left} → {target}"]
    if trial.unnamed:
        lines.append("a takes the company of the row above")  # before what it mends, of which not all may have room
    shown = SHOWN + 1 - len(lines)
    more = trial.left_out + len(trial.remarks) - shown
    return "\n".join([*lines, *wrong[:shown], *([f"and {more:,} more"] if more > 0 else [])])
