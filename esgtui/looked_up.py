"""Very many things of which few are looked at: each is found or made when it is asked for."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

Thing = TypeVar("Thing")


class LookedUp(Sequence[Thing]):
    """Things that stand at places, counted from 0."""

    @abstractmethod
    def at(self, place: int) -> Thing:
        """Return what stands at a place, which there is."""

    @overload
    def __getitem__(self, asked: int) -> Thing: ...
    @overload
    def __getitem__(self, asked: slice) -> list[Thing]: ...
    def __getitem__(self, asked: int | slice) -> Thing | list[Thing]:
        places = range(len(self))[asked]
        return self.at(places) if isinstance(places, int) else list(map(self.at, places))
