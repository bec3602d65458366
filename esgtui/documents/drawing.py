"""Draws the fields of a claim from its words: metrics with what they measure, the years spoken of, standards."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec

from esgtui.checklist.findings import Figure, Finding
from esgtui.dataset.model import Conformity, Horizon, Metric, Qualifier
from esgtui.documents.going_on import goes_on
from esgtui.documents.measured import measured
from esgtui.documents.periods import ends_period, period_of, without_laws, without_names, years_in
from esgtui.documents.ranges import values_of_its_own
from esgtui.documents.rows import without_years_alone

_NUMBERS = re.compile(r"\d[\d.,]*")
_EDITION = r"(?:-\d{1,2}(?!\d))?(?::\s?(?:19|20)\d\d(?!\d))?"
"""What follows the number of a standard: its part, and the year of its edition."""
_ONE_HORIZON = re.compile(r"\b(?:short|mid|medium|long)\b")
_HORIZONS = re.compile(r"\b(?:short|mid|medium|long)\b(?:[-,/ ]|\b(?:term|and|or|to|short|mid|medium|long)\b)+")
"""Horizons one after the other."""


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


def _is_divided(sign: str) -> bool:
    """Return whether a mark divides a sign, which is then less certain: `2023 (base year` beside `base year 2019`."""
    return any(mark in sign for mark in "(),;")


def _start(figure: Figure) -> int:
    return figure.words[0].start


def drawn_of_signs(fields: Drawn) -> Drawn:
    """Return what is left of the fields of a statement in a language whose words are not known: what stands for itself.

    What a figure measures only words say, and whether a year is the one spoken of or one that is compared with.
    """
    return msgspec.structs.replace(fields, metrics=(), period="")


def drawn(statement: str, findings: Iterable[Finding], figures: Iterable[Figure]) -> Drawn:
    """Return what the words of a statement fill in, of which the checklist has found `findings` and `figures`."""
    signs = [(finding.attribute, sign.aspect, sign.text) for finding in findings for sign in finding.signs]

    def told(attribute: str, aspect: str) -> list[str]:
        return [text for name, of, text in signs if name == attribute and of == aspect]

    base, target = (
        _years(sorted(told("baseline", "base-year"), key=_is_divided)),
        _years(told("time-bound", "deadline")),
    )
    standards = [_whole(name, statement) for name in told("standard", "") if _is_name(name)]
    words = without_laws(without_names(statement, standards))
    told_years = _years(told("time-bound", "period"))
    return Drawn(
        metrics=tuple(_metrics(statement, values_of_its_own(statement, sorted(figures, key=_start)))),
        years=tuple(dict.fromkeys(years_in(words))),
        period=period_of(without_years_alone(words), told_years, {*base, *target}),
        base_year=base[0] if base else None,
        target_year=target[-1] if target and not ends_period(words, target[-1], base) else None,
        horizon=_horizon(statement, told("time-bound", "horizon")),
        standards=tuple(dict.fromkeys(standards)),
        conformity=_conformity([aspect for name, aspect, _ in signs if name == "standard" and aspect]),
    )


def restated(fields: Drawn, statement: str, own_words: str) -> Drawn:
    """Return what is left of a statement's fields where somebody states the claim in words of their own.

    Figures and standards that these leave out are those of another claim of the same sentence. Of years the same is
    true where they name one; where they name none, the sentence still says when that was.
    """
    values, before = _values_in(own_words), _values_in(statement)
    metrics = (each for each in fields.metrics if each.value in values or each.value not in before)
    standards = tuple(each for each in fields.standards if _is_named(each, own_words))
    named = set(_years([own_words]))
    kept = msgspec.structs.replace(
        fields, metrics=tuple(metrics), standards=standards, conformity=fields.conformity if standards else None
    )
    if not named:
        return kept
    return msgspec.structs.replace(
        kept,
        years=tuple(year for year in fields.years if year in named),
        period=fields.period if named.issuperset(_years([fields.period])) else "",
        base_year=fields.base_year if fields.base_year in named else None,
        target_year=fields.target_year if fields.target_year in named else None,
    )


def _values_in(text: str) -> set[float]:
    """Return the numbers that a text names, whichever sign it divides thousands with."""
    written = [number.rstrip(".,") for number in _NUMBERS.findall(text)]
    plain = {number.replace(",", "") for number in written} | {
        number.replace(".", "").replace(",", ".") for number in written
    }
    return {float(number) for number in plain if number.count(".") < 2}


def _whole(standard: str, statement: str) -> str:
    """Return a standard with the part and the edition that a statement names, if it does: ISO 14001:2015."""
    found = re.search(re.escape(standard) + _EDITION, statement) if standard[-1].isdecimal() else None
    return found[0] if found else standard


def _is_named(standard: str, text: str) -> bool:
    """Return whether a text names a standard: by its words, or by its number."""
    number = re.search(r"\d{3,}", standard)
    return standard.casefold() in text.casefold() or (number is not None and number[0] in text)


def _years(texts: Iterable[str]) -> list[int]:
    """Return the years that texts name."""
    return [year for text in texts for year in years_in(text)]


def _conformity(aspects: Iterable[str]) -> Conformity | None:
    """Return how firmly standards are kept to, by the aspects of the checklist, which have hyphens for spaces."""
    told = [aspect.replace("-", " ") for aspect in aspects]
    return next((each for each in get_args(Conformity) if any(map(each.startswith, told))), None)


def _metrics(statement: str, figures: Iterable[Figure]) -> Iterator[Metric]:
    """Yield what figures say; one that goes on from the one before is of the same. What has no name is no metric."""
    for told in _of_one_thing(statement, figures):
        name, over = told[0][1]
        per = next((figure.per for figure, _ in told if figure.per), over)
        if any(map(str.isalpha, name)):
            yield from (_metric(figure, name, per) for figure, _ in told)


_Named = tuple[Figure, tuple[str, str]]
"""A figure, what it measures, and per what."""


def _of_one_thing(statement: str, figures: Iterable[Figure]) -> Iterator[list[_Named]]:
    """Yield figures one after the other that are of one thing, as the first of them names it."""
    told: list[_Named] = []
    for figure in figures:
        before = told[-1][0] if told else None
        named = measured(statement, figure, before.words[0].end if before else 0)
        if before and not named[0] and goes_on(statement, before, figure):
            told.append((figure, named))
            continue
        if told:
            yield told
        told = [(figure, named)]
    if told:
        yield told


def _metric(figure: Figure, name: str, per: str) -> Metric:
    value = int(figure.value) if figure.value.is_integer() else figure.value
    return Metric(
        name=name,
        value=value,
        unit=figure.unit,
        per=figure.per or per,
        qualifier=_one_of(Qualifier, [figure.qualifier]),
    )


def _horizon(statement: str, signs: Iterable[str]) -> Horizon | None:
    """Return the horizon that is spoken of; none where it is several, as in `short, medium and long-term plans`."""
    if any(len(set(_ONE_HORIZON.findall(listed))) > 1 for listed in _HORIZONS.findall(statement.casefold())):
        return None
    found: Horizon | None = _one_of(Horizon, re.findall(r"\w+", " ".join(signs).replace("-", " ").casefold()))
    return found


def _is_name(standard: str) -> bool:
    """Return whether a standard is named, and not just spoken of, such as `laws and regulations`."""
    return any(letter.isupper() or letter.isdigit() for letter in standard)


def _one_of(choices: object, texts: Iterable[str]) -> Any:
    """Return the first of some texts that is one of the choices of a type; None if none is."""
    return next((text for text in texts if text in get_args(choices)), None)
