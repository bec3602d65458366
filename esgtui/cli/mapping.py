"""`esgtui matrix`: companies by pillars or topics."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from esgtui.cli.options import WordsCommand
from esgtui.cli.viewing import show_view, view_options
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.lens import PILLARS, Lens, lenses
from esgtui.insight.matrix_table import matrix_table
from esgtui.insight.table import Table
from esgtui.surveying import Measure, matrix_of, measures
from esgtui.workspace import Workspace

LENS_OF_PILLARS = "pillars"


@click.command("matrix", cls=WordsCommand)
@click.option(
    "--by",
    "--lens",
    "by",
    metavar="LENS",
    default=LENS_OF_PILLARS,
    show_default=True,
    help="A framework's id, for its topics.",
)
@click.option(
    "--show",
    metavar="MEASURE",
    default="claims",
    show_default=True,
    help="claims, or the share that is quantified, tagged, or has a verdict (its id).",
)
@view_options
@click.pass_context
def matrix_command(context: click.Context, /, by: str, show: str, **asked: Any) -> None:
    """Compare companies: how many claims each has by pillar or topic, of those that match QUERY.

    Each cell has a count, or a share in per cent, and in text a shade that is the darker the larger it is.
    """
    show_view(context, partial(_matrix, context, by, show), **asked)


def _matrix(context: click.Context, by: str, show: str, workspace: Workspace, rows: Sequence[int], query: str) -> Table:
    lens, measure = lens_named(context, workspace.dataset, by), _measure(context, workspace, show)
    title = " ── ".join(filter(None, ["Matrix", lens.title, measure.title, query]))
    return matrix_table(matrix_of(workspace, rows, lens, measure), title, measure.figures)


def lens_named(context: click.Context, dataset: Dataset, name: str) -> Lens:
    """Return the lens that a framework's id stands for, or that of the pillars."""
    known = {lens.id or LENS_OF_PILLARS: lens for lens in lenses(dataset)}
    if name not in known:
        raise click.UsageError(f"there is no lens {name!r}; there are: {', '.join(known)}", context)
    return PILLARS if name == LENS_OF_PILLARS else known[name]


def _measure(context: click.Context, workspace: Workspace, name: str) -> Measure:
    known = {measure.id: measure for measure in measures(workspace)}
    if name not in known:
        raise click.UsageError(f"there is no measure {name!r}; there are: {', '.join(known)}", context)
    return known[name]
