"""Notes that were typed and then emptied: remembered until the program ends, and brought back by undo."""

from typing import TYPE_CHECKING

from esgtui.annotation.draft_rows import note_of
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Draft

if TYPE_CHECKING:
    from esgtui.annotation.state import Step

Spot = tuple[str, str]
"""A claim, and a note on it; that is empty for a new one."""


class Thrown:
    """What one coder threw away last of each note."""

    def __init__(self, journal: Journal, coder: str) -> None:
        self._journal = journal
        self._coder = coder
        self._drafts: dict[Spot, Draft] = {}
        self._last: tuple[Spot, Step | None] | None = None

    def keep(self, claim: str, slot: str, text: str, kind: str) -> None:
        """Remember what was typed in a slot, and then emptied."""
        self._drafts[claim, note_of(slot)] = Draft(text, kind)
        self._last = ((claim, note_of(slot)), self._journal.history.next_undo(self._coder))

    def of(self, claim: str, note: str) -> Draft:
        """Return what was thrown away last here, or an empty draft."""
        return self._drafts.get((claim, note), Draft())

    @property
    def is_last(self) -> bool:
        """Whether throwing a draft away is the last thing that the coder did."""
        return self._last is not None and self._last[1] == self._journal.history.next_undo(self._coder)

    def typed_again(self, claim: str, slot: str) -> None:
        """Know that something else is typed where a draft was thrown away last: undo is not for that any more."""
        if self._last and self._last[0] == (claim, note_of(slot)):
            self._last = None

    def take(self) -> tuple[Spot, Draft]:
        """Return what was thrown away last, and forget it; raise `LookupError` where nothing was."""
        if self._last is None:
            raise LookupError("nothing was thrown away")
        spot, self._last = self._last[0], None
        return spot, self._drafts.pop(spot)
