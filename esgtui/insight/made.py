"""Very many things of which few are looked at: each is made when it is asked for."""

from collections.abc import Callable

from esgtui.looked_up import LookedUp, Thing


class Made(LookedUp[Thing]):
    """So many things; `make` is given a place, counted from 0, and returns what stands there."""

    def __init__(self, count: int, make: Callable[[int], Thing]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    def at(self, place: int) -> Thing:
        """Make what stands at a place."""
        return self._make(place)
