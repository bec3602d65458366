"""`esgtui export`: the annotated dataset as one file, or on stdout."""

from pathlib import Path

import click

from esgtui.cli.counts import counted
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, query_option
from esgtui.cli.output import raw, say


@click.command("export")
@click.option("--format", type=click.Choice(["toml"]), default="toml", show_default=True, expose_value=False)
@query_option
@click.option(
    "--output", metavar="FILE", default="-", callback=filled, help="Where to write to; stdout if left out, or -."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@common_options
@click.pass_context
def export_command(context: click.Context, /, query: str | None, output: str, force: bool) -> None:
    """Write the dataset with all annotations as one file, which opens like any dataset.

    A file is written whole or not at all, and never over another one without --force.
    """
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    rows = opening.rows(workspace, query)
    if output == "-":
        for piece in workspace.export_pieces(rows):
            raw(piece)
        return
    with opening.meter() as meter:
        count = workspace.export(Path(output), rows=rows, overwrite=force, progress=meter.tell)
    say(f"Wrote {counted(count, 'claim')} to {output}.")
