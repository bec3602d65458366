"""Which changes another store's annotations come to here: the latest of each cell wins, whatever comes first.

Pure functions; `journal.py` appends what they find.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.model import Change, ForeignEdit, to_the_second
from esgtui.annotation.storage import COLUMNS, TOLD_EVERY, change_from, moment

Mark = tuple[str, str, str, str]
"""Which cell was set, by claim, coder and field, and when."""

_MERGED = uuid.UUID("6f0b8a52-1c1e-5d38-9a43-0d5f1f6d2c11")  # the name space of merged changes' ids


def changes_of(
    edits: Sequence[ForeignEdit], history: History, progress: Callable[[int, int], None] | None = None
) -> list[Change]:
    """Return the changes that are new here, the latest one for each cell; tell now and then how many are looked at."""
    latest: dict[tuple[str, str, str], Change] = {}
    for number, edit in enumerate(edits):
        if progress and number % TOLD_EVERY == 0:
            progress(number, len(edits))
        if _is_news(edit, history):
            cell, change = (edit.claim, edit.coder, edit.field), _merged(edit, history)
            if cell not in latest or (latest[cell].at, latest[cell].id) < (change.at, change.id):
                latest[cell] = change
    return list(latest.values())


def mark_of(change: Change | ForeignEdit) -> Mark:
    """Return what a change is known by, whether a journal or an export tells of it."""
    return change.claim, change.coder, change.field, moment(change.at)


class Known(msgspec.Struct, frozen=True):
    """What a journal has: the ids of all changes, the marks of its own ones, and what exports told of others."""

    ids: set[str]
    marks: set[Mark]
    told: dict[Mark, list[Change]]

    @classmethod
    def of(cls, own: Iterable[Sequence[str]], told: Iterable[Change]) -> "Known":
        """Return what is known; `own` are ids with their marks."""
        known = cls(set(), set(), {})
        for change_id, claim, coder, field, at in own:
            known.ids.add(change_id)
            known.marks.add((claim, coder, field, at))
        for change in told:
            known.ids.add(change.id)
            known.told.setdefault(mark_of(change), []).append(change)
        return known


def unknown_of(changes: Sequence[Change], known: Known) -> list[Change]:
    """Return the changes of another journal that are not known here.

    A change of which an export told before belongs to the merge of that export, as what is told in full; these come
    first. What an export told the other journal, of changes that are here in full, is none.
    """
    full = known.marks.union(mark_of(change) for change in changes if change.action != "merge")
    twins: list[Change] = []
    others: list[Change] = []
    for change in changes:
        if change.id not in known.ids and not (change.action == "merge" and mark_of(change) in full):
            merge = _brought_in(change, known.told.get(mark_of(change), ()))
            (twins if merge else others).append(msgspec.structs.replace(change, merged_in=merge))
    return [*twins, *others]


def _brought_in(change: Change, told: Sequence[Change]) -> str:
    """Return the merge of an export that told of a change, or nothing."""
    value = to_the_second(change.after)
    same = (each.merged_in for each in told if to_the_second(each.after) == value)
    return next(same, "") if change.action != "merge" else ""


def as_merged(change: Change, merge: str) -> Change:
    """Return a change as the step `merge` brings it in, unless it belongs to an earlier one."""
    return msgspec.structs.replace(change, step=change.step or merge, merged_in=change.merged_in or merge)


def _is_news(edit: ForeignEdit, history: History) -> bool:
    cell = history.cell(edit.claim, edit.coder, edit.field)
    if cell is None:
        return True
    if edit.is_exact:
        is_same = cell.at == edit.at and to_the_second(cell.value) == to_the_second(edit.value)
        return not is_same and cell.rank < (edit.at, False, _merged_id(edit))
    if cell.value == edit.value:
        return False
    at = edit.at if cell.is_merged else edit.written  # an older note never takes the place of one written here
    return cell.rank < (at, False, _merged_id(edit))


def _merged(edit: ForeignEdit, history: History) -> Change:
    return Change(
        id=_merged_id(edit),
        step="",
        at=edit.at,
        coder=edit.coder,
        claim=edit.claim,
        field=edit.field,
        before=history.value(edit.claim, edit.coder, edit.field),
        after=edit.value,
        action="merge",
        author=edit.author,
    )


def _merged_id(edit: ForeignEdit) -> str:
    """Return the id that the merged change has in every store."""
    name = msgspec.json.encode([edit.claim, edit.coder, edit.field, edit.value, edit.at])
    return uuid.uuid5(_MERGED, name.decode()).hex


def unknown_to(rows: Callable[[str], Iterable[tuple[str, ...]]], changes: Sequence[Change]) -> list[Change]:
    """Return which changes a journal does not know yet; `rows` answers a query of its file."""
    ids = {row[0] for row in rows("SELECT id FROM changes")}
    if all(change.id in ids for change in changes):
        return []
    own = rows("SELECT id, claim, coder, field, at FROM changes WHERE action <> 'merge'")
    told = rows(f"SELECT {COLUMNS} FROM changes WHERE action = 'merge'")  # noqa: S608 - fixed words
    return unknown_of(changes, Known.of(own, map(change_from, told)))
