"""`esgtui timeline`: who says what by when, company by company."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from esgtui.cli.options import WordsCommand
from esgtui.cli.viewing import heading, show_view, view_options, words_option
from esgtui.insight.table import Table
from esgtui.insight.timeline import timeline
from esgtui.insight.timeline_table import timeline_table
from esgtui.insight.words import spans_reader
from esgtui.workspace import Workspace


@click.command("timeline", cls=WordsCommand)
@words_option
@view_options
@click.pass_context
def timeline_command(context: click.Context, /, words: bool, **asked: Any) -> None:
    """Show when what claims tell of is to happen, or did: periods, base and target years, horizons.

    Each company has a line for every span of years that its claims state. With QUERY, of the claims that match.
    """

    def make(workspace: Workspace, rows: Sequence[int], query: str) -> Table:
        dataset = workspace.dataset
        title = heading(workspace, "Timeline", len(rows), query)
        read = spans_reader(workspace.checklist, dataset) if words else None
        return timeline_table(dataset, timeline(dataset, rows, read), title, datetime.now(UTC).year)

    show_view(context, make, **asked)
