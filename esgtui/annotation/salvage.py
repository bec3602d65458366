"""Find the rows that a damaged journal still holds, and say what of it is or may be lost.

What becomes of them is `recovery.py`'s affair; how rows are found on pages, that of `pages.py`.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from esgtui.annotation.opening import check_owner, foreign, newer
from esgtui.annotation.pages import MAGIC, Found, Pages, Value
from esgtui.annotation.storage import APPLICATION_ID, FORMAT, DamageError, change_from, digest
from esgtui.annotation.waiting import Progress

RECOVERING = "Recovering the journal"
"""What is told while rows are looked for."""

BLOCK = 1 << 20
"""So many bytes are looked at at once."""

_TEXTS = {2: "facts", 3: "statements", 4: "merges", 5: "drafts", 6: "drafts"}
"""The tables whose rows are texts alone, by how many: no two have the same number; drafts had no kind once."""

_STATEMENT, _MERGED_IN = 10, 12
"""Which of a change's texts are the digest of its claim's statement, and the merge that it came in."""


class Salvaged(msgspec.Struct):
    """The rows that could be read, by table."""

    changes: dict[int, tuple[str, ...]] = {}
    tables: dict[str, dict[tuple[Value, ...], None]] = {}
    last: int = 0
    """The highest number that a change is known to have had."""
    is_counted: bool = False
    """Whether the journal itself still says what that number is."""
    has_whole_log: bool = True
    """Whether the log beside the file could be read to its end."""
    has_drafts: bool = False
    """Whether the table of drafts is where it has to be."""

    @property
    def lost(self) -> int:
        """How many changes are known to have been there and could not be read."""
        return max(0, self.last - len(self.changes))

    def doubts(self) -> Iterator[str]:
        """Yield what is or may be missing beside changes, a sentence each."""
        if not self.has_whole_log:
            yield "Its log, which has what was written last, is broken in the middle and was read only up to there."
        if statements := self._unknown(_STATEMENT, "statements"):
            yield f"Lost as well: what claims said when they were annotated (statements: {statements:,})."
        if merges := self._unknown(_MERGED_IN, "merges"):
            yield f"Lost as well: who took in the work of others, and from which file (merges: {merges:,})."
        if not self.has_drafts:
            yield "Lost as well: drafts of notes that were not saved, if there were any."

    def _unknown(self, place: int, table: str) -> int:
        """Return how many rows of another table changes refer to that could not be read."""
        known = {row[0] for row in self.tables.get(table, ())}
        return len({texts[place] for texts in self.changes.values()} - known - {""})


LARGEST_WITHOUT_HEAD = 2_000_000_000
"""A file of more bytes that does not begin as a database is no journal: one of a million changes is a third of that."""


def salvage(path: Path, dataset: str, progress: Progress | None = None) -> Salvaged:
    """Return the rows that can be read in a journal's file; raise `JournalError` if it is none of this dataset."""
    found = Salvaged()
    with Pages(path) as pages:
        header = pages.page(1)
        application, version = int.from_bytes(header[68:72]), int.from_bytes(header[60:64])
        is_database = header.startswith(MAGIC)
        if is_database and application == APPLICATION_ID and version > FORMAT:
            raise newer(path, version)
        if is_database and application not in {0, APPLICATION_ID}:
            raise foreign(path)
        if not is_database and path.stat().st_size > LARGEST_WITHOUT_HEAD:
            raise foreign(path)
        for each in pages.rows(partial(progress or _untold, RECOVERING)):
            _sort(each, found)
            if each.is_current and (root := _root_of_drafts(each)):
                found.has_drafts = pages.is_table(root)
        found.has_whole_log = pages.has_whole_log
    found.is_counted &= found.has_whole_log
    owner = dict(key for key in found.tables.get("facts", {}) if len(key) == 2).get("dataset")
    if isinstance(owner, str):
        check_owner(path, owner, dataset)
    elif not found.changes and application != APPLICATION_ID and not _is_blank(path):
        raise foreign(path)
    return found


def _is_blank(path: Path) -> bool:
    """Return whether a file is nothing but zeros, as one may be after the power failed: it is nobody else's."""
    with path.open("rb") as file:
        return all(block.count(0) == len(block) for block in iter(lambda: file.read(BLOCK), b""))


def _untold(_what: str, _done: int, _total: int) -> None:
    """Take the place of a progress that nobody asked for."""


def _sort(each: Found, found: Salvaged) -> None:
    """Put a row where it belongs: each table's rows have a shape of their own. What is derived is left out.

    Of what is no longer there, that counts which is never removed.
    """
    number, values = each.row
    texts = tuple(value for value in values if isinstance(value, str))
    if values[:1] == (None,) and len(texts) == len(values) - 1 and len(texts) in {11, 13}:
        texts += ("",) * (13 - len(texts))  # a row of version 1
        with suppress(DamageError):
            change_from(texts)
            found.changes.setdefault(number, texts)
        found.last = max(found.last, number)
    elif len(texts) == len(values) and len(texts) in _TEXTS:
        table = _TEXTS[len(texts)]
        is_kept = table in {"statements", "merges"} or each.is_current
        if is_kept and (table != "statements" or digest(texts[2]) == texts[0]):
            found.tables.setdefault(table, {})[(*values, "") if len(values) == 5 else values] = None
    elif values[:1] == ("changes",) and len(values) == 2 and isinstance(values[1], int):
        found.last = max(found.last, values[1])
        found.is_counted |= each.is_current


def _root_of_drafts(each: Found) -> int | None:
    """Return the page on which the drafts begin if this is the row of the schema that tells of it."""
    values = each.row.values
    if len(values) == 5 and values[:2] == ("table", "drafts") and isinstance(values[3], int):
        return values[3]
    return None
