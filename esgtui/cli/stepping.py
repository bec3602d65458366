"""`esgtui undo`, `redo` and `log`: the journal's steps, backwards, forwards and in words."""

import click

from esgtui.annotation.model import Change
from esgtui.annotation.words import change_text, step_text
from esgtui.cli.objects import change_object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import json_line, say
from esgtui.cli.table import Row, cut, show_table
from esgtui.visible import visible

LONGEST = 100
"""To how many cells the words of a change are cut; `--json` has all of them."""


@click.command("undo")
@common_options
@click.pass_context
def undo_command(context: click.Context, /) -> None:
    """Take back your last step, also one of an earlier day."""
    changes = context.ensure_object(Opening).workspace().undo()
    say(f"Undone: {step_text(changes)}." if changes else "There is nothing to undo.")


@click.command("redo")
@common_options
@click.pass_context
def redo_command(context: click.Context, /) -> None:
    """Do your last undone step again."""
    changes = context.ensure_object(Opening).workspace().redo()
    say(f"Done again: {step_text(changes)}." if changes else "There is nothing to redo.")


@click.command("log")
@click.option("--limit", type=click.IntRange(min=1), help="At most these many changes.")
@json_option
@common_options
@click.pass_context
def log_command(context: click.Context, /, limit: int | None, as_json: bool) -> None:
    """Tell who changed what and when, the newest first."""
    changes = context.ensure_object(Opening).workspace().journal.changes()
    newest = sorted(changes, key=lambda change: change.at)[::-1][:limit]
    if as_json:
        for change in newest:
            json_line(change_object(change))
    else:
        show_table(map(_row, newest), flexible=4)
    if len(newest) < len(changes):
        say(f"{len(newest):,} of {len(changes):,} changes; --limit shows more.")


def _row(change: Change) -> Row:
    at = f"{change.at.astimezone():%Y-%m-%d %H:%M:%S}"
    mark = "" if change.action == "do" else change.action
    return Row((at, change.coder, change.claim, mark, cut(visible(change_text(change)), LONGEST)))
