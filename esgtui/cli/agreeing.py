"""`esgtui agreement`: how far coders agree, with the counts behind every figure."""

from typing import TYPE_CHECKING, Any

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import coders_option, common_options, filled, json_option, names_of_coders, query_option
from esgtui.cli.output import json_line, say

if TYPE_CHECKING:
    from esgtui.annotation.agreement import Agreement, Compared


@click.command("agreement")
@coders_option
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, callback=filled, help="Only this tag, with all below it. Repeatable."
)
@click.option("--pairs", "by_pairs", is_flag=True, help="Compare each two of more than two coders as well.")
@query_option
@json_option
@common_options
@click.pass_context
def agreement_command(
    context: click.Context,
    /,
    coders: tuple[str, ...],
    tags: tuple[str, ...],
    query: str | None,
    **how: bool,
) -> None:
    """Tell how far coders agree, for each tag and for verdicts, on claims that two of them visited.

    Percent is the share of judgements that are the same; Cohen's kappa (two coders) and Krippendorff's alpha (any
    number) are 1 where all are the same and 0 where they agree no more than by chance. A tag counts for the paths
    above it.
    """
    from esgtui.cli.agreement_tables import show_agreement

    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    names = names_of_coders(coders, workspace.team.coders())
    if coders and len(names) < 2:
        raise click.UsageError("agreement needs two coders or more: --coders A,B", context)
    rows = opening.rows(workspace, query)
    with opening.meter() as meter:
        found = workspace.team.agreement(names, tags=tags, rows=rows, by_pairs=how["by_pairs"], progress=meter.tell)
    if len(found.coders) < 2:
        whose = f"only {found.coders[0]} has" if found.coders else "nobody has"
        say(f"There is nothing to compare: {whose} visited {'these' if rows is not None else 'the'} claims.")
        return
    if not found.claims:
        say("There is nothing to compare: no claim was visited by two of them.")
    if how["as_json"]:
        for compared in (*found.tags, found.verdicts):
            json_line(_object(found, compared))
    else:
        show_agreement(found)


def _object(found: "Agreement", compared: "Compared") -> dict[str, Any]:
    """Return what was compared as JSON holds it, with every count."""
    import msgspec

    what = {"of": "tag", "tag": compared.tag} if compared.tag else {"of": "verdicts"}
    together: dict[str, Any] = msgspec.to_builtins(compared.together, str_keys=True)
    pairs = {"between": msgspec.to_builtins(compared.pairs, str_keys=True)} if compared.pairs else {}
    return what | {"visited": found.visited, "is_little": compared.together.is_little} | together | pairs
