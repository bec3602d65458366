"""Very many things of which few are looked at: each is made when it is asked for."""

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Thing = TypeVar("Thing")


class Made(Sequence[Thing]):
    """So many things; `make` is given a place, counted from 0, and returns what stands there."""

    def __init__(self, count: int, make: Callable[[int], Thing]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> list[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | list[Thing]:
        if isinstance(at, slice):
            return [self._make(place) for place in range(self._count)[at]]
        return self._make(range(self._count)[at])
