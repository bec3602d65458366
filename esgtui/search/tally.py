"""How many claims match a query, and what of its answer is worked out ahead where that is very many."""

from collections.abc import Mapping, Sequence

import msgspec


class Tally(msgspec.Struct, frozen=True):
    """How many of the claims that match belong to each group, and how many stand in each block of rows."""

    groups: Mapping[int, int]
    blocks: Mapping[int, int]

    @property
    def total(self) -> int:
        """How many claims match."""
        return sum(self.blocks.values())

    def less(self, other: "Tally") -> "Tally":
        """Return what is left without the claims that `other` counts."""
        return (
            self
            if not other.blocks
            else Tally(_sum(self.groups, other.groups, -1), _sum(self.blocks, other.blocks, -1))
        )

    def and_also(self, other: "Tally") -> "Tally":
        """Return this and the claims that `other` counts."""
        return (
            self if not other.blocks else Tally(_sum(self.groups, other.groups, 1), _sum(self.blocks, other.blocks, 1))
        )


class Foreseen(msgspec.Struct, frozen=True, array_like=True):
    """What a beginning finds, worked out ahead: how many claims, and the rows of the best as an index knows them.

    `likeliest` are the best of those that have the likeliest words it may mean, `best` of those that have any. All is
    empty where nothing was worked out.
    """

    tally: Tally | None = None
    likeliest: Sequence[int] = ()
    best: Sequence[int] = ()


def _sum(one: Mapping[int, int], other: Mapping[int, int], sign: int) -> dict[int, int]:
    return dict(one) | {key: one.get(key, 0) + sign * count for key, count in other.items()}
