"""Replay changes into the state of every cell, and keep which steps undo and redo would take next.

Pure memory: `journal.py` stores changes and hands each one to `History.apply`.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Literal

from esgtui.annotation.model import (
    NO_CLAIM,
    NOTE_PREFIX,
    SHARED,
    TAG_PREFIX,
    Annotation,
    Cell,
    Change,
    Value,
    annotation_from,
    is_judged,
    is_visited,
)
from esgtui.annotation.state import Cells, OnClaim, Progress, State, Step


class History:
    """The state that all changes so far add up to.

    A cell holds the value of the highest `Cell.rank`, so the order in which changes arrive does not matter.
    """

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.state = State()
        self.size = 0
        """How many changes were added here: another number says that something may be otherwise."""
        self._touched: list[str] = []
        """The claims that changes were about, one entry a change."""
        self._reworded: list[str] = []
        """The claims whose notes or tags changed, one entry a change; it only grows, so that others see what is new."""
        self._note_places: dict[str, set[tuple[str, str]]] | None = None
        for number, change in enumerate(changes, 1):
            self.apply(change, number)

    def take(self, state: State) -> None:
        """Begin with a state that a snapshot kept, before any change."""
        self.state = state
        if self.size:  # not the first beginning: somebody may have asked for what is touched
            self._tell_all()

    def restart(self) -> None:
        """Begin again with nothing: the journal's file is another one, and is read anew."""
        self._tell_all()
        self.state = State()
        self._note_places = None
        self.size += 1

    def _tell_all(self) -> None:
        """Tell those who follow that every claim may be otherwise."""
        self._reworded += self.reworded(None)[0]
        self._touched += self.known_claims()

    def apply(self, change: Change, number: int, merger: str = "") -> None:
        """Add one change to the state; `number` is its place in the journal, `merger` who took it in, if anyone did."""
        self._follow_step(change, number, merger)
        cells = self._opened(change.claim).cells.setdefault(change.coder, {})
        old = cells.get(change.field)
        new = cell_after(old, change, self.state.merges)
        if new is not old:
            self._set(cells, change, old, new)
        if not change.merged_in and change.action != "merge":
            self.state.latest = max(change.at, self.state.latest or change.at)
        if change.statement and change.action != "visit" and not change.author:  # who passes by confirms nothing
            self._follow_statement(change)
        if self._note_places is not None and change.field.startswith(NOTE_PREFIX):
            self._note_places.setdefault(change.field, set()).add((change.claim, change.coder))
        if change.field.startswith((NOTE_PREFIX, TAG_PREFIX)):
            self._reworded.append(change.claim)  # at last: another thread that sees it there may rely on its effect
        self._touched.append(change.claim)
        self.size += 1

    def _set(self, cells: Cells, change: Change, old: Cell | None, new: Cell) -> None:
        """Set a cell, and keep the counts: of a tag's uses, and of each coder's progress."""
        is_tag = change.field.startswith(TAG_PREFIX)  # nothing else makes a claim tagged
        was_tagged, was_visited = is_tag and _is_tagged(cells), bool(cells) and is_visited(cells)
        cells[change.field] = new
        if change.claim == NO_CLAIM or change.coder == SHARED:
            return
        progress = self.state.progress.setdefault(change.coder, Progress())
        if is_tag:
            tag, uses = change.field.removeprefix(TAG_PREFIX), self.state.tag_uses.setdefault(change.coder, {})
            uses[tag] = uses.get(tag, 0) + bool(change.after) - bool(old.value if old else None)
            progress.tagged += _is_tagged(cells) - was_tagged
        progress.visited += is_visited(cells) - was_visited

    def _follow_statement(self, change: Change) -> None:
        seen = self._opened(change.claim).statements
        told = change.at, change.statement
        seen[change.coder] = max(told, seen.get(change.coder, told))

    def _opened(self, claim: str) -> OnClaim:
        if claim not in self.state.claims:
            self.state.claims[claim] = OnClaim()
        return self.state.claims.opened(claim)

    def _follow_step(self, change: Change, number: int, merger: str) -> None:
        """Keep the stacks of steps done and undone; a merge is one step of whoever merged, and none of the others'."""
        if change.merged_in:
            self._follow_merge(change.merged_in, number, merger)
        elif change.action == "do":
            self._push(change.by, self._stack("done", change.by), change.step, number)
        elif change.action == "undo":
            _move(change.target, self._stack("done", change.by), self._stack("undone", change.by))
        elif change.action == "redo":
            done = self._stack("done", change.by)
            _move(change.target, self._stack("undone", change.by), done)
            merge = self.state.merges.get(change.target)
            if merge and (not done or done[-1].id != merge.id):  # other steps were done since it was taken back
                done.append(merge)

    def _follow_merge(self, merge: str, number: int, merger: str) -> None:
        """Add a change to the merge that brought it; what an earlier one had brought already is no step."""
        done = self._stack("done", merger)
        if merge not in self.state.merges or (done and done[-1].id == merge):
            self._push(merger, done, merge, number)
            self.state.merges[merge] = done[-1]

    def _push(self, author: str, done: list[Step], step: str, number: int) -> None:
        if done and done[-1].id == step:
            done[-1] = Step(step, done[-1].first, number)
            return
        done.append(Step(step, number, number))
        self._stack("undone", author).clear()

    def _stack(self, name: str, author: str) -> list[Step]:
        stacks = self.state.done if name == "done" else self.state.undone
        return stacks.setdefault(author, [])

    # What cells hold

    def value(self, claim: str, coder: str, field: str) -> Value:
        """Return what a cell holds; None where nothing does."""
        cell = self.cell(claim, coder, field)
        return cell.value if cell else None

    def cell(self, claim: str, coder: str, field: str) -> Cell | None:
        """Return a cell with its time, or None if it was never set."""
        return self.state.on(claim).cells.get(coder, {}).get(field)

    def cells(self, claim: str, coder: str) -> Cells:
        """Return all cells of a coder on a claim, those included that hold nothing any more."""
        return dict(self.state.on(claim).cells.get(coder, {}))  # a copy: another thread may apply changes

    def cells_on(self, claim: str) -> dict[str, Cells]:
        """Return all cells on a claim, by coder, those included that hold nothing any more."""
        return {coder: dict(cells) for coder, cells in dict(self.state.on(claim).cells).items()}  # as above

    def coders_on(self, claim: str) -> list[str]:
        """Return who ever changed anything on a claim, in the order of their names."""
        return sorted(coder for coder in list(self.state.on(claim).cells) if coder != SHARED)

    def record(self, claim: str, coder: str) -> Annotation | None:
        """Return what a coder put on a claim or that the coder visited it, or None if neither is so."""
        return _record(claim, coder, self.cells(claim, coder))

    def records(self, claim: str) -> list[Annotation]:
        """Return the records of all coders on a claim, in the order of their names."""
        coders = sorted(dict(self.state.on(claim).cells).items())
        found = (_record(claim, coder, dict(cells)) for coder, cells in coders if coder != SHARED)
        return [record for record in found if record]

    def annotation(self, claim: str, coder: str) -> Annotation | None:
        """Return what a coder put on a claim, or None where nothing is left."""
        found = self.record(claim, coder)
        return None if found is None or found.is_empty else found

    def annotations(self, claim: str) -> list[Annotation]:
        """Return what all coders put on a claim, in the order of their names."""
        return [record for record in self.records(claim) if not record.is_empty]

    def annotated_claims(self, beside: Container[str] = ()) -> Iterator[str]:
        """Return the ids of the claims that carry anything now, in the dataset or not, but for those `beside`."""
        return (claim for claim in self.known_claims() if claim not in beside and self.annotations(claim))

    def known_claims(self) -> list[str]:
        """Return the ids of the claims that anybody ever changed anything on or visited."""
        return [claim for claim in list(self.state.claims) if claim != NO_CLAIM]

    def visited(self, coder: str) -> set[str]:
        """Return the ids of the claims that a coder has visited."""
        return {claim for claim in self.known_claims() if is_visited(self.cells(claim, coder))}

    def touched(self, since: int | None) -> tuple[list[str], int]:
        """Return the claims that anything was done on since an earlier call, or ever, and what to give to the next."""
        now = len(self._touched)
        return (self.known_claims() if since is None else self._touched[since:now]), now

    def reworded(self, since: int | None) -> tuple[list[str], int]:
        """Return the claims whose notes or tags changed since an earlier call, and what to give to the next call.

        Without an earlier one these are all that have any.
        """
        now = len(self._reworded)
        if since is not None:
            return self._reworded[since:now], now
        return [claim for claim in self.known_claims() if _has_words(self.state.on(claim).cells)], now

    def visitors(self, claim: str) -> list[str]:
        """Return who has visited a claim, in the order of their names."""
        coders = sorted(dict(self.state.on(claim).cells).items())
        return [coder for coder, cells in coders if coder != SHARED and is_visited(dict(cells))]

    def has_visited(self, claim: str, coder: str) -> bool:
        """Return whether a coder has visited a claim."""
        return is_visited(self.cells(claim, coder))

    def is_judged(self, claim: str, coder: str) -> bool:
        """Return whether a coder gave a claim a verdict or a tag, and so has looked at it whatever else was said."""
        return is_judged(self.cells(claim, coder))

    def coders(self) -> list[str]:
        """Return everybody who ever put anything on a claim or visited one, in the order of their names."""
        return sorted(dict(self.state.progress))

    def progress(self, coder: str) -> Progress:
        """Return on how many claims a coder has put tags, and how many the coder has visited."""
        return self.state.progress.get(coder) or Progress()

    def statement_seen(self, claim: str, coder: str) -> str:
        """Return the digest of what a claim said when a coder last changed anything there; empty if unknown."""
        return self.state.on(claim).statements.get(coder, (None, ""))[1]

    def statements_seen(self, claim: str) -> dict[str, str]:
        """Return, by coder, the digest of what a claim said when that coder last changed anything there."""
        return {coder: seen for coder, (_, seen) in dict(self.state.on(claim).statements).items()}

    def has_note_elsewhere(self, note_id: str, claim: str, coder: str) -> bool:
        """Return whether a note of this id was ever written, but none by this coder on this claim."""
        if self._note_places is None:
            self._note_places = _note_places(self.state)
        places = self._note_places.get(NOTE_PREFIX + note_id, set())
        return bool(places) and (claim, coder) not in places

    def tags_in_use(self, coder: str | None = None) -> dict[str, int]:
        """Return the tags that coders, or this one alone, have put on claims, with how many times each."""
        found = Counter[str]()
        for each in list(self.state.tag_uses) if coder is None else [coder]:
            found.update(dict(self.state.tag_uses.get(each, {})))
        return {tag: uses for tag, uses in sorted(found.items()) if uses > 0}

    # Steps

    def next_undo(self, coder: str) -> Step | None:
        """Return the step that the coder's next undo takes back, or None."""
        return next(iter(self.state.done.get(coder, [])[-1:]), None)

    def next_redo(self, coder: str) -> Step | None:
        """Return the step that the coder's next redo does again, or None."""
        return next(iter(self.state.undone.get(coder, [])[-1:]), None)

    def steps_done(self) -> set[str]:
        """Return the ids of all coders' steps that are done and not taken back."""
        return {step.id for stack in list(self.state.done.values()) for step in list(stack)}

    def step_done(self, coder: str, step: str) -> Step | None:
        """Return a step of a coder's that is done and not taken back, or None."""
        return next((each for each in reversed(self.state.done.get(coder, [])) if each.id == step), None)


def cell_after(old: Cell | None, change: Change, merges: Container[str]) -> Cell:
    """Return what a cell is after a change: the old one if it has the higher rank.

    To take a merge back, or to do it again, says something of what the merge had brought and of nothing later: it has
    the time of that.
    """
    if change.action in {"undo", "redo"} and change.target in merges and old is not None:
        if change.before == change.after:
            return old
        turn: Literal["undo", "redo"] = "undo" if change.action == "undo" else "redo"
        return Cell(change.after, old.at, change.id, author=change.author, turn=turn)
    new = Cell(change.after, change.at, change.id, change.action == "merge", change.author)
    return new if old is None or old.rank < new.rank else old


def _move(target: str, stack: list[Step], other: list[Step]) -> None:
    """Move a step from one stack to the other, unless an earlier change of the same undo or redo has done so."""
    if other and other[-1].id == target:
        return
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].id == target:
            other.append(stack.pop(place))
            return


def _is_tagged(cells: Cells) -> bool:
    return any(cell.value is True and field.startswith(TAG_PREFIX) for field, cell in cells.items())


def _record(claim: str, coder: str, cells: Cells) -> Annotation | None:
    found = annotation_from(claim, coder, cells) if cells else None
    return found if found and (found.visited or not found.is_empty) else None


def _has_words(coders: dict[str, Cells]) -> bool:
    fields = (field for cells in list(coders.values()) for field in list(cells))
    return any(field.startswith((NOTE_PREFIX, TAG_PREFIX)) for field in fields)


def _note_places(state: State) -> dict[str, set[tuple[str, str]]]:
    places: dict[str, set[tuple[str, str]]] = {}
    for claim in list(state.claims):
        for coder, cells in list(state.on(claim).cells.items()):
            for field in list(cells):
                if field.startswith(NOTE_PREFIX):
                    places.setdefault(field, set()).add((claim, coder))
    return places
