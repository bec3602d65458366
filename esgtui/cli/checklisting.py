"""`esgtui checklist`: how many claims state each attribute, company by company; and why each of them is asked."""

from collections.abc import Iterator, Sequence

import click

from esgtui.checklist.columns import Stated
from esgtui.checklist.findings import ASPECTS
from esgtui.checklist.rules import BUNDLED
from esgtui.cli.objects import Object
from esgtui.cli.opening import Opening
from esgtui.cli.options import WordsCommand, common_options, json_option
from esgtui.cli.output import json_line
from esgtui.cli.table import Row, show_table
from esgtui.workspace import Workspace

ALL = "all"


@click.command("checklist", cls=WordsCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--basis", "is_basis", is_flag=True, help="Print why each attribute is asked, and its aspects.")
@click.option("--rules", "is_rules", is_flag=True, help="Print the bundled rules, to read and to write your own by.")
@json_option
@common_options
@click.pass_context
def checklist_command(
    context: click.Context, /, query: tuple[str, ...], is_basis: bool, is_rules: bool, as_json: bool
) -> None:
    """Count what claims state: of each company, how many claims state each attribute, by a field or by their words.

    With a query only the claims that match are counted. What a single claim states, `esgtui show` tells.
    """
    if query and (is_basis or is_rules):
        raise click.UsageError(f"{'--basis' if is_basis else '--rules'} takes no query", context)
    if is_rules:
        click.echo(BUNDLED.read_text("utf-8"), nl=False)
        return
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    if is_basis:
        _show_basis(workspace, as_json=as_json)
        return
    rows = opening.rows(workspace, " ".join(query) or None)
    opening.stated(workspace)
    chosen = range(len(workspace.dataset.claims)) if rows is None else rows
    stated = workspace.checklist.stated()
    if as_json:
        for company, of in _by_company(workspace, chosen):
            json_line(_object(stated, company, of))
    else:
        show_table(list(_table(stated, _by_company(workspace, chosen))), 0, range(1, 2 + len(ASPECTS)))


def _show_basis(workspace: Workspace, *, as_json: bool) -> None:
    if as_json:
        for attribute, aspects in ASPECTS.items():
            json_line({"attribute": attribute, "aspects": aspects, "basis": workspace.checklist.basis(attribute)})
        return
    show_table(
        [
            Row((attribute, ", ".join(aspects), workspace.checklist.basis(attribute)))
            for attribute, aspects in ASPECTS.items()
        ],
        2,
    )


def _by_company(workspace: Workspace, rows: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield each company that has any of the claims, with their rows; last, without a name, all of them."""
    of: dict[str, list[int]] = {company: [] for company in workspace.dataset.companies}
    for row in rows:
        of[workspace.dataset.claims[row].company].append(row)
    yield from ((company, each) for company, each in of.items() if each)
    yield "", list(rows)


def _table(stated: Stated, by_company: Iterator[tuple[str, list[int]]]) -> Iterator[Row]:
    yield Row(("company", "claims", *ASPECTS))
    for company, rows in by_company:
        counts = (f"{stated.counts(attribute, rows)[0]:,}" for attribute in ASPECTS)
        yield Row((company or ALL, f"{len(rows):,}", *counts))


def _object(stated: Stated, company: str, rows: Sequence[int]) -> Object:
    """Return the counts of one company, as JSON holds them; `company` is null for all of them together."""
    found: Object = {"company": company or None, "claims": len(rows)}
    for attribute, aspects in ASPECTS.items():
        counts = dict(zip(("stated", "not stated", "not applicable"), stated.counts(attribute, rows), strict=True))
        found[attribute] = counts | {aspect: stated.counts(aspect, rows)[0] for aspect in aspects}
    return found
