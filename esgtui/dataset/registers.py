"""Registers of a large dataset: what is asked of all claims, put in order when it is packed, and kept beside it.

Each is a file of its own, which is read when it is first asked for.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from esgtui.bits import union
from esgtui.dataset.by_cause import ByCause, by_cause
from esgtui.dataset.causes import Causes
from esgtui.dataset.columns import ByRow
from esgtui.dataset.model import Claim
from esgtui.dataset.placed import Placed, PlacedGathered
from esgtui.dataset.quantities import Quantities, QuantitiesGathered
from esgtui.dataset.spans import SpanLanes, SpansGathered
from esgtui.rows import Rows
from esgtui.shelf.kept_file import KeptFile

Register = SpanLanes | Quantities | Placed | ByCause
_Kind = TypeVar("_Kind", SpanLanes, Quantities, Placed, ByCause)

_FILES: Mapping[type[Register], str] = {
    SpanLanes: "lanes.msgpack",
    Quantities: "quantities.msgpack",
    Placed: "placed.msgpack",
    ByCause: "by_cause.msgpack",
}
_DOUBLES = frozenset({"values"})
"""The columns that are not of unsigned numbers."""


MOST_YEARS = 60
"""Of so many years it is kept which rows speak of them: 125 KB each of a million claims."""


class RegistersGathered:
    """Gathers what claims say, which are given in the order of their rows."""

    def __init__(self) -> None:
        self._row = 0
        self._spans, self._quantities, self._placed = SpansGathered(), QuantitiesGathered(), PlacedGathered()

    def add(self, claim: Claim) -> None:
        """Take the claim of the next row."""
        self._spans.add(self._row, claim)
        if claim.metrics:
            self._quantities.add(self._row, claim)
        if claim.places:
            self._placed.add(self._row, claim)
        self._row += 1

    def write(self, folder: Path, causes: Causes) -> None:
        """Write the registers of all claims, which have these causes, into a folder."""
        made = (self._spans.lanes, self._quantities.quantities, self._placed.placed, lambda: by_cause(causes))
        for make in made:
            found: Register = make()
            (folder / _FILES[type(found)]).write_bytes(msgspec.msgpack.encode(found))


class Registers:
    """The registers of `size` claims in a folder, which may be removed meanwhile.

    Raises `OSError` where they were written into.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._size = size
        self._files = {kind: KeptFile(folder / name) for kind, name in _FILES.items()}
        self._of_year: dict[int, int] = {}
        """The rows that speak of a year, of the years that most speak of."""

    @cached_property
    def lanes(self) -> SpanLanes:
        """What all claims say of time."""
        return self._read(SpanLanes)

    @cached_property
    def quantities(self) -> Quantities:
        """The metrics of all claims."""
        return self._read(Quantities)

    @cached_property
    def placed(self) -> Placed:
        """The places of all claims in their sources."""
        return self._read(Placed)

    @cached_property
    def by_cause(self) -> ByCause:
        """The rows of all claims by what they are filed under."""
        return self._read(ByCause)

    def lanes_of(self, rows: Rows) -> SpanLanes:
        """Return what the claims at some rows say of time."""
        return self.lanes.among(self._lanes_by_row.flags(rows))

    @cached_property
    def _lanes_by_row(self) -> ByRow:
        return ByRow(self.lanes.rows, self._size)

    def quantities_of(self, rows: Rows) -> Quantities:
        """Return the metrics of the claims at some rows."""
        return self.quantities.among(self._quantities_by_row.flags(rows))

    @cached_property
    def _quantities_by_row(self) -> ByRow:
        return ByRow(self.quantities.rows, self._size)

    def get_ready(self) -> Iterator[None]:
        """Look up piece by piece what `lanes_of`, `quantities_of` and `rows_of_years` would else the first time."""
        _ = self._lanes_by_row
        yield
        _ = self._quantities_by_row
        for year in self._common_years:
            if year not in self._of_year:
                yield
                self._of_year[year] = self.lanes.rows_of_years({year}, self._size)

    @cached_property
    def _common_years(self) -> list[int]:
        return [year for year, _ in self.lanes.years().most_common(MOST_YEARS)]

    def rows_of_years(self, years: Collection[int]) -> int:
        """Return which rows speak of any of some years, as a set (see `bits.py`)."""
        known = {year: rows for year in years if (rows := self._of_year.get(year)) is not None}
        others = set(years) - known.keys()
        return union([*known.values(), *([self.lanes.rows_of_years(others, self._size)] if others else [])])

    def _read(self, kind: type[_Kind]) -> _Kind:
        file = self._files[kind]
        try:
            found = msgspec.msgpack.decode(file.whole(), type=kind)
            columns = {name: getattr(found, name) for name in found.__struct_fields__}
            numbers = {
                name: column.cast("d" if name in _DOUBLES else "I")
                for name, column in columns.items()
                if isinstance(column, memoryview)
            }
        except (ValueError, TypeError) as error:
            raise file.fault() from error
        return msgspec.structs.replace(found, **numbers)
