"""Copy a journal to another place when it cannot be written where it is, with all of it that can still be had."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from esgtui.annotation.history import History
from esgtui.annotation.model import Change
from esgtui.annotation.opening import copy_whole
from esgtui.annotation.recovery import write_journal
from esgtui.annotation.salvage import Salvaged, salvage
from esgtui.annotation.storage import DamageError, JournalError, row_of


def copy_journal(database: sqlite3.Connection | None, old: Path, new: Path, dataset: str, history: History) -> None:
    """Copy a journal to a new file, which is there whole or not at all.

    An open connection still reads a file that was removed; else the file is read page by page; and if it is gone,
    what is known of each cell goes over.
    """
    if database:
        try:
            copy_whole(database, new)
        except sqlite3.Error:  # the disk that it is on may be gone; what the other place lacks shows again below
            pass
        else:
            return
    try:
        found = salvage(old, dataset)
    except (OSError, JournalError, DamageError):
        found = Salvaged(changes=dict(enumerate(map(row_of, _known(history)), 1)))
        found.last = len(found.changes)
    write_journal(found, new, dataset)


def _known(history: History) -> Iterator[Change]:
    """Yield a change for each cell, oldest first: what set it, without what it held before."""
    state = history.state
    places = [
        (cell.at, cell.change, claim, coder, field)
        for claim, on_claim in state.claims.items()
        for coder, cells in on_claim.cells.items()
        for field, cell in cells.items()
    ]
    for at, change, claim, coder, field in sorted(places):
        yield Change(
            id=change,
            step=change,
            at=at,
            coder=coder,
            claim=claim,
            field=field,
            before=None,
            after=state.on(claim).cells[coder][field].value,
            action="merge",
            statement=history.statement_seen(claim, coder),
        )
