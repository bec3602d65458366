"""Kinds of claims, horizons and other words of the format, as tables outside of this program name them."""

from typing import get_args

from esgtui.dataset.model import Conformity, Horizon, Kind, Qualifier

_KINDS = {kind: kind for kind in get_args(Kind)} | {
    "goal": "target",
    "objective": "target",
    "ziel": "target",
    "objectif": "target",
    "objetivo": "target",
    "目标": "target",
    "pledge": "commitment",
    "promise": "commitment",
    "selbstverpflichtung": "commitment",
    "engagement": "commitment",
    "compromiso": "commitment",
    "承诺": "commitment",
    "result": "achievement",
    "measure": "practice",
    "action": "practice",
    "activity": "practice",
    "maßnahme": "practice",
    "award": "recognition",
    "background": "context",
}


def kind_of(text: str) -> Kind | None:
    """Return the kind of claim that a cell names, in the singular or the plural."""
    here = text.strip().casefold()
    return _as_kind(_KINDS.get(here) or _KINDS.get(here.removesuffix("s")))


def _as_kind(name: str | None) -> Kind | None:
    return next((kind for kind in get_args(Kind) if kind == name), None)


def horizon_of(text: str) -> Horizon | None:
    """Return the horizon that a cell names: `short`, `short term`, `Short-term`."""
    here = text.strip().casefold().removesuffix("term").rstrip("- ")
    return next((horizon for horizon in get_args(Horizon) if horizon == here), None)


def conformity_of(text: str) -> Conformity | None:
    """Return how a claim stands to a standard, as a cell says it."""
    here = " ".join(text.split()).casefold()
    return next((word for word in get_args(Conformity) if word == here), None)


_QUALIFIERS = {word: word for word in get_args(Qualifier)} | {
    "=": "exactly",
    "~": "about",
    "≈": "about",
    "ca.": "about",
    "approx.": "about",
    "approximately": "about",
    ">": "over",
    "more than": "over",
    "<": "under",
    "less than": "under",
    ">=": "at least",
    "≥": "at least",
    "minimum": "at least",
    "<=": "at most",
    "≤": "at most",
    "up to": "at most",
    "maximum": "at most",
}


def qualifier_of(text: str) -> Qualifier | None:
    """Return how exact a value is, as a cell says it in a word or by a sign."""
    name = _QUALIFIERS.get(" ".join(text.split()).casefold())
    return next((word for word in get_args(Qualifier) if word == name), None)
