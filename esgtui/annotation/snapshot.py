"""The state of a journal at one of its changes, kept in its file so that opening need not replay all of them.

A snapshot is a convenience: one that is missing, damaged or of another making is done without.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

import msgspec

from esgtui.annotation.state import Progress, State, Step, folded_claims
from esgtui.garbage import without_collecting

MAKING = "6"
"""Which way snapshots are made; a change of `State` or of how changes are replayed needs another one."""

WORTH_KEEPING = 2_000
"""After how many changes since the last snapshot a new one is made: replaying them takes some 30 ms."""


class _Kept(msgspec.Struct):
    """A `State` as it is written, what is on each claim by itself."""

    claims: dict[str, msgspec.Raw]
    done: dict[str, list[Step]]
    undone: dict[str, list[Step]]
    tag_uses: dict[str, dict[str, int]]
    progress: dict[str, Progress]
    latest: datetime | None
    merges: dict[str, Step]


class Snapshot(NamedTuple):
    """A state, and the number of the last change that it holds."""

    seq: int
    state: State


def read_snapshot(database: sqlite3.Connection) -> Snapshot | None:
    """Return the latest snapshot that is whole and of this very journal, or None."""
    query = """
    SELECT snapshots.seq, sum FROM snapshots JOIN changes USING (seq) WHERE changes.id = snapshots.id
    ORDER BY seq DESC LIMIT 1
    """
    latest = database.execute(query).fetchone()
    if latest is None:
        return None
    seq, expected = latest
    try:
        with database.blobopen("snapshots", "state", seq, readonly=True) as blob:  # a query would copy it once more
            data = blob.read()
    except sqlite3.OperationalError as error:
        if "no such rowid" in str(error):  # another program has made a newer one
            return None
        raise
    with ThreadPoolExecutor(1) as beside, suppress(msgspec.MsgspecError), without_collecting():
        summed = beside.submit(_sum, data)
        state = state_from(data)  # meanwhile, for it may be large; what is damaged is not used
        return Snapshot(seq, state) if summed.result() == expected else None
    return None


def state_from(data: bytes) -> State:
    """Return a state that was written; raises `msgspec.MsgspecError` where it is none."""
    kept = msgspec.msgpack.decode(data, type=_Kept)
    parts = msgspec.structs.asdict(kept)
    return State(**parts | {"claims": folded_claims(kept.claims)})


def written(state: State) -> bytes:
    """Return a state as it is written."""
    parts = msgspec.structs.asdict(state)
    return msgspec.msgpack.encode(_Kept(**parts | {"claims": state.claims.folded()}))


def write_snapshot(database: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Keep a snapshot in place of older ones, in the caller's transaction."""
    data = written(snapshot.state)
    database.execute("DELETE FROM snapshots WHERE seq <= ?", (snapshot.seq,))
    database.execute(
        "INSERT OR IGNORE INTO snapshots SELECT seq, id, ?, ? FROM changes WHERE seq = ?",
        (_sum(data), data, snapshot.seq),
    )


def _sum(data: bytes) -> str:
    from hashlib import blake2b  # takes milliseconds to load

    return f"{MAKING}-{blake2b(data, digest_size=16).hexdigest()}"
