"""What coders judged differently, and how it was settled.

A verdict is judged differently where two coders gave different ones; a tag, where one put it on and another, who
visited the claim too, did not. A settlement says which positions it settled, so that the same ones, merged again, stay
settled, and a new one opens the matter anew. Nobody's own judgement is touched by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.model import (
    SETTLED_PREFIX,
    SHARED,
    TAG_PREFIX,
    VERDICT,
    Annotation,
    Edit,
    Judgement,
    Positions,
)
from esgtui.bits import union


class Conflict(msgspec.Struct, frozen=True, gc=False):
    """One thing about a claim that coders judged differently.

    `field` is `verdict` or `tag:PATH`; `positions` has what each coder holds, by name. `is_settled` says whether
    `decision` settles just that.
    """

    claim: str
    field: str
    positions: Positions
    is_settled: bool = False
    decision: Judgement = None


def conflicts_on(history: History, claim: str, coders: Iterable[str] | None = None) -> Iterator[Conflict]:
    """Yield what coders (by default all) judged differently on a claim, the verdict first."""
    chosen = history.coders_on(claim) if coders is None else sorted(coders)
    records = [record for coder in chosen if (record := history.record(claim, coder)) and record.visited]
    if len(records) < 2:
        return
    for field, positions in _positions(records):
        if len({judgement for _, judgement in positions}) > 1:
            yield _conflict(history, claim, field, positions)


def _positions(records: list[Annotation]) -> Iterator[tuple[str, Positions]]:
    yield VERDICT, tuple((record.coder, record.verdict) for record in records if record.verdict)
    for tag in sorted({tag for record in records for tag in record.tags}):
        yield TAG_PREFIX + tag, tuple((record.coder, tag in record.tags) for record in records)


def _conflict(history: History, claim: str, field: str, positions: Positions) -> Conflict:
    settled = history.value(claim, SHARED, SETTLED_PREFIX + field)
    if not isinstance(settled, tuple):
        return Conflict(claim, field, positions)
    (_, decision), *seen = settled
    is_settled = all(position in seen or position[1] == decision for position in positions)
    return Conflict(claim, field, positions, is_settled, decision)


def differing(
    verdicts: Mapping[str, Mapping[str, int]], tags: Mapping[str, Mapping[str, int]], visited: Mapping[str, int]
) -> dict[str, int]:
    """Return, by field, on which claims coders differ: the verdict first, then tags in alphabetical order.

    The sets of claims (see `bits.py`) are those of each coder: with each verdict, with each tag, and those visited.
    """
    found = {VERDICT: _several(_together(verdicts.values()).values())}
    for tag in sorted(_together(tags.values())):
        on = {coder: tags.get(coder, {}).get(tag, 0) for coder in visited}
        found[TAG_PREFIX + tag] = union(on.values()) & union(visited[coder] & ~on[coder] for coder in visited)
    return {field: claims for field, claims in found.items() if claims}


def _together(by_coder: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the claims with each value by any coder."""
    found: dict[str, int] = {}
    for values in by_coder:
        for value, claims in values.items():
            found[value] = found.get(value, 0) | claims
    return found


def _several(sets: Iterable[int]) -> int:
    """Return the claims that are in more than one of the sets."""
    once = several = 0
    for claims in sets:
        several |= once & claims
        once |= claims
    return several


def settling(conflict: Conflict, decision: Judgement) -> Edit:
    """Return what settles a conflict."""
    return Edit(conflict.claim, SETTLED_PREFIX + conflict.field, ((SHARED, decision), *conflict.positions), SHARED)


class Settlement(msgspec.Struct, frozen=True, gc=False):
    """What was decided on a claim, by whom, as far as that is known, and when; `positions` is what it was decided on.

    `stands` says that nobody has judged otherwise since.
    """

    claim: str
    field: str
    decision: Judgement
    by: str
    at: datetime
    positions: Positions
    stands: bool


def settlements_on(history: History, claim: str) -> Iterator[Settlement]:
    """Yield what was settled on a claim, the fields in alphabetical order."""
    settled = [
        (field.removeprefix(SETTLED_PREFIX), cell.value, cell)
        for field, cell in sorted(history.cells(claim, SHARED).items())
        if field.startswith(SETTLED_PREFIX) and isinstance(cell.value, tuple)
    ]
    opened = {each.field for each in conflicts_on(history, claim) if not each.is_settled} if settled else set()
    for field, ((_, decision), *positions), cell in settled:
        yield Settlement(claim, field, decision, cell.author, cell.at, tuple(positions), field not in opened)
