"""How the detail of a claim shows its checklist: a map of all attributes, and the words that show them."""

from collections.abc import Iterable, Iterator, Sequence

from esgtui.checklist.findings import Finding, Where, spans
from esgtui.tui.looks import Looks

BY_FIELD, BY_WORDS, OPEN, NOT_ASKED = "●", "◐", "○", "–"
"""What stands before an attribute: stated in a curator's field, by the words alone, not stated, not applicable."""

LONGEST = 60
"""So many characters of what is stated are shown of an attribute; `esgtui show` has it in full."""


def checklist_rows(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the rows of the map: what is stated, its items set apart by tabs; what is not; what is not asked here."""
    if found := [_item(finding) for finding in findings if finding.state == "stated"]:
        yield "\t".join(found)
    if names := [finding.attribute for finding in findings if finding.state == "not stated"]:
        yield f"{OPEN} not stated: {', '.join(names)}"
    if names := [finding.attribute for finding in findings if finding.state == "not applicable"]:
        yield f"{NOT_ASKED} not asked of this claim: {', '.join(names)}"


def _item(finding: Finding) -> str:
    sign, text = BY_FIELD if "curator" in finding.by else BY_WORDS, finding.text
    return f"{sign} {finding.attribute}: {text if len(text) <= LONGEST else f'{text[: LONGEST - 1]}…'}"


def stated_looks(findings: Iterable[Finding], where: Where) -> Looks:
    """Return where a statement or a quote shows what is stated."""
    return tuple((start, end, "stated") for start, end in spans(findings, where))
