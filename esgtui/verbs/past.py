"""What happened before: the log, taking single entries back, and annotations that the dataset changed under.

A claim that is gone leaves an orphan, whose annotations can be moved; a statement that changed is told with what it
was before.
"""

from collections.abc import Iterator

import msgspec

from esgtui.annotation.history import Step
from esgtui.annotation.model import SHARED, Annotation, AnnotationError, Change, Edit
from esgtui.annotation.storage import digest
from esgtui.annotation.words import change_text
from esgtui.verbs.pen import Pen

AT_A_TIME = 100
"""So many claims are compared before other threads have their turn: a millisecond of work."""


class Orphan(msgspec.Struct, frozen=True):
    """A claim that is no longer in the dataset, what it said as far as is known, and what coders put on it."""

    claim: str
    statement: str
    annotations: tuple[Annotation, ...]


class Resembling(msgspec.Struct, frozen=True):
    """The claim of the dataset that is most like an orphan, and how like it is, in per cent."""

    claim: str
    likeness: int


class Past:
    """The past of one workspace."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._digests: dict[str, str] = {}

    # The log

    def log(self, claim: str | None = None, limit: int | None = None) -> list[Change]:
        """Return the changes of a claim, or of all, the newest first."""
        changes = self._pen.journal.changes(claim)
        return sorted(changes, key=lambda change: change.at)[::-1][:limit]

    def take_back(self, change: Change) -> tuple[Change, ...]:
        """Take back the step that a change is of, whatever was done elsewhere since; raise where that cannot be.

        Raises `AnnotationError`, which says who did what since that depends on it, or whose step it is.
        """
        return self._pen.journal.undo(self._pen.coder, self._revocable(change))

    def why_not(self, change: Change) -> str | None:
        """Return why the step of a change cannot be taken back on its own, or None if it can."""
        try:
            self._revocable(change)
        except AnnotationError as error:
            return str(error)
        return None

    def _revocable(self, change: Change) -> Step:
        """Return the step of a change if it can be taken back."""
        history, coder = self._pen.history, self._pen.coder
        step = history.step_done(coder, change.merged_in or change.step)
        if step is None:
            raise AnnotationError(self._no_step(change))
        for done in self._pen.journal.step_changes(step):
            cell = history.cell(done.claim, done.coder, done.field)
            if cell and cell.change != done.id and cell.value != done.after:
                raise AnnotationError(f"{change_text(done)} on {done.claim or 'the codebook'}: {self._later(done)}")
        return step

    def _no_step(self, change: Change) -> str:
        if change.merged_in:
            return "that was merged by another coder, who alone can take it back"
        if change.by != self._pen.coder:
            return f"that was done by {change.by}, who alone can take it back"
        if change.action == "visit":
            return "a visit is recorded in passing; set it otherwise instead"
        if change.action in {"undo", "redo"}:
            return f"that was itself {'an undo' if change.action == 'undo' else 'a redo'}; take back what it was about"
        return "that is taken back already"

    def _later(self, done: Change) -> str:
        """Return what was done later to the cell of a change."""
        cell = self._pen.history.cell(done.claim, done.coder, done.field)
        for change in reversed(self._pen.journal.changes(done.claim)):
            if cell and change.id == cell.change:
                at = f"{change.at.astimezone():%Y-%m-%d %H:%M:%S}"
                return f"{change.by} set it otherwise since, at {at} ({change_text(change)}); take that back first"
        return "it was set otherwise since"

    # Orphans

    def orphans(self) -> list[Orphan]:
        """Return the claims that carry annotations but are no longer in the dataset, in the order of their ids."""
        history, row_of = self._pen.history, self._pen.dataset.row_of
        gone = sorted(claim for claim in history.known_claims() if claim not in row_of and history.annotations(claim))
        return [Orphan(claim, self._statement(claim), tuple(history.annotations(claim))) for claim in gone]

    def _statement(self, claim: str) -> str:
        """Return what a claim said when it was annotated last; empty if nobody knows."""
        seen = self._pen.history.state.statements.get(claim, {}).values()
        latest = max(seen, default=None)
        return (self._pen.journal.statement(latest[1]) if latest else None) or ""

    def resembling(self, orphan: Orphan) -> Resembling | None:
        """Return the claim that is most like an orphan, or None if what it said is not known or nothing is like it."""
        from rapidfuzz import fuzz, process, utils

        if not orphan.statement:
            return None
        claims = self._pen.dataset.claims
        best, score = None, 30.0
        for start in range(0, len(claims), AT_A_TIME):
            found = process.extractOne(
                orphan.statement,
                [claim.statement for claim in claims[start : start + AT_A_TIME]],
                scorer=fuzz.token_sort_ratio,
                processor=utils.default_process,
                score_cutoff=score,
            )
            if found and (best is None or found[1] > score):
                best, score = claims[start + found[2]].id, found[1]
        return Resembling(best, round(score)) if best else None

    def move(self, orphan: str, claim: str) -> tuple[Change, ...]:
        """Move all that coders put on an orphan to a claim of the dataset, as one step.

        Where a coder has a verdict on that claim already, it stays, and the orphan keeps the other one.
        """
        self._pen.claim(claim)
        if orphan in self._pen.dataset.row_of:
            raise AnnotationError(f"{orphan} is in the dataset: only annotations of a claim that is gone can be moved")
        edits = list(self._moving(orphan, claim))
        if not edits:
            raise AnnotationError(f"there is nothing on {orphan}; `esgtui orphans` lists what can be moved")
        return self._pen.write(edits)

    def _moving(self, orphan: str, claim: str) -> Iterator[Edit]:
        history = self._pen.history
        for coder in [*history.coders_on(orphan), SHARED]:
            for field, cell in history.cells(orphan, coder).items():
                there = history.value(claim, coder, field)
                if cell.value is not None and (there is None or there == cell.value):
                    yield Edit(orphan, field, None, coder)
                    yield Edit(claim, field, cell.value, coder)

    # Statements that changed

    def is_changed(self, claim: str) -> bool:
        """Return whether a claim's statement is another one than when this coder last changed anything there."""
        seen = self._pen.history.statement_seen(claim, self._pen.coder)
        return bool(seen) and seen != self._digest(claim)

    def statement_before(self, claim: str) -> str | None:
        """Return what a claim said when this coder last changed anything there, if it says something else now."""
        if not self.is_changed(claim):
            return None
        return self._pen.journal.statement(self._pen.history.statement_seen(claim, self._pen.coder))

    def changed(self) -> list[str]:
        """Return the claims that this coder annotated and that say something else now, in the dataset's order."""
        row_of = self._pen.dataset.row_of
        found = [claim for claim in self._pen.history.known_claims() if claim in row_of and self.is_changed(claim)]
        return sorted(found, key=row_of.__getitem__)

    def _digest(self, claim: str) -> str:
        if claim not in self._digests:
            self._digests[claim] = digest(self._pen.dataset.claim(claim).statement)
        return self._digests[claim]
