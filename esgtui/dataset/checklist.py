"""What a claim states and what it leaves open, by plain rules on its own fields.

Nothing here judges a company: a thing that is not stated may well exist.
"""

import re
from collections.abc import Iterable

import msgspec

from esgtui.dataset.describe import number_text
from esgtui.dataset.model import Claim, Metric

NOT_STATED = "not stated"
NO_FIGURE = "no figure to ask it of"

GENERIC_TERMS = re.compile(
    r"""\b(?:
        green(?:er|est)? | eco[-\ ]?friendly | ecological(?:ly)? | nature[’']s\ friend
      | (?:environmentally|climate|carbon|planet)[-\ ]friendly | environmentally\ correct
      | (?:gentle|easy)\ on\ the\ environment | energy[-\ ]efficient | bio-?degradable | bio-?based
      | sustainable | conscious(?!\ of) | responsible(?!\ for)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Terms that say of an environmental performance no more than that it is good.

They are the examples that Directive (EU) 2024/825 gives in its recitals on generic environmental claims, with their
nearest spellings; the rule that they need support is item 4a of Annex I to Directive 2005/29/EC, which it adds.
"""

BOUNDARY_TERMS = re.compile(
    r"""\b(?:
        scopes?\ [123](?:(?:,\ ?|\ and\ |\ to\ |[+\-–])[123])*
      | (?:cradle|well|tank|gate)[-\ ]to[-\ ](?:grave|gate|cradle|wheel|tank)
      | (?:entire|whole|full)\ (?:life\ ?cycle|life|value\ chain|supply\ chain|group|company)
      | all\ (?:sites|plants|factories|suppliers|employees|vehicles|products)
      | (?:group|company)[-\ ]wide
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that say how far a figure reaches: the GHG Protocol's scopes, the life-cycle stages of ISO 14040, or all."""


class Check(msgspec.Struct, frozen=True):
    """One thing that a claim can state, and in `text` what it states.

    `stated` is None where the question does not arise.
    """

    name: str
    stated: bool | None
    text: str


def checklist(claim: Claim) -> tuple[Check, ...]:
    """Return what `claim` states, always under the same names and in the same order.

    - quantified: it has a metric;
    - time-bound: it has a target year, a period or a horizon;
    - baseline: it has a base year, or a metric that says what it is compared with;
    - boundary: a metric is per something, or the statement or the quote says how far it reaches;
    - standard, third party: it names one;
    - wording: False where the statement uses a generic term, else None: no list of words shows that a text is clear.

    Baseline and boundary are asked only of claims with a metric or a target year.
    """
    has_figure = bool(claim.metrics) or claim.target_year is not None
    return (
        _check("quantified", ", ".join(map(_value, claim.metrics))),
        _check("time-bound", _time(claim)),
        _check("baseline", _baseline(claim), is_asked=has_figure),
        _check("boundary", _boundary(claim), is_asked=has_figure),
        _check("standard", ", ".join(claim.standards)),
        _check("third party", claim.assurance),
        _wording(claim.statement),
    )


def generic_terms(statement: str) -> list[str]:
    """Return the generic terms in a statement, as they stand in it; a capital inside it is the mark of a name."""
    found = GENERIC_TERMS.finditer(statement)
    return [term[0] for term in found if term.start() == 0 or not term[0][0].isupper()]


def _check(name: str, text: str, *, is_asked: bool = True) -> Check:
    if text:
        return Check(name, stated=True, text=text)
    return Check(name, stated=False, text=NOT_STATED) if is_asked else Check(name, stated=None, text=NO_FIGURE)


def _value(metric: Metric) -> str:
    unit = metric.unit if metric.unit == "%" else f" {metric.unit}"
    return f"{number_text(metric.value)}{unit}".rstrip()


def _time(claim: Claim) -> str:
    if claim.target_year is not None:
        return f"by {claim.target_year}"
    return claim.period or (f"{claim.horizon} term" if claim.horizon else "")


def _baseline(claim: Claim) -> str:
    stated = [str(claim.base_year)] if claim.base_year is not None else []
    return ", ".join(_once([*stated, *(metric.comparator for metric in claim.metrics)]))


def _boundary(claim: Claim) -> str:
    words = BOUNDARY_TERMS.search(claim.statement) or BOUNDARY_TERMS.search(claim.quote)
    per = [f"per {metric.per}" for metric in claim.metrics if metric.per]
    return ", ".join(_once([*per, words[0] if words else ""]))


def _wording(statement: str) -> Check:
    found = _once(term.lower() for term in generic_terms(statement))
    if not found:
        return Check("wording", stated=None, text="no generic term")
    return Check("wording", stated=False, text="generic: " + ", ".join(found))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
