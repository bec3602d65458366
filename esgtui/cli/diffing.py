"""`esgtui diff`: what became of claims between two editions of a dataset."""

from collections import Counter
from pathlib import Path

import click

from esgtui.annotation.differences import marked
from esgtui.cli.counts import counted
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, json_option
from esgtui.cli.output import json_line, line, say
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label, number_text
from esgtui.insight.editions import WORDED, ClaimChange, Fate, FieldChange, Progress, claim_changes

SIGNS: dict[Fate, str] = {"added": "+", "gone": "-", "changed": "~", "renamed": ">"}


@click.command("diff")
@click.argument("old", callback=filled)
@click.argument("new", callback=filled)
@json_option
@common_options
@click.pass_context
def diff_command(context: click.Context, /, old: str, new: str, as_json: bool) -> None:
    """Tell what became of claims between OLD and NEW, two editions of a dataset.

    Claims added (+), gone (-), changed (~) and given another id (>); statements word by word, figures and years with
    how far they have moved.
    """
    opening = context.ensure_object(Opening)
    with opening.meter() as meter:
        before, after = (_loaded(path, meter.tell) for path in (old, new))
        changes = list(claim_changes(before, after, meter.tell))
    company = ""
    for change in changes:
        if as_json:
            json_line(change)
            continue
        if change.company != company:
            company = change.company
            name = company_label(after if company in after.companies else before, company)
            line(name, [(0, len(name))])
        _show(change)
    counts = Counter(change.fate for change in changes)
    told = ", ".join(f"{counts[fate]:,} {fate}" for fate in SIGNS if counts[fate])
    say(f"{told} of {counted(len(after.claims), 'claim')}." if told else "Both have the same claims.")


def _loaded(path: str, progress: Progress) -> Dataset:
    from esgtui.dataset.loader import load

    return load(Path(path).expanduser(), progress)


def _show(change: ClaimChange) -> None:
    """Print what became of a claim: its id, what it says (word by word where that changed), and each field."""
    worded = {each.field: marked(each.old, each.new) for each in change.fields if each.field in WORDED}
    claim = f"{change.old_id} > {change.new_id}" if change.fate == "renamed" else change.new_id or change.old_id
    line(f"{SIGNS[change.fate]} {claim}  {worded.pop('statement', change.statement)}")
    for each in change.fields:
        if each.field != "statement":
            line(f"    {_label(each.field)}: {worded.get(each.field) or _values(each)}")


def _label(field: str) -> str:
    return field.replace("_", " ")


def _values(change: FieldChange) -> str:
    if not (change.old and change.new):
        return f"+[{change.new}]" if change.new else f"-[{change.old}]"
    moved = f"  ({_signed(change.moved)})" if change.moved else ""
    return f"{change.old} → {change.new}{moved}"


def _signed(moved: float) -> str:
    return f"{'+' if moved > 0 else ''}{number_text(moved)}"
