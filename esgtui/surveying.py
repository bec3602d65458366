"""Views over many claims of one workspace: what `insight` works out, given what may be seen of the coders' work.

For any thread. How views are looked at or written is not known here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Container, Mapping, Sequence

import msgspec

from esgtui.annotation.model import Annotation
from esgtui.checklist.findings import ASPECTS
from esgtui.dataset.lens import Lens
from esgtui.insight.coverage import Coverage, Open
from esgtui.insight.matrix import Matrix
from esgtui.insight.overview import Line, Part, parts
from esgtui.workspace import Workspace


class Measure(msgspec.Struct, frozen=True):
    """What the cells of a matrix tell: how many claims, or of how many something holds. `figures` says it in words."""

    id: str
    title: str
    figures: str


CLAIMS = Measure("claims", "number of claims", "number of claims")
QUANTIFIED = Measure("quantified", "share quantified", "per cent of the claims that state a figure")
TAGGED = Measure("tagged", "share tagged", "per cent of the claims that carry a tag")


WORK = ("visited", "tagged", "noted", "rated", "starred")
"""What is counted of each coder's work, in claims."""


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
    return Matrix(workspace.dataset, workspace.filing.grouping(lens), rows, _chosen(workspace, measure))


def _chosen(workspace: Workspace, measure: Measure) -> Collection[int] | None:
    if measure == CLAIMS:
        return None
    if measure == QUANTIFIED:
        return frozenset(workspace.checklist.rows("quantified"))
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


def coverage_of(workspace: Workspace, rows: Sequence[int]) -> Coverage:
    """Return what the claims at these rows leave open, and what coders have left open on them."""
    dataset = workspace.dataset
    still_open = [Open("untagged", tagged_rows(workspace), "-has:tag", is_of_rest=True)]
    if dataset.verdicts:
        rated = rows_where(workspace, lambda annotation: bool(annotation.verdict))
        still_open.append(Open("unrated", rated, "-has:verdict", is_of_rest=True))
    still_open.append(Open("reworded", _reworded_rows(workspace), "has:changed"))
    groupings = [workspace.filing.grouping(lens) for lens in workspace.filing.lenses]
    return Coverage(dataset, groupings, rows, still_open, is_narrowed=len(rows) < len(dataset.claims))


def _reworded_rows(workspace: Workspace) -> set[int]:
    """Return the rows of the claims that say something else than when they were annotated."""
    row_of = workspace.dataset.row_of
    known = (claim for claim in workspace.history.known_claims() if claim in row_of)
    return {row_of[claim] for claim in known if workspace.is_changed(claim)}


def overview_of(workspace: Workspace, rows: Sequence[int], *, is_whole: bool = True) -> tuple[Part, ...]:
    """Return what is in the claims at these rows, and what each coder has done on them.

    What claims state, for which all of them are read, is left out unless `is_whole`.
    """
    groupings = [workspace.filing.grouping(lens) for lens in workspace.filing.lenses]
    claims = workspace.dataset.claims
    counts = {name: workspace.checklist.stated().counts(name, rows)[0] for name in ASPECTS} if is_whole else {}
    done = tuple(
        Line(f"{what} by {coder}", count, query=_asked(what, coder))
        for coder, work in coders_work(workspace, {claims[row].id for row in rows}).items()
        for what, count in work.items()
        if count
    )
    found = [*parts(workspace.dataset, groupings, rows, counts), Part("Done", done)]
    return tuple(part for part in found if part.lines or part.rest)


def _asked(what: str, coder: str) -> str:
    """Return the filters that find what a coder did."""
    who = f'coder:"{coder}"'
    fields = {"visited": f'visited:"{coder}"', "tagged": f"{who} has:tag", "noted": f"{who} has:note"}
    return fields.get(what) or f"{who} has:{'verdict' if what == 'rated' else 'star'}"


def coders_work(workspace: Workspace, among: Container[str] | None = None) -> Mapping[str, Mapping[str, int]]:
    """Return on how many claims each coder whose work is seen has put what (`WORK`), in the order of their names.

    `among` are the ids of the claims that count; all do without it, those that are gone too.
    """
    found: dict[str, Counter[str]] = {}
    known = workspace.history.known_claims()
    for claim in known if among is None else filter(among.__contains__, known):
        for coder in workspace.visitors(claim):
            found.setdefault(coder, Counter())["visited"] += 1
        for annotation in workspace.annotations(claim):
            counts = found.setdefault(annotation.coder, Counter())
            counts["tagged"] += bool(annotation.tags)
            counts["noted"] += bool(annotation.notes)
            counts["rated"] += bool(annotation.verdict)
            counts["starred"] += annotation.starred
    return {coder: {name: found[coder][name] for name in WORK} for coder in sorted(found)}
