"""Which changes a coder's wishes come to, on the state as it is; `journal.py` appends them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from esgtui.annotation.entries import StatementRow
from esgtui.annotation.history import History
from esgtui.annotation.model import Action, Change, Edit, Value
from esgtui.annotation.storage import digest

Statements = Mapping[str, str]
"""What claims say, by claim id."""

Wanted = Mapping[tuple[str, str, str], Value]
"""What cells are to hold, by claim, coder and field."""


def wanted_by(coder: str, edits: Iterable[Edit]) -> Wanted:
    """Return what a coder's wishes want cells to hold; of two wishes for one cell the last one counts."""
    return {(edit.claim, coder if edit.coder is None else edit.coder, edit.field): edit.value for edit in edits}


def changes_to(
    wanted: Wanted, coder: str, at: datetime, history: History, statements: Statements, action: Action
) -> list[Change]:
    """Return the changes of one step that make cells hold what is wanted, without idle ones.

    To set again what is set is not idle where the claim says something else by now: it still holds, then.
    """
    step = uuid.uuid4().hex
    digests = {claim: digest(statements[claim]) for claim, _, _ in wanted if claim in statements}
    new = ((cell, history.value(*cell), after) for cell, after in wanted.items())
    return [
        Change(
            id=f"{step}-{number}",
            step=step,
            at=at,
            coder=owner,
            claim=claim,
            field=field,
            before=before,
            after=after,
            action=action,
            statement=digests.get(claim, ""),
            author="" if owner == coder else coder,
        )
        for number, ((claim, owner, field), before, after) in enumerate(new)
        if before != after or (after and _is_confirmed(claim, owner, history, digests))
    ]


def _is_confirmed(claim: str, coder: str, history: History, digests: Statements) -> bool:
    """Return whether a claim says something else than when a coder, who sets the same again, last changed anything."""
    seen = history.statement_seen(claim, coder)
    return bool(seen) and seen != digests.get(claim, seen)


def statement_rows(changes: Sequence[Change], statements: Statements) -> list[StatementRow]:
    """Return what the claims say that were changed, as it is kept."""
    kept = {change.claim: statements[change.claim] for change in changes if change.claim in statements}
    return [(digest(statement), claim, statement) for claim, statement in kept.items()]
