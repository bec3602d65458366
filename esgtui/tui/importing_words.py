"""The lines of the import screen: a column with what it is taken for, a cell of it, and what came of trying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size

from esgtui.counted import claims_text, counted
from esgtui.intake.roles import IGNORE, OWN
from esgtui.intake.telling import filed_text
from esgtui.visible import visible

if TYPE_CHECKING:
    from esgtui.intake.trying import Trial
    from esgtui.tui.commands import Keymap
    from esgtui.tui.importing_state import ImportState
    from esgtui.tui.widgets.pieces import Piece

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


def tried_text(trial: Trial, state: ImportState, keymap: Keymap) -> str:
    """Return what came of the first rows, and which dataset that is for, in a few lines."""
    count = counted(trial.rows, "row")
    rows = f"Of the first {count}" if trial.is_begin else f"All {count}" if trial.rows > 1 else count
    if trial.reason:
        return f"{rows}: {trial.reason}"
    claims, companies = claims_text(trial.claims), counted(trial.companies, "company")
    way = (", each sentence one" if state.way.cuts else "") + (", companies from above" if state.does_fill else "")
    left = f", {trial.left_out:,} left out" if trial.left_out else ""
    lines = [f"{rows}: {claims}{way}, of {companies}{left} → {state.target}", _dataset_text(state)]
    if filed := filed_text(state.plan, state.way.company, state.made.title):
        pick, name = keymap.shown("import.pick", 1), keymap.shown("import.company", 1)
        lines.append(f"{filed}: {pick} on the column that has them, or {name} says whose they are")
    if trial.unnamed:  # before what it mends, of which not all may have room
        lines.append(f"{keymap.shown('import.above', 1)} takes the company of the row above")
    if trial.numbers:
        lines.append(f"{trial.numbers}; {keymap.shown('import.numbers', 1)} says otherwise")
    wrong = [*trial.rejected, *trial.remarks]
    shown = SHOWN if len(lines) == _ALWAYS else SHOWN - 1
    more = trial.left_out + len(trial.remarks) - shown
    return "\n".join([*lines, *wrong[:shown], *([f"and {more:,} more"] if more > 0 else [])])


_ALWAYS = 2
"""So many lines there are where nothing is wrong."""


def _dataset_text(state: ImportState) -> str:
    """Return which dataset the claims go into, and where what is put on them is."""
    header = state.header
    named = f"An update of {header.title}" if state.before else f"A new dataset, {header.title}"
    return f"{named}; annotations are kept under its id {header.id}"
