"""Which changes another store's annotations come to here: the latest of each cell wins, whatever comes first.

Pure functions; `journal.py` appends what they find.
"""

import uuid
from collections.abc import Iterable, Sequence

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.model import Change, ForeignEdit, Note, Value

_MERGED = uuid.UUID("6f0b8a52-1c1e-5d38-9a43-0d5f1f6d2c11")  # the name space of merged changes' ids


def changes_of(edits: Sequence[ForeignEdit], history: History) -> list[Change]:
    """Return the changes that are new here, the latest one for each cell."""
    latest: dict[tuple[str, str, str], Change] = {}
    for edit in edits:
        if _is_news(edit, history):
            cell, change = (edit.claim, edit.coder, edit.field), _merged(edit, history)
            if cell not in latest or (latest[cell].at, latest[cell].id) < (change.at, change.id):
                latest[cell] = change
    return list(latest.values())


def ids_of(edits: Iterable[ForeignEdit]) -> list[str]:
    """Return the ids that the changes have in every store that took these edits in."""
    return [_merged_id(edit) for edit in edits]


def as_merged(change: Change, merge: str) -> Change:
    """Return a change as the step `merge` brings it in."""
    return msgspec.structs.replace(change, step=change.step or merge, merged_in=merge)


def _is_news(edit: ForeignEdit, history: History) -> bool:
    cell = history.cell(edit.claim, edit.coder, edit.field)
    if cell is None:
        return True
    if edit.is_exact:
        is_same = cell.at == edit.at and _to_the_second(cell.value) == _to_the_second(edit.value)
        return not is_same and cell.rank < (edit.at, False, _merged_id(edit))
    if cell.value == edit.value:
        return False
    at = edit.at if cell.is_merged else edit.written  # an older note never takes the place of one written here
    return cell.rank < (at, False, _merged_id(edit))


def _to_the_second(value: Value) -> Value:
    """Return a value as an export carries it."""
    if not isinstance(value, Note):
        return value
    edited = value.edited.replace(microsecond=0) if value.edited else None
    return msgspec.structs.replace(value, created=value.created.replace(microsecond=0), edited=edited)


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
    )


def _merged_id(edit: ForeignEdit) -> str:
    """Return the id that the merged change has in every store."""
    name = msgspec.json.encode([edit.claim, edit.coder, edit.field, edit.value, edit.at])
    return uuid.uuid5(_MERGED, name.decode()).hex
