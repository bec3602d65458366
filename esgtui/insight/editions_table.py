"""What became of claims between two editions, in words: signs, fields with how far they have moved, groups, a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from esgtui.annotation.differences import marked
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label, number_text
from esgtui.insight.editions import WORDED, ClaimChange, Fate, FieldChange
from esgtui.insight.table import Table

SIGNS: Mapping[Fate, str] = {"added": "+", "gone": "-", "changed": "~", "renamed": ">"}

FIGURES = frozenset({"metric", "period", "base_year", "target_year"})
"""The fields whose changes are those of figures and years."""


GROUPS = ("Reworded", "Figures and years moved", "Otherwise changed", "Under another id", "Added", "Gone")


class Group(msgspec.Struct, frozen=True):
    """Claims that changed in the same way."""

    title: str
    changes: tuple[ClaimChange, ...]


def grouped(changes: Iterable[ClaimChange]) -> tuple[Group, ...]:
    """Return changes by what changed, what weighs most first; none that is empty."""
    groups: dict[str, list[ClaimChange]] = {title: [] for title in GROUPS}
    for change in changes:
        groups[_title(change)].append(change)
    return tuple(Group(title, tuple(found)) for title, found in groups.items() if found)


def _title(change: ClaimChange) -> str:
    fields = {each.field for each in change.fields}
    if change.fate in {"added", "gone"}:
        return change.fate.title()
    if fields & WORDED:
        return "Reworded"
    if fields & FIGURES:
        return "Figures and years moved"
    return "Under another id" if change.fate == "renamed" else "Otherwise changed"


def company_of(change: ClaimChange, editions: Sequence[Dataset]) -> str:
    """Return the company's short name in the first of these editions that has it."""
    return company_label(next(each for each in editions if change.company in each.companies), change.company)


def field_label(field: str) -> str:
    """Return a field's name as people write it."""
    return field.replace("_", " ")


def ids_text(change: ClaimChange) -> str:
    """Return the claim's id, or both if it has another one now."""
    return f"{change.old_id} > {change.new_id}" if change.fate == "renamed" else change.new_id or change.old_id


def values_text(change: FieldChange) -> str:
    """Return what a field held and holds, with how far it has moved: `2030 → 2035  (+5)`, `+[2035]`, `-[2030]`."""
    if not (change.old and change.new):
        return f"+[{change.new}]" if change.new else f"-[{change.old}]"
    moved = f"  ({_signed(change.moved)})" if change.moved else ""
    return f"{change.old} → {change.new}{moved}"


def _signed(moved: float) -> str:
    return f"{'+' if moved > 0 else ''}{number_text(moved)}"


def editions_table(groups: Iterable[Group], editions: Sequence[Dataset], title: str) -> Table:
    """Return changes as a table: a row for each field that changed, and for each claim that came or went."""
    columns = ("what", "company", "claim", "claim before", "field", "before", "after", "moved", "statement")
    rows = [
        (group.title, company_of(change, editions), change.new_id, change.old_id, *_cells(field), change.statement)
        for group in groups
        for change in group.changes
        for field in change.fields or (None,)
    ]
    return Table(title, columns, rows, drawing=tuple(_drawn(groups, editions)))


def _cells(field: FieldChange | None) -> tuple[str, str, str, float | None]:
    return (field_label(field.field), field.old, field.new, field.moved) if field else ("", "", "", None)


def _drawn(groups: Iterable[Group], editions: Sequence[Dataset]) -> Iterator[str]:
    for group in groups:
        yield ""
        yield f"{group.title}: {len(group.changes):,}"
        for change in group.changes:
            yield from (f"  {line}" for line in change_lines(change, company_of(change, editions)))


def change_lines(change: ClaimChange, company: str = "") -> Iterator[str]:
    """Yield what became of a claim, line by line: what it says, word by word where that changed, and each field."""
    worded = {each.field: marked(each.old, each.new) for each in change.fields if each.field in WORDED}
    said = worded.pop("statement", change.statement)
    yield "  ".join(filter(None, [f"{SIGNS[change.fate]} {ids_text(change)}", company, said]))
    for each in change.fields:
        if each.field != "statement":
            yield f"    {field_label(each.field)}: {worded.get(each.field) or values_text(each)}"
