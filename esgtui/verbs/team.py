"""Working together: taking in what others did, seeing what was judged differently, and settling it.

Nothing of anybody's is overwritten: merging is the union of journals, and a settlement is a change of its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation import entries
from esgtui.annotation.conflicts import Conflict, Settlement, conflicts_on, settlements_on, settling
from esgtui.annotation.merging import Mark, mark_of
from esgtui.annotation.model import TAG_PREFIX, VERDICT, AnnotationError, Change, Judgement, Value
from esgtui.dataset.model import Verdict
from esgtui.garbage import without_collecting
from esgtui.verbs.carried import Carried
from esgtui.verbs.differences import Differences
from esgtui.verbs.pen import Pen, Progress, known_name, known_verdict, telling

if TYPE_CHECKING:
    from esgtui.annotation.agreement import Agreement


class Merged(msgspec.Struct, frozen=True):
    """What a file brought: whose work is in it, how many changes, and those that were new here.

    `taken_back` are the merges that brought some of it before and that their coder took back since, which merging once
    more does not alter; each with how many of its changes are in this file. `lacks` is what such files do not carry.
    """

    path: Path
    coders: tuple[str, ...]
    size: int
    changes: tuple[Change, ...]
    taken_back: dict[str, int] = {}
    lacks: tuple[str, ...] = ()


class Team:
    """The work of several coders in one workspace."""

    def __init__(self, pen: Pen, verdicts: Mapping[str, Verdict], carried: Carried) -> None:
        self._pen, self._carried = pen, carried
        self._verdicts = verdicts

    @property
    def is_blind(self) -> bool:
        """Whether the work of others is hidden."""
        return self._pen.is_blind

    def merge(self, path: Path, progress: Progress | None = None) -> Merged:
        """Take in what an export or a journal of others holds, as one step; what is here already is left alone.

        Raises `DatasetError`, `JournalError` or `AnnotationError` with a message for the user; nothing is merged then.
        """
        with without_collecting():
            return self._merge(path, progress)

    def _merge(self, path: Path, progress: Progress | None) -> Merged:
        from esgtui.exchange.files import is_same
        from esgtui.exchange.others import is_journal, journal_in, read_export, read_journal

        journal, coder, tell = self._pen.journal, self._pen.coder, telling(progress)
        path = journal_in(path, self._pen.dataset.header.id)
        if is_same(path, journal.path):
            raise AnnotationError(f"{path} is the journal that is in use: all of it is here")
        if is_journal(path):
            reading = telling(progress, "Reading the other journal")
            other = read_journal(path, self._pen.dataset.header.id, reading)
            found = journal.merge_changes(other.changes, other.statements, coder, path.name, tell)
            return self._merged(path, other.coders, [mark_of(change) for change in other.changes], found)
        export = read_export(path, self._pen.dataset, self._pen.history, progress)
        coders = tuple(sorted({edit.coder for edit in export.edits if edit.coder}))
        marks = [mark_of(edit) for edit in export.edits]
        found = journal.merge(export.edits, coder, path.name, tell)
        return msgspec.structs.replace(self._merged(path, coders, marks, found), lacks=export.lacks)

    def _merged(self, path: Path, coders: tuple[str, ...], marks: list[Mark], found: tuple[Change, ...]) -> Merged:
        known = set(marks)
        size = len(known)
        if len(found) < size:  # where all of it is new, none was here before
            known.difference_update(map(mark_of, found))
        else:
            known.clear()
        return Merged(path, coders, size, found, self._taken_back(known) if known else {})

    def _taken_back(self, marks: set[Mark]) -> dict[str, int]:
        """Return which merges of these changes were taken back, where nothing was set since then, the oldest first."""
        found: dict[str, int] = {}
        back: dict[tuple[str, str, str], Value] = {}
        for merge, count in entries.taken_back(self._pen.journal, marks).items():
            for change in self._pen.journal.step_changes(self._pen.history.state.merges[merge]):
                cell = change.claim, change.coder, change.field
                value = back[cell] if cell in back else self._pen.history.value(*cell)
                if value == change.before != change.after:
                    back[cell], found[merge] = change.after, count
        return found

    def merge_again(self, merged: Merged, progress: Progress | None = None) -> tuple[Change, ...]:
        """Do merges again that were taken back; return what changed. A cell that was set since then is left alone."""
        journal, coder = self._pen.journal, self._pen.coder
        steps = [self._pen.history.state.merges[merge] for merge in merged.taken_back]
        found = [change for step in steps for change in journal.redo(coder, step, telling(progress))]
        return tuple(change for change in found if change.before != change.after)

    def agreement(
        self,
        coders: Iterable[str] = (),
        *,
        tags: Iterable[str] = (),
        rows: Collection[int] | None = None,
        by_pairs: bool = False,
        progress: Progress | None = None,
    ) -> "Agreement":
        """Return how far coders agree; see `agreeing.agreement`. Raises `AnnotationError` in blind mode."""
        from esgtui.verbs.agreeing import agreement

        self._pen.refuse_blind("how far you agree with them")
        return agreement(self._pen, self._carried, coders, tags=tags, rows=rows, by_pairs=by_pairs, progress=progress)

    def coders(self) -> list[str]:
        """Return everybody who ever put anything on a claim or visited one."""
        return self._pen.history.coders()

    def conflicts(
        self,
        *,
        coders: Iterable[str] | None = None,
        with_settled: bool = False,
        is_wanted: Callable[[str], bool] | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Conflict]:
        """Yield what coders judged differently, in the order of the dataset's claims, those that are gone at the end.

        Raises `AnnotationError` in blind mode, and for a coder of whom nothing is known.
        """
        found = self.differences(coders, with_settled=with_settled)
        for number, conflict in enumerate(found):
            if progress and not number % 500:
                progress("Comparing coders", number, len(found))
            if is_wanted is None or is_wanted(conflict.claim):
                yield conflict

    def differences(self, coders: Iterable[str] | None = None, *, with_settled: bool = False) -> Differences:
        """Return the same as a list whose lines are worked out as they are looked at."""
        self._pen.refuse_blind("where they judged otherwise")
        all_coders = self.coders()
        listed = f"those who annotated or visited claims are: {', '.join(all_coders)}" if all_coders else "nobody has"
        asked = all_coders if coders is None else coders
        chosen = [known_name("coder", coder, all_coders, listed) for coder in asked]
        return Differences(self._pen, self._carried, chosen, with_settled=with_settled)

    def settlements(self, claim: str) -> list[Settlement]:
        """Return what was settled on a claim; nothing in blind mode, since it tells what others judged."""
        return [] if self._pen.is_blind else list(settlements_on(self._pen.history, claim))

    def settle(self, claim: str, field: str, decision: Judgement) -> tuple[Change, ...]:
        """Settle what was judged differently on a claim; nobody's own judgement is changed.

        Raises `AnnotationError` where coders do not differ in this, or the decision is none.
        """
        self._pen.refuse_blind("what there is to settle")
        if claim not in self._pen.history.state.claims:
            self._pen.claim(claim)
        found = [conflict for conflict in conflicts_on(self._pen.history, claim) if conflict.field == field]
        if not found:
            what = "the verdict" if field == VERDICT else f"#{field.removeprefix(TAG_PREFIX)}"
            raise AnnotationError(f"coders do not differ in {what} on {claim}; `esgtui conflicts` lists where they do")
        if field == VERDICT:
            decision = known_verdict(self._verdicts, str(decision))
        if field.startswith(TAG_PREFIX) and not isinstance(decision, bool):
            raise AnnotationError("a tag is settled as on or off")
        return self._pen.write([settling(found[0], decision)])
