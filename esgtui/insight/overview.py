"""The overview: what is in a dataset, or in some claims of it, part by part, each line with its number of claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Protocol, get_args

import msgspec

from esgtui.bits import bits_of, flags_of
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import PILLARS, Grouping, cause_counts
from esgtui.dataset.model import Kind
from esgtui.dataset.spans import SpanLanes
from esgtui.rows import bits_in
from esgtui.search.keys import years_of

if TYPE_CHECKING:
    from esgtui.dataset.columns import Numbers

SPAN = 5
"""Years are told by so many at a time."""
MOST = 10
"""Of very many companies, so many are named, those with the most claims first."""


class Counting(Protocol):
    """Counts claims without going through them: a search that is ready."""

    def keys(self, field: str) -> Mapping[str, int]:
        """Return how many claims have each key of a field."""

    def count(self, text: str) -> int:
        """Return how many claims a query finds."""

    def said(self, field: str, key: str) -> int:
        """Return the set of rows (see `bits.py`) with a key of a field."""


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
    elif rows == range(len(dataset.claims)):
        counts = counting.keys("kind")
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
    size = len(dataset.claims)
    if counting and rows != range(size) and dataset.registers:
        counts = _years_of_lanes(dataset.registers.lanes.among(flags_of(bits_in(rows), size)))
    elif counting:
        counts = {
            start: counting.count(_span(start)) for start in {_start(int(year)) for year in counting.keys("year")}
        }
    else:
        counts = Counter(start for row in rows for start in {_start(year) for year in years_of(dataset.claims[row])})
    return tuple(Line(f"{start}–{start + SPAN - 1}", counts[start], query=_span(start)) for start in sorted(counts))


def _years_of_lanes(lanes: SpanLanes) -> Mapping[int, int]:
    """Return how many claims speak of a year in each span of years."""
    by_start: dict[int, list[Numbers]] = {}
    for number, (begin, end) in zip(lanes.lane_spans, pairwise(lanes.starts), strict=True):
        span = lanes.spans[number]
        years = range(span.years[0], span.years[-1] + 1) if span.kind == "period" else span.years
        for start in set(map(_start, years)):
            by_start.setdefault(start, []).append(lanes.rows[begin:end])
    return {start: bits_of(chain.from_iterable(rows)).bit_count() for start, rows in by_start.items()}


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
