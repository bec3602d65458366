"""`esgtui undo`, `redo` and `log`: the journal's steps, backwards, forwards and in words."""

from collections.abc import Mapping

import click

from esgtui.annotation.entries import SHORT, Merge
from esgtui.annotation.model import Change
from esgtui.annotation.words import HOW, change_text
from esgtui.cli.objects import change_object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, json_option
from esgtui.cli.output import block, json_line, line, say
from esgtui.cli.table import Row, cut, show_table
from esgtui.verbs.pen import known_name
from esgtui.visible import visible

LONGEST = 100
"""To how many cells the words of a change are cut where all claims are told of."""

Merges = Mapping[str, Merge]


@click.command("undo")
@click.argument("entry", required=False, callback=filled)
@common_options
@click.pass_context
def undo_command(context: click.Context, /, entry: str | None) -> None:
    """Take back your last step, also one of an earlier day; or ENTRY, as `log` has it, with all of its step.

    What anybody set otherwise since stays as it is. An entry is taken back on its own only if nothing later depends on
    it; else it is said what does.
    """
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        if entry is None:
            changes = workspace.undo(meter.tell)
        else:
            changes = workspace.past.take_back(workspace.past.entry(entry), meter.tell)
    say(f"Undone: {workspace.past.told(changes)}." if changes else "There is nothing to undo.")


@click.command("redo")
@common_options
@click.pass_context
def redo_command(context: click.Context, /) -> None:
    """Do your last undone step again."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.redo(meter.tell)
    say(f"Done again: {workspace.past.told(changes)}." if changes else "There is nothing to redo.")


@click.command("log")
@click.argument("claims", nargs=-1, metavar="[CLAIM...]")
@click.option("--limit", type=click.IntRange(min=1), help="At most these many changes.")
@click.option("--by", metavar="NAME", callback=filled, help="Only what this coder did.")
@json_option
@common_options
@click.pass_context
def log_command(
    context: click.Context, /, claims: tuple[str, ...], limit: int | None, by: str | None, as_json: bool
) -> None:
    """Tell who changed what and when, from what to what, the newest first; of the claims named, or of everything.

    Each line begins with the entry's id, which `undo` takes. Of claims that are named, notes are told in full.
    """
    workspace = context.ensure_object(Opening).workspace()
    for claim in claims:
        if claim not in workspace.history.state.claims:  # the past of one that is gone can be told as well
            workspace.claim(claim)
    if by:
        people = workspace.past.people()
        there = f"there are: {', '.join(people)}" if people else "nobody did anything yet"
        hidden = "; blind mode hides what others did" if workspace.team.is_blind else ""
        by = known_name("coder", by, people, there + hidden)
    changes = workspace.past.log(claims, limit, coder=by or "")
    merges, renames = workspace.past.merges(changes), workspace.past.renames()
    if as_json:
        for change in changes:
            json_line(change_object(change, merges))
    elif claims:
        for change in changes:
            line("  ".join(filter(None, _head(change, merges))), [(0, SHORT)])
            block(change_text(change, renames), indent="  ")
    else:
        words = (cut(visible(change_text(change, renames)), LONGEST) for change in changes)
        show_table(
            (Row((*_head(change, merges), text)) for change, text in zip(changes, words, strict=True)), flexible=5
        )
    count = workspace.past.log_size(claims, coder=by or "")
    if len(changes) < count:
        say(f"{len(changes):,} of {count:,} changes; --limit shows more.")


def _head(change: Change, merges: Merges) -> tuple[str, ...]:
    at = f"{change.at.astimezone():%Y-%m-%d %H:%M:%S}"
    who = f"{change.by} for {change.coder}" if change.author and change.coder else change.by
    marks: list[str] = [HOW[change.action]] if change.action in {"undo", "redo"} else []
    marks += ["visit"] if change.action == "visit" else []
    if change.merged_in:
        merge = merges.get(change.merged_in)
        marks.append(f"merged by {merge.author}" if merge and merge.author else "merged")
    return change.id[:SHORT], at, who, change.claim, ", ".join(marks)
