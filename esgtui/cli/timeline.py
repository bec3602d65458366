"""`esgtui timeline`: who says what by when, company by company."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from esgtui.cli.options import WordsCommand
from esgtui.cli.viewing import heading, show_view, view_options
from esgtui.insight.table import Table
from esgtui.insight.timeline import timeline
from esgtui.insight.timeline_table import timeline_table
from esgtui.workspace import Workspace


@click.command("timeline", cls=WordsCommand)
@view_options
@click.pass_context
def timeline_command(context: click.Context, /, **asked: Any) -> None:
    """Show when what claims tell of is to happen, or did: periods, base and target years, horizons.

    Each company has a line for every span of years that its claims state. With QUERY, of the claims that match.
    """

    def make(workspace: Workspace, rows: Sequence[int], query: str) -> Table:
        dataset = workspace.dataset
        title = heading(workspace, "Timeline", len(rows), query)
        return timeline_table(dataset, timeline(dataset, rows), title, datetime.now(UTC).year)

    show_view(context, make, **asked)
