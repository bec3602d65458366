"""Tells how far long work is by what it has looked at, so that it can be shown, and stopped before anything is done."""

from collections.abc import Callable, Iterator, Mapping

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is; may raise to stop the work."""

_STEP = 500


class Watched(Mapping[str, str]):
    """A mapping that tells how many times a value was asked for, of `total`, while others read it."""

    def __init__(self, values: Mapping[str, str], doing: str, total: int, progress: Progress) -> None:
        self._values, self._doing, self._total, self._progress = values, doing, total, progress
        self._asked = 0

    def __getitem__(self, key: str) -> str:
        self._asked += 1
        if self._asked % _STEP == 0 or self._asked == self._total:
            self._progress(self._doing, min(self._asked, self._total), self._total)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
