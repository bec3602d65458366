"""`esgtui orphans` and `esgtui move`: annotations of claims that the dataset no longer has."""

from typing import Any

import click

from esgtui.cli.objects import annotation_object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import json_line, line, say
from esgtui.cli.showing import put_on, show_facts
from esgtui.counted import counted
from esgtui.dataset.describe import company_label
from esgtui.verbs.past import Orphan
from esgtui.verbs.resembling import Resembling
from esgtui.workspace import Workspace


@click.command("orphans")
@json_option
@common_options
@click.pass_context
def orphans_command(context: click.Context, /, as_json: bool) -> None:
    """List the claims that are gone but carry annotations: what each said, what is on it, and what is most like it."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    orphans = workspace.gone.claims()
    if not orphans:
        say("No annotation is on a claim that is gone.")
    with opening.meter() as meter:
        found = []
        for number, orphan in enumerate(orphans):
            meter.tell("Looking for what is alike", number, len(orphans))
            found.append((orphan, workspace.past.resemblance.most_like(orphan.claim, orphan.statement)))
    for position, (orphan, like) in enumerate(found):
        if as_json:
            json_line(_object(orphan, like))
            continue
        if position:
            line()
        _show(workspace, orphan, like)
    if orphans:
        say("`esgtui move ORPHAN CLAIM` moves what is on one of them.")


def _object(orphan: Orphan, like: Resembling | None) -> dict[str, Any]:
    return {
        "claim": orphan.claim,
        "statement": orphan.statement,
        "annotations": [annotation_object(each) for each in orphan.annotations],
        "drafts": list(orphan.drafts),
        "like": {"claim": like.claim, "likeness": like.likeness} if like else None,
    }


def _show(workspace: Workspace, orphan: Orphan, like: Resembling | None) -> None:
    line(orphan.claim, [(0, len(orphan.claim))])
    found = "no claim is like it"
    if like:
        claim = workspace.dataset.claim(like.claim)
        of = company_label(workspace.dataset, claim.company)
        found = f"{like.claim} of {of}  {like.likeness} %  {claim.statement}"
    show_facts(
        [("said", orphan.statement or "not known"), ("most like it", found if orphan.statement else "not known")]
    )
    for annotation in orphan.annotations:
        line(annotation.coder)
        show_facts(list(put_on(workspace, annotation)))
    show_facts([("draft", draft) for draft in orphan.drafts])


@click.command("move")
@click.argument("orphan")
@click.argument("claim")
@common_options
@click.pass_context
def move_command(context: click.Context, /, orphan: str, claim: str) -> None:
    """Move what all coders put on a claim that is gone to one of the dataset, as one step; drafts of yours go along.

    A verdict stays where it is if its coder gave the other claim one already.
    """
    workspace = context.ensure_object(Opening).workspace()
    drafts = len(workspace.drafts.on(orphan))
    changes = workspace.gone.move(orphan, claim)
    moved = [workspace.past.told([each for each in changes if each.claim == claim])] if changes else []
    moved += [f"{counted(drafts, 'draft')} of yours"] if drafts else []
    say(f"Moved from {orphan} to {claim}: {', and '.join(moved)}.")
    if left := workspace.annotations(orphan):
        say(f"Left on {orphan}, since {claim} has one already: verdict of {', '.join(each.coder for each in left)}.")
