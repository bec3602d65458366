"""Changes in words, for logs and for what undo and redo tell."""

from collections.abc import Sequence

import msgspec

from esgtui.annotation.model import (
    CODE_PREFIX,
    LISTED_PREFIX,
    NO_CLAIM,
    NOTE_PREFIX,
    SETTLED_PREFIX,
    STAR,
    TAG_PREFIX,
    VERDICT,
    VISITED,
    Change,
    Note,
    Value,
)

MOST_WORDS = 6
"""So many different things that a step did are named; a merge of two journals may do a thousand."""


def change_text(change: Change) -> str:
    """Return what a change did to its claim, such as `+#evidence/no-baseline` or `note: compare with …`."""
    if change.before == change.after:
        return f"{_what(change.field)} left as it was: it had been set otherwise since"
    if change.field.startswith(NOTE_PREFIX):
        return _note_text(change.before, change.after)
    if change.field.startswith(SETTLED_PREFIX):
        return _settled_text(change.field.removeprefix(SETTLED_PREFIX), change.after)
    if change.field.startswith(CODE_PREFIX):
        return _codebook_text(change)
    return _mark_text(change)


def _mark_text(change: Change) -> str:
    """Return what a change did to a tag, a verdict, a star or a visit."""
    is_on = change.after is True
    if change.field == VERDICT:
        was = f" (was {change.before})" if change.before else ""
        return f"verdict {change.after}{was}" if change.after else f"verdict taken back{was}"
    if change.field == STAR:
        return "starred" if is_on else "star taken off"
    if change.field == VISITED:
        return "visited" if is_on else "not visited"
    return f"{'+' if is_on else '-'}{_what(change.field)}"


def _settled_text(field: str, value: Value) -> str:
    if not isinstance(value, tuple):
        return f"{_what(field)} not settled any more"
    decision = value[0][1]
    words = decision if isinstance(decision, str) else "on" if decision else "off"
    return f"{_what(field)} settled: {words}"


def _codebook_text(change: Change) -> str:
    """Return what a change did to an entry of the codebook; its field is `code.PART:TAG`."""
    part, _, tag = change.field.removeprefix(CODE_PREFIX).partition(":")
    if part == "listed":
        return f"codebook {'+' if change.after else '-'}#{tag}"
    was = f" (was {change.before})" if change.before else ""
    return f"codebook #{tag} {part}: {change.after or 'none'}{was}"


def _note_text(before: Value, after: Value) -> str:
    if not isinstance(after, Note):
        return "note taken away"
    name = after.kind or "note"
    return f"{name} changed: {after.text}" if isinstance(before, Note) else f"{name}: {after.text}"


def step_text(changes: Sequence[Change]) -> str:
    """Return what a step did, such as `+#evidence/no-baseline, starred on 3 claims`; notes without their text.

    Of an undo it is what the step had done that is no longer so.
    """
    done = [_reversed(change) if change.action == "undo" else change for change in changes]
    words = dict.fromkeys(_short(change) for change in done)
    for change in done:  # where an entry comes or goes, so do its parts
        if change.field.startswith(LISTED_PREFIX):
            words.pop(_changed(change.field.removeprefix(LISTED_PREFIX)), None)
    claims = dict.fromkeys(change.claim for change in changes)
    claims.pop(NO_CLAIM, None)
    said = ", ".join([*list(words)[:MOST_WORDS], *(["…"] if len(words) > MOST_WORDS else [])])
    if not claims:
        return said
    return f"{said} on {next(iter(claims)) if len(claims) == 1 else f'{len(claims):,} claims'}"


def _reversed(change: Change) -> Change:
    return msgspec.structs.replace(change, before=change.after, after=change.before)


def _short(change: Change) -> str:
    text = change_text(change)
    if change.field.startswith(CODE_PREFIX) and not change.field.startswith(LISTED_PREFIX):
        return _changed(change.field.partition(":")[2])
    return text.partition(":")[0] if change.field.startswith(NOTE_PREFIX) else text


def _changed(tag: str) -> str:
    return f"codebook #{tag} changed"


def _what(field: str) -> str:
    if field.startswith(TAG_PREFIX):
        return f"#{field.removeprefix(TAG_PREFIX)}"
    return "note" if field.startswith(NOTE_PREFIX) else field
