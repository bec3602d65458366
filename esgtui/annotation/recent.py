"""What a coder tagged with last, read from the journal's changes: nine tags with numbers, and the last step of tags.

A tag keeps its number as long as it is among the nine used last, so that fingers can learn it; a tag that comes new
takes the first free number, or else that of the tag whose last use is longest ago.
"""

from collections.abc import Iterable, Sequence

import msgspec

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import NO_CLAIM, TAG_PREFIX, Change

MOST = 9
"""So many tags have a number: one for each of the keys 1 to 9."""


class TagEdit(msgspec.Struct, frozen=True):
    """The tags to put on, and those to take off."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.remove)


class RecentTags:
    """Follows one coder's steps. What was undone, redone or merged is no use of a tag."""

    def __init__(self, coder: str) -> None:
        self._coder = coder
        self._seen = 0
        self._uses = 0
        self._turned: dict[str, bool] = {}
        self._numbered: list[str] = []
        self._used: dict[str, int] = {}

    def catch_up(self, journal: Journal) -> None:
        """Take in the coder's steps that were done since the last call."""
        last = journal.history.next_undo(self._coder)
        self.follow(journal.steps_since(self._coder, self._seen))
        self._seen = max(self._seen, last.last if last else 0)

    def follow(self, steps: Iterable[Sequence[Change]]) -> None:
        """Take in more steps."""
        for step in steps:
            self._take(step)

    def _take(self, step: Sequence[Change]) -> None:
        """Take in a step of tags; one that changed the codebook, or came from others, is no use of a tag."""
        if any(change.claim == NO_CLAIM or change.merged_in for change in step):
            return
        turned = {
            change.field.removeprefix(TAG_PREFIX): change.after is True
            for change in step
            if change.action == "do" and change.coder == self._coder and change.field.startswith(TAG_PREFIX)
        }
        for tag in [tag for tag, is_on in turned.items() if is_on]:
            self._use(tag)
        self._turned = turned or self._turned

    def _use(self, tag: str) -> None:
        self._uses += 1
        if tag not in self._used:
            if len(self._numbered) < MOST:
                self._numbered.append(tag)
            else:
                oldest = min(self._numbered, key=self._used.__getitem__)
                self._numbered[self._numbered.index(oldest)] = tag
                del self._used[oldest]
        self._used[tag] = self._uses

    @property
    def numbers(self) -> dict[str, int]:
        """The tags used last, each with its number."""
        return {tag: number for number, tag in enumerate(self._numbered, 1)}

    @property
    def last(self) -> TagEdit:
        """What the last step of tags put on and took off."""
        turned = sorted(self._turned.items())
        return TagEdit(tuple(tag for tag, is_on in turned if is_on), tuple(tag for tag, is_on in turned if not is_on))
