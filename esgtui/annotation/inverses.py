"""What takes a step back or does it again: changes that set its cells to what they held before, or after it.

Pure but for one look into the journal's file; what is appended, and when, is `journal.py`'s affair.
"""

import sqlite3
import uuid
from collections.abc import Callable, Container, Sequence
from datetime import datetime

import msgspec

from esgtui.annotation.history import cell_after
from esgtui.annotation.model import Action, Cell, Change, Value, to_the_second
from esgtui.annotation.state import Step
from esgtui.annotation.storage import COLUMNS, change_from

Holding = Callable[[str, str, str], Value]
"""Returns what the cell of a claim, a coder and a field holds."""


def inverse(
    done: Sequence[Change], action: Action, author: str, target: str, at: datetime, holding: Holding
) -> list[Change]:
    """Return what undoes the changes `done`, or does them again; a cell that was set otherwise since stays as it is."""
    step, changes = uuid.uuid4().hex, []
    for number, change in enumerate(reversed(done) if action == "undo" else done):
        old, new = (change.after, change.before) if action == "undo" else (change.before, change.after)
        current = holding(change.claim, change.coder, change.field)
        changes.append(
            msgspec.structs.replace(
                change,
                id=f"{step}-{number}",
                step=step,
                at=at,
                before=current,
                after=new if to_the_second(current) == to_the_second(old) else current,
                action=action,
                target=target,
                author="" if change.coder == author else author,
                merged_in="",
            )
        )
    return changes


def merged_cells(
    merged: Sequence[Change], step: Step, database: sqlite3.Connection, merges: Container[str]
) -> list[Change]:
    """Return for each cell that a merge set one change, from what the cell held before to what the merge brought.

    A cell that held something later than all that was brought is none of them, nor one that held the same. If every
    cell did, one change comes back that changes nothing, so that the merge can be taken back as any other step.
    `merges` are all that were ever made.
    """
    brought: dict[tuple[str, str, str], Change] = {}
    for change in merged:
        cell = (change.claim, change.coder, change.field)
        if cell not in brought or _rank(brought[cell]) < _rank(change):
            brought[cell] = change
    query = f"""
    SELECT {COLUMNS} FROM changes WHERE claim = ? AND coder = ? AND field = ? AND seq < ? ORDER BY seq
    """  # noqa: S608 - the columns are named elsewhere
    changes, idle = [], []
    for place, change in brought.items():
        held: Cell | None = None
        for earlier in map(change_from, database.execute(query, (*place, step.first))):
            held = cell_after(held, earlier, merges)
        before = held.value if held else None
        if before != change.after and (held is None or held.rank < _rank(change)):
            changes.append(msgspec.structs.replace(change, before=before, statement=""))
        else:
            idle.append(msgspec.structs.replace(change, before=before, after=before, statement=""))
    return changes or idle[:1]


def _rank(change: Change) -> tuple[datetime, int, str]:
    return cell_after(None, change, ()).rank
