"""`esgtui export`: the annotated dataset in one of several formats, as one file or on stdout."""

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, query_option
from esgtui.cli.output import is_terminal, raw, say
from esgtui.counted import counted
from esgtui.exchange.formats import BY_NAME, FORMATS, TOML, Format, UnknownSuffixError, told_by
from esgtui.settings import as_path, told_path

NAMES = list(BY_NAME)


@click.command("export", epilog="\b\nFormats:\n" + "\n".join(f"  {each.name:17}  {each.title}" for each in FORMATS))
@click.option(
    "--format",
    "name",
    type=click.Choice(NAMES),
    metavar="NAME",
    help="What to write; if left out, what the output's suffix says, else toml.",
)
@query_option
@click.option(
    "--output", metavar="FILE", default="-", callback=filled, help="Where to write to; stdout if left out, or -."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@common_options
@click.pass_context
def export_command(context: click.Context, /, name: str | None, query: str | None, output: str, force: bool) -> None:
    """Write the dataset with all annotations, for esgtui, spreadsheets, scripts, readers or other coding programs.

    A file is written whole or not at all, and never over another one without --force. TOML opens like any dataset.
    """
    wanted = BY_NAME[name] if name else _told_by(output, context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    rows = opening.rows(workspace, query)
    with opening.meter() as meter:
        tell = None if output == "-" and is_terminal() else meter.tell  # on one terminal it would stand in the data
        if output != "-":
            count = workspace.exports.write(as_path(output), wanted=wanted, rows=rows, overwrite=force, progress=tell)
        else:
            for piece in workspace.exports.pieces(rows, wanted=wanted, progress=tell):
                raw(piece)
    if workspace.team.is_blind:
        say(f"Blind mode: of what coders did, only what {workspace.coder} did is in it.")
    if output != "-":
        say(f"Wrote {wanted.holds.format(claims=counted(count, 'claim'))} to {told_path(as_path(output))}.")


def _told_by(output: str, context: click.Context) -> Format:
    """Return the format that the output's name tells; one that tells nothing gets TOML."""
    try:
        return TOML if output == "-" else told_by(output, otherwise=TOML)
    except UnknownSuffixError as error:
        raise click.UsageError(f"{error}, or say --format", context) from error
