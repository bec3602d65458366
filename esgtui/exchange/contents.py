"""What one export holds: claims, what they state, what coders put on them, what tags mean. No format lives here."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.conflicts import Settlement, settlements_on
from esgtui.annotation.history import History
from esgtui.annotation.model import annotation_from
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import Progress
from esgtui.dataset.model import Claim, CodebookTag, ExportedAnnotation, ExportedSettlement, Tables
from esgtui.exchange.annotations import code_changes, exported, exported_settlement, is_told
from esgtui.exchange.streams import tell, told

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist

WRITING = "Writing claims"


class Known(msgspec.Struct, frozen=True):
    """What is known beside claims: what tags mean, which there are beside those with a meaning, what claims state."""

    codebook: Sequence[CodebookTag]
    known_tags: Callable[[], Sequence[str]]
    checklist: "Checklist"


class Contents:
    """The claims of one export in the dataset's order, and what is on them.

    Formats go through it as often as they need; nothing of what they ask for is kept, so that an export takes little
    memory however much there is. `orphans` are the claims that vanished from the dataset and still carry something.
    With `only`, what that coder did is all that is known: settlements, which tell what others judged, are not.
    """

    def __init__(
        self,
        dataset: Dataset,
        history: History,
        known: Known,
        *,
        claims: Sequence[Claim],
        orphans: Sequence[str] | None,
        only: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.dataset = dataset
        self.history = history
        self.known = known
        self.claims = claims
        self.orphans: Sequence[str] = orphans or ()
        self.only = only
        self.progress = progress
        self._is_whole = orphans is not None

    @property
    def tables(self) -> Tables:
        """The curated tables, or what of them belongs to these claims, with the codebook that is in force."""
        from esgtui.exchange.toml import narrowed

        tables = self.dataset.tables if self._is_whole else narrowed(self.dataset.tables, self.claims)
        return msgspec.structs.replace(
            tables,
            codebook=tuple(self.known.codebook),
            codebook_changes=tuple(code_changes(self.history)),
            annotations=(),
            settlements=(),
        )

    def each_claim(self) -> Iterator[Claim]:
        """Yield the claims, and tell how far that is."""
        return told(WRITING, self.claims, self.progress)

    def tell(self, done: int) -> None:
        """Tell how many claims are written, for a format that goes through them in an order of its own."""
        tell(WRITING, done, len(self.claims), self.progress)

    def each_annotation(self, what: str = "Writing annotations") -> Iterator[ExportedAnnotation]:
        """Yield what each coder put on each claim, in the order of claims, then coders; orphans come last."""
        for claim in told(what, self.claims, self.progress):
            yield from self.annotations(claim.id)
        for vanished in self.orphans:
            yield from self.annotations(vanished)

    def annotations(self, claim_id: str) -> Iterator[ExportedAnnotation]:
        """Yield what coders put on one claim, in the order of their names."""
        for annotation in self.history.annotations(claim_id):
            if self.only in {"", annotation.coder}:
                yield exported(annotation, self._own_keys.get((claim_id, annotation.coder)))

    def each_record(self) -> Iterator[ExportedAnnotation]:
        """Yield all that is known of what each coder did on each claim: visits, and what was taken away, too."""
        ids = told("Writing annotations", [claim.id for claim in self.claims], self.progress)
        for claim_id in chain(ids, self.orphans):
            yield from self.records(claim_id)

    def records(self, claim_id: str) -> Iterator[ExportedAnnotation]:
        """Yield all that is known of what each coder did on one claim, in the order of their names."""
        for coder in [self.only] if self.only else self.history.coders_on(claim_id):
            cells = self.history.cells(claim_id, coder)
            if any(map(is_told, cells.values())):
                annotation = annotation_from(claim_id, coder, cells)
                yield exported(annotation, self._own_keys.get((claim_id, coder)), cells)

    def each_settlement(self) -> Iterator[ExportedSettlement]:
        """Yield how coders settled what they had judged differently."""
        for claim_id in self.each_id():
            yield from map(exported_settlement, self.settlements(claim_id))

    def each_id(self) -> Iterator[str]:
        """Yield the ids of the claims, and of those that vanished."""
        return chain((claim.id for claim in self.claims), self.orphans)

    def settlements(self, claim_id: str) -> list[Settlement]:
        """Return what was settled on one claim."""
        return [] if self.only else list(settlements_on(self.history, claim_id))

    @cached_property
    def _own_keys(self) -> dict[tuple[str, str], ExportedAnnotation]:
        """The annotations that came with the dataset and have keys of the curator's own, by claim and coder."""
        return {
            (table.claim, table.coder): table
            for table in self.dataset.tables.annotations
            if table.extra or any(note.extra for note in table.notes)
        }
