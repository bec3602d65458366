"""The rules of the checklist, compiled: the bundled ones, with what the user's `checklist.toml` adds and takes away.

How the user's file is checked is in `own_rules.py`; what phrases mean, in `phrases.py`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import tomli

from esgtui.checklist.findings import ASPECTS
from esgtui.checklist.own_rules import merged
from esgtui.checklist.phrase import WORD, read
from esgtui.checklist.phrases import Phrases

MAKING = "1"
"""Which way claims are read; a change of what findings come to with the same rules needs another one."""

SHARE, NUMBER = ("quantified", "share"), ("quantified", "number")
"""Under which keys shares and numbers in words are found; both become figures."""

_BUNDLED = Path(__file__).with_name("rules.toml")
_BEFORE = 40
"""So many characters before a phrase are looked at for what makes it mean something else."""


class Around:
    """What must not stand directly before or after a phrase of one attribute."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        ends, begins = "|".join(map(_pattern, before)), "|".join(map(_pattern, after))
        self._before = re.compile(rf"(?<!\w)(?:{ends})[\s.:(\u2010-\u2015-]{{0,3}}\Z") if ends else None
        self._after = re.compile(rf"[\s\u2010-\u2015-]{{0,3}}(?:{begins})") if begins else None

    def rules_out(self, text: str, start: int, end: int) -> bool:
        """Tell whether what stands around a phrase, at half-open offsets, makes it mean something else."""
        if self._after and self._after.match(text, end):
            return True
        return bool(self._before and self._before.search(text[max(0, start - _BEFORE) : start]))


class FigureRules(msgspec.Struct, frozen=True):
    """What makes a number a metric: see `figures.py`. All but values are regular expressions."""

    units: Mapping[str, str]
    money: Mapping[str, str]
    counts: str
    numbers: Mapping[str, float]
    share_values: Mapping[str, float]
    qualifiers: Mapping[str, str]
    no_metric_after: frozenset[str]
    openings: frozenset[str]
    """The first words of units, currencies and things counted, in lower case; `*` is any ending."""


class Rules(msgspec.Struct, frozen=True):
    """All rules. `digest` tells them from others; `warnings` say what of the user's file could not be used."""

    bases: Mapping[str, str]
    phrases: Phrases
    around: Mapping[str, Around]
    figures: FigureRules
    names_are_none: frozenset[tuple[str, str]]
    future_from: int
    digest: str
    warnings: tuple[str, ...] = ()


def read_rules(own: Path | None = None) -> Rules:
    """Return the bundled rules, with those in the user's file, which need not exist; never raises for what is in it."""
    bundled = tomli.loads(_BUNDLED.read_text("utf-8"))
    tables, warnings = merged(bundled, own) if own else (bundled, ())
    digest = blake2b(msgspec.json.encode(tables, order="sorted") + MAKING.encode(), digest_size=12).hexdigest()
    return Rules(
        bases={attribute: tables[attribute]["basis"] for attribute in ASPECTS},
        phrases=Phrases(_keyed(tables)),
        around={
            name: Around(table.get("not_after", ()), table.get("not_before", ())) for name, table in tables.items()
        },
        figures=_figure_rules(tables["quantified"]),
        names_are_none=frozenset(
            (name, aspect) for name, table in tables.items() for aspect in table.get("names_are_none", ())
        ),
        future_from=tables["time-bound"]["future_from"],
        digest=digest,
        warnings=tuple(warnings),
    )


def _keyed(tables: Mapping[str, Any]) -> dict[tuple[str, str], list[str]]:
    quantified = tables["quantified"]
    return {
        (attribute, aspect): phrases
        for attribute, table in tables.items()
        for aspect, phrases in table.get("words", {}).items()
    } | {SHARE: list(quantified["shares"]), NUMBER: list(quantified["numbers"])}


def _figure_rules(table: Mapping[str, Any]) -> FigureRules:
    return FigureRules(
        units={unit: "|".join(map(_symbol, spellings)) for unit, spellings in table["units"].items()},
        money={unit: "|".join(map(_symbol, spellings)) for unit, spellings in table["money"].items()},
        counts="|".join(map(_pattern, table["counts"]["things"])),
        numbers={word: float(value) for word, value in table["numbers"].items()},
        share_values={read(phrase).pattern: float(value) for phrase, value in table["shares"].items()},
        qualifiers={name: "|".join(map(_pattern, phrases)) for name, phrases in table["qualifiers"].items()},
        no_metric_after=frozenset(word.lower() for word in table["not_after"]),
        openings=frozenset(_openings(table)),
    )


def _openings(table: Mapping[str, Any]) -> Iterator[str]:
    for spellings in (*table["units"].values(), *table["money"].values(), table["counts"]["things"]):
        for spelling in spellings:
            if WORD.match(spelling[0]) or spelling[0] == "(":
                yield from (first for first, _ in read(spelling).openings)
            else:
                yield spelling[0]


def _symbol(spelling: str) -> str:
    """Return the pattern of a unit: letters as they are in short ones (`5G` is no weight), signs as they are."""
    if not any(map(str.isalnum, spelling)) or spelling.endswith("$"):
        return re.escape(spelling)
    if len(spelling) <= SHORT:
        return re.escape(spelling) + r"(?!\w)"
    return _pattern(spelling)


SHORT = 3
"""Units of so few letters are looked for in exactly these letters, capitals or not."""


def _pattern(phrase: str) -> str:
    return read(phrase).pattern
