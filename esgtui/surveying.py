"""Views over many claims of one workspace: what `insight` works out, given what may be seen of the coders' work.

For any thread. How views are looked at or written is not known here.
"""

from collections.abc import Callable, Collection, Sequence

import msgspec

from esgtui.annotation.model import Annotation
from esgtui.dataset.lens import Lens
from esgtui.insight.matrix import Matrix
from esgtui.insight.stated import is_quantified
from esgtui.workspace import Workspace


class Measure(msgspec.Struct, frozen=True):
    """What the cells of a matrix tell: how many claims, or of how many something holds. `figures` says it in words."""

    id: str
    title: str
    figures: str


CLAIMS = Measure("claims", "number of claims", "number of claims")
QUANTIFIED = Measure("quantified", "share quantified", "per cent of the claims that state a figure")
TAGGED = Measure("tagged", "share tagged", "per cent of the claims that carry a tag")


def measures(workspace: Workspace) -> tuple[Measure, ...]:
    """Return the measures of a workspace: counts, then shares, those of each verdict last."""
    verdicts = workspace.dataset.verdicts.values()
    return (
        CLAIMS,
        QUANTIFIED,
        TAGGED,
        *(Measure(each.id, f"share {each.title}", f"per cent of the claims rated {each.title}") for each in verdicts),
    )


def matrix_of(workspace: Workspace, rows: Sequence[int], lens: Lens, measure: Measure = CLAIMS) -> Matrix:
    """Return companies by the groups of a lens, counted over the claims at these rows."""
    return Matrix(workspace.dataset, workspace.filing.grouping(lens), rows, _chosen(workspace, rows, measure))


def _chosen(workspace: Workspace, rows: Sequence[int], measure: Measure) -> Collection[int] | None:
    claims = workspace.dataset.claims
    if measure == CLAIMS:
        return None
    if measure == QUANTIFIED:
        return {row for row in rows if is_quantified(claims[row])}
    if measure == TAGGED:
        return tagged_rows(workspace)
    return rows_where(workspace, lambda annotation: annotation.verdict == measure.id)


def rows_where(workspace: Workspace, holds: Callable[[Annotation], bool]) -> set[int]:
    """Return the rows of the claims on which any coder, of those seen, put something that this is true of."""
    row_of = workspace.dataset.row_of
    known = (claim for claim in workspace.history.known_claims() if claim in row_of)
    return {row_of[claim] for claim in known if any(map(holds, workspace.annotations(claim)))}


def tagged_rows(workspace: Workspace) -> set[int]:
    """Return the rows of the claims that carry a tag, the curator's or that of a coder whose work is seen."""
    curated = {row for row, claim in enumerate(workspace.dataset.claims) if claim.tags}
    return curated | rows_where(workspace, lambda annotation: bool(annotation.tags))
