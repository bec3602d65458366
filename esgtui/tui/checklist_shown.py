"""How the detail of a claim shows its checklist: a map of all attributes, and the words that show them."""

from collections.abc import Iterable

from esgtui.checklist.findings import Finding, Where, spans
from esgtui.tui.looks import Looks

BY_FIELD, BY_WORDS, OPEN, NOT_ASKED = "●", "◐", "○", "–"
"""What stands before an attribute: stated in a curator's field, by the words alone, not stated, not applicable."""

LONGEST = 44
"""So many characters of what is stated are shown in the map; the checklist's own screen has it in full."""


def sign(finding: Finding) -> str:
    """Return the sign of a finding."""
    if finding.state == "stated":
        return BY_FIELD if "curator" in finding.by else BY_WORDS
    return OPEN if finding.state == "not stated" else NOT_ASKED


def item(finding: Finding) -> str:
    """Return an attribute with what is stated of it, in short."""
    text = finding.text
    return f"{finding.attribute} {sign(finding)} {text if len(text) <= LONGEST else f'{text[: LONGEST - 1]}…'}"


def stated_looks(findings: Iterable[Finding], where: Where) -> Looks:
    """Return where a statement or a quote shows what is stated."""
    return tuple((start, end, "stated") for start, end in spans(findings, where))
