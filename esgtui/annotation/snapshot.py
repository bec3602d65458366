"""The state of a journal at one of its changes, kept in its file so that opening need not replay all of them.

A snapshot is a convenience: one that is missing, damaged or of another making is done without.
"""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

import msgspec

from esgtui.annotation.history import State

MAKING = "4"
"""Which way snapshots are made; a change of `State` or of how changes are replayed needs another one."""

WORTH_KEEPING = 2_000
"""After how many changes since the last snapshot a new one is made: replaying them takes some 30 ms."""


class Snapshot(NamedTuple):
    """A state, and the number of the last change that it holds."""

    seq: int
    state: State


def read_snapshot(database: sqlite3.Connection) -> Snapshot | None:
    """Return the latest snapshot that is whole and of this very journal, or None."""
    query = """
    SELECT snapshots.seq, sum, state FROM snapshots JOIN changes USING (seq) WHERE changes.id = snapshots.id
    ORDER BY seq DESC LIMIT 1
    """
    row = database.execute(query).fetchone()
    if row is None or row[1] != _sum(row[2]):
        return None
    with suppress(msgspec.MsgspecError), _uncollected():
        return Snapshot(row[0], msgspec.msgpack.decode(row[2], type=State))
    return None


def write_snapshot(database: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Keep a snapshot in place of older ones, in the caller's transaction."""
    data = msgspec.msgpack.encode(snapshot.state)
    database.execute("DELETE FROM snapshots WHERE seq <= ?", (snapshot.seq,))
    database.execute(
        "INSERT OR IGNORE INTO snapshots SELECT seq, id, ?, ? FROM changes WHERE seq = ?",
        (_sum(data), data, snapshot.seq),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through a million new objects again and again: that takes longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sum(data: bytes) -> str:
    from hashlib import blake2b  # takes milliseconds to load

    return f"{MAKING}-{blake2b(data, digest_size=16).hexdigest()}"
