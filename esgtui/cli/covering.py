"""`esgtui coverage`: what claims leave open, and what coders have left open on them."""

from collections.abc import Sequence
from typing import Any

import click

from esgtui.cli.options import WordsCommand
from esgtui.cli.viewing import show_view, view_options
from esgtui.insight.coverage_table import coverage_table
from esgtui.insight.table import Table
from esgtui.surveying import coverage_of
from esgtui.workspace import Workspace


@click.command("coverage", cls=WordsCommand)
@view_options
@click.pass_context
def coverage_command(context: click.Context, /, **asked: Any) -> None:
    """Tell which topics no claim speaks to, company by company, which claims nobody tagged or rated, and which changed.

    With QUERY only the claims that match count, and only companies that have any. `esgtui orphans` lists annotated
    claims that are gone.
    """
    show_view(context, _coverage, **asked)


def _coverage(workspace: Workspace, rows: Sequence[int], query: str) -> Table:
    return coverage_table(coverage_of(workspace, rows), " ── ".join(filter(None, ["Coverage", query])))
