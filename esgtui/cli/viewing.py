"""What the commands of views share: the query, the format, the file, and how a view's table gets out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import Definition, common_options, filled, json_option
from esgtui.cli.output import is_terminal, line, raw, say, width
from esgtui.counted import counted
from esgtui.exchange.formats import Format, UnknownSuffixError, told_by
from esgtui.exchange.tables import TABLE_FORMATS, TABLES_BY_NAME, TEXT, table_pieces
from esgtui.exchange.text_tables import text_lines
from esgtui.insight.table import Table
from esgtui.settings import told_path
from esgtui.workspace import Workspace

Make = Callable[[Workspace, Sequence[int], str], Table]
"""Returns a view of the claims at some rows; the text says what was asked for, for its title."""

OPTIONS = (
    click.argument("query", nargs=-1, type=click.UNPROCESSED),
    click.option(
        "--format",
        "name",
        type=click.Choice(list(TABLES_BY_NAME)),
        metavar="|".join(TABLES_BY_NAME),
        help="What to write; if left out, what the output's suffix says, else text.",
    ),
    click.option(
        "--output", metavar="FILE", default="-", callback=filled, help="Where to write to; stdout if left out."
    ),
    click.option("--force", is_flag=True, help="Replace the file if it is there already."),
    json_option,
    common_options,
)


words_option = click.option(
    "--words", is_flag=True, help="Count also what only the words of a claim state, where no field does; marked ~."
)


def view_options(definition: Definition) -> Definition:
    """Give a command the options that all views have; they are the keywords of `show_view`."""
    for add in reversed(OPTIONS):
        definition = add(definition)
    return definition


def show_view(context: click.Context, make: Make, *, query: tuple[str, ...], **asked: Any) -> None:
    """Print what `make` returns for the claims that match the query, all without one; or write it to a file."""
    output = str(asked["output"])
    wanted = _wanted(context, asked["name"], output, as_json=asked["as_json"])
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    words = " ".join(query)
    rows = opening.rows(workspace, words or None)
    if rows is not None and not rows:
        say("No claim matches.")
    table = make(workspace, range(len(workspace.dataset.claims)) if rows is None else rows, words)
    if output != "-":
        workspace.exports.write_table(Path(output), table, wanted=wanted, overwrite=asked["force"])
        say(f"Wrote {table.title} to {told_path(Path(output))}.")
    elif wanted == TEXT:
        _print(table)
    else:
        for piece in table_pieces(wanted, table):
            raw(piece)


def _print(table: Table) -> None:
    room = width() if is_terminal() else None
    for number, text in enumerate(text_lines(table, room)):
        line(text.rstrip(), [(0, len(text))] if number == 0 else ())


def _wanted(context: click.Context, name: str | None, output: str, *, as_json: bool) -> Format:
    if as_json and name not in (None, "jsonl"):
        raise click.UsageError("--json is --format jsonl; say one of them", context)
    if as_json or name:
        return TABLES_BY_NAME["jsonl" if as_json else str(name)]
    try:
        return TEXT if output == "-" else told_by(output, TEXT, TABLE_FORMATS)
    except UnknownSuffixError as error:
        raise click.UsageError(f"{error}, or say --format", context) from error


def heading(workspace: Workspace, word: str, claims: int, query: str) -> str:
    """Return a view's title as its screen has it: what is looked at, of how many claims, and the query."""
    total = len(workspace.dataset.claims)
    counted_claims = counted(total, "claim") if claims == total else f"{claims:,} of {counted(total, 'claim')}"
    return " ── ".join(filter(None, [word, counted_claims, query]))
