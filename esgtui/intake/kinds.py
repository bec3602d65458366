"""Kinds of claims, horizons and other words of the format, as tables outside of this program name them."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import get_args

from esgtui.dataset.model import Conformity, Horizon, Kind, Qualifier
from esgtui.intake.roles import folded


@cache
def _kinds() -> dict[str, Kind]:
    """Return the kinds by all words that tables have for them, folded."""
    import tomli

    named = tomli.loads(files("esgtui.intake").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {folded(word): kind for kind in get_args(Kind) for word in named[kind]}


@lru_cache(4096)
def kind_of(text: str) -> Kind | None:
    """Return the kind of claim that a cell names, in the singular or the plural."""
    here = folded(text)
    return _kinds().get(here) or _kinds().get(here.removesuffix("s"))


def horizon_of(text: str) -> Horizon | None:
    """Return the horizon that a cell names: `short`, `short term`, `Short-term`."""
    here = text.strip().casefold().removesuffix("term").rstrip("- ")
    return next((horizon for horizon in get_args(Horizon) if horizon == here), None)


def conformity_of(text: str) -> Conformity | None:
    """Return how a claim stands to a standard, as a cell says it."""
    here = " ".join(text.split()).casefold()
    return next((word for word in get_args(Conformity) if word == here), None)


_QUALIFIERS: dict[str, Qualifier] = {word: word for word in get_args(Qualifier)} | {
    word: qualifier
    for qualifier, words in (
        ("exactly", ("=", "exact", "genau", "exactement", "exactamente")),
        (
            "about",
            ("~", "≈", "ca", "circa", "approx", "approximately", "around", "rund", "etwa", "ungefähr", "environ"),
        ),
        ("about", ("aproximadamente", "alrededor de", "cerca de", "约", "約")),
        ("over", (">", "more than", "above", "über", "mehr als", "plus de", "más de", "超过")),
        ("under", ("<", "less than", "below", "unter", "weniger als", "moins de", "menos de")),
        ("at least", (">=", "≥", "minimum", "min", "mindestens", "mind", "au moins", "al menos", "至少")),
        ("at most", ("<=", "≤", "up to", "maximum", "max", "höchstens", "maximal", "bis zu", "jusqu'à", "hasta")),
    )
    for word in words
}


def qualifier_of(text: str) -> Qualifier | None:
    """Return how exact a value is, as a cell says it in a word or by a sign."""
    return _QUALIFIERS.get(" ".join(text.split()).casefold().removesuffix("."))
