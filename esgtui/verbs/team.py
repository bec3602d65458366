"""Working together: taking in what others did, seeing what was judged differently, and settling it.

Nothing of anybody's is overwritten: merging is the union of journals, and a settlement is a change of its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.conflicts import Conflict, conflicts_on, settling
from esgtui.annotation.model import TAG_PREFIX, VERDICT, AnnotationError, Change, Judgement
from esgtui.verbs.pen import Pen, Progress

if TYPE_CHECKING:
    from esgtui.annotation.agreement import Agreement


class Merged(msgspec.Struct, frozen=True):
    """What a file brought: whose work is in it, and the changes that were new here."""

    path: Path
    coders: tuple[str, ...]
    changes: tuple[Change, ...]


class Team:
    """The work of several coders in one workspace."""

    def __init__(self, pen: Pen, verdicts: Iterable[str]) -> None:
        self._pen = pen
        self._verdicts = tuple(verdicts)
        self.is_blind = False
        """Whether the work of others is hidden."""

    def merge(self, path: Path, progress: Progress | None = None) -> Merged:
        """Take in what an export or a journal of others holds, as one step; what is here already is left alone.

        Raises `DatasetError`, `JournalError` or `AnnotationError` with a message for the user; nothing is merged then.
        """
        from esgtui.exchange.others import edits_in, is_journal, read_journal

        journal, coder = self._pen.journal, self._pen.coder
        if path.exists() and journal.path.exists() and path.samefile(journal.path):
            raise AnnotationError(f"{path} is the journal that is in use; name another one")
        if is_journal(path):
            other = read_journal(path, self._pen.dataset.header.id)
            found = journal.merge_changes(other.changes, other.statements, coder, path.name)
            return Merged(path, other.coders, found)
        edits = edits_in(path, self._pen.dataset, self._pen.history, progress)
        coders = tuple(sorted({edit.coder for edit in edits if edit.coder}))
        return Merged(path, coders, journal.merge(edits, coder, path.name))

    def agreement(
        self,
        coders: Iterable[str] = (),
        *,
        tags: Iterable[str] = (),
        rows: Collection[int] | None = None,
        by_pairs: bool = False,
        progress: Progress | None = None,
    ) -> "Agreement":
        """Return how far coders agree; see `agreeing.agreement`."""
        from esgtui.verbs.agreeing import agreement

        return agreement(self._pen, coders, tags=tags, rows=rows, by_pairs=by_pairs, progress=progress)

    def coders(self) -> list[str]:
        """Return everybody who ever put anything on a claim or visited one."""
        return self._pen.history.coders()

    def conflicts(
        self,
        *,
        coders: Iterable[str] | None = None,
        with_settled: bool = False,
        is_wanted: Callable[[str], bool] | None = None,
    ) -> Iterator[Conflict]:
        """Yield what coders judged differently, in the order of the dataset's claims, those that are gone at the end.

        Raises `AnnotationError` in blind mode.
        """
        if self.is_blind:
            raise AnnotationError("blind mode hides what others did: leave it to see where you differ")
        row_of = self._pen.dataset.row_of
        chosen = list(coders) if coders is not None else None
        known = sorted(self._pen.history.known_claims(), key=lambda claim: (row_of.get(claim, len(row_of)), claim))
        for claim in known:
            if is_wanted is None or is_wanted(claim):
                for conflict in conflicts_on(self._pen.history, claim, chosen):
                    if with_settled or not conflict.is_settled:
                        yield conflict

    def settle(self, claim: str, field: str, decision: Judgement) -> tuple[Change, ...]:
        """Settle what was judged differently on a claim; nobody's own judgement is changed.

        Raises `AnnotationError` where coders do not differ in this, or the decision is none.
        """
        found = [conflict for conflict in conflicts_on(self._pen.history, claim) if conflict.field == field]
        if not found:
            raise AnnotationError(f"coders do not differ in {field} on {claim}; `esgtui conflicts` lists where they do")
        if field == VERDICT and decision not in self._verdicts:
            raise AnnotationError(f"there is no verdict {decision!r}; the scale is: {', '.join(self._verdicts)}")
        if field.startswith(TAG_PREFIX) and not isinstance(decision, bool):
            raise AnnotationError("a tag is settled as on or off")
        return self._pen.write([settling(found[0], decision)])
