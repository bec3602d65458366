"""What a claim says, as the journal keeps it with what is put on the claim: its statement, and its figures and years.

So that a claim whose figure is another one than when it was annotated is told, also where no word of it changed.
"""

from esgtui.dataset.describe import number_text
from esgtui.dataset.model import Claim

_APART = "\x1f"
"""Stands between a statement and the figures; no statement has it."""


def said(claim: Claim) -> str:
    """Return the statement of a claim and, apart, its figures, of which there may be none.

    Names of metrics say nothing that could change alone.
    """
    figures = [f"{number_text(metric.value)} {metric.unit}".strip() for metric in claim.metrics]
    figures += [f"base year {claim.base_year}"] if claim.base_year else []
    figures += [f"target year {claim.target_year}"] if claim.target_year else []
    return f"{claim.statement}{_APART}{'; '.join(figures)}"  # apart in any case: figures that come later are new


def statement_in(text: str) -> str:
    """Return the statement alone of what a claim said."""
    return text.partition(_APART)[0]


def rewording(before: str, now: str) -> tuple[str, str]:
    """Return what a claim said and what it says, to be compared: with the figures only where no other word changed."""
    statements = statement_in(before), statement_in(now)
    return statements if statements[0] != statements[1] else (_with_figures(before), _with_figures(now))


def _with_figures(text: str) -> str:
    statement, _, figures = text.partition(_APART)
    return f"{statement} ({figures or 'no figures'})"
