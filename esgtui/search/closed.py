"""The fields whose values are the program's own and few, `has:` and `kind:`, and what a value is that is none of them.

Such a value is never taken for another one: that would answer another question than the one asked.
"""

from collections.abc import Collection, Iterable
from typing import get_args

from esgtui.dataset.model import Kind

STATED = (
    *("absolute", "aim", "aspiration", "audited", "base-year", "baseline", "boundary", "certified", "commitment"),
    *("comparator", "deadline", "follows", "generic", "horizon", "in-accordance", "neutrality", "offset", "offsetting"),
    *("part", "period", "pledge", "product", "quantified", "relative", "scope", "standard", "supply-chain"),
    *("third-party", "time-bound", "whole-company"),
)
"""What of `HAS` a claim states by the curator's fields or by its words: the checklist tells."""

HAS = tuple(
    sorted(
        {
            *("assurance", "base", "changed", "conformity", "horizon", "kind", "metric", "note", "period", "pillar"),
            *("question", "quote", "rule", "source", "standard", "star", "system", "tag", "target", "thought", "topic"),
            *("verdict", "visited", "year"),
            *STATED,
        }
    )
)
"""What `has:` can ask for; `changed` is a statement that is another one than when a coder annotated it."""

KINDS: tuple[str, ...] = get_args(Kind)
"""What `kind:` can ask for; a beginning will do."""


def mistaken(field: str, value: str) -> str:
    """Say that a field takes no such value, which it takes, and which is nearest; empty if it does take it."""
    typed = value.casefold()
    if field == "has" and typed not in HAS:
        return no_such(field, value, HAS)
    if field == "kind" and not any(kind.startswith(typed) for kind in KINDS):
        return no_such(field, value, sorted(KINDS))
    return ""


def no_such(field: str, value: str, known: Collection[str]) -> str:
    """Say that a field takes no such value, but those known, and which of them is nearest."""
    typed = value.casefold()
    near = next((each for each in known if each.startswith(typed)), "") or nearest(typed, known, 0.6)
    meant = f"did you mean {field}:{near}? " if near else ""
    return f"there is no {field}:{value}: {meant}{field}: takes {', '.join(known)}"


def nearest(typed: str, names: Iterable[str], least: float = 0.75) -> str:
    """Return which of the names was most likely meant, empty if none is at least so near (0 to 1)."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, list(names), n=1, cutoff=least)), "")
