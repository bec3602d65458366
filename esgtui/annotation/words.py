"""Changes in words, for logs and for what undo and redo tell."""

from collections.abc import Sequence

import msgspec

from esgtui.annotation.model import NOTE_PREFIX, STAR, TAG_PREFIX, VERDICT, Change, Note, Value


def change_text(change: Change) -> str:
    """Return what a change did to its claim, such as `+#evidence/no-baseline` or `note: compare with …`."""
    if change.before == change.after:
        return f"{_what(change.field)} left as it was: it had been set otherwise since"
    if change.field.startswith(TAG_PREFIX):
        return f"{'+' if change.after is True else '-'}{_what(change.field)}"
    if change.field.startswith(NOTE_PREFIX):
        return _note_text(change.before, change.after)
    if change.field == VERDICT:
        return f"verdict {change.after}" if change.after else "verdict taken back"
    if change.field == STAR:
        return "starred" if change.after is True else "star taken off"
    return change.field


def _note_text(before: Value, after: Value) -> str:
    if not isinstance(after, Note):
        return "note taken away"
    return f"note changed: {after.text}" if isinstance(before, Note) else f"note: {after.text}"


def step_text(changes: Sequence[Change]) -> str:
    """Return what a step did, such as `+#evidence/no-baseline, starred on 3 claims`; notes without their text.

    Of an undo it is what the step had done that is no longer so.
    """
    done = [_reversed(change) if change.action == "undo" else change for change in changes]
    words = dict.fromkeys(_short(change) for change in done)
    claims = dict.fromkeys(change.claim for change in changes)
    where = next(iter(claims)) if len(claims) == 1 else f"{len(claims):,} claims"
    return f"{', '.join(words)} on {where}"


def _reversed(change: Change) -> Change:
    return msgspec.structs.replace(change, before=change.after, after=change.before)


def _short(change: Change) -> str:
    text = change_text(change)
    return text.partition(":")[0] if change.field.startswith(NOTE_PREFIX) else text


def _what(field: str) -> str:
    if field.startswith(TAG_PREFIX):
        return f"#{field.removeprefix(TAG_PREFIX)}"
    return "note" if field.startswith(NOTE_PREFIX) else field
