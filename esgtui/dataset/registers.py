"""Registers of a large dataset: what views ask of all claims, put in order when it is packed, and kept beside it."""

from pathlib import Path

import msgspec

from esgtui.dataset.model import Claim
from esgtui.dataset.placed import Placed, PlacedGathered
from esgtui.dataset.quantities import Quantities, QuantitiesGathered
from esgtui.dataset.spans import SpanLanes, SpansGathered
from esgtui.shelf.kept_file import KeptFile


class Registers(msgspec.Struct, frozen=True):
    """What all claims say of time, their metrics, and their places in sources."""

    lanes: SpanLanes
    quantities: Quantities
    placed: Placed


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

    def packed(self) -> bytes:
        """Return the registers of all claims as `unpacked` reads them."""
        found = Registers(self._spans.lanes(), self._quantities.quantities(), self._placed.placed())
        return msgspec.msgpack.encode(found)


def unpacked(content: bytes) -> Registers:
    """Return registers that were packed; raise `ValueError` for what is none."""
    found = msgspec.msgpack.decode(content, type=Registers)
    lanes, quantities, placed = found.lanes, found.quantities, found.placed
    replaced = msgspec.structs.replace
    return Registers(
        replaced(
            lanes,
            lane_companies=lanes.lane_companies.cast("I"),
            lane_spans=lanes.lane_spans.cast("I"),
            starts=lanes.starts.cast("I"),
            rows=lanes.rows.cast("I"),
        ),
        replaced(
            quantities,
            starts=quantities.starts.cast("I"),
            rows=quantities.rows.cast("I"),
            places=quantities.places.cast("I"),
            values=quantities.values.cast("d"),
            widths=quantities.widths.cast("I"),
            time_numbers=quantities.time_numbers.cast("I"),
        ),
        replaced(
            placed,
            starts=placed.starts.cast("I"),
            paragraphs=placed.paragraphs.cast("I"),
            rows=placed.rows.cast("I"),
            places=placed.places.cast("I"),
        ),
    )


class KeptRegisters:
    """Registers in a file, which may be removed meanwhile; they are read when a view first asks for them."""

    def __init__(self, file: Path) -> None:
        self._file = KeptFile(file)

    def read(self) -> Registers:
        """Return the registers; raise `OSError` where the file was cut short or written into."""
        try:
            return unpacked(self._file.whole())
        except ValueError as error:
            raise self._file.fault() from error
