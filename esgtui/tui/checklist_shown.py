"""How a claim's checklist is shown: as a map in its detail, in full, and as words that look otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from esgtui.checklist.findings import Finding, Where, spans
from esgtui.dataset.model import Claim
from esgtui.search.text import fold
from esgtui.tui.looks import Looks

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist

BY_FIELD, BY_WORDS, OPEN, NOT_ASKED = "●", "◐", "○", "–"
"""What stands before an attribute: stated in a curator's field, by the words alone, not stated, not applicable."""

LONGEST = 60
"""So many characters of what is stated are shown of an attribute; the checklist in full has the rest."""


class Asked(msgspec.Struct, frozen=True):
    """What is asked of a claim: what it states of an attribute, and why that is asked."""

    finding: Finding
    basis: str


def asked_of(checklist: "Checklist", claim: Claim) -> list[Asked]:
    """Return all that is asked of a claim."""
    return [Asked(finding, checklist.basis(finding.attribute)) for finding in checklist.read(claim)]


def fitting(asked: Sequence[Asked], typed: str) -> list[Asked]:
    """Return that in which each of the words typed stands: in its name, its state, its words or its basis."""
    words = fold(typed).split()
    return [each for each in asked if all(word in _searched(each) for word in words)]


def _searched(asked: Asked) -> str:
    finding = asked.finding
    return fold(" ".join([finding.attribute, finding.state, finding.text, *finding.aspects, who(finding), asked.basis]))


def counts_text(asked: Sequence[Asked]) -> str:
    """Return of how many attributes it is stated, not stated, and not asked."""
    states = [each.finding.state for each in asked]
    stated, left_open = states.count("stated"), states.count("not stated")
    return f"{stated} stated, {left_open} not stated, {len(states) - stated - left_open} not asked"


def sign_of(finding: Finding) -> str:
    """Return the sign of a state."""
    if finding.is_stated:
        return BY_FIELD if "curator" in finding.by else BY_WORDS
    return NOT_ASKED if finding.is_stated is None else OPEN


def who(finding: Finding) -> str:
    """Return who says what is stated: the curator's field, the claim's words, or both; empty where nothing is."""
    has_words = any(sign.words for sign in finding.signs)
    parts = ["field"] if "curator" in finding.by else []
    return " and ".join([*parts, "words"] if has_words or "text" in finding.by else parts)


def has_query(finding: Finding) -> str:
    """Return the query for claims of which the attribute is stated, or left open, as here; empty if it is not asked."""
    if finding.is_stated is None:
        return ""
    return f"has:{finding.attribute}" if finding.is_stated else f"-has:{finding.attribute}"


def checklist_rows(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the rows of the map: what is stated, its items set apart by tabs; what is not; what is not asked here."""
    if found := [_item(finding) for finding in findings if finding.state == "stated"]:
        yield "\t".join(found)
    if names := [finding.attribute for finding in findings if finding.state == "not stated"]:
        yield f"{OPEN} not stated: {', '.join(names)}"
    if names := [finding.attribute for finding in findings if finding.state == "not applicable"]:
        yield f"{NOT_ASKED} not asked of this claim: {', '.join(names)}"


def _item(finding: Finding) -> str:
    text = finding.text
    return f"{sign_of(finding)} {finding.attribute}: {text if len(text) <= LONGEST else f'{text[: LONGEST - 1]}…'}"


def stated_looks(findings: Iterable[Finding], where: Where) -> Looks:
    """Return where a statement or a quote shows what is stated."""
    return tuple((start, end, "stated") for start, end in spans(findings, where))
