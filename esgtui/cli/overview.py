"""`esgtui stats`, and `esgtui` without a terminal: what is in the dataset, and what coders have put on it."""

from collections.abc import Iterable
from typing import Any

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option, query_option
from esgtui.cli.output import json_line, line
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.insight import overview as counting
from esgtui.surveying import WORK, coders_work
from esgtui.workspace import Workspace


@click.command("stats")
@click.option("--progress", "is_progress", is_flag=True, help="How many claims you have tagged, and how many not yet.")
@query_option
@json_option
@common_options
@click.pass_context
def stats_command(context: click.Context, /, is_progress: bool, query: str | None, as_json: bool) -> None:
    """Print the overview: companies, pillars, kinds, frameworks, and what each coder has done.

    With --progress print instead how far you are, by company, by pillar and by topic, with --query among the claims
    that match.
    """
    if query is not None and not is_progress:
        raise click.UsageError("--query goes with --progress", context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    if is_progress:
        from esgtui.cli.progressing import progress, show_progress

        rows = opening.rows(workspace, query)
        every = range(len(workspace.dataset.claims))
        found = progress(workspace, every if rows is None else rows, is_narrowed=rows is not None)
        if as_json:
            json_line(found)
        else:
            show_progress(workspace, found)
    elif as_json:
        json_line(overview(workspace))
    else:
        show_overview(workspace)


def overview(workspace: Workspace) -> dict[str, Any]:
    """Return the counts of a workspace, as JSON holds them."""
    dataset, filing = workspace.dataset, workspace.filing
    rows = range(len(dataset.claims))
    frameworks = [counting.framework(filing.grouping(lens), rows) for lens in filing.lenses[1:]]
    pillars = counting.pillars(dataset, filing.grouping(filing.lenses[0]), rows)
    return {
        "dataset": dataset.header.id,
        "title": dataset.header.title,
        "license": dataset.header.license,
        "claims": len(dataset.claims),
        "sources": len(dataset.sources),
        "companies": [
            {"id": line.id, "name": line.title, "claims": line.claims} for line in counting.companies(dataset, rows)
        ],
        "pillars": [_pillar(workspace, line) for line in pillars],
        "kinds": [{"kind": line.id, "claims": line.claims} for line in counting.kinds(dataset, rows)],
        "years": [{"years": line.title, "claims": line.claims} for line in counting.years(dataset, rows)],
        "frameworks": [
            {"id": line.id, "title": line.title, "topics": line.size, "claims": line.claims} for line in frameworks
        ],
        "coders": [{"coder": coder, **work} for coder, work in coders_work(workspace).items()],
        "orphans": [claim for claim in workspace.orphans() if workspace.annotations(claim)],
    }


def _pillar(workspace: Workspace, line: counting.Line) -> dict[str, Any]:
    title = workspace.dataset.pillars[line.company, line.id].title if line.company else line.title
    return {"company": line.company, "id": line.id, "title": title, "claims": line.claims}


def show_overview(workspace: Workspace) -> None:
    """Print the overview."""
    found = overview(workspace)
    line(found["title"], [(0, len(found["title"]))])
    counts = [
        counted(found["claims"], "claim"),
        counted(len(found["companies"]), "company"),
        counted(found["sources"], "source"),
    ]
    line("  ".join([found["dataset"], *counts, found["license"]]).rstrip())
    _part("Companies", ((each["name"], counted(each["claims"], "claim")) for each in found["companies"]))
    _part("Pillars", ((_pillar_title(workspace, each), counted(each["claims"], "claim")) for each in found["pillars"]))
    _part("Kinds", ((each["kind"], counted(each["claims"], "claim")) for each in found["kinds"]))
    _part("Years spoken of", ((each["years"], counted(each["claims"], "claim")) for each in found["years"]))
    _part(
        "Frameworks",
        (
            (f"{each['id']}: {each['title']}", counted(each["topics"], "topic"), counted(each["claims"], "claim"))
            for each in found["frameworks"]
        ),
    )
    _part("Coders", ((each["coder"], *(f"{each[name]:,} {name}" for name in WORK)) for each in found["coders"]))
    if found["orphans"]:
        _part("Annotated, but no longer in the dataset", ((claim,) for claim in found["orphans"]))


def _pillar_title(workspace: Workspace, pillar: dict[str, Any]) -> str:
    if not pillar["company"]:
        return str(pillar["title"])
    from esgtui.dataset.describe import company_label

    return f"{company_label(workspace.dataset, pillar['company'])}: {pillar['title']}"


def _part(title: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Print one part of the overview, unless there is nothing in it."""
    found = [Row((f"  {first}", *others)) for first, *others in rows]
    if found:
        line()
        line(title, [(0, len(title))])
        show_table(found, flexible=0, right=range(1, len(found[0].cells)))
