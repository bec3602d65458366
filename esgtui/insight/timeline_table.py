"""A timeline as a table, a row for every claim and span, and as a drawing, a line for every lane."""

from collections.abc import Iterator

from esgtui.dataset.dataset import Dataset
from esgtui.insight.axis import LEGEND, Axis
from esgtui.insight.table import Cell, Table
from esgtui.insight.timeline import Lane, Lanes, Timeline
from esgtui.visible import visible

COLUMNS = ("company", "what", "base year", "target year", "from", "until", "horizon", "claim", "basis", "statement")
YEARS = COLUMNS[2:6]
AXIS = 64
"""Cells for the years in a drawing, beside words of their own."""
LEAST_AXIS = 12
"""In fewer cells years tell nothing, and there is no axis."""
WORDS, TIMES = 20, 8
"""Cells for a span in words, and for how many claims say so."""
FEW_YEARS = 4
"""An axis has at least so many years, so that a single one does not stand for all of its width."""


def axis_of(found: Timeline, width: int, now: int | None = None) -> Axis | None:
    """Return the years of a timeline laid out over so many cells; None where no claim states a year."""
    if found.first is None or found.last is None:
        return None
    return Axis(found.first, max(found.last, found.first + FEW_YEARS), width, now)


def summary(found: Timeline) -> str:
    """Return how many claims state what of time."""
    parts = [
        f"{found.dated:,} with years",
        f"{found.undated:,} with a horizon alone",
        f"{found.silent:,} state no time",
    ]
    return ", ".join(parts)


def timeline_table(dataset: Dataset, found: Timeline, title: str, now: int | None = None) -> Table:
    """Return a timeline as it is exported."""
    rows = [row for lanes in found.companies for lane in lanes.lanes for row in _rows(dataset, lanes, lane)]
    axis = axis_of(found, AXIS, now)
    legend = (axis.legend if axis else LEGEND,)

    def fitted(room: int) -> list[str]:
        cells = min(AXIS, room - WORDS - TIMES)
        return list(_drawing(found, axis_of(found, cells, now) if cells >= LEAST_AXIS else None))

    return Table(
        title,
        COLUMNS,
        rows,
        tuple(_drawing(found, axis)),
        fitted=fitted,
        notes=(summary(found),),
        legend=legend,
        years=YEARS,
    )


def _rows(dataset: Dataset, lanes: Lanes, lane: Lane) -> Iterator[tuple[Cell, ...]]:
    span = lane.span
    is_period = span.kind == "period"
    for row in lane.rows:
        claim = dataset.claims[row]
        yield (
            lanes.title,
            span.kind,
            None if is_period else span.first,
            None if is_period else span.last,
            span.first if is_period else None,
            span.last if is_period else None,
            span.horizon,
            claim.id,
            "text" if span.is_read else "field",
            claim.statement,
        )


def _drawing(found: Timeline, axis: Axis | None) -> Iterator[str]:
    if axis:
        yield (" " * (WORDS + TIMES) + axis.labels()).rstrip()
    for line in found.lines:
        if isinstance(line, Lanes):
            yield visible(line.title)
        else:
            sign = "~" if line.span.is_read else " "
            words = f" {sign}{line.span.words}".ljust(WORDS)
            yield f"{words}{f'×{len(line.rows)}':>{TIMES - 2}}  {axis.drawn(line.span) if axis else ''}".rstrip()
