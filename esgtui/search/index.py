"""Build an index of claims, in memory or in a folder, add to it as it grows, and open one that was kept.

What is asked of an index stands in `snapshot.py`.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from unicodedata import unidata_version

import msgspec
import tantivy

from esgtui.search.names import FURTHER, NOTES, STATEMENT
from esgtui.search.snapshot import GROUP, ID, KEYS, ROW, Snapshot, make_schema
from esgtui.search.text import APART
from esgtui.search.vocabulary import Speller, Vocabulary

_FORMAT = 4  # to be raised with every change of what is in an index, and of how its words are folded
MAKING = f"{_FORMAT} {attrgetter('__version__')(tantivy)} {unidata_version}"
"""What an index is made with, besides the dataset: one of another making is never opened."""

CURATED = (STATEMENT, FURTHER)
"""The fields of a claim's own texts."""

CODERS = (NOTES,)
"""The field of what coders wrote and put on a claim."""

_CLAIMS, _WORDS, _COUNTS = "claims", "words", "counts.msgpack"

READ_ONLY = 0o400
"""How a file is that its owner alone may read, and nobody may write to."""
HEAP = 48_000_000
"""Bytes in which claims are gathered before they are written: more take more memory, and make nothing quicker."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What of an index is no part of tantivy's.

    That is its size, its words in order with the counts of each field, and what very common beginnings find.
    """

    size: int
    words: list[str]
    counts: dict[str, list[int]]
    learned: list[str]
    foreseen: dict[str, msgspec.Raw]


class Entry(NamedTuple):
    """A claim as it is indexed: its row, its words by field (folded, with spaces between), and its folded id.

    And its groups' numbers, and the terms of `keys.py` that the dataset says of it.
    """

    row: int
    texts: Mapping[str, str]
    id: str
    groups: list[int]
    keys: list[str]


class TermIndex:
    """A growing index: add claims, commit, and read from the newest snapshot. `fields` are those whose words count."""

    def __init__(self, fields: Sequence[str] = CURATED, folder: Path | None = None, heap: int = HEAP) -> None:
        self._fields = fields
        self._folder = folder
        self.schema = make_schema()
        self._index = tantivy.Index(self.schema, path=_place(folder, _CLAIMS))
        self._writer = self._index.writer(heap, 1)
        self._speller = Speller(_place(folder, _WORDS))
        self._size = 0
        self.snapshot = self._look()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add claims."""
        add, make = self._writer.add_document, tantivy.Document.from_dict
        for row, texts, claim_id, groups, keys in entries:
            document: dict[str, object] = {**texts, ID: claim_id, ROW: row, KEYS: keys}
            if groups:
                document[GROUP] = groups
            add(make(document))
            self._size += 1

    def remove(self, row: int) -> None:
        """Take out the claim at a row, if it is there."""
        self._writer.delete_documents_by_term(ROW, row)

    def commit(self, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        """Make what was added so far part of the snapshot.

        After claims were taken out, whoever did that has to tell the words' `counts` by field.
        """
        self._writer.commit()
        self._index.reload()
        self.snapshot = self._look(counts)

    def finish(self) -> None:
        """Commit, and give back what only adding needs. Nothing can be added after that."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        self.snapshot = self._look()
        self._speller.finish()

    def foresee(self, foreseen: dict[str, msgspec.Raw]) -> None:
        """Take what very common beginnings find in the finished index; with that, it is whole."""
        self.snapshot = self.snapshot.foreseeing(foreseen)
        if self._folder:
            self._keep(self._folder, foreseen)

    def _look(self, told: Mapping[str, Mapping[str, int]] | None = None) -> Snapshot:
        searcher = self._index.searcher()
        counts = told or self._counted(searcher)
        first, *others = counts.values()
        # Each is in alphabetical order, so that sorting them is no more than a merge.
        words = sorted([*first, *(word for other in others for word in other if word not in first)])
        vocabulary = Vocabulary(words, list(counts.values()), self._speller.learn(words))
        return Snapshot(searcher, counts, vocabulary, self._size)

    def _counted(self, searcher: tantivy.Searcher) -> dict[str, dict[str, int]]:
        counts = {field: dict(searcher.terms_with_prefix(field, "")) for field in self._fields}
        for found in counts.values():
            found.pop(APART, None)
        return counts

    def _keep(self, folder: Path, foreseen: dict[str, msgspec.Raw]) -> None:
        snapshot = self.snapshot
        words = snapshot.vocabulary.words
        counts = {field: [found.get(word, 0) for word in words] for field, found in snapshot.counts.items()}
        kept = _Kept(snapshot.size, words, counts, self._speller.learned, foreseen)
        (folder / _COUNTS).write_bytes(msgspec.msgpack.encode(kept))
        _protect(folder)


def _protect(folder: Path) -> None:
    """Let nobody write to the files of an index: whoever has it open would end if another program cut one of them."""
    if os.name != "posix":  # elsewhere what may not be written may not be removed either
        return
    for file in (*(folder / _CLAIMS).iterdir(), *(folder / _WORDS).iterdir()):
        if not file.name.endswith(".lock"):  # which is written to by whoever opens it
            file.chmod(READ_ONLY)


def open_kept(folder: Path) -> Snapshot:
    """Open an index that was built into `folder`; raise `OSError` or `ValueError` if it is none."""
    kept = msgspec.msgpack.decode((folder / _COUNTS).read_bytes(), type=_Kept)
    index = tantivy.Index.open(str(folder / _CLAIMS))
    counts = {
        field: {word: count for word, count in zip(kept.words, found, strict=True) if count}
        for field, found in kept.counts.items()
    }
    vocabulary = Vocabulary(kept.words, list(counts.values()), Speller.open(folder / _WORDS, kept.learned))
    foreseen = {beginning: found.copy() for beginning, found in kept.foreseen.items()}  # not with all that was read
    return Snapshot(index.searcher(), counts, vocabulary, kept.size, foreseen)


def _place(folder: Path | None, name: str) -> str | None:
    if folder is None:
        return None
    place = folder / name
    place.mkdir()
    return str(place)
