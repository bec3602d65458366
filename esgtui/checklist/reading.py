"""Reads what a claim states, attribute by attribute: the curator's fields first, and what its words show besides.

Where the curator filled a field, the words are only looked at for where they say the same.
"""

import re
from collections.abc import Iterable, Iterator

from esgtui.checklist.attributes import Read, findings
from esgtui.checklist.cutting import Cut, cut
from esgtui.checklist.figures import FigureReader, FoundFigure, is_intensity
from esgtui.checklist.findings import Figure, Finding, Where, Words
from esgtui.checklist.phrase_list import NUMBERS, SHARES
from esgtui.checklist.phrases import Match, Phrases
from esgtui.checklist.rules import Rules
from esgtui.dataset.model import Claim, Metric

MOST = 20_000
"""So many characters of a statement or a quote are read: more than any claim has, and some milliseconds of work."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

_Text = tuple[Where, Cut, list[Match]]
"""A text of a claim, and the phrases that stand in it."""


class Reader:
    """Reads claims by one set of rules. Any thread may use it."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._figures = FigureReader(rules.figures)

    def read(self, claim: Claim) -> tuple[Finding, ...]:
        """Return what a claim states: a finding for each attribute, always in the same order."""
        return self.read_all(claim)[0]

    def read_cut(self, statement: Cut) -> tuple[Finding, ...]:
        """Return what a claim states that is nothing but a statement, which is cut already."""
        claim = Claim(id="", company="", statement=statement.text)
        if _readable(statement.text) is not statement.text:
            return self.read(claim)
        return self._read(claim, [("statement", statement, self.rules.phrases.find(statement))])[0]

    def read_all(self, claim: Claim) -> tuple[tuple[Finding, ...], tuple[Figure, ...]]:
        """Return what a claim states, and its figures, at the cost of one of them."""
        return self._read(claim, _cut(claim, self.rules.phrases))

    def _read(self, claim: Claim, texts: list[_Text]) -> tuple[tuple[Finding, ...], tuple[Figure, ...]]:
        figures = self._figures_of(claim, texts)
        found = Read(claim, figures)
        for where, text, matches in texts:
            self._note(found, where, text.text, matches)
        return findings(found, self.rules), figures

    def figures(self, claim: Claim) -> tuple[Figure, ...]:
        """Return the curator's metrics or, where a claim has none, the numbers with a unit in its words."""
        return self._figures_of(claim, _cut(claim, self.rules.number_phrases))

    def _figures_of(self, claim: Claim, texts: list[_Text]) -> tuple[Figure, ...]:
        found = [(where, figure) for where, text, matches in texts for figure in self._figures.find(text, matches)]
        if claim.metrics:
            return tuple(_curated(metric, found) for metric in claim.metrics)
        return tuple(_each_once(found))

    def _note(self, found: Read, where: Where, text: str, matches: list[Match]) -> None:
        """Note the phrases of all attributes that stand in one text of the claim."""
        found.begin(where, text)
        for match in matches:
            of, start, end = match.of, match.start, match.end
            if of is SHARES or of is NUMBERS:
                continue
            if of.around and of.around.rules_out(text, start, end, match.before):
                continue
            if of.are_none_in_names and _is_name(text, start, end, found.claim.system):
                continue
            found.note(of, start, end)


def _cut(claim: Claim, phrases: Phrases) -> list[_Text]:
    cuts = ((where, cut(text)) for where, text in _texts(claim))
    return [(where, each, phrases.find(each)) for where, each in cuts]


def _texts(claim: Claim) -> Iterator[tuple[Where, str]]:
    yield "statement", _readable(claim.statement)
    if claim.quote:
        yield "quote", _readable(claim.quote)


def _readable(text: str) -> str:
    """Return a text as far as it is read, with blanks in the place of addresses, which are no words of a claim."""
    text = text[:MOST]
    if "://" in text or "www." in text:
        return _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    return text


def _curated(metric: Metric, found: Iterable[tuple[Where, FoundFigure]]) -> Figure:
    words = [Words(where, each.start, each.end) for where, each in found if each.value == metric.value]
    return Figure(
        float(metric.value),
        metric.unit,
        metric.per,
        metric.qualifier or "",
        metric.name,
        metric.comparator,
        is_relative=metric.unit == "%" or is_intensity(metric.per),
        by="curator",
        words=tuple(words),
    )


def _each_once(found: Iterable[tuple[Where, FoundFigure]]) -> Iterator[Figure]:
    """Yield figures with all their places: a quote mostly repeats those of the statement."""
    places: dict[tuple[float, str, str], list[tuple[Where, FoundFigure]]] = {}
    for where, each in found:
        places.setdefault((each.value, each.unit, each.per), []).append((where, each))
    for (value, unit, per), same in places.items():
        words = tuple(Words(where, figure.start, figure.end) for where, figure in same)
        first = same[0][1]
        yield Figure(value, unit, per, first.qualifier, is_relative=first.is_relative, words=words)


def _is_name(text: str, start: int, end: int, system: str) -> bool:
    """Tell whether words are part of a name: of the system that a claim is about, or by their capitals.

    A capital at the beginning of a sentence is none, unless the next word has one too.
    """
    if system and system.find(text[start:end]) >= 0:
        at = text.find(system)
        if at < 0 or at <= start < at + len(system):
            return True
    if not text[start].isupper():
        return False
    before = text[:start].rstrip(" “\"'‘(\u00a0\n")
    if before and before[-1] not in ".!?:;•-–—|":
        return True
    following = re.match(r"[\s-]+(\w)", text[end : end + 12])
    return bool(following and following[1].isupper())
