"""What there is to say of an import, in the same words in the shell and in the import screen.

What to do about it is typed in the one and a key in the other, and is theirs to tell.
"""

from collections.abc import Iterator

from esgtui.counted import counted
from esgtui.insight.editions import fates_text
from esgtui.intake.comparing import Changes
from esgtui.intake.importing import Outcome
from esgtui.intake.plan import Plan


def filed_text(plan: Plan, company: str, otherwise: str) -> str:
    """Return under which company the claims of a table are filed that has no column of companies; else nothing.

    `company` makes the claims of rows that name nobody, if somebody said so; `otherwise` is what stands for it.
    """
    if company or plan.places["company"] or plan.places["company_id"]:
        return ""
    return f"no column looks like companies, so all claims are filed under {otherwise}"


def outcome_text(outcome: Outcome) -> str:
    """Return how many claims of how many companies there are."""
    names = f" ({counted(outcome.names, 'name')})" if outcome.names < outcome.companies else ""
    return f"{counted(outcome.claims, 'claim')} of {counted(outcome.companies, 'company')}{names}"


def changes_text(changes: Changes) -> str:
    """Return how many claims have which fate in an update."""
    return fates_text(changes.fates) or "none of its claims"


def foretold(outcome: Outcome, target: str) -> Iterator[str]:
    """Yield what an update of a file would come to and what it would change: sentences without a full stop."""
    left = f"; {counted(outcome.rejected, 'row')} would be left out" if outcome.rejected else ""
    yield f"Would write {outcome_text(outcome)} to {target}, from {counted(outcome.rows, 'row')}{left}"
    if outcome.changes:
        yield f"What would change: {changes_text(outcome.changes)}"
        if outcome.changes.annotated_gone:
            yield f"{counted(outcome.changes.annotated_gone, 'annotated claim')} would be gone"
