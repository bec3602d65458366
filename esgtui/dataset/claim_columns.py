"""Columns of all claims that are read: their ids, what they are filed under, the sources that they name.

Some fifty bytes a claim: claims are judged by these columns, and need not be in memory.
"""

from array import array
from collections.abc import Iterator

from esgtui.dataset.causes import Causes, CausesGathered
from esgtui.dataset.model import Claim
from esgtui.dataset.rows_by_id import IdColumns, IdsGathered, repeated


class ClaimColumns:
    """Gathers the columns of claims in the order of their rows."""

    def __init__(self) -> None:
        self._ids, self._causes = IdsGathered(), CausesGathered()
        self._sources: dict[str, int] = {}
        self._cited = array("I")
        """The numbers of the sources that claims name in their places, one claim after the other."""
        self._ends = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, claim: Claim) -> None:
        """Take in the claim of the next row; raise `OverflowError` beyond four billion characters of ids."""
        self._ids.add(claim.id)
        self._causes.add(claim)
        for place in claim.places:
            self._cited.append(self._sources.setdefault(place.source, len(self._sources)))
        self._ends.append(len(self._cited))

    def cut(self, rows: int) -> None:
        """Forget the claims from a row on."""
        self._ids.cut(rows)
        self._causes.cut(rows)
        del self._ends[rows:]
        del self._cited[self._ends[-1] if rows else 0 :]

    @property
    def ids(self) -> IdColumns:
        """The ids of all claims."""
        return self._ids.columns()

    @property
    def causes(self) -> Causes:
        """What all claims are filed under."""
        return self._causes.causes()

    def id_at(self, row: int) -> str:
        """Return the id of the claim at a row."""
        return self._ids.at(row)

    @property
    def sources(self) -> tuple[str, ...]:
        """What places of claims name as their sources."""
        return tuple(self._sources)

    def citing(self, sources: set[str]) -> Iterator[tuple[int, int, str]]:
        """Yield where claims name one of some sources: the claim's row, the position of its place, and the source."""
        numbers = {number: source for source, number in self._sources.items() if source in sources}
        start = 0
        for row, end in enumerate(self._ends):
            for at in range(start, end):
                if self._cited[at] in numbers:
                    yield row, at - start, numbers[self._cited[at]]
            start = end

    def repeated(self) -> Iterator[tuple[int, int]]:
        """Yield the rows whose id an earlier claim has, in order, each with the first row that has it."""
        return repeated(self.ids)
