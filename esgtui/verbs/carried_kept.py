"""Keeps between runs which claims carry what, so that opening need not look at every claim that was ever annotated.

It can always be made again: what is missing, damaged, or of another journal or dataset is done without.
"""

from collections.abc import Mapping
from contextlib import suppress

import msgspec

from esgtui.annotation.entries import claims_since, id_of
from esgtui.annotation.journal import Journal
from esgtui.annotation.opening import FileIdentity, identity
from esgtui.annotation.storage import JournalError
from esgtui.dataset.dataset import Dataset
from esgtui.shelf.kept import Shelf

MAKING = "1"
"""Which way sets are made; a change of what counts as carried needs another one."""

WORTH_KEEPING = 2_000
"""From how many claims on sets are kept: fewer are looked at in 30 ms."""

MOST_SINCE = 20_000
"""After changes of more claims than these all are looked at anew."""

_FILE = "carried.msgpack"

Key = tuple[str, str, str]
"""A coder, a kind of what is carried, and which of it."""


class Kept(msgspec.Struct, array_like=True):
    """Sets in which all changes are up to one with this number and id. `gone` are the claims after the last row.

    `file` tells the journal's file from one that was recovered, which may lack changes before that one.
    """

    file: FileIdentity
    reach: int
    id: str
    gone: list[str]
    cells: list[tuple[Key, bytes]]
    changed: list[tuple[Key, bytes]]


class KeptSets:
    """The sets of one dataset and journal on a shelf."""

    def __init__(self, dataset: Dataset, journal: Journal, shelf: Shelf) -> None:
        self._journal, self._shelf = journal, shelf
        is_worth_it = dataset.fingerprint and len(dataset.claims) >= WORTH_KEEPING
        self._key = f"{dataset.fingerprint} {MAKING} {journal.path.absolute()}" if is_worth_it else ""

    def find(self) -> tuple[Kept, list[str]] | None:
        """Return what was kept, and the claims that were changed since; None where all have to be looked at."""
        found = self._shelf.find(self._key) if self._key else None
        if found is None:
            return None
        with suppress(OSError, msgspec.MsgspecError, JournalError):
            kept = msgspec.msgpack.decode((found / _FILE).read_bytes(), type=Kept)
            if kept.file == self.file() and id_of(self._journal, kept.reach) == kept.id:
                claims = claims_since(self._journal, kept.reach, MOST_SINCE + 1)
                if len(claims) <= MOST_SINCE:
                    return kept, claims
        return None

    def file(self) -> FileIdentity | None:
        """Return which file the journal is, having taken in what is in it by now."""
        self._journal.refresh()
        return identity(self._journal.path)

    def keep(
        self,
        file: FileIdentity | None,
        reach: int,
        gone: list[str],
        cells: Mapping[Key, int],
        changed: Mapping[Key, int],
    ) -> None:
        """Keep sets, in which all changes are up to the one of this number, in place of those that were kept before.

        `file` is which file the journal was before they were made.
        """
        folder = self._shelf.begin() if self._key and reach else None
        if folder is None:
            return
        with suppress(OSError, JournalError):
            change = id_of(self._journal, reach)
            kept = Kept(file or (0, 0), reach, change, gone, _as_bytes(cells), _as_bytes(changed))
            (folder / _FILE).write_bytes(msgspec.msgpack.encode(kept))
            if change and file == self.file():
                if before := self._shelf.find(self._key):
                    self._shelf.discard(before)
                self._shelf.publish(self._key, folder)
        self._shelf.discard(folder)  # as far as it was not published


def _as_bytes(sets: Mapping[Key, int]) -> list[tuple[Key, bytes]]:
    return [(key, bits.to_bytes(bits.bit_length() // 8 + 1, "little")) for key, bits in sets.items()]


def sets_of(kept: list[tuple[Key, bytes]]) -> dict[Key, int]:
    """Return sets that were kept."""
    return {key: int.from_bytes(octets, "little") for key, octets in kept}
