"""The overview: what is in a dataset, or in some claims of it, part by part, each line with its number of claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, get_args

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import PILLARS, Grouping, cause_counts
from esgtui.dataset.model import Kind
from esgtui.rows import bits_in
from esgtui.search.keys import years_of

SPAN = 5
"""Years are told by so many at a time."""
MOST = 10
"""Of very many companies, so many are named, those with the most claims first."""


class Counting(Protocol):
    """Counts claims without going through them: a search that is ready."""

    def keys(self, field: str) -> Mapping[str, int]:
        """Return how many claims have each key of a field."""

    def said(self, field: str, *keys: str) -> int:
        """Return the set of rows (see `bits.py`) with any of a field's keys."""


class Line(msgspec.Struct, frozen=True):
    """A line: what it is about, how many claims that has, and how they are found: a filter, or a company."""

    title: str
    claims: int
    id: str = ""
    company: str = ""
    query: str = ""
    size: int = 0
    """How many topics a framework has."""


class Part(msgspec.Struct, frozen=True):
    """A part of the overview; `rest` says what was left out of it."""

    title: str
    lines: tuple[Line, ...]
    rest: str = ""


def companies(dataset: Dataset, rows: Iterable[int]) -> tuple[Line, ...]:
    """Return the companies with their claims, in the dataset's order."""
    causes = dataset.causes.causes
    counts: Counter[str] = Counter()
    for number, times in cause_counts(dataset, rows):
        counts[causes[number].company] += times
    return tuple(Line(each.name, counts[each.id], each.id, each.id) for each in dataset.companies.values())


def kinds(dataset: Dataset, rows: Iterable[int], counting: Counting | None = None) -> tuple[Line, ...]:
    """Return the kinds that there are."""
    if counting is None:
        counts: Mapping[str, int] = Counter(dataset.claims[row].kind or "" for row in rows)
    else:
        among = bits_in(rows)
        counts = {kind: (counting.said("kind", kind) & among).bit_count() for kind in counting.keys("kind")}
    return tuple(Line(kind, counts[kind], kind, query=f"kind:{kind}") for kind in get_args(Kind) if counts.get(kind))


def pillars(dataset: Dataset, grouping: Grouping, rows: Iterable[int]) -> Iterator[Line]:
    """Yield the pillars with the company of each, and how many claims are filed under none, if any are."""
    for group, count in zip(grouping.groups, grouping.counts(rows), strict=True):
        if group.company:
            title = f"{company_label(dataset, group.company)}: {group.title}"
            yield Line(title, count, group.key[1], group.company, f'pillar:"{group.title}"')
        elif count:
            yield Line(group.title, count, query="-has:pillar")


def framework(grouping: Grouping, rows: Sequence[int]) -> Line:
    """Return a framework with how many of its topics there are, and how many claims speak to any of them."""
    lens, topics = grouping.lens, len(grouping.groups) - 1
    spoken = len(rows) - grouping.counts(rows)[-1]
    return Line(lens.title, spoken, lens.id, query=f"topic:{lens.id}", size=topics)


def years(dataset: Dataset, rows: Iterable[int], counting: Counting | None = None) -> tuple[Line, ...]:
    """Return how many claims speak of a year, by spans of years; a claim counts once in each span."""
    if counting is None:
        counts: Mapping[int, int] = Counter(
            start for row in rows for start in {_start(year) for year in years_of(dataset.claims[row])}
        )
    else:
        among, spans = bits_in(rows), dict[int, list[str]]()
        for year in sorted(counting.keys("year")):
            spans.setdefault(_start(int(year)), []).append(year)
        counts = {start: (counting.said("year", *keys) & among).bit_count() for start, keys in spans.items()}
    return tuple(
        Line(f"{start}–{start + SPAN - 1}", counts[start], query=_span(start))
        for start in sorted(counts)
        if counts[start]
    )


def _span(start: int) -> str:
    return f"year:{start}..{start + SPAN - 1}"


def _start(year: int) -> int:
    """Return the first year of a span: spans end with the years that targets are set for, such as 2030."""
    return (year - 1) // SPAN * SPAN + 1


def _others(of_companies: Sequence[Line], named: Sequence[Line]) -> str:
    """Return what there is to say of companies that are not named; empty where all are."""
    left = len(of_companies) - len(named)
    if not left:
        return ""
    counts = sorted(line.claims for line in of_companies)
    usual = counts[len(counts) // 2]
    return f"and {left:,} more with {named[-1].claims:,} or fewer; half have {usual:,} or more"


def parts(
    dataset: Dataset,
    groupings: Iterable[Grouping],
    rows: Sequence[int],
    stated: Mapping[str, int],
    counting: Counting | None = None,
) -> Iterator[Part]:
    """Yield the parts of an overview as one looks at them.

    `stated` has how many claims state each attribute, nothing as long as that is not known. `counting` is what counts
    very many claims, if it is there; else they are gone through.
    """
    of_companies = [line for line in companies(dataset, rows) if line.claims]
    named = sorted(of_companies, key=lambda line: -line.claims)[:MOST] if len(of_companies) > MOST else of_companies
    yield Part("Companies", tuple(named), _others(of_companies, named))
    stating = tuple(Line(name, count, query=f"has:{name}") for name, count in stated.items())
    yield Part("What claims state", stating, "" if stating else "it takes a moment to read all claims for that")
    yield Part("Kinds", kinds(dataset, rows, counting))
    yield Part("Years spoken of", years(dataset, rows, counting))
    of_pillars, frameworks = [], []
    for grouping in groupings:
        if grouping.lens == PILLARS:
            of_pillars = [line for line in pillars(dataset, grouping, rows) if line.claims]
        else:
            frameworks.append(framework(grouping, rows))
    yield Part("Frameworks", tuple(frameworks))
    if len(of_pillars) <= 3 * MOST:
        yield Part("Pillars", tuple(of_pillars))
