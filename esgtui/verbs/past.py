"""What happened before: the log, taking single entries back, and annotations that the dataset changed under.

A claim that is gone leaves an orphan, whose annotations can be moved; a statement that changed is told with what it
was before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, takewhile

import msgspec

from esgtui.annotation import entries
from esgtui.annotation.entries import Wanted
from esgtui.annotation.model import (
    NO_CLAIM,
    NOTE_PREFIX,
    SHARED,
    Annotation,
    AnnotationError,
    Change,
    Edit,
    Note,
    moved_note_id,
)
from esgtui.annotation.state import Step
from esgtui.annotation.words import entry_text, step_text
from esgtui.bits import union
from esgtui.verbs.carried import Carried
from esgtui.verbs.pen import Pen, Progress, telling
from esgtui.verbs.resembling import Resemblance
from esgtui.verbs.said import rewording, said, statement_in

_INSTEAD = {
    "visit": "a visit is recorded in passing; set it otherwise instead",
    "undo": "that was itself an undo; a redo takes back the last one",
    "redo": "that was itself a redo; take back what it was about",
}
"""What is to be done instead of taking an entry back on its own, by how it came about."""


class Orphan(msgspec.Struct, frozen=True):
    """A claim that is no longer in the dataset, what it said as far as is known, and what coders put on it.

    `drafts` are notes on it that the coder at work did not save.
    """

    claim: str
    statement: str
    annotations: tuple[Annotation, ...]
    drafts: tuple[str, ...] = ()


class Past:
    """The past of one workspace."""

    def __init__(self, pen: Pen, carried: Carried) -> None:
        self._pen, self._carried = pen, carried
        self.resemblance = Resemblance(pen.dataset)
        """Which claims of the dataset those that are gone may have become."""

    # The log

    def log(
        self, claims: str | Sequence[str] | None = None, limit: int | None = None, *, coder: str = ""
    ) -> list[Change]:
        """Return the changes of claims, or of all, the newest first; with `coder`, only what that coder did.

        In blind mode these are the coder's own, and those of the codebook.
        """
        return entries.newest(self._pen.journal, self._wanted(claims, coder), limit)

    def log_size(self, claims: str | Sequence[str] | None = None, *, coder: str = "") -> int:
        """Return how many changes `log` has without a limit."""
        return entries.count(self._pen.journal, self._wanted(claims, coder))

    def people(self) -> list[str]:
        """Return who did anything that `log` tells of, in the order of their names."""
        return entries.people(self._pen.journal, self._pen.coder if self._pen.is_blind else "")

    def _wanted(self, claims: str | Sequence[str] | None, coder: str) -> Wanted:
        chosen = (claims,) if isinstance(claims, str) else tuple(claims or ())
        return Wanted(chosen, coder, self._pen.coder if self._pen.is_blind else "")

    def merges(self, changes: Iterable[Change]) -> dict[str, entries.Merge]:
        """Return the merges in which changes came, by the step that each of them names."""
        steps = {change.merged_in for change in changes if change.merged_in}
        found = (entries.merge_of(self._pen.journal, step) for step in steps)
        return {merge.step: merge for merge in found if merge}

    def renames(self) -> dict[str, dict[str, str]]:
        """Return which tags each step that renamed any gave another name, for the words of the log."""
        return entries.renames(self._pen.journal)

    def told(self, changes: Sequence[Change]) -> str:
        """Return what a step did, or what its undo took back, in words; a merge by the name of its file.

        In blind mode only as much as is about this coder's own work.
        """
        merge = entries.merge_of(self._pen.journal, changes[0].target) if changes and changes[0].target else None
        if merge:
            kept = self._left(merge, changes)
            left = f"; set otherwise since, and left so: {kept:,}" if kept else ""
            return f"merge of {merge.source}: {merge.size:,} change{'' if merge.size == 1 else 's'}{left}"
        if not self._pen.is_blind:
            return step_text(changes)
        seen = [change for change in changes if change.coder == self._pen.coder or change.claim == NO_CLAIM]
        hidden = f"{len(changes) - len(seen):,} changes to the work of others" if len(seen) < len(changes) else ""
        return ", and ".join(filter(None, (step_text(seen) if seen else "", hidden)))

    def _left(self, merge: entries.Merge, changes: Sequence[Change]) -> int:
        """Return how much of a merge was not taken back, or done again, since it was set otherwise."""
        brought = self._pen.journal.step_changes(self._pen.history.state.merges[merge.step])
        cells = {(each.claim, each.coder, each.field) for each in brought if each.before != each.after}
        kept = [each for each in changes if each.before == each.after]
        return sum((each.claim, each.coder, each.field) in cells for each in kept)

    def entry(self, beginning: str) -> Change:
        """Return an entry by the beginning of its id; raise `AnnotationError` if that is not exactly one step's."""
        found = entries.beginning(self._pen.journal, beginning.strip())
        if len(found) == 1:
            return found[0]
        if not found:
            raise AnnotationError(f"there is no entry {beginning!r}; `esgtui log` shows the beginning of each one's id")
        listed = "; ".join(f"{change.id[:16]} ({self._seen_text(change)[:40]})" for change in found)
        raise AnnotationError(f"several entries begin with {beginning!r}: {listed}")

    def take_back(self, change: Change, progress: Progress | None = None) -> tuple[Change, ...]:
        """Take back the step that a change is of, whatever was done elsewhere since; raise where that cannot be.

        Raises `AnnotationError`, which says who did what since that depends on it, or whose step it is.
        """
        return self._pen.journal.undo(self._pen.coder, self._revocable(change), telling(progress))

    def taken_along(self, change: Change) -> tuple[int, entries.Merge | None]:
        """Return how many changes, with this one, are one step, and the merge that the step is, if any."""
        merge = entries.merge_of(self._pen.journal, change.merged_in) if change.merged_in else None
        if merge:
            return merge.size, merge
        step = self._pen.history.step_done(self._pen.coder, change.step)
        return (step.last - step.first + 1 if step else 1), None

    def why_not(self, change: Change, is_wanted: Callable[[], bool] = lambda: True) -> str | None:
        """Return why the step of a change cannot be taken back on its own, or None if it can.

        A long step takes a while; what is found by then is of no interest once it is not wanted any more.
        """
        try:
            self._revocable(change, is_wanted)
        except AnnotationError as error:
            return str(error)
        return None

    def _revocable(self, change: Change, is_wanted: Callable[[], bool] = lambda: True) -> Step:
        """Return the step of a change if it can be taken back, as far as that is wanted."""
        history, coder, journal = self._pen.history, self._pen.coder, self._pen.journal
        step = history.step_done(coder, change.merged_in or change.step)
        if step is None:
            raise AnnotationError(self._no_step(change))
        in_force = history.steps_done()
        pieces = takewhile(lambda _: is_wanted(), journal.step_pieces(step))
        for done in chain.from_iterable(pieces):
            cell = history.cell(done.claim, done.coder, done.field)
            if cell is None or cell.change == done.id or done.before == done.after:
                continue
            later = entries.later(journal, done, in_force)
            if later or cell.value != done.after:
                where = done.claim or "the codebook"
                raise AnnotationError(f"{self._seen_text(done)} on {where}: {self._later_text(later)}")
        return step

    def _is_hidden(self, change: Change) -> bool:
        return self._pen.is_blind and change.coder != self._pen.coder and change.claim != NO_CLAIM

    def _seen_text(self, change: Change) -> str:
        """Return what a change did, as far as that may be seen."""
        return "something of another coder's" if self._is_hidden(change) else entry_text(change)

    def _later_text(self, later: Change | None) -> str:
        """Return who set the same thing later, and what has to be done first."""
        if later is None:
            return "it was set otherwise since"
        if self._is_hidden(later):
            return "another coder set it since, which blind mode hides"
        at = f"{later.at.astimezone():%Y-%m-%d %H:%M:%S}"
        first = f"take that back first (`esgtui undo {later.id[: entries.SHORT]}`)"
        return f"{later.by or 'another coder'} set it since, at {at} ({entry_text(later)}); {first}"

    def _no_step(self, change: Change) -> str:
        if change.merged_in:
            merge = entries.merge_of(self._pen.journal, change.merged_in)
            if merge and merge.author != self._pen.coder:
                return f"that was merged by {merge.author or 'another coder'}, who alone can take it back"
            return "the merge that it came with is taken back already"
        if change.by != self._pen.coder:
            return f"that was done by {change.by}, who alone can take it back"
        return _INSTEAD.get(change.action, "that is taken back already")

    # Orphans

    def orphans(self) -> list[Orphan]:
        """Return the claims that carry annotations but are no longer in the dataset, in the order of their ids."""
        carried = self._carried
        gone = sorted(carried.claims_at(carried.gone(union(carried.of("any").values()))))
        return [Orphan(claim, self.last_statement(claim), tuple(self._pen.annotations(claim))) for claim in gone]

    def orphan_count(self) -> int:
        """Return how many claims `orphans` would tell of."""
        return self._carried.gone(union(self._carried.of("any").values())).bit_count()

    def annotated_ids(self) -> list[str]:
        """Return the ids of all claims that carry annotations, also of those that are no longer in the dataset."""
        return self._carried.claims_at(union(self._carried.of("any").values()))

    def last_statement(self, claim: str) -> str:
        """Return what a claim said when it was annotated last; empty if nobody knows."""
        seen = self._pen.history.state.on(claim).statements.values()
        latest = max(seen, default=None)
        return statement_in((self._pen.journal.statement(latest[1]) if latest else None) or "")

    def move(self, orphan: str, claim: str) -> tuple[Change, ...]:
        """Move all that coders put on an orphan to a claim of the dataset, as one step.

        Where a coder has a verdict on that claim already, it stays, and the orphan keeps the other one. What anybody
        has there since before the claim was reworded stays marked as that.
        """
        if orphan in self._pen.dataset.row_of:
            raise AnnotationError(f"{orphan} is in the dataset: only annotations of a claim that is gone can be moved")
        edits = list(self._moving(orphan, self._pen.claim(claim).id))
        if not edits:
            raise AnnotationError(f"there is nothing to move on {orphan!r}; `esgtui orphans` lists what can be moved")
        statements = {} if self.is_changed(claim) else self._pen.statements_of([claim])
        return self._pen.journal.write(self._pen.coder, edits, statements)

    def _moving(self, orphan: str, claim: str) -> Iterator[Edit]:
        history = self._pen.history
        for coder in [*history.coders_on(orphan), SHARED]:
            for field, cell in history.cells(orphan, coder).items():
                value, target = cell.value, field
                if isinstance(value, Note):
                    value = msgspec.structs.replace(value, id=moved_note_id(value.id, claim, coder))
                    target = NOTE_PREFIX + value.id
                there = history.value(claim, coder, target)
                if value is not None and (there is None or there == value):
                    yield Edit(orphan, field, None, coder)
                    yield Edit(claim, target, value, coder)

    # Statements that changed

    def is_changed(self, claim: str, coder: str = "") -> bool:
        """Return whether a statement, a figure or a year is another one than when a coder last changed anything there.

        Without `coder` the one at work is meant. What has nothing on it any more is not marked.
        """
        return self._carried.is_changed(claim, coder or self._pen.coder)

    def is_changed_for_any(self, claim: str) -> bool:
        """Return whether a claim says something else than when any coder, of those seen, annotated it."""
        coders = [self._pen.coder] if self._pen.is_blind else self._pen.history.coders_on(claim)
        return any(self.is_changed(claim, coder) for coder in coders)

    def rewording(self, claim: str, coder: str = "") -> tuple[str, str] | None:
        """Return what a claim said when a coder last changed anything there, and what it says now, if that is another.

        Where only figures changed, both have them. None also where it is not known what it said.
        """
        coder = coder or self._pen.coder
        if not self.is_changed(claim, coder):
            return None
        before = self._pen.journal.statement(self._pen.history.statement_seen(claim, coder))
        return None if before is None else rewording(before, said(self._pen.dataset.claim(claim)))

    def statement_before(self, claim: str, coder: str = "") -> str | None:
        """Return what a claim said when a coder last changed anything there, if it says something else now."""
        found = self.rewording(claim, coder)
        return found[0] if found else None

    def changed(self) -> list[str]:
        """Return the claims that this coder annotated and that say something else now, in the dataset's order."""
        return self._carried.claims_at(self._carried.changed().get(self._pen.coder, 0))
