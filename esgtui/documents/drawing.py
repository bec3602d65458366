"""Draws the fields of a claim from its words: metrics with what they measure, the years spoken of, standards."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec

from esgtui.checklist.findings import Figure, Finding
from esgtui.dataset.model import Conformity, Horizon, Metric, Qualifier

LONGEST_NAME = 5
"""So many words has the name of a metric that is drawn from the text."""
SHORTEST_THING = 5
"""A unit of so many letters is mostly a thing that is counted."""

_YEARS = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d|2100)(?!\d)")
_WORD = re.compile(r"[\w²³₂]+(?:[-’'./&][\w²³₂]+)*")
_BEHIND = re.compile(r"\s+(?:of|in|from)\s+(?:the\s+|our\s+|its\s+|their\s+|all\s+|new\s+|\w+['’]s\s+)*")
_PER = re.compile(r"\s+(?:per|for\s(?:each|every)|in\s(?:each|every))\s+(?:new\s+)?([A-Za-z]+)")
_STOPS = frozenset(
    [
        "and",
        "or",
        "by",
        "in",
        "on",
        "at",
        "to",
        "from",
        "for",
        "per",
        "of",
        "with",
        "which",
        "that",
        "who",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "as",
        "than",
        "into",
        "over",
        "under",
        "while",
        "when",
        "where",
        "since",
        "until",
        "compared",
        "relative",
        "versus",
        "against",
        "during",
        "through",
        "after",
        "before",
        "the",
        "a",
        "an",
        "our",
        "its",
        "their",
        "we",
        "it",
        "this",
        "each",
        "every",
    ]
)
_CHANGES = re.compile(
    r"(?i)\b(reduc\w+|cut|cuts|lower\w*|decreas\w+|increas\w+|improv\w+|rais\w+|sav\w+)\s+(?:in\s+|of\s+)?"
    r"(?:the\s+|our\s+|its\s+|their\s+)?([^,;.()]{3,80}?)\s+(?:by|to)\s+(?:over|more|about|at|up|around|some|nearly|almost|\s)*$"
)
_ONE_HORIZON = re.compile(r"\b(?:short|mid|medium|long)\b")
_HORIZONS = re.compile(r"\b(?:short|mid|medium|long)\b(?:[-,/ ]|\b(?:term|and|or|to|short|mid|medium|long)\b)+")
"""Horizons one after the other."""

_LEAVES_OPEN = 90
"""So many characters before a value are looked at for what is said to change by it."""


class Drawn(msgspec.Struct, frozen=True):
    """The fields that the words of a claim fill, as the dataset format has them; empty where they say nothing."""

    metrics: tuple[Metric, ...] = ()
    years: tuple[int, ...] = ()
    period: str = ""
    base_year: int | None = None
    target_year: int | None = None
    horizon: Horizon | None = None
    standards: tuple[str, ...] = ()
    conformity: Conformity | None = None


def drawn(statement: str, findings: Iterable[Finding], figures: Iterable[Figure]) -> Drawn:
    """Return what the words of a statement fill in, of which the checklist has found `findings` and `figures`."""
    signs = [(finding.attribute, sign.aspect, sign.text) for finding in findings for sign in finding.signs]

    def told(attribute: str, aspect: str) -> list[str]:
        return [text for name, of, text in signs if name == attribute and of == aspect]

    base, target = _years(told("baseline", "base-year")), _years(told("time-bound", "deadline"))
    years = sorted(set(_years(told("time-bound", "period"))) - {*base, *target})
    return Drawn(
        metrics=tuple(_metric(statement, figure) for figure in figures),
        years=tuple(dict.fromkeys(_years([statement]))),
        period="-".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else "",
        base_year=base[0] if base else None,
        target_year=target[-1] if target else None,
        horizon=_horizon(statement, told("time-bound", "horizon")),
        standards=tuple(dict.fromkeys(filter(_is_name, told("standard", "")))),
        conformity=_conformity([aspect for name, aspect, _ in signs if name == "standard" and aspect]),
    )


def _years(texts: Iterable[str]) -> list[int]:
    return [int(year) for text in texts for year in _YEARS.findall(text)]


def _conformity(aspects: Iterable[str]) -> Conformity | None:
    """Return how firmly standards are kept to, by the aspects of the checklist, which have hyphens for spaces."""
    told = [aspect.replace("-", " ") for aspect in aspects]
    return next((each for each in get_args(Conformity) if any(map(each.startswith, told))), None)


def _metric(statement: str, figure: Figure) -> Metric:
    name, per = _name(statement, figure)
    value = int(figure.value) if figure.value.is_integer() else figure.value
    return Metric(
        name=name or figure.unit or "value",
        value=value,
        unit=figure.unit,
        per=figure.per or per,
        qualifier=_one_of(Qualifier, [figure.qualifier]),
    )


def _name(statement: str, figure: Figure) -> tuple[str, str]:
    """Return what a figure measures, and per what: `recycled steel` of 130 kg of recycled steel per vehicle."""
    words = figure.words[0]
    if change := _CHANGES.search(statement[max(0, words.start - _LEAVES_OPEN) : words.start]):
        return " ".join(_first_words(change[2])), ""
    behind = _BEHIND.match(statement, words.end)
    if not behind and len(figure.unit) >= SHORTEST_THING and statement.endswith(figure.unit, 0, words.end):
        return figure.unit, ""  # what is counted: 116 patents
    rest = statement[behind.end() if behind else words.end :]
    name = " ".join(_first_words(rest))
    per = _PER.match(rest.lstrip().removeprefix(name)) if name else None
    return name, per[1] if per else ""


def _first_words(text: str) -> Iterator[str]:
    """Yield the first words that belong together: up to a small word or a mark between."""
    at = 0
    for count, word in enumerate(_WORD.finditer(text)):
        is_over = count == LONGEST_NAME or word[0].lower() in _STOPS or not word[0][0].isalpha()
        is_verb = count > 0 and word[0].endswith("ed")
        if is_over or is_verb or text[at : word.start()].strip():
            return
        yield word[0]
        at = word.end()


def _horizon(statement: str, signs: Iterable[str]) -> Horizon | None:
    """Return the horizon that is spoken of; none where it is several, as in `short, medium and long-term plans`."""
    if any(len(set(_ONE_HORIZON.findall(listed))) > 1 for listed in _HORIZONS.findall(statement.casefold())):
        return None
    found: Horizon | None = _one_of(Horizon, _WORD.findall(" ".join(signs).replace("-", " ").casefold()))
    return found


def _is_name(standard: str) -> bool:
    """Return whether a standard is named, and not just spoken of, such as `laws and regulations`."""
    return any(letter.isupper() or letter.isdigit() for letter in standard)


def _one_of(choices: object, texts: Iterable[str]) -> Any:
    """Return the first of some texts that is one of the choices of a type; None if none is."""
    return next((text for text in texts if text in get_args(choices)), None)
