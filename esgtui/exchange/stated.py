"""What the checklist finds in a claim, as exports have it: an object, cells of a table, facts of a report."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from esgtui.checklist.findings import ASPECTS, Finding
from esgtui.dataset.model import Claim

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist

ATTRIBUTES: dict[str, str] = {attribute: attribute.replace("-", "_") for attribute in ASPECTS}
"""The attributes, each with its name in the headings of a table."""

COLUMNS = (
    *(f"checklist_{name}" for name in ATTRIBUTES.values()),
    "checklist_by_words",
    *(f"{name}_stated" for name in ATTRIBUTES.values()),
    "figure_value",
    "figure_unit",
    "figure_per",
    "deadline_year",
    "baseline_year",
)
"""The columns of a table: the state of each attribute, what only words show, what is stated, what to reckon with."""

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def findings_object(checklist: "Checklist", claim: Claim) -> dict[str, Any]:
    """Return what a claim states, by attribute; `words` are half-open offsets into what `where` names."""
    return {
        each.attribute: {"state": each.state, "text": each.text, "signs": msgspec.to_builtins(each.signs)}
        for each in checklist.read(claim)
    }


def cells(checklist: "Checklist", claim: Claim) -> dict[str, str | float | int | None]:
    """Return the cells of a claim under `COLUMNS`."""
    found: dict[str, str | float | int | None] = {}
    findings, figures = checklist.read_all(claim)
    by_words = [each.attribute for each in findings if each.is_stated and "curator" not in each.by]
    for finding in findings:
        name = ATTRIBUTES[finding.attribute]
        found[f"checklist_{name}"] = finding.state
        found[f"{name}_stated"] = _in_words(finding)
    if figures:
        first = figures[0]
        found |= {"figure_value": first.value, "figure_unit": first.unit, "figure_per": first.per}
    return found | {
        "checklist_by_words": "; ".join(by_words),
        "deadline_year": _year(findings, "deadline"),
        "baseline_year": _year(findings, "base-year"),
    }


def report_facts(checklist: "Checklist", claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a claim states, what it does not, and what is not asked of it, each with its name."""
    findings = checklist.read(claim)
    stated = [f"{each.attribute}: {each.text}" for each in findings if each.is_stated]
    left_open = [each.attribute for each in findings if each.is_stated is False]
    not_asked = [each.attribute for each in findings if each.is_stated is None]
    for name, found in (("stated", stated), ("not stated", left_open), ("not asked of this claim", not_asked)):
        if found:
            yield name, (" · " if found is stated else ", ").join(found)


def _in_words(finding: Finding) -> str:
    """Return what is stated, each thing with its aspect; empty where nothing is."""
    if not finding.is_stated:
        return ""
    texts = (f"{sign.aspect}: {sign.text}" if sign.aspect else sign.text for sign in finding.signs if sign.text)
    return "; ".join(dict.fromkeys(texts))


def _year(findings: tuple[Finding, ...], aspect: str) -> int | None:
    """Return the first year that is stated of an aspect."""
    texts = (sign.text for finding in findings for sign in finding.signs if sign.aspect == aspect)
    return next((int(found[0]) for text in texts if (found := _YEAR.search(text))), None)
