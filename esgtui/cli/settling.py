"""`esgtui conflicts` and `esgtui settle`: what coders judged differently, and what was decided."""

from collections.abc import Collection
from typing import Any

import click

from esgtui.annotation.conflicts import Conflict
from esgtui.annotation.model import TAG_PREFIX, VERDICT, Judgement
from esgtui.annotation.words import step_text
from esgtui.cli.opening import Opening
from esgtui.cli.options import coders_option, common_options, filled, json_option, names_of_coders, query_option
from esgtui.cli.output import json_line, say
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.workspace import Workspace


@click.command("conflicts")
@coders_option
@query_option
@click.option("--settled", is_flag=True, help="Those that are settled too.")
@json_option
@common_options
@click.pass_context
def conflicts_command(
    context: click.Context, /, coders: tuple[str, ...], query: str | None, settled: bool, as_json: bool
) -> None:
    """List what coders judged differently: verdicts that are not the same, and tags that only some put on.

    Who did not visit a claim judged nothing on it. What is settled is listed again when anybody judges otherwise.
    """
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    names = names_of_coders(coders, workspace.team.coders())
    if coders and len(names) < 2:
        raise click.UsageError("it takes two coders or more: --coders A,B", context)
    with opening.meter() as meter:
        found = list(workspace.team.conflicts(coders=names or None, with_settled=True, progress=meter.tell))
    rows = opening.rows(workspace, query)
    if rows is not None:
        wanted = {workspace.dataset.claims[row].id for row in rows}
        found = [conflict for conflict in found if conflict.claim in wanted]
    shown = [conflict for conflict in found if settled or not conflict.is_settled]
    if as_json:
        for conflict in shown:
            json_line(_object(workspace, conflict))
    else:
        show_table([_row(workspace, conflict) for conflict in shown], flexible=3)
    _narrate(shown, found)


def _narrate(shown: Collection[Conflict], found: Collection[Conflict]) -> None:
    if not found:
        say("Coders judged nothing differently.")
    elif len(shown) < len(found):
        say(f"{counted(len(found) - len(shown), 'conflict')} settled; --settled shows them too.")


def _row(workspace: Workspace, conflict: Conflict) -> Row:
    positions = ", ".join(f"{coder} {_judgement(judgement)}" for coder, judgement in conflict.positions)
    if conflict.is_settled:
        positions += f" → {_judgement(conflict.decision)}"
    statement = _statement(workspace, conflict)
    if conflict.claim not in workspace.dataset.row_of:
        statement = f"gone; it said: {statement}" if statement else "gone; what it said is not known"
    return Row((conflict.claim, _what(conflict), positions, statement))


def _object(workspace: Workspace, conflict: Conflict) -> dict[str, Any]:
    tag = conflict.field.removeprefix(TAG_PREFIX) if conflict.field != VERDICT else None
    return {
        "claim": conflict.claim,
        "on": "tag" if tag else "verdict",
        **({"tag": tag} if tag else {}),
        "positions": dict(conflict.positions),
        "settled": conflict.is_settled,
        **({"decision": conflict.decision} if conflict.is_settled else {}),
        "statement": _statement(workspace, conflict),
        **({} if conflict.claim in workspace.dataset.row_of else {"gone": True}),
    }


def _statement(workspace: Workspace, conflict: Conflict) -> str:
    """Return what the claim says, or said last if the dataset no longer has it; empty if that is not known."""
    if conflict.claim in workspace.dataset.row_of:
        return workspace.dataset.claim(conflict.claim).statement
    return workspace.past.last_statement(conflict.claim)


def _what(conflict: Conflict) -> str:
    return "verdict" if conflict.field == VERDICT else f"#{conflict.field.removeprefix(TAG_PREFIX)}"


def _judgement(judgement: Judgement) -> str:
    return judgement if isinstance(judgement, str) else "on" if judgement else "off"


@click.command("settle")
@click.argument("claim")
@click.option("--verdict", metavar="VERDICT", callback=filled, help="What the verdict is to be.")
@click.option("--tag", metavar="TAG", callback=filled, help="The tag that is settled.")
@click.option("--on/--off", "is_on", default=None, help="Whether the tag belongs on the claim.")
@common_options
@click.pass_context
def settle_command(
    context: click.Context, /, claim: str, verdict: str | None, tag: str | None, is_on: bool | None
) -> None:
    """Settle what coders judged differently on a claim. Nobody's own judgement is changed.

    It stays settled when the same is merged again; whoever judges otherwise later opens it anew.
    """
    if (verdict is None) == (tag is None):
        raise click.UsageError("say what to settle: --verdict VERDICT, or --tag TAG with --on or --off", context)
    if (tag is None) != (is_on is None):
        raise click.UsageError("--tag TAG and --on or --off belong together", context)
    workspace = context.ensure_object(Opening).workspace()
    if tag is None:
        changes = workspace.team.settle(claim, VERDICT, verdict)
    else:
        changes = workspace.team.settle(claim, TAG_PREFIX + workspace.codebook.known(tag), is_on)
    say(f"Done: {step_text(changes)}." if changes else "Nothing to change: it was settled so already.")
