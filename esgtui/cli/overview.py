"""`esgtui stats`, and `esgtui` without a terminal: what is in the dataset, and what coders have put on it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import click

from esgtui.cli.counts import counted
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option, query_option
from esgtui.cli.output import json_line, line
from esgtui.cli.table import Row, show_table
from esgtui.dataset.lens import PILLARS, Grouping, Lens, lenses
from esgtui.dataset.model import Kind
from esgtui.workspace import Workspace

Counts = list[dict[str, Any]]

PROGRESS = ("visited", "tagged", "noted", "rated", "starred")
"""What is counted of each coder's work, in claims."""


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
    dataset = workspace.dataset
    kinds = Counter(claim.kind for claim in dataset.claims)
    companies = Counter(claim.company for claim in dataset.claims)
    return {
        "dataset": dataset.header.id,
        "title": dataset.header.title,
        "license": dataset.header.license,
        "claims": len(dataset.claims),
        "sources": len(dataset.sources),
        "companies": [
            {"id": company.id, "name": company.name, "claims": companies[company.id]}
            for company in dataset.companies.values()
        ],
        "pillars": list(_pillars(workspace)),
        "kinds": [{"kind": kind, "claims": kinds[kind]} for kind in get_args(Kind) if kinds[kind]],
        "frameworks": [_framework(workspace, lens) for lens in lenses(dataset)[1:]],
        "coders": _coders(workspace),
        "orphans": [claim for claim in workspace.orphans() if workspace.annotations(claim)],
    }


def _pillars(workspace: Workspace) -> Iterator[dict[str, Any]]:
    grouping = Grouping(workspace.dataset, PILLARS)
    counts = grouping.counts(range(len(workspace.dataset.claims)))
    for group, count in zip(grouping.groups, counts, strict=True):
        if group.company:
            yield {"company": group.company, "id": group.key[1], "title": group.title, "claims": count}
        elif count:
            yield {"company": "", "id": "", "title": group.title, "claims": count}


def _framework(workspace: Workspace, lens: Lens) -> dict[str, Any]:
    """Return a framework with how many of its topics there are, and how many claims speak to any of them."""
    grouping = Grouping(workspace.dataset, lens)
    claims = len(workspace.dataset.claims)
    unfiled = grouping.counts(range(claims))[-1]
    return {"id": lens.id, "title": lens.title, "topics": len(grouping.groups) - 1, "claims": claims - unfiled}


def _coders(workspace: Workspace) -> Counts:
    """Return on how many claims each coder has put what, in the order of their names."""
    found: dict[str, Counter[str]] = {}
    for claim in workspace.history.known_claims():
        for coder in workspace.visitors(claim):
            found.setdefault(coder, Counter())["visited"] += 1
        for annotation in workspace.annotations(claim):
            counts = found.setdefault(annotation.coder, Counter())
            counts["tagged"] += bool(annotation.tags)
            counts["noted"] += bool(annotation.notes)
            counts["rated"] += bool(annotation.verdict)
            counts["starred"] += annotation.starred
    return [{"coder": coder} | {name: found[coder][name] for name in PROGRESS} for coder in sorted(found)]


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
    _part(
        "Frameworks",
        (
            (f"{each['id']}: {each['title']}", counted(each["topics"], "topic"), counted(each["claims"], "claim"))
            for each in found["frameworks"]
        ),
    )
    _part("Coders", ((each["coder"], *(f"{each[name]:,} {name}" for name in PROGRESS)) for each in found["coders"]))
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
