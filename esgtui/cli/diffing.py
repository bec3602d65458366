"""`esgtui diff`: what became of claims between two editions of a dataset."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, json_option
from esgtui.cli.output import json_line, line, say
from esgtui.counted import counted
from esgtui.dataset.dataset import Dataset
from esgtui.insight.editions import ClaimChange, Progress, claim_changes, fates_in, fates_text
from esgtui.insight.editions_table import change_lines, company_of


@click.command("diff")
@click.argument("old", callback=filled)
@click.argument("new", callback=filled)
@click.option("--explore", is_flag=True, help="Open the explorer on NEW, with what became of its claims.")
@json_option
@common_options
@click.pass_context
def diff_command(context: click.Context, /, old: str, new: str, explore: bool, as_json: bool) -> int:
    """Tell what became of claims between OLD and NEW, two editions of a dataset.

    Claims added (+), gone (-), changed (~) and given another id (>); statements word by word, figures and years with
    how far they have moved.
    """
    opening = context.ensure_object(Opening)
    if explore and as_json:
        raise click.UsageError("--explore shows what --json prints: choose one of them", context)
    if explore:
        return _explore(context, old, new)
    with opening.meter() as meter:
        before, after = (_loaded(path, meter.tell) for path in (old, new))
        changes = list(claim_changes(before, after, meter.tell))
    _print(changes, (after, before), as_json=as_json)
    told = fates_text(fates_in(changes))
    say(f"{told} of {counted(len(after.claims), 'claim')}." if told else "Both have the same claims.")
    return 0


def _explore(context: click.Context, old: str, new: str) -> int:
    """Open the explorer on the new edition, with what became of the old one's claims."""
    from esgtui.cli.explorer import has_terminal, start

    if not has_terminal():
        raise click.UsageError("--explore needs a terminal that the explorer can be shown in", context)
    opening = context.ensure_object(Opening)
    with opening.meter() as meter:
        before = _loaded(old, meter.tell)
    opening.options["data"] = new
    return start(opening, before=before)


def _print(changes: Iterable[ClaimChange], editions: Sequence[Dataset], *, as_json: bool) -> None:
    """Print what became of claims, company by company."""
    company = ""
    for change in changes:
        if as_json:
            json_line(change)
            continue
        if change.company != company:
            company = change.company
            name = company_of(change, editions)
            line(name, [(0, len(name))])
        for text in change_lines(change):
            line(text)


def _loaded(path: str, progress: Progress) -> Dataset:
    from esgtui.dataset.loader import load

    return load(Path(path).expanduser(), progress)
