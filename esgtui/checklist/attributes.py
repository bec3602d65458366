"""What the curator's fields and the words of one claim come to, attribute by attribute."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from esgtui.checklist.figures import is_intensity
from esgtui.checklist.findings import ASPECTS, Figure, Finding, Sign, Where, Words
from esgtui.checklist.phrase import year_of
from esgtui.checklist.phrase_list import PhraseList
from esgtui.checklist.quantities import quantities
from esgtui.checklist.rules import Rules
from esgtui.dataset.model import Claim

NO_FIGURE = "no figure to ask it of"

_NEAR = 60
"""So many characters may stand between a standard and the word that tells how firmly it is kept to."""

_BESIDE = 80
"""So many characters may stand between a share and the year that it may be compared with."""
_ALL = 100
"""All of something, in per cent, is no change of it."""
_ENDS_SENTENCE = re.compile(r"[.!?;]\s|\n")

_NOT_STATED = {attribute: Finding(attribute, "not stated") for attribute in ASPECTS}
_NOT_ASKED = {name: Finding(name, "not applicable", reason=NO_FIGURE) for name in ("baseline", "boundary")}
"""Attributes that are asked only where there is a figure or a deadline, as they are found elsewhere."""

_CONFORMITY = {
    "certified": "certified",
    "audited": "audited",
    "in accordance with": "in-accordance",
    "follows": "follows",
}


class Read:
    """One claim while it is read: its figures, and the signs of its words by attribute."""

    def __init__(self, claim: Claim, figures: tuple[Figure, ...]) -> None:
        self.claim = claim
        self.figures = figures
        self._shares = [figure.words for figure in figures if figure.is_relative and figure.value != _ALL]
        self._signs: dict[str, list[Sign]] = {}
        self._base: list[Sign] | None = None

    def begin(self, where: Where, text: str) -> None:
        """Begin with one of the texts of the claim."""
        self._where = where
        self._text = text
        self._is_tidy = "  " not in text and text.isprintable()
        self._ends: dict[str, int] = {}

    def note(self, of: PhraseList, start: int, end: int) -> None:
        """Note a phrase that stands in the text begun with, unless it is a part of one that was noted before it."""
        if of.of_shares and not self._is_of_a_share(start, end):
            return
        place, attribute = of.place, of.attribute
        if end > self._ends.get(place, 0):
            self._ends[place] = end
            shown = self._text[start:end]
            if not self._is_tidy:
                shown = " ".join(shown.split())
            if of.is_wording:
                shown = shown.lower()
            sign = Sign(shown, "text", of.aspect, (Words(self._where, start, end),))
            signs = self._signs.get(attribute)
            if signs is None:
                self._signs[attribute] = [sign]
            else:
                signs.append(sign)

    def _is_of_a_share(self, start: int, end: int) -> bool:
        """Tell whether a share stands beside words of the text begun with, or one that nobody knows the place of."""
        for places in self._shares:
            if not places:
                return True
            for words in places:
                if words.where == self._where and words.start - _BESIDE <= end and start <= words.end + _BESIDE:
                    between = self._text[min(words.end, end) : max(words.start, start)]
                    if not _ENDS_SENTENCE.search(between):
                        return True
        return False

    def signs(self, attribute: str) -> list[Sign]:
        """Return what the words show of an attribute, in the order of the text."""
        return self._signs.get(attribute, [])

    def base_signs(self, future_from: int) -> list[Sign]:
        """Return what the words show of a baseline: a year ahead is none, whatever stands before it."""
        if self._base is None:
            found = self.signs("baseline")
            years = [sign for sign in found if sign.aspect == "base-year" and not _is_ahead(sign.text, future_from)]
            comparators = [sign for sign in found if sign.aspect == "comparator"]
            self._base = years + _outside(comparators, years) if comparators else years
        return self._base


def findings(read: Read, rules: Rules) -> tuple[Finding, ...]:
    """Return what a claim states of each attribute."""
    found = {attribute: signs_of(read, rules) for attribute, signs_of in _SIGNS.items()}
    has_figure = bool(read.figures) or any(sign.aspect == "deadline" for sign in found["time-bound"])
    claim = read.claim
    return tuple([_finding(attribute, signs, claim, has_figure=has_figure) for attribute, signs in found.items()])


def _finding(attribute: str, signs: list[Sign], claim: Claim, *, has_figure: bool) -> Finding:
    if attribute == "commitment" and claim.kind and claim.kind not in {"commitment", "target"}:
        return Finding(attribute, "not applicable", reason=f"told as {claim.kind}")
    if signs:
        return Finding(attribute, "stated", tuple(signs))
    return _NOT_ASKED[attribute] if attribute in _NOT_ASKED and not has_figure else _NOT_STATED[attribute]


def _quantified(read: Read, _: Rules) -> list[Sign]:
    return list(quantities(read.claim, read.figures))


def _time_bound(read: Read, rules: Rules) -> list[Sign]:
    """Years of a baseline or of a standard are none of the claim's own time; a year ahead is a deadline."""
    others = [*read.base_signs(rules.future_from), *read.signs("standard")]
    found = [_dated(sign, rules.future_from) for sign in _outside(read.signs("time-bound"), others)]
    found = _outside(found, found)
    claim = read.claim
    if not (claim.target_year or claim.period or claim.horizon):
        return sorted(found, key=_aspect_order)
    return [
        *_curated("deadline", f"by {claim.target_year}" if claim.target_year else "", found),
        *_curated("period", claim.period, found),
        *_curated("horizon", f"{claim.horizon} term" if claim.horizon else "", found),
    ]


def _aspect_order(sign: Sign) -> int:
    return ASPECTS["time-bound"].index(sign.aspect)


def _dated(sign: Sign, future_from: int) -> Sign:
    is_deadline = sign.aspect == "period" and _is_ahead(sign.text, future_from)
    return Sign(sign.text, sign.by, "deadline", sign.words) if is_deadline else sign


def _baseline(read: Read, rules: Rules) -> list[Sign]:
    found, claim = read.base_signs(rules.future_from), read.claim
    if not claim.base_year and not claim.metrics:
        return found
    comparators = dict.fromkeys(metric.comparator for metric in claim.metrics if metric.comparator)
    return [
        *_curated("base-year", str(claim.base_year or ""), found),
        *_curated("comparator", ", ".join(comparators), found),
    ]


@lru_cache(maxsize=10_000)
def _is_ahead(text: str, future_from: int) -> bool:
    year = year_of(text)
    return year is not None and year >= future_from


def _boundary(read: Read, _: Rules) -> list[Sign]:
    if not read.figures:
        return read.signs("boundary")
    # A rate without a unit, as of accidents per million hours, tells nothing of how far a claim reaches.
    with_unit = (figure for figure in read.figures if figure.unit or figure.by == "curator")
    intensities = [figure for figure in with_unit if is_intensity(figure.per)]
    per = dict.fromkeys(f"per {figure.per}" for figure in intensities)
    by = read.figures[0].by
    words = tuple(words for figure in intensities for words in figure.words)
    signs = [Sign(text, by, "product", words) for text in per]
    return signs + _outside(read.signs("boundary"), signs)


def _standard(read: Read, _: Rules) -> list[Sign]:
    """How firmly a standard is kept to is asked only where one is named."""
    claim = read.claim
    found = read.signs("standard")
    if not found and not claim.standards:
        return []
    named = [sign for sign in found if not sign.aspect]
    if claim.standards:
        named = [Sign(standard, "curator", "", _same(standard, named)) for standard in claim.standards]
    if not named:
        return []
    places = [words for sign in named for words in sign.words]
    firmly = [sign for sign in found if sign.aspect and _is_near(sign.words[0], places)]
    if claim.conformity:
        aspect = _CONFORMITY[claim.conformity]
        firmly = [Sign(claim.conformity, "curator", aspect, tuple(_words(aspect, firmly)))]
    return [*named, *firmly]


def _is_near(words: Words, places: list[Words]) -> bool:
    """Tell whether words stand near enough to any of the places to speak of what is there."""
    return any(
        words.where == place.where and max(words.start - place.end, place.start - words.end) <= _NEAR
        for place in places
    )


def _third_party(read: Read, _: Rules) -> list[Sign]:
    found = read.signs("third-party")
    assurance = read.claim.assurance
    return [Sign(assurance, "curator", "", _same(assurance, found))] if assurance else found


def _commitment(read: Read, _: Rules) -> list[Sign]:
    """Of how firm a promise is, the words tell; that it is one, the curator may have said."""
    found = read.signs("commitment")
    kind = read.claim.kind
    return [Sign(kind, "curator", ""), *found] if kind in {"commitment", "target"} else found


def _wording(attribute: str) -> Callable[[Read, Rules], list[Sign]]:
    """Return what reads an attribute that no field of the curator's speaks of."""
    return lambda read, _: read.signs(attribute)


_SIGNS: dict[str, Callable[[Read, Rules], list[Sign]]] = {
    "quantified": _quantified,
    "time-bound": _time_bound,
    "baseline": _baseline,
    "boundary": _boundary,
    "standard": _standard,
    "third-party": _third_party,
    "generic": _wording("generic"),
    "offset": _wording("offset"),
    "commitment": _commitment,
}


def _curated(aspect: str, value: str, found: list[Sign]) -> Iterator[Sign]:
    """Yield what the curator's field says, with the words that show its aspect; without a value what these say."""
    if value:
        yield Sign(value, "curator", aspect, tuple(_words(aspect, found)))
    else:
        yield from (sign for sign in found if sign.aspect == aspect)


def _words(aspect: str, found: list[Sign]) -> Iterator[Words]:
    for sign in found:
        if sign.aspect == aspect:
            yield from sign.words


def _same(name: str, found: list[Sign]) -> tuple[Words, ...]:
    """Return where the words say what the curator's field does, or a part of it."""
    folded = name.lower()
    return tuple(words for sign in found if sign.text.lower() in folded for words in sign.words)


def _outside(signs: list[Sign], others: list[Sign]) -> list[Sign]:
    """Return those signs whose words do not stand within longer ones, which speak of something else."""
    if not others or not signs or (len(signs) == 1 and others is signs):
        return signs
    outer = [(words.start, words.end, words.where) for other in others for words in other.words]
    return [sign for sign in signs if not _is_within(sign.words[0], outer)]


def _is_within(words: Words, others: list[tuple[int, int, Where]]) -> bool:
    first, last = words.start, words.end
    for start, end, where in others:
        if start <= first and last <= end and end - start > last - first and where == words.where:
            return True
    return False
