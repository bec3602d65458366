"""What a coder tagged with last, read from the journal's changes: nine tags with numbers, and the last step of tags.

A tag keeps its number as long as it is among the nine used last, so that fingers can learn it; a tag that comes new
takes the first free number, or else that of the tag whose last use is longest ago.
"""

from collections.abc import Iterator, Sequence

import msgspec

from esgtui.annotation.model import TAG_PREFIX, Change

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
        self._step = ""
        self._turned: dict[str, bool] = {}
        self._numbered: list[str] = []
        self._used: dict[str, int] = {}

    def follow(self, changes: Sequence[Change]) -> None:
        """Take in what has come since the last call; `changes` are all changes, of which there are only ever more."""
        for change in self._new(changes):
            tag = change.field.removeprefix(TAG_PREFIX)
            if change.step != self._step:
                self._step, self._turned = change.step, {}
            if tag not in self._turned and change.after is True:
                self._use(tag)
            self._turned[tag] = change.after is True

    def _new(self, changes: Sequence[Change]) -> Iterator[Change]:
        for change in changes[self._seen :]:
            self._seen += 1
            if change.action == "do" and change.coder == self._coder and change.field.startswith(TAG_PREFIX):
                yield change

    def _use(self, tag: str) -> None:
        if tag not in self._used:
            if len(self._numbered) < MOST:
                self._numbered.append(tag)
            else:
                oldest = min(self._numbered, key=self._used.__getitem__)
                self._numbered[self._numbered.index(oldest)] = tag
                del self._used[oldest]
        self._used[tag] = self._seen

    @property
    def numbers(self) -> dict[str, int]:
        """The tags used last, each with its number."""
        return {tag: number for number, tag in enumerate(self._numbered, 1)}

    @property
    def last(self) -> TagEdit:
        """What the last step of tags put on and took off."""
        turned = sorted(self._turned.items())
        return TagEdit(tuple(tag for tag, is_on in turned if is_on), tuple(tag for tag, is_on in turned if not is_on))
