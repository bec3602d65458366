"""What coders put on claims, in an index: taken in as they go on, and taken away where it may not be seen.

What the dataset itself says is put into the index by `indexing.py`.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from esgtui.annotation.history import History
from esgtui.annotation.model import Annotation
from esgtui.dataset.model import Claim
from esgtui.search.engine import ClaimIndex

if TYPE_CHECKING:
    from esgtui.search.having import Annotations

FEW = 1_000
"""So many claims that coders did something on are looked at in no time."""

Progress = Callable[[int, int], None]


class SeenWork(Protocol):
    """What may be seen of the coders' work."""

    @property
    def carried(self) -> "Annotations":
        """Which claims carry what."""

    def annotations(self, claim_id: str) -> list[Annotation]:
        """Return what coders put on a claim."""


class CodersWords:
    """Keeps one index at what the history says by now. Any thread may ask; one at a time takes something in."""

    def __init__(self, index: ClaimIndex, history: History, row_of: Mapping[str, int]) -> None:
        self._index, self._history, self._row_of = index, history, row_of
        self._taking_in = threading.Lock()
        self._known: int | None = None
        """How far the history was when it was taken in, None where nothing is."""
        self.looks = 0
        """How many times what is seen of coders' work became more or less."""

    @property
    def is_being_taken_in(self) -> bool:
        """Whether a thread is just taking something in."""
        return self._taking_in.locked()

    @property
    def is_behind(self) -> bool:
        """Whether coders did so much since it was looked at that this takes a while."""
        history = self._history
        claims = history.known_claims() if self._known is None else history.reworded(self._known)[0]
        return len(claims) > FEW

    def take_in(self, progress: Progress | None = None) -> None:
        """Have the index find what coders did by now; `progress` may raise to stop it."""
        with self._taking_in:
            reworded, now = self._history.reworded(self._known)
            rows = {self._row_of[claim] for claim in reworded if claim in self._row_of}
            if rows:
                self._index.note_changes(rows, progress)
            self._known = now

    def look_anew(self) -> None:
        """Forget what was taken in: more or less of it is seen from now on."""
        self.looks += 1
        self._index.hide_written()  # at once: what is being taken in meanwhile may take seconds
        with self._taking_in:
            self._known = None
            self._index.forget_written()


def written(claims: Sequence[Claim], seen: SeenWork, row: int) -> list[tuple[str, str]]:
    """Return what coders put on a claim that is searched as text, each with its field.

    These are notes, and tags that the curator did not put on it.
    """
    claim = claims[row]
    annotations = seen.annotations(claim.id)
    tags = {tag for annotation in annotations for tag in annotation.tags}.difference(claim.tags)
    notes = [("note", note.text) for annotation in annotations for note in annotation.notes]
    return notes + [("tag", tag) for tag in sorted(tags)]
