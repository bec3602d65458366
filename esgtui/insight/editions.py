"""What became of claims between two editions of a dataset: added, gone, given another id, or changed by field."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import metric_text, own_text
from esgtui.dataset.model import Claim, Metric
from esgtui.dataset.plain import toml_value

Fate = Literal["added", "gone", "renamed", "changed"]

FATES: Mapping[Fate, str] = {"added": "added", "gone": "gone", "changed": "changed", "renamed": "under another id"}
"""What is told of claims, in the order in which it is."""

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


def fates_text(fates: Mapping[Fate, int]) -> str:
    """Return how many claims have which fate, such as `2 added, 1 changed`; nothing where none has any."""
    return ", ".join(f"{fates[fate]:,} {told}" for fate, told in FATES.items() if fates.get(fate))


def fates_in(changes: Iterable[ClaimChange]) -> Mapping[Fate, int]:
    """Return how many claims have which fate."""
    return Counter(change.fate for change in changes)


def claim_changes(old: Dataset, new: Dataset, progress: Progress | None = None) -> Iterator[ClaimChange]:
    """Yield what became of claims: those of the new edition in its order, then those that are gone.

    A claim under another id counts as renamed if its company says the same there, and nothing else says it; also if
    that company has another id now, or the claim's own id is another claim's by now, as where claims were numbered
    anew. Topics are those that hold for a claim, whether it names them or its pillar.
    """
    renamed = _renamed(old, new)
    came_from = set(renamed.values())
    moved = {
        key for key, pillar in new.pillars.items() if key in old.pillars and old.pillars[key].topics != pillar.topics
    }
    for position, claim in enumerate(new.claims):
        if progress and position % STEP == 0:
            progress(COMPARING, position, len(new.claims))
        origin = renamed.get(claim.id) or ("" if claim.id in came_from else claim.id)
        row = old.row_of.get(origin)
        before = None if row is None else old.claims[row]
        if before is None:
            yield ClaimChange("added", claim.company, "", claim.id, claim.statement)
        elif before != claim or (claim.company, claim.pillar) in moved:
            fields = tuple(_field_changes(_with_topics(before, old), _with_topics(claim, new)))
            if fields or before.id != claim.id:
                fate: Fate = "changed" if before.id == claim.id else "renamed"
                yield ClaimChange(fate, claim.company, before.id, claim.id, claim.statement, fields)
    for claim in old.claims:
        if claim.id not in came_from and (claim.id in renamed or claim.id not in new.row_of):
            yield ClaimChange("gone", claim.company, claim.id, "", claim.statement)


def _renamed(old: Dataset, new: Dataset) -> dict[str, str]:
    """Return the old ids by the new ones, of claims that alone say what they say in their company."""
    gone = [claim for claim in old.claims if not _is_said_under_its_id(claim, new)]
    come = [claim for claim in new.claims if not _is_said_under_its_id(claim, old)]
    of_one_company = _paired(gone, come, lambda claim: (claim.company, claim.statement))
    of_others = _paired(
        [claim for claim in gone if claim.company not in new.companies],
        [claim for claim in come if claim.company not in old.companies],
        lambda claim: claim.statement,
    )
    return of_one_company | of_others


def _is_said_under_its_id(claim: Claim, edition: Dataset) -> bool:
    row = edition.row_of.get(claim.id)
    return row is not None and edition.claims[row].statement == claim.statement


def _paired(gone: Iterable[Claim], come: Iterable[Claim], said: Callable[[Claim], Hashable]) -> dict[str, str]:
    """Return the ids of claims that are gone by those of the ones that came, where each alone says what it says."""
    before, after = _alone(gone, said), _alone(come, said)
    return {after[what]: before[what] for what in after if what in before}


def _alone(claims: Iterable[Claim], said: Callable[[Claim], Hashable]) -> dict[Hashable, str]:
    ids: defaultdict[Hashable, list[str]] = defaultdict(list)
    for claim in claims:
        ids[said(claim)].append(claim.id)
    return {what: found[0] for what, found in ids.items() if len(found) == 1}


def _with_topics(claim: Claim, dataset: Dataset) -> Claim:
    return msgspec.structs.replace(claim, topics=dataset.topics_of(claim))


def _field_changes(old: Claim, new: Claim) -> Iterator[FieldChange]:
    """Yield the fields in which two claims differ; what is read as the same (`nan` as `nan`) does not."""
    for name in Claim.__struct_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if name == "id" or before == after:
            continue
        if name == "metrics":
            yield from _metric_changes(before, after)
        elif name == "extra":
            for key in {**before, **after}:
                was, now = (own_text(each[key]) if key in each else "" for each in (before, after))
                if was != now:
                    yield FieldChange(key, was, now)
        else:
            moved = after - before if isinstance(before, int) and isinstance(after, int) else None
            was, now = _texts(before, after, _text)
            if was != now:
                yield FieldChange(name, was, now, moved)


def _metric_changes(old: tuple[Metric, ...], new: tuple[Metric, ...]) -> Iterator[FieldChange]:
    """Yield how metrics differ; two of the same name, unit and measure are one whose value has moved."""
    pairs = [(was, now) for was, now in _same_metrics(old, new) if repr(was) != repr(now)]
    for was, now in pairs:
        is_moved = was and now and (was.unit, was.per) == (now.unit, now.per) and was.value != now.value
        moved = round(now.value - was.value, 9) if is_moved and was and now else None  # no traces of binary fractions
        yield FieldChange("metric", *_texts(was, now, lambda metric: metric_text(metric) if metric else ""), moved)
    if not pairs:
        before, after = (", ".join(map(metric_text, metrics)) for metrics in (old, new))
        if before != after:
            yield FieldChange("order of metrics", before, after)


def _same_metrics(
    old: tuple[Metric, ...], new: tuple[Metric, ...]
) -> Iterator[tuple[Metric, Metric | None] | tuple[None, Metric]]:
    """Yield the metrics of a claim beside what they were, None for nothing.

    First those are taken for the same that are alike in all, then those that measure the same, then those of one name.
    """
    left = dict(enumerate(new))
    partners: dict[int, Metric] = {}
    for likeness in (repr, _measured, _name):
        waiting: defaultdict[object, deque[int]] = defaultdict(deque)
        for number, metric in left.items():
            waiting[likeness(metric)].append(number)
        for number, metric in enumerate(old):
            if number not in partners and (alike := waiting.get(likeness(metric))):
                partners[number] = left.pop(alike.popleft())
    yield from ((metric, partners.get(number)) for number, metric in enumerate(old))
    yield from ((None, metric) for metric in left.values())


def _measured(metric: Metric) -> object:
    return metric.name, metric.unit, metric.per


def _name(metric: Metric) -> object:
    return metric.name


ValueT = TypeVar("ValueT")


def _texts(before: ValueT, after: ValueT, text: Callable[[ValueT], str]) -> tuple[str, str]:
    """Return two values as people write them; as TOML has them, if one could not tell them apart."""
    was, now = text(before), text(after)
    return (was, now) if was != now else (own_text(toml_value(before)), own_text(toml_value(after)))


def _text(value: object) -> str:
    """Return what a field holds, as people write it."""
    if isinstance(value, tuple):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, msgspec.Struct):
        return " ".join(
            filter(None, (_text(getattr(value, name)) for name in value.__struct_fields__ if name != "extra"))
        )
    return "" if value is None else str(value)
