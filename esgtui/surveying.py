"""Views over many claims of one workspace: what `insight` works out, given what may be seen of the coders' work.

For any thread. How views are looked at or written is not known here.
"""

from collections.abc import Mapping, Sequence

import msgspec

from esgtui.annotation.carrying import Kind
from esgtui.bits import bits_of, union
from esgtui.checklist.findings import ASPECTS
from esgtui.dataset.lens import Lens
from esgtui.insight.coverage import Coverage, Open
from esgtui.insight.matrix import Matrix
from esgtui.insight.overview import Line, Part, parts
from esgtui.rows import Rows, bits_in
from esgtui.workspace import Workspace


class Measure(msgspec.Struct, frozen=True):
    """What the cells of a matrix tell: how many claims, or of how many something holds. `figures` says it in words."""

    id: str
    title: str
    figures: str


CLAIMS = Measure("claims", "number of claims", "number of claims")
QUANTIFIED = Measure("quantified", "share quantified", "per cent of the claims that state a figure")
TAGGED = Measure("tagged", "share tagged", "per cent of the claims that carry a tag")


FEW = 2_000
"""So many claims are gone through sooner than a search is asked about them."""

WORK: Mapping[str, Kind] = {
    "visited": "visited",
    "tagged": "tag",
    "noted": "note",
    "rated": "verdict",
    "starred": "star",
}
"""What is counted of each coder's work, in claims, and what they carry by it."""


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


def _chosen(workspace: Workspace, measure: Measure) -> Rows | None:
    if measure == CLAIMS:
        return None
    if measure == QUANTIFIED:
        return workspace.checklist.rows("quantified")
    if measure == TAGGED:
        return tagged_rows(workspace)
    return _here(workspace, workspace.carried.of("verdict").get(measure.id, 0))


def _here(workspace: Workspace, bits: int) -> Rows:
    """Return the rows of a set of claims, without those that are gone from the dataset."""
    return Rows(workspace.carried.here(bits))


def tagged_rows(workspace: Workspace) -> Rows:
    """Return the rows of the claims that carry a tag, the curator's or that of a coder whose work is seen."""
    if workspace.is_search_ready:
        return Rows(bits_in(workspace.finder.rows("has:tag")))
    curated = bits_of(row for row, claim in enumerate(workspace.dataset.claims) if claim.tags)
    return _here(workspace, union([curated, *workspace.carried.of("tag").values()]))


def coverage_of(workspace: Workspace, rows: Sequence[int]) -> Coverage:
    """Return what the claims at these rows leave open, and what coders have left open on them."""
    dataset = workspace.dataset
    still_open = [Open("untagged", tagged_rows(workspace), "-has:tag", is_of_rest=True)]
    if dataset.verdicts:
        rated = _here(workspace, union(workspace.carried.of("verdict").values()))
        still_open.append(Open("unrated", rated, "-has:verdict", is_of_rest=True))
    still_open.append(Open("reworded", _here(workspace, union(workspace.carried.changed().values())), "has:changed"))
    groupings = [workspace.filing.grouping(lens) for lens in workspace.filing.lenses]
    return Coverage(dataset, groupings, rows, still_open, is_narrowed=len(rows) < len(dataset.claims))


def overview_of(workspace: Workspace, rows: Sequence[int], *, is_whole: bool = True) -> tuple[Part, ...]:
    """Return what is in the claims at these rows, and what each coder has done on them.

    What claims state, for which all of them are read, is left out unless `is_whole`.
    """
    groupings = [workspace.filing.grouping(lens) for lens in workspace.filing.lenses]
    is_all = len(rows) == len(workspace.dataset.claims)
    counts = {name: workspace.checklist.stated().counts(name, rows)[0] for name in ASPECTS} if is_whole else {}
    done = tuple(
        Line(f"{what} by {coder}", count, query=_asked(what, coder))
        for coder, work in coders_work(workspace, workspace.carried.here(-1) if is_all else bits_in(rows)).items()
        for what, count in work.items()
        if count
    )
    counting = workspace.finder if (is_all or len(rows) > FEW) and workspace.is_search_ready else None
    found = [*parts(workspace.dataset, groupings, rows, counts, counting), Part("Done", done)]
    return tuple(part for part in found if part.lines or part.rest)


def _asked(what: str, coder: str) -> str:
    """Return the filters that find what a coder did."""
    who = f'coder:"{coder}"'
    fields = {"visited": f'visited:"{coder}"', "tagged": f"{who} has:tag", "noted": f"{who} has:note"}
    return fields.get(what) or f"{who} has:{'verdict' if what == 'rated' else 'star'}"


def coders_work(workspace: Workspace, among: int = -1) -> Mapping[str, Mapping[str, int]]:
    """Return on how many claims each coder whose work is seen has put what (`WORK`), in the order of their names.

    `among` is the set of claims that count (see `bits.py`); by default all do, those that are gone too.
    """
    carried = workspace.carried
    seen = (
        [workspace.coder]
        if workspace.team.is_blind
        else sorted({*carried.by_coder("any"), *carried.by_coder("visited")})
    )
    of_all = {name: carried.by_coder(kind) for name, kind in WORK.items()}
    found = {
        coder: {name: (union(work.get(coder, {}).values()) & among).bit_count() for name, work in of_all.items()}
        for coder in seen
    }
    return {coder: counts for coder, counts in found.items() if any(counts.values())}
