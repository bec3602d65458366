"""Years and metrics that only a claim's words state, as the checklist finds them, in the shape of the curator's fields.

They are asked for where the fields state nothing, and always marked as what they are: read in the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from esgtui.checklist.checklist import Checklist
from esgtui.checklist.findings import Figure, Finding, Words
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Metric, Qualifier
from esgtui.dataset.spans import HORIZONS, Span

YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
CLAUSE = re.compile(r"[,;:.()]\s|\n")
AROUND = 45
"""So many characters on either side of a figure say what it is of."""


SAY_TIME = ("base-year", "deadline", "period", "horizon")
"""The aspects of what claims state that spans are read from."""


def spans_reader(checklist: Checklist, dataset: Dataset) -> Callable[[int], Iterable[Span]]:
    """Return what finds spans in the text of the claim at a row."""
    return lambda row: spans_read(checklist.read(dataset.claims[row]))


def metrics_reader(checklist: Checklist, dataset: Dataset) -> Callable[[int], Iterable[Metric]]:
    """Return what finds metrics in the text of the claim at a row."""
    return lambda row: metrics_read(dataset.claims[row], checklist.figures(dataset.claims[row]))


def spans_read(findings: Iterable[Finding]) -> Iterator[Span]:
    """Yield what the words of a claim say of time; a base year goes with each year that is aimed at after it."""
    signs = {
        (finding.attribute, sign.aspect): [other.text for other in finding.signs if other.aspect == sign.aspect]
        for finding in findings
        for sign in finding.signs
    }
    base = min(_years(signs.get(("baseline", "base-year"), ())), default=None)
    targets = sorted({max(years) for text in signs.get(("time-bound", "deadline"), ()) if (years := _years([text]))})
    for target in targets:
        yield Span("target", base if base is not None and base <= target else None, target, is_read=True)
    if base is not None and not targets:
        yield Span("base", base, is_read=True)
    for first, last in sorted({_ends(text) for text in signs.get(("time-bound", "period"), ()) if YEAR.search(text)}):
        yield Span("period", first, last, is_read=True)
    if not targets:
        said = " ".join(signs.get(("time-bound", "horizon"), ())).lower()
        yield from (Span("horizon", horizon=horizon, is_read=True) for horizon in HORIZONS if horizon in said)


def metrics_read(claim: Claim, figures: Iterable[Figure]) -> Iterator[Metric]:
    """Yield the figures that the words of a claim have, each named by the words around it."""
    for figure in figures:
        if figure.by == "text":
            yield Metric(
                name=_around(claim, figure.words[0]) if figure.words else claim.statement,
                value=int(figure.value) if figure.value.is_integer() else figure.value,
                unit=figure.unit,
                per=figure.per,
                qualifier=_qualifier(figure.qualifier),
            )


def _years(texts: Iterable[str]) -> list[int]:
    return [int(year) for text in texts for year in YEAR.findall(text)]


def _ends(text: str) -> tuple[int, int]:
    years = _years([text])
    return min(years), max(years)


def _qualifier(text: str) -> Qualifier | None:
    return next((each for each in get_args(Qualifier) if each == text), None)


def _around(claim: Claim, words: Words) -> str:
    """Return the clause that a figure stands in, or as much of a long one as tells; ellipses stand for the rest."""
    text = claim.statement if words.where == "statement" else claim.quote
    start, end = max(0, words.start - AROUND), min(len(text), words.end + AROUND)
    before, after = CLAUSE.split(text[start : words.start])[-1], CLAUSE.split(text[words.end : end])[0]
    is_cut = start > 0 and len(before) == words.start - start
    goes_on = end < len(text) and len(after) == end - words.end
    if is_cut:
        before = before.partition(" ")[2]
    if goes_on:
        after = after.rpartition(" ")[0]
    said = " ".join(f"{before}{text[words.start : words.end]}{after}".split()).rstrip(".")
    return f"{'…' if is_cut else ''}{said}{'…' if goes_on else ''}"
