"""`esgtui metrics`: every metric, beside those that it can be compared with."""

from collections.abc import Sequence
from typing import Any, get_args

import click

from esgtui.cli.options import WordsCommand
from esgtui.cli.viewing import heading, show_view, view_options, words_option
from esgtui.insight.metrics import metrics
from esgtui.insight.metrics_table import metrics_table
from esgtui.insight.standing import ORDERS, Order
from esgtui.insight.table import Table
from esgtui.insight.words import metrics_reader
from esgtui.workspace import Workspace


@click.command("metrics", cls=WordsCommand)
@click.option(
    "--sort",
    "order",
    type=click.Choice(get_args(Order)),
    default=ORDERS[0],
    show_default=True,
    help="What metrics that compare are sorted by.",
)
@words_option
@view_options
@click.pass_context
def metrics_command(context: click.Context, /, order: Order, words: bool, **asked: Any) -> None:
    """Show every metric with a bar, grouped by unit and by what it is counted over.

    Only what can be compared stands together: the same unit, however it is spelt, over the same thing, and amounts
    apart from changes. Nothing is converted. With QUERY, of the claims that match.
    """

    def make(workspace: Workspace, rows: Sequence[int], query: str) -> Table:
        title = heading(workspace, "Metrics", len(rows), query)
        dataset = workspace.dataset
        read = metrics_reader(workspace.checklist, dataset) if words else None
        return metrics_table(dataset, metrics(dataset, rows, order, read), title)

    show_view(context, make, **asked)
