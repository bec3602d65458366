"""The rules of the checklist, compiled: the bundled ones, with what the user's `checklist.toml` adds and takes away.

How the user's file is checked is in `own_rules.py`; what phrases mean, in `phrases.py`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import tomli

from esgtui.checklist.findings import ASPECTS
from esgtui.checklist.own_rules import Tables, merged
from esgtui.checklist.phrase import WORD, read
from esgtui.checklist.phrase_list import NUMBERS, SHARES, Around, PhraseList
from esgtui.checklist.phrases import Phrases

MAKING = "5"
"""Which way claims are read; a change of what findings come to with the same rules needs another one."""

_OF_A_SHARE = "-of-a-share"
"""How names of lists end whose phrases show an aspect only where a share is given."""
_ANY = "any"
"""The list of an attribute without aspects."""
_WORDINGS = frozenset({"generic", "offset"})
"""Attributes of which it is told in lower case what shows them: it is the wording, and no name, that does."""
BUNDLED = Path(__file__).with_name("rules.toml")
"""Where the bundled rules are."""


class FigureRules(msgspec.Struct, frozen=True):
    """What makes a number a metric: see `figures.py`. All but values are regular expressions."""

    units: Mapping[str, str]
    money: Mapping[str, str]
    counts: str
    models: frozenset[str]
    """What is counted, and has models that are numbered, in lower case."""
    numbers: Mapping[str, float]
    share_values: Mapping[str, float]
    qualifiers: Mapping[str, str]
    no_metric_after: frozenset[str]
    openings: frozenset[str]
    """The first words of units, currencies and things counted, in lower case and as written; `*` is any ending."""
    exact_after: frozenset[str]
    """The last words of the qualifiers."""
    money_ends: frozenset[str]
    """The last characters of signs and codes of currencies: what may stand before an amount."""


class Rules(msgspec.Struct, frozen=True):
    """All rules. `digest` tells them from others; `warnings` say what of the user's file could not be used."""

    bases: Mapping[str, str]
    phrases: Phrases
    number_phrases: Phrases
    """Those that are numbers or shares in words, which figures need alone."""
    figures: FigureRules
    future_from: int
    digest: str
    warnings: tuple[str, ...] = ()


def read_rules(own: Path | None = None) -> Rules:
    """Return the bundled rules, with those in the user's file, which need not exist; never raises for what is in it."""
    bundled = _bundled()
    tables, warnings = merged(bundled, own) if own else (bundled, ())
    rules = _compiled_bundled() if tables is bundled else _compiled(tables)
    return msgspec.structs.replace(rules, warnings=tuple(warnings)) if warnings else rules


@cache
def _bundled() -> Tables:
    return tomli.loads(BUNDLED.read_text("utf-8"))


@cache
def _compiled_bundled() -> Rules:
    """Compile the bundled rules, once: a dataset that is opened, or read anew, need not wait for that again."""
    return _compiled(_bundled())


def _compiled(tables: Tables) -> Rules:
    digest = blake2b(msgspec.json.encode(tables, order="sorted") + MAKING.encode(), digest_size=12).hexdigest()
    lists = _lists(tables)
    return Rules(
        bases={attribute: tables[attribute]["basis"] for attribute in ASPECTS},
        phrases=Phrases(lists),
        number_phrases=Phrases({each: lists[each] for each in (SHARES, NUMBERS)}),
        figures=_figure_rules(tables["quantified"]),
        future_from=tables["time-bound"]["future_from"],
        digest=digest,
    )


def _lists(tables: Mapping[str, Any]) -> dict[PhraseList, list[str]]:
    found = {SHARES: list(tables["quantified"]["shares"]), NUMBERS: list(tables["quantified"]["numbers"])}
    for attribute, table in tables.items():
        before, after = table.get("not_after", ()), table.get("not_before", ())
        around = Around(before, after) if before or after else None
        for name, phrases in table.get("words", {}).items():
            aspect = name.removesuffix(_OF_A_SHARE)
            are_none_in_names = name in table.get("names_are_none", ())
            each = PhraseList(
                attribute,
                "" if aspect == _ANY else aspect,
                around,
                are_none_in_names,
                of_shares=aspect != name,
                is_wording=attribute in _WORDINGS,
                place=f"{attribute} {aspect}",
            )
            found[each] = phrases
    return found


def _figure_rules(table: Mapping[str, Any]) -> FigureRules:
    return FigureRules(
        units={unit: "|".join(map(_symbol, spellings)) for unit, spellings in table["units"].items()},
        money={unit: "|".join(map(_symbol, spellings)) for unit, spellings in table["money"].items()},
        counts="|".join(map(_pattern, table["counts"]["things"])),
        models=frozenset(word.lower() for word in table["counts"]["models"]),
        numbers={word: float(value) for word, value in table["numbers"].items()},
        share_values={read(phrase).pattern: float(value) for phrase, value in table["shares"].items()},
        qualifiers={name: "|".join(map(_pattern, phrases)) for name, phrases in table["qualifiers"].items()},
        no_metric_after=frozenset(word.lower() for word in table["not_after"]),
        openings=frozenset(_openings(table)),
        exact_after=frozenset(
            ending for phrases in table["qualifiers"].values() for phrase in phrases for ending in read(phrase).endings
        ),
        money_ends=frozenset(
            spelling[-1] for spellings in table["money"].values() for spelling in spellings if _is_code(spelling)
        ),
    )


def _openings(table: Mapping[str, Any]) -> Iterator[str]:
    for spellings in (*table["units"].values(), *table["money"].values(), table["counts"]["things"]):
        for spelling in spellings:
            if spelling.endswith("$"):
                yield spelling[:-1] or spelling
            elif _is_words(spelling):
                yield from (opening.first for opening in read(spelling).openings)
                yield WORD.findall(spelling)[0]
            else:
                yield spelling[0]


def _is_code(spelling: str) -> bool:
    """Tell whether a currency is written as a sign or a code, such as € or EUR, and not in words."""
    return not spelling.islower() and " " not in spelling and spelling[0] != "("


def _is_words(spelling: str) -> bool:
    return bool(WORD.match(spelling[0])) or spelling[0] == "("


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
