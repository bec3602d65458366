"""The keys by which claims are narrowed: what each field of a claim is, as the index has it.

What a typed value stands for is not known here: `filters.py` finds the keys that it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.search.own_values import LONGEST, MOST, own_values
from esgtui.search.query import years

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from esgtui.dataset.model import Claim

APART = "\n"
"""What stands between a pillar's company and itself."""

BY_CODERS = frozenset({"tag", "verdict", "coder", "visited", "has"})
"""The fields whose values coders add to: what is known of them changes as they work."""

FULL = "full"
"""What the index calls a field that there is for it alone: the curators' own keys with too many values."""

_ANY, _HAS = "any", "has"

_SAID_BY_HAS = frozenset({"pillar", "topic", "kind", "standard", "tag", "verdict", "visited", "year"})


def term(field: str, key: str) -> str:
    """Return how the index writes a key of a field."""
    return f"{field}:{key}"


def term_of_any(field: str) -> str:
    """Return how the index writes that a claim has any key of a field, which is said of all but companies."""
    return term(_HAS, field) if field in _SAID_BY_HAS else term(_ANY, field)


def terms_of_filing(company: str, pillar: str, topics: tuple[str, ...]) -> list[str]:
    """Return the terms that follow from what a claim is filed under; the topics are its own or its pillar's."""
    found = [term("company", company)]
    if pillar:
        found += [term("pillar", f"{company}{APART}{pillar}"), term(_HAS, "pillar"), term(_ANY, _HAS)]
    if topics:
        found += [*(term("topic", topic) for topic in dict.fromkeys(topics)), term(_HAS, "topic"), term(_ANY, _HAS)]
    return found


def terms_of_claim(claim: Claim) -> list[str]:
    """Return the terms of a claim's own fields, without what it is filed under and what curators keep besides."""
    found = [f"year:{year}" for year in sorted(years_of(claim))]
    stated = {
        "assurance": claim.assurance,
        "base": claim.base_year is not None,
        "conformity": claim.conformity,
        "horizon": claim.horizon,
        "kind": claim.kind,
        "metric": claim.metrics,
        "period": claim.period,
        "quote": claim.quote,
        "source": claim.places,
        "standard": claim.standards,
        "system": claim.system,
        "tag": claim.tags,
        "target": claim.target_year is not None,
        "year": found,
    }
    has = [f"has:{what}" for what, value in stated.items() if value]
    found += [*has, term(_ANY, _HAS)] if has else []
    if claim.kind:
        found.append(f"kind:{claim.kind}")
    if claim.metrics:
        units = dict.fromkeys(metric.unit for metric in claim.metrics if metric.unit)
        found += [term("unit", unit) for unit in units] + ([term(_ANY, "unit")] if units else [])
    found += [term("standard", standard) for standard in dict.fromkeys(claim.standards)]
    found += [term("tag", tag) for tag in dict.fromkeys(claim.tags)]
    return found


class OwnTerms:
    """The terms of what curators keep with claims under keys of their own; claims are asked for one after the other.

    From a value on that is long, or one too many, it is said of a key that it has no values to choose.
    """

    def __init__(self) -> None:
        self._values: dict[str, set[str]] = {}

    def of(self, claim: Claim) -> Iterator[str]:
        """Yield the terms of a claim."""
        for key, value in own_values(claim):
            yield term(_ANY, "own")
            yield term("own", key)
            known = self._values.setdefault(key, set())
            if value not in known and (len(value) > LONGEST or len(known) == MOST):
                yield term(FULL, key)
            else:
                known.add(value)
                yield term("own", f"{key}{APART}{value}")


def choosable(counts: Mapping[str, int], full: Collection[str]) -> dict[str, int]:
    """Return the curators' own keys with their values, how many claims have each, by what `OwnTerms` said of claims.

    Of `full` keys, which have too many values, there is the key alone.
    """
    return {key: count for key, count in counts.items() if (key.split(APART)[0] in full) is (APART not in key)}


def years_of(claim: Claim) -> set[int]:
    """Return the years that a claim speaks of: its target year, its base year, and all years of its period."""
    found = {year for year in (claim.target_year, claim.base_year) if year is not None}
    for part in claim.period.replace("–", "-").split(",") if claim.period else ():
        span = years(part.strip())
        if span is not None:
            found.update(range(span[0], span[1] + 1))
    return found
