"""Replay changes into the state of every cell, and say what undo and redo would do next.

Pure memory: `journal.py` stores changes and hands each one to `History.apply`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from esgtui.annotation.model import (
    NOTE_PREFIX,
    TAG_PREFIX,
    Annotation,
    Cell,
    Change,
    Note,
    Value,
    annotation_from,
)


class History:
    """The state that all changes so far add up to.

    A cell holds the value with the latest (time, change id), so the order in which changes arrive does not matter.
    """

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.changes: list[Change] = []
        self._cells: dict[str, dict[str, dict[str, Cell]]] = {}
        self._steps: dict[str, list[Change]] = {}
        self._done: dict[str, list[str]] = {}
        self._undone: dict[str, list[str]] = {}
        self._tag_uses: Counter[str] = Counter()
        self._live: dict[tuple[str, str], list[int]] = {}
        self._progress: dict[str, list[int]] = {}
        self._note_places: dict[str, set[tuple[str, str]]] = {}
        for change in changes:
            self.apply(change)

    def apply(self, change: Change) -> None:
        """Add one change to the state."""
        self._steps.setdefault(change.step, []).append(change)
        self._follow_step(change)
        if change.field.startswith(NOTE_PREFIX):
            self._note_places.setdefault(change.field, set()).add((change.claim, change.coder))
        cells = self._cells.setdefault(change.claim, {}).setdefault(change.coder, {})
        old = cells.get(change.field)
        if old is None or (old.at, old.change) < (change.at, change.id):
            cells[change.field] = Cell(change.after, change.at, change.id, change.action == "merge")
            self._count(change, old.value if old else None)
        self.changes.append(change)  # at last: another thread that sees it there may rely on its effect

    def _count(self, change: Change, before: Value) -> None:
        """Keep the counts: of a tag's uses, and of the claims on which the coder put tags, or anything at all."""
        gained = bool(change.after) - bool(before)
        if not gained:
            return
        is_tag = change.field.startswith(TAG_PREFIX)
        if is_tag:
            self._tag_uses[change.field.removeprefix(TAG_PREFIX)] += gained
        live = self._live.setdefault((change.claim, change.coder), [0, 0])
        progress = self._progress.setdefault(change.coder, [0, 0])
        for number in (0, 1) if is_tag else (1,):
            was_there = live[number] > 0
            live[number] += gained
            progress[number] += (live[number] > 0) - was_there

    def _follow_step(self, change: Change) -> None:
        """Keep the coder's stacks of steps done and undone; what was merged is no step of the coder's here."""
        done = self._done.setdefault(change.coder, [])
        undone = self._undone.setdefault(change.coder, [])
        if len(self._steps[change.step]) > 1:
            return
        if change.action == "do":
            done.append(change.step)
            undone.clear()
        elif change.action == "undo" and change.target in done:
            done.remove(change.target)
            undone.append(change.target)
        elif change.action == "redo" and change.target in undone:
            undone.remove(change.target)
            done.append(change.target)

    def value(self, claim: str, coder: str, field: str) -> Value:
        """Return what a cell holds; None where nothing does."""
        cell = self.cell(claim, coder, field)
        return cell.value if cell else None

    def cell(self, claim: str, coder: str, field: str) -> Cell | None:
        """Return a cell with its time, or None if it was never set."""
        return self._cells.get(claim, {}).get(coder, {}).get(field)

    def annotation(self, claim: str, coder: str) -> Annotation | None:
        """Return what a coder put on a claim, or None where nothing is left."""
        cells = dict(self._cells.get(claim, {}).get(coder, {}))  # a copy: another thread may apply changes
        if not cells:
            return None
        found = annotation_from(claim, coder, cells)
        return None if found.is_empty else found

    def annotations(self, claim: str) -> list[Annotation]:
        """Return what all coders put on a claim, in the order of their names."""
        found = (self.annotation(claim, coder) for coder in sorted(self._cells.get(claim, {})))
        return [annotation for annotation in found if annotation]

    def annotated_claims(self) -> Iterator[str]:
        """Return the ids of the claims that carry anything now, whether or not the dataset still has them."""
        return (claim for claim in list(self._cells) if self.annotations(claim))

    def coder_progress(self, coder: str) -> tuple[int, int]:
        """Return on how many claims a coder has put tags, and on how many anything at all."""
        tagged, done = self._progress.get(coder, [0, 0])
        return tagged, done

    def is_tagged(self, claim: str, coder: str) -> bool:
        """Return whether a coder has put any tag on a claim that is still there."""
        return self._live.get((claim, coder), (0, 0))[0] > 0

    def note(self, note_id: str) -> tuple[Change, Note] | None:
        """Return the last change to a note, and the note as it is now; None if there is no such note now."""
        field = NOTE_PREFIX + note_id
        for change in reversed(self.changes):
            if change.field == field:
                value = self.value(change.claim, change.coder, field)
                return (change, value) if isinstance(value, Note) else None
        return None

    def has_note_elsewhere(self, note_id: str, claim: str, coder: str) -> bool:
        """Return whether a note of this id was ever written, but none by this coder on this claim."""
        places = self._note_places.get(NOTE_PREFIX + note_id, set())
        return bool(places) and (claim, coder) not in places

    def tags_in_use(self) -> dict[str, int]:
        """Return the tags that coders have put on claims, with how many times each."""
        return {tag: uses for tag, uses in sorted(dict(self._tag_uses).items()) if uses > 0}

    def next_undo(self, coder: str) -> tuple[Change, ...]:
        """Return the changes of the step that the coder's next undo takes back; empty if there is none."""
        return self._last_step(self._done, coder)

    def next_redo(self, coder: str) -> tuple[Change, ...]:
        """Return the changes of the step that the coder's next redo does again; empty if there is none."""
        return self._last_step(self._undone, coder)

    def _last_step(self, stacks: dict[str, list[str]], coder: str) -> tuple[Change, ...]:
        last = stacks.get(coder, [])[-1:]  # a copy: another thread may take the step away
        return tuple(change for step in last for change in self._steps[step])
