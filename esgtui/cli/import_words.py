"""What `esgtui import` says: what columns are taken for, what came of the rows, and what to do next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

from esgtui.cli.output import json_line, say
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.encodings import ADVICE
from esgtui.settings import told_path

if TYPE_CHECKING:
    from esgtui.intake.claims import Way
    from esgtui.intake.importing import Look, Outcome
    from esgtui.intake.job import Target
    from esgtui.intake.older import Before
    from esgtui.intake.plan import Plan
    from esgtui.workspace import Workspace

SHOWN_COLUMNS = 12
"""So many columns that are merely kept are named."""

_EXAMPLE = 60


class Planned(NamedTuple):
    """A file as it was looked at, and what is done with it."""

    look: "Look"
    plan: "Plan"


def tell_made_new(target: "Target") -> None:
    """Say that there is nothing to update, if that was asked for, and which dataset beside it may be meant."""
    if not target.updates or target.is_update:
        return
    from esgtui.own_files import nearest

    names = (path.name for path in target.path.parent.glob("*.toml"))
    near = nearest(target.path.name, names, "--output FILE says which one if there is an older import.")
    say(f"There is no {told_path(target.path)} to update, so a new dataset is made; {near}")


def tell_notes(looks: "Sequence[Look]", before: "Before | None", encoding: str) -> None:
    """Say what was assumed of files, also as they were `before`; `encoding` is the one that was asked for."""
    from esgtui.intake.mapping import gone

    kept = before.choices.encoding if before and not encoding else ""
    for look in looks:
        for note in look.rows.notes:
            say(f"{note}.")
        if kept and look.rows.choices.encoding == kept:
            say(f"{look.rows.path} is read as {kept}, as before; {ADVICE}.")
    for told in gone(before.columns, [look.rows.columns for look in looks]) if before else ():
        say(f"{looks[0].rows.path}: {told}.")


def tell_plans(planned: Sequence[Planned], way: "Way", otherwise: str) -> None:
    """Say what the columns of files are taken for, and whose claims they are.

    Where nobody said whose, a table without companies is filed under what it is called `otherwise`.
    """
    for _, plan in planned:
        for line in _plan_lines(plan, way, otherwise):
            say(line)


def _plan_lines(plan: "Plan", way: "Way", otherwise: str) -> Iterator[str]:
    """Yield what the columns of a file are taken for, and what it has none for."""
    from esgtui.intake.roles import IGNORE, OWN, ROLES
    from esgtui.intake.telling import filed_text

    used = [
        f"{role} = {', '.join(plan.named(role))}" for role in ROLES if role not in {OWN, IGNORE} and plan.places[role]
    ]
    yield f"{plan.path}: {' · '.join(used)}"
    for role, what in ((OWN, "kept as they are"), (IGNORE, "left out")):
        names = plan.named(role)
        if names:
            more = f" and {len(names) - SHOWN_COLUMNS:,} more" if len(names) > SHOWN_COLUMNS else ""
            yield f"  {what}: {', '.join(names[:SHOWN_COLUMNS])}{more}"
    if way.fills is None and way.does_fill(plan):
        yield "  companies stand in rows of their own, and are those of the rows below: say --no-fill-down if not"
    if filed := filed_text(plan, way.company, otherwise):
        yield f"  {filed}: say --map company=COLUMN, or --company NAME for all rows"


def show_plans(planned: Sequence[Planned], *, as_json: bool) -> None:
    """Print each column with what it is taken for, and what stands in it first."""
    from esgtui.intake.roles import ROLES

    rows = [
        (plan, column, plan.roles[column], _example(look, place))
        for look, plan in planned
        for place, column in enumerate(plan.rows.columns)
    ]
    if as_json:
        for plan, column, role, example in rows:
            json_line({"file": str(plan.path), "column": column, "role": role, "example": example})
        return
    cells = [Row((column, role, _short(example), ROLES[role].title)) for _, column, role, example in rows]
    show_table(cells, flexible=2)


def _example(look: "Look", place: int) -> str:
    return next((row.cells[place] for row in look.sample if place < len(row.cells) and row.cells[place].strip()), "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXAMPLE else f"{line[: _EXAMPLE - 1]}…"


def tell_outcome(outcome: "Outcome", target: "Target", rejected: str, *, is_update: bool, is_opened: bool) -> None:
    """Say what rows had wrong, how many claims there are now, and what to do next."""
    from esgtui.intake.importing import parted_text
    from esgtui.intake.telling import changes_text, outcome_text

    for parted in parted_text(outcome.parted):
        say(f"{parted}.")
    for note in outcome.numbers:
        say(f"{note}; --decimal says what divides decimals.")
    for remark in outcome.remarks:
        say(f"{remark}; kept {remark.kept}.")
    if outcome.rejected:
        _tell_left_out(outcome, rejected)
    if outcome.repeated:
        say(f"{counted(outcome.repeated, 'claim')} say the same as another of their company; their ids are numbered.")
    if outcome.renamed:
        say(f"{counted(outcome.renamed, 'claim')} had the id of another one; what they say was added to it.")
    say(f"Wrote {outcome_text(outcome)} to {told_path(target.path)}, from {counted(outcome.rows, 'row')}.")
    if is_update:
        from esgtui.intake.writing import kept_beside

        diff = f"`esgtui diff {quote(str(kept_beside(target.path)))} {quote(str(target.path))}`"
        told = f"{changes_text(outcome.changes)}; {diff} tells what" if outcome.changes else diff
        say(f"What changed: {told}.")
    if not is_opened:
        say(f"Open it with `esgtui --data {quote(str(target.path))}`.")


def tell_foretold(outcome: "Outcome", target: "Target") -> None:
    """Say what an update would come to, and what it would change."""
    from esgtui.intake.telling import foretold

    for told in foretold(outcome, told_path(target.path)):
        say(f"{told}.")
    if outcome.changes and outcome.changes.annotated_gone:
        say(f"What is annotated stays: `esgtui --data {quote(str(target.path))} orphans` lists it then.")


def _tell_left_out(outcome: "Outcome", rejected: str) -> None:
    """Say which rows are left out and why, and what may be done about it."""
    for told in outcome.told:
        say(f"{told}.")
    if outcome.rejected > len(outcome.told):
        say(f"… and {counted(outcome.rejected - len(outcome.told), 'row')} more that are left out.")
    if outcome.unnamed:
        say("Where a company stands once, above all of its rows, --fill-down takes it for those below, too.")
    they_are, them = ("it is", "it") if outcome.rejected == 1 else ("they are", "them")
    where = f"{they_are} in {told_path(Path(rejected))}" if rejected else f"--rejected FILE writes {them}"
    say(f"Left out {counted(outcome.rejected, 'row')} of {outcome.rows:,}; {where}.")


def tell_annotated(workspace: "Workspace", updated: Path) -> None:
    """Say how many annotated claims are gone from a dataset that was updated, and how many say something else."""
    gone, reworded = workspace.past.orphan_count(), len(workspace.carried.reworded())
    data = f"esgtui --data {quote(str(updated))}"
    if gone:
        say(f"{counted(gone, 'annotated claim')} {_is(gone)} gone: `{data} orphans`.")
    if reworded:
        say(f"{counted(reworded, 'annotated claim')} {_is(reworded)} reworded: `{data} search has:changed`.")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def outcome_object(outcome: "Outcome", target: "Target", plans: "Sequence[Plan]") -> dict[str, Any]:
    """Return what came of an import, for scripts."""
    return {
        "output": str(target.path),
        "rows": outcome.rows,
        "claims": outcome.claims,
        "companies": outcome.companies,
        "names": outcome.names,
        "sources": outcome.sources,
        "rejected": outcome.rejected,
        "repeated": outcome.repeated,
        "renamed": outcome.renamed,
        "parted": outcome.parted,
        "reasons": outcome.told,
        "remarks": outcome.remarks,
        "numbers": outcome.numbers,
        "columns": {str(plan.path): plan.roles for plan in plans},
    }
