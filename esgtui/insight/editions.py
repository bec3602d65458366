"""What became of claims between two editions of a dataset: added, gone, given another id, or changed by field."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import metric_text, own_text
from esgtui.dataset.model import Claim, Metric

Fate = Literal["added", "gone", "renamed", "changed"]

WORDED = frozenset({"statement", "quote"})
"""The fields whose differences are told word by word."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much; what it raises ends the work."""

COMPARING = "comparing"
STEP = 1000


class FieldChange(msgspec.Struct, frozen=True):
    """A field's text in the old edition and in the new one; empty where it was not stated.

    `moved` is by how much a figure has moved, in its own unit or in years, where both editions have one.
    """

    field: str
    old: str
    new: str
    moved: float | None = None


class ClaimChange(msgspec.Struct, frozen=True):
    """What became of one claim. `old_id` is empty for one that was added, `new_id` for one that is gone."""

    fate: Fate
    company: str
    old_id: str
    new_id: str
    statement: str
    fields: tuple[FieldChange, ...] = ()


def claim_changes(old: Dataset, new: Dataset, progress: Progress | None = None) -> Iterator[ClaimChange]:
    """Yield what became of claims: those of the new edition in its order, then those that are gone.

    A claim under a new id counts as renamed if its company says the same there, and nothing else says it.
    """
    renamed = _renamed(old, new)
    for position, claim in enumerate(new.claims):
        if progress and position % STEP == 0:
            progress(COMPARING, position, len(new.claims))
        row = old.row_of.get(renamed.get(claim.id, claim.id))
        before = None if row is None else old.claims[row]
        if before is None:
            yield ClaimChange("added", claim.company, "", claim.id, claim.statement)
        elif before.id != claim.id or before != claim:
            fate: Fate = "changed" if before.id == claim.id else "renamed"
            fields = tuple(_field_changes(before, claim))
            yield ClaimChange(fate, claim.company, before.id, claim.id, claim.statement, fields)
    came_from = set(renamed.values())
    for claim in old.claims:
        if claim.id not in new.row_of and claim.id not in came_from:
            yield ClaimChange("gone", claim.company, claim.id, "", claim.statement)


def _renamed(old: Dataset, new: Dataset) -> dict[str, str]:
    """Return the old ids by the new ones, of claims that alone say what they say in their company."""
    gone = _alone(claim for claim in old.claims if claim.id not in new.row_of)
    come = _alone(claim for claim in new.claims if claim.id not in old.row_of)
    return {come[said]: gone[said] for said in come if said in gone}


def _alone(claims: Iterator[Claim]) -> dict[tuple[str, str], str]:
    ids: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        ids[claim.company, claim.statement].append(claim.id)
    return {said: found[0] for said, found in ids.items() if len(found) == 1}


def _field_changes(old: Claim, new: Claim) -> Iterator[FieldChange]:
    for name in Claim.__struct_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if name == "id" or before == after:
            continue
        if name == "metrics":
            yield from _metric_changes(before, after)
        elif name == "extra":
            for key in {**before, **after}:
                if before.get(key) != after.get(key):
                    was, now = (own_text(each[key]) if key in each else "" for each in (before, after))
                    yield FieldChange(key, was, now)
        else:
            moved = after - before if isinstance(before, int) and isinstance(after, int) else None
            yield FieldChange(name, _text(before), _text(after), moved)


def _metric_changes(old: tuple[Metric, ...], new: tuple[Metric, ...]) -> Iterator[FieldChange]:
    """Yield how metrics differ; two of the same name, unit and measure are one whose value has moved."""
    before, after = _by_name(old), _by_name(new)
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        is_moved = was and now and (was.unit, was.per) == (now.unit, now.per)
        moved = round(now.value - was.value, 9) if is_moved and was and now else None  # no traces of binary fractions
        yield FieldChange("metric", metric_text(was) if was else "", metric_text(now) if now else "", moved)


def _by_name(metrics: tuple[Metric, ...]) -> dict[tuple[str, int], Metric]:
    """Return metrics by name; of several with one name, by their order too."""
    found: dict[tuple[str, int], Metric] = {}
    for metric in metrics:
        number = 0
        while (metric.name, number) in found:
            number += 1
        found[metric.name, number] = metric
    return found


def _text(value: object) -> str:
    """Return what a field holds, as people write it."""
    if isinstance(value, tuple):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, msgspec.Struct):
        return " ".join(
            filter(None, (_text(getattr(value, name)) for name in value.__struct_fields__ if name != "extra"))
        )
    return "" if value is None else str(value)
