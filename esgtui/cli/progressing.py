"""`esgtui stats --progress`: how many claims the coder has tagged, by company and by each lens, and visited in all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from esgtui.cli.objects import Object
from esgtui.cli.output import line
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import PILLARS, Group, Lens
from esgtui.progress import tagged
from esgtui.workspace import Workspace


def progress(workspace: Workspace, rows: Sequence[int], *, is_narrowed: bool) -> dict[str, Any]:
    """Return how far the coder at work is with the claims at `rows`, as JSON holds it.

    What has no claims is left out where the claims are narrowed down.
    """
    done = tagged(workspace, rows)
    groups = partial(_groups, workspace, rows, done, is_narrowed=is_narrowed)
    frameworks = workspace.filing.lenses[1:]
    return {
        "coder": workspace.coder,
        **_figures(len(rows), len(done)),
        "visited": _visited(workspace, rows),
        "companies": list(_companies(workspace, rows, done, is_narrowed=is_narrowed)),
        "pillars": list(groups(PILLARS)),
        "frameworks": [{"id": lens.id, "title": lens.title, "topics": list(groups(lens))} for lens in frameworks],
    }


def _figures(claims: int, done: int) -> Object:
    return {"claims": claims, "tagged": done, "untagged": claims - done}


def _visited(workspace: Workspace, rows: Sequence[int]) -> int:
    visited, claims = workspace.history.visited(workspace.coder), workspace.dataset.claims
    return sum(claims[row].id in visited for row in rows) if visited else 0


def _companies(
    workspace: Workspace, rows: Sequence[int], done: Sequence[int], *, is_narrowed: bool
) -> Iterator[Object]:
    claims = workspace.dataset.claims
    of_all, of_done = Counter(claims[row].company for row in rows), Counter(claims[row].company for row in done)
    for company in workspace.dataset.companies.values():
        if of_all[company.id] or not is_narrowed:
            yield {"id": company.id, "name": company.name} | _figures(of_all[company.id], of_done[company.id])


def _groups(
    workspace: Workspace, rows: Sequence[int], done: Sequence[int], lens: Lens, *, is_narrowed: bool
) -> Iterator[Object]:
    grouping = workspace.filing.grouping(lens)
    for group, claims, of_them in zip(grouping.groups, grouping.counts(rows), grouping.counts(done), strict=True):
        if claims or (group.key and not is_narrowed):
            yield _group(group) | _figures(claims, of_them)


def _group(group: Group) -> Object:
    if not group.key:
        return {"id": "", "title": group.title}
    if group.company:
        return {"company": group.company, "id": group.key[1], "title": group.title}
    return {"id": group.key[0], "title": group.title}


def show_progress(workspace: Workspace, found: dict[str, Any]) -> None:
    """Print how far the coder is."""
    title = f"{found['coder']}: {found['tagged']:,} of {counted(found['claims'], 'claim')} tagged"
    visited = f"{found['visited']:,} of {found['claims']:,} visited"
    line(f"{title}, {found['untagged']:,} untagged ▸ {visited}", [(0, len(title))])
    _part("Companies", [(each["name"], each) for each in found["companies"]])
    _part("Pillars", [(_pillar(workspace, each), each) for each in found["pillars"]])
    for framework in found["frameworks"]:
        _part(framework["title"], [(each["title"], each) for each in framework["topics"]])


def _pillar(workspace: Workspace, pillar: Object) -> str:
    company = pillar.get("company")
    return f"{company_label(workspace.dataset, company)}: {pillar['title']}" if company else pillar["title"]


def _part(title: str, entries: Sequence[tuple[str, Object]]) -> None:
    if entries:
        line()
        line(title, [(0, len(title))])
        cells = [
            Row(
                (
                    f"  {name}",
                    f"{each['tagged']:,} of {counted(each['claims'], 'claim')}",
                    f"{each['untagged']:,} untagged",
                )
            )
            for name, each in entries
        ]
        show_table(cells, flexible=0, right=(1, 2))
