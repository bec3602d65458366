"""Changes in words, for logs and for what undo and redo tell."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from esgtui.annotation.model import (
    CODE_PREFIX,
    LISTED,
    MOVED,
    NO_CLAIM,
    NOTE_PREFIX,
    SETTLED_PREFIX,
    STAR,
    TAG_PREFIX,
    VERDICT,
    VISITED,
    Action,
    Change,
    Note,
    Value,
)

Renames = Mapping[str, Mapping[str, str]]
"""The new names that steps gave to tags, by step and old name."""

HOW: Mapping[Action, str] = MappingProxyType({"undo": "undone", "redo": "done again", "merge": "merged"})
"""What is said before the words of a change that came about otherwise than by doing it."""

MOST_WORDS = 6
"""So many different things that a step did are named; a merge of two journals may do a thousand."""


def change_text(change: Change, renames: Renames = MappingProxyType({})) -> str:
    """Return what a change did to its claim, such as `+#evidence/no-baseline` or `note: compare with …`.

    Of an undo it is what that took back, in the same words as when it was done; `HOW` says so. What a step that is
    among `renames` did to a tag is told as that.
    """
    names = renames.get(change.step, {})
    if change.action == "undo" and change.before != change.after:
        change, names = _reversed(change), {old: new for new, old in names.items()}
    return _renamed_text(change, names) or _done_text(change)


def _done_text(change: Change) -> str:
    if change.before == change.after and change.action == "do":
        said = "note" if isinstance(change.after, Note) else _mark_text(change).partition(" (was ")[0]
        return f"{said}, still so as the claim is now"
    if change.before == change.after:
        return f"{_what(change.field)} left as it was: it had been set otherwise since"
    if change.field.startswith(NOTE_PREFIX):
        return _note_text(change.before, change.after)
    if change.field.startswith(SETTLED_PREFIX):
        return _settled_text(change.field.removeprefix(SETTLED_PREFIX), change.after)
    return _codebook_text(change) if change.field.startswith(CODE_PREFIX) else _mark_text(change)


def entry_text(change: Change, renames: Renames = MappingProxyType({})) -> str:
    """Return what a change did, and how it came about: `undone: +#evidence/no-baseline`."""
    how = HOW.get(change.action)
    return f"{how}: {change_text(change, renames)}" if how else change_text(change, renames)


def _renamed_text(change: Change, names: Mapping[str, str]) -> str:
    """Return what a change did if it is of a rename, else nothing; `names` are the new ones by the old ones."""
    if not change.field.startswith((TAG_PREFIX, LISTED)) or change.before == change.after:
        return ""
    is_entry, tag = change.field.startswith(LISTED), change.field.partition(":")[2]
    if change.after is True:
        where = "codebook " if is_entry else ""
        return next((f"{where}+#{new} (was #{old})" for old, new in names.items() if new == tag), "")
    if tag not in names:
        return ""
    return f"codebook -#{tag} (now #{names[tag]})" if is_entry else f"#{tag} renamed to #{names[tag]}"


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
    words = decision if isinstance(decision, str) else "belongs" if decision else "does not belong"
    return f"{_what(field)} settled: {words}"


def _codebook_text(change: Change) -> str:
    """Return what a change did to an entry of the codebook; its field is `code.PART:TAG`."""
    part, _, tag = change.field.removeprefix(CODE_PREFIX).partition(":")
    if part == "listed":
        return f"codebook {'+' if change.after else '-'}#{tag}"
    if part == "moved":
        return (
            f"#{tag} renamed to #{change.after}" if change.after else f"#{tag} not renamed to #{change.before} any more"
        )
    was = f" (was {change.before})" if change.before else ""
    return f"codebook #{tag} {part}: {change.after or 'none'}{was}"


def _note_text(before: Value, after: Value) -> str:
    if not isinstance(after, Note):
        return f"{_kind(before)} taken away: {before.text}" if isinstance(before, Note) else "note taken away"
    if not isinstance(before, Note):
        return f"{_kind(after)}: {after.text}"
    if before.text == after.text:
        return f"{_kind(before)} made a {_kind(after)}: {after.text}"
    kind = _kind(after) if before.kind == after.kind else f"{_kind(before)}, now a {_kind(after)},"
    return f"{kind} changed: “{before.text}” → “{after.text}”"


def _kind(note: Value) -> str:
    """Return what a note is called."""
    return note.kind or "note" if isinstance(note, Note) else "note"


def step_text(changes: Sequence[Change]) -> str:
    """Return what a step did, such as `+#evidence/no-baseline, starred on 3 claims`; notes without their text.

    Of an undo it is what the step had done that is no longer so.
    """
    done = [_reversed(change) if change.action == "undo" else change for change in changes]
    listed = {change.field.removeprefix(LISTED) for change in done if change.field.startswith(LISTED)}
    if way := _moved(done):
        return f"what was on {way[0]} moved to {way[1]}"
    renames = renamed(done)
    names = {*renames, *renames.values()}
    told = [change for change in done if not (_is_detail(change, listed) or _is_of(change, names))]
    words = dict.fromkeys([*_renames_text(renames), *map(_short, told)])
    claims = dict.fromkeys(change.claim for change in changes)
    claims.pop(NO_CLAIM, None)
    said = ", ".join([*list(words)[:MOST_WORDS], *(["…"] if len(words) > MOST_WORDS else [])])
    if not claims:
        return said
    return f"{said} on {next(iter(claims)) if len(claims) == 1 else f'{len(claims):,} claims'}"


def _moved(done: Sequence[Change]) -> tuple[str, str] | None:
    """Return from which claim to which one a step moved all that it changed, None if it did something else."""
    lost = {change.claim for change in done if change.before is not None and change.after is None}
    gained = {change.claim for change in done if change.before is None and change.after is not None}
    touched = {change.claim for change in done}
    if len(lost) == len(gained) == 1 and lost != gained and touched == lost | gained and NO_CLAIM not in touched:
        return lost.pop(), gained.pop()
    return None


def renamed(done: Sequence[Change]) -> dict[str, str]:
    """Return which tags steps renamed, and to what."""
    moves = [change for change in done if change.field.startswith(MOVED) and change.before != change.after]
    return {change.field.removeprefix(MOVED): change.after for change in moves if isinstance(change.after, str)}


def _renames_text(renames: Mapping[str, str]) -> Iterator[str]:
    """Yield renames in words: those of tags below one that was renamed, or of all below a path, as one."""
    highest = {old: new for old, new in renames.items() if not any(old.startswith(f"{other}/") for other in renames)}
    roots = Counter(_root(*rename) for rename in highest.items())
    told = [root if roots[root := _root(*rename)] > 1 else rename for rename in highest.items()]
    yield from dict.fromkeys(f"#{old} renamed to #{new}" for old, new in told)


def _root(old: str, new: str) -> tuple[str, str]:
    """Return two paths without the parts at their ends that both have, but for the first part of each."""
    while "/" in old and "/" in new and old.rpartition("/")[2] == new.rpartition("/")[2]:
        old, new = old.rpartition("/")[0], new.rpartition("/")[0]
    return old, new


def _is_of(change: Change, tags: Collection[str]) -> bool:
    """Return whether a change is of one of these tags, on a claim or in the codebook."""
    field = change.field
    return field.startswith((TAG_PREFIX, CODE_PREFIX)) and field.partition(":")[2] in tags


def _is_detail(change: Change, listed: Collection[str]) -> bool:
    """Return whether a change is of a part of an entry that comes or goes as a whole in the same step."""
    field = change.field
    return field.startswith(CODE_PREFIX) and not field.startswith(LISTED) and field.partition(":")[2] in listed


def _reversed(change: Change) -> Change:
    """Return what an undo took back, as when it was done; what it left as it was is told as that."""
    if change.before == change.after:
        return change
    return msgspec.structs.replace(change, before=change.after, after=change.before, action="do")


def _short(change: Change) -> str:
    text = change_text(change)
    return text.partition(":")[0] if change.field.startswith(NOTE_PREFIX) else text


def _what(field: str) -> str:
    if field.startswith(TAG_PREFIX):
        return f"#{field.removeprefix(TAG_PREFIX)}"
    return "note" if field.startswith(NOTE_PREFIX) else field
