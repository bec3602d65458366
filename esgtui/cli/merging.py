"""`esgtui merge`: exports and journals of others, taken in one after the other."""

from pathlib import Path
from shlex import quote

import click

from esgtui.annotation.model import AnnotationError
from esgtui.annotation.storage import JournalError
from esgtui.cli.boundary import DATA_AT_FAULT
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options
from esgtui.cli.output import say
from esgtui.counted import counted
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.read_json_lines import FaultyLinesError
from esgtui.settings import as_path
from esgtui.verbs.team import Merged
from esgtui.workspace import Workspace

MOST_PROBLEMS = 10
"""So many problems of a file are told; `validate` tells all of them."""

MOST_NAMES = 20
"""So many coders are named."""


@click.command("merge")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--again", is_flag=True, help="Bring back what was merged before and taken back since.")
@common_options
@click.pass_context
def merge_command(context: click.Context, /, files: tuple[str, ...], again: bool) -> int:
    """Take in what others did: exports (TOML, JSON Lines) and journals (SQLite), each as one step that undo takes back.

    Nothing of yours is overwritten, and the files may come in any order and any number of times. `conflicts` lists what
    was judged differently. Of a file that has problems nothing is merged; the others are.
    """
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    code = 0
    for file in dict.fromkeys(map(as_path, files)):
        try:
            _merge(opening, workspace, file, again=again)
        except DatasetError as error:
            for problem in error.problems[:MOST_PROBLEMS]:
                say(str(problem))
            more = error.count - MOST_PROBLEMS
            rest = f" {counted(more, 'more problem')}{_told_by(error, file)}." if more > 0 else ""
            say(f"esgtui: {file}: nothing of it was merged.{rest}")
            code = DATA_AT_FAULT
        except (JournalError, AnnotationError) as error:
            say(f"esgtui: {str(error).removesuffix('.')}; nothing of it was merged.")
            code = DATA_AT_FAULT
    return code


def _merge(opening: Opening, workspace: Workspace, file: Path, *, again: bool) -> None:
    """Merge one file and say what that came to."""
    with opening.meter() as meter:
        merged = workspace.team.merge(file, meter.tell)
    say(merged_text(merged))
    if merged.lacks:
        say(f"{file}: JSON Lines do not tell {' or '.join(merged.lacks)}; a TOML export or the journal does.")
    if not merged.taken_back:
        return
    count = sum(merged.taken_back.values())
    before = f"{file}: {count:,} of them were merged before and taken back since"
    if again:
        with opening.meter() as meter:
            changes = workspace.team.merge_again(merged, meter.tell)
        say(f"{before}; brought back: {counted(len(changes), 'change')}.")
    else:
        say(f"{before}; they stay so, unless you say --again.")


def _told_by(error: DatasetError, file: Path) -> str:
    """Return what tells all problems of a file, if anything does."""
    return "" if isinstance(error, FaultyLinesError) else f"; `esgtui validate {quote(str(file))}` tells them all"


def merged_text(merged: Merged) -> str:
    """Return what a file brought, in words."""
    by = f" by {_listed(merged.coders)}" if merged.coders else ""
    here = merged.size - len(merged.changes)
    if not merged.size:
        what = "there is nothing in it that anybody annotated"
    elif not here:
        what = f"{counted(merged.size, 'change')}{by}, all new"
    elif not merged.changes:
        what = f"{counted(merged.size, 'change')}{by}, nothing new"
    else:
        what = f"{counted(merged.size, 'change')}{by}, {here:,} of them here already"
    return f"{merged.path}: {what}."


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    if len(names) > MOST_NAMES:
        return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES:,} more"
    return f"{', '.join(others)} and {last}" if others else last
