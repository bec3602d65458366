"""What the program keeps of datasets in the cache folder: how much of each there is, since when, and taking it away.

What is kept can always be made again; where it is kept and how, the shelf and its users know.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from esgtui.dataset.image import TABLES
from esgtui.dataset.model import Header
from esgtui.dataset.stamps import is_note, noted
from esgtui.shelf.kept import Entry, Shelf

KINDS = {
    "datasets": "parsed dataset",
    "indexes": "search index",
    "checklists": "what claims state",
    "carried": "what coders put on claims",
}
"""The shelves by the names of their folders, and what is on each."""

UNKNOWN = ""
"""The dataset of what is kept without a word of whose it is: too small to be kept itself, or damaged."""


class Kept(msgspec.Struct, frozen=True):
    """One thing that is kept. `dataset` is the id of the dataset that it is of, or `UNKNOWN`."""

    dataset: str
    what: str
    size: int
    used: datetime
    folder: Path


class _Named(msgspec.Struct, frozen=True):
    header: Header


def kept_in(cache: Path | None) -> list[Kept]:
    """Return all that is kept in the cache folder, dataset by dataset, what was used last first."""
    if cache is None:
        return []
    shelved = [(what, entry) for name, what in KINDS.items() for entry in Shelf(cache / name).entries()]
    names = {entry.key.split(" ")[0]: name for _, entry in shelved if (name := _name(entry))}
    found = [_kept(what, entry, names.get(_fingerprint(entry), UNKNOWN)) for what, entry in shelved]
    return sorted(found, key=lambda kept: (kept.dataset, -kept.used.timestamp()))


def clear(cache: Path | None, kept: Sequence[Kept]) -> int:
    """Take away what is kept; return how many bytes that gave back. What another program uses stays usable to it."""
    freed = 0
    for each in kept if cache else ():
        Shelf(each.folder.parent).discard(each.folder)
        freed += 0 if each.folder.exists() else each.size
    return freed


def _kept(what: str, entry: Entry, name: str) -> Kept:
    kind = "note on files" if is_note(entry.key) else what
    return Kept(name, kind, entry.size, datetime.fromtimestamp(entry.used, UTC), entry.folder)


def _fingerprint(entry: Entry) -> str:
    """Return the fingerprint of the dataset that something is kept of."""
    return noted(entry.folder) if is_note(entry.key) else entry.key.split(" ")[0]


def _name(entry: Entry) -> str:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode((entry.folder / TABLES).read_bytes(), type=_Named).header.id
    return UNKNOWN
