"""Claims that are gone from the dataset, with what coders put on them and what the coder at work did not save."""

import msgspec

from esgtui.annotation.model import Change
from esgtui.verbs.drafts import Drafts
from esgtui.verbs.past import Orphan, Past
from esgtui.verbs.pen import Pen


class Gone:
    """The claims that are gone from one workspace's dataset."""

    def __init__(self, pen: Pen, past: Past, drafts: Drafts) -> None:
        self._pen, self._past, self._drafts = pen, past, drafts

    def claims(self) -> list[Orphan]:
        """Return them in the order of their ids: those that carry anything, and those with drafts alone."""
        found = {orphan.claim: orphan for orphan in self._past.orphans()}
        for (claim, _), draft in self._drafts.items():
            if claim not in self._pen.dataset.row_of:
                before = found.get(claim) or Orphan(claim, self._past.last_statement(claim), ())
                found[claim] = msgspec.structs.replace(before, drafts=(*before.drafts, draft.text))
        return [found[claim] for claim in sorted(found)]

    def count(self) -> int:
        """Return how many `claims` would tell of."""
        drafted = {claim for (claim, _), _ in self._drafts.items() if claim not in self._pen.dataset.row_of}
        return self._past.orphan_count() + sum(not self._pen.annotations(claim) for claim in drafted)

    def move(self, orphan: str, claim: str) -> tuple[Change, ...]:
        """Move what is on one to a claim of the dataset, as one step; drafts go along. Raises `AnnotationError`."""
        drafts = self._drafts.on(orphan)
        changes: tuple[Change, ...] = ()
        if drafts and orphan not in self._pen.dataset.row_of and not self._pen.history.annotations(orphan):
            self._pen.claim(claim)
        else:
            changes = self._past.move(orphan, claim)
        self._drafts.move(orphan, claim)
        return changes
