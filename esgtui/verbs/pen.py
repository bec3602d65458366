"""Writes to the journal as one coder: all verbs that change anything go through here."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Action, Annotation, AnnotationError, Change, Edit
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Verdict
from esgtui.verbs.said import said

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is; may raise to stop the work."""


class UnknownClaimError(AnnotationError):
    """There is no claim with this id; the message names the nearest one."""


class Pen:
    """One coder at work on the journal of a dataset."""

    def __init__(self, dataset: Dataset, journal: Journal, coder: str) -> None:
        self.dataset = dataset
        self.journal = journal
        self.coder = coder
        self.is_blind = False
        """Whether the work of others is hidden."""

    @property
    def history(self) -> History:
        """The state that the journal's changes add up to."""
        return self.journal.history

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id; raise `UnknownClaimError` if there is none.

        The error names the nearest id, or says where to find what is on a claim that is gone.
        """
        if claim_id in self.dataset.row_of:
            return self.dataset.claim(claim_id)
        if self.annotations(claim_id):
            raise UnknownClaimError(
                f"{claim_id} is gone from the dataset, but what was put on it is kept: `esgtui orphans` shows it, and "
                f"`esgtui move {claim_id} CLAIM` moves it to another claim"
            )
        from esgtui.dataset.nearest import nearest_id

        nearest = nearest_id(claim_id, self.dataset.row_of)
        advice = f"did you mean {nearest}?" if nearest else "`esgtui list claims` shows them all"
        raise UnknownClaimError(f"there is no claim {claim_id!r}; {advice}")

    def annotations(self, claim: str) -> list[Annotation]:
        """Return what may be seen of what coders put on a claim, in the order of their names."""
        if self.is_blind:
            return [own] if (own := self.history.annotation(claim, self.coder)) else []
        return self.history.annotations(claim)

    def visitors(self, claim: str) -> list[str]:
        """Return who of those seen visited a claim, in the order of their names."""
        if self.is_blind:
            return [self.coder] if self.history.has_visited(claim, self.coder) else []
        return self.history.visitors(claim)

    def coders(self) -> list[str]:
        """Return whose work may be seen, in the order of their names."""
        return [self.coder] if self.is_blind else self.history.coders()

    def orphans(self) -> list[str]:
        """Return the ids of claims that carry annotations but are no longer in the dataset."""
        return sorted(self.history.annotated_claims(beside=self.dataset.row_of))

    def tags_in_use(self) -> dict[str, int]:
        """Return the tags that may be seen on claims, with how many times each."""
        return self.history.tags_in_use(self.coder if self.is_blind else None)

    def refuse_blind(self, what: str) -> None:
        """Raise `AnnotationError` in blind mode, for what would show the work of others."""
        if self.is_blind:
            raise AnnotationError(f"blind mode hides what others did, and so {what}; leave it (--no-blind) to see that")

    def statements_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Return what claims say now (`said`), by id, as far as the dataset has them."""
        row_of = self.dataset.row_of
        return {claim: said(self.dataset.claims[row_of[claim]]) for claim in claims if claim in row_of}

    def write(
        self, edits: Sequence[Edit], *, action: Action = "do", progress: Progress | None = None
    ) -> tuple[Change, ...]:
        """Make changes as one step; return them, durable by then, without idle ones."""
        statements = self.statements_of({edit.claim for edit in edits})
        return self.journal.write(self.coder, edits, statements, action=action, progress=telling(progress))


def telling(progress: Progress | None, what: str = "Writing to the journal") -> Callable[[int, int], None] | None:
    """Return what tells how far the journal is in the words of the workspace's progress."""
    if progress is None:
        return None
    return lambda done, of: progress(what, done, of)


def known_verdict(scale: Mapping[str, Verdict], typed: str) -> str:
    """Return the id of the verdict that is named by it or by its title, in small letters or capitals.

    Raises `AnnotationError`, which tells the scale, where there is none, or more than one.
    """
    if typed in scale:
        return typed
    wanted = typed.strip().casefold()
    named = [each.id for each in scale.values() if wanted in {each.id.casefold(), each.title.casefold()}]
    if len(named) == 1:
        return named[0]
    told = ", ".join(scale) or "this dataset has none: add [[verdicts]] to it"
    raise AnnotationError(f"there is no verdict {typed!r}; the scale is: {told}")


def known_name(noun: str, name: str, known: Collection[str], all_known: str) -> str:
    """Return a name that is known; raise `AnnotationError` for another, with the nearest one, or what there is."""
    if name in known:
        return name
    from esgtui.dataset.nearest import nearest_id

    nearest = nearest_id(name, known)
    advice = f"did you mean {nearest}?" if nearest else all_known
    raise AnnotationError(f"there is no {noun} {name!r}; {advice}")
