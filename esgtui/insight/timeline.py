"""When what claims tell of is to happen, or did: each company's periods, base and target years, and horizons.

Every span of years of a company has a lane of its own, so that targets that overlap never hide each other. How years
become cells of a line is told in `axis.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import each_once
from esgtui.dataset.model import Claim

SpanKind = Literal["target", "base", "period", "horizon"]
KINDS: tuple[SpanKind, ...] = ("target", "base", "period", "horizon")
HORIZONS: tuple[str, ...] = ("short", "medium", "long")
BEYOND = 10_000
"""After every year: where what has none is put in order."""


class Span(msgspec.Struct, frozen=True):
    """What a claim says of time.

    A target has its year in `last`, and its base year, where it is stated, in `first`; a base year alone is in `first`.
    A period has both years. A horizon has none: the document gave no year, so none is made up. `is_read` says that the
    years were found in the text, since the curator's fields state none.
    """

    kind: SpanKind
    first: int | None = None
    last: int | None = None
    horizon: str = ""
    is_read: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are stated, the earlier one first."""
        return tuple(year for year in (self.first, self.last) if year is not None)

    @property
    def words(self) -> str:
        """What is stated, in a few words: `2019 → 2045`, `by 2030`, `from 2019`, `2019–2021`, `long term`."""
        if self.kind == "horizon":
            return f"{self.horizon} term"
        if self.kind == "base":
            return f"from {self.first}"
        if self.kind == "target":
            return f"by {self.last}" if self.first is None else f"{self.first} → {self.last}"
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


class Lane(msgspec.Struct, frozen=True):
    """One span of one company, and the rows of the claims that state it, in the order that they were given in."""

    company: str
    span: Span
    rows: tuple[int, ...]


class Lanes(msgspec.Struct, frozen=True):
    """One company: its name, its lanes from the first to the last, and how many of its claims have any."""

    company: str
    title: str
    lanes: tuple[Lane, ...]
    claims: int

    @property
    def rows(self) -> tuple[int, ...]:
        """The claims of all lanes, each once."""
        return tuple(dict.fromkeys(row for lane in self.lanes for row in lane.rows))


class Timeline(msgspec.Struct, frozen=True):
    """The companies that state any time, in the dataset's order, and the years from the first stated to the last.

    `first` and `last` are None where no claim states a year. `dated` claims state a year, `undated` ones a horizon
    alone, `silent` ones nothing of the kind.
    """

    companies: tuple[Lanes, ...]
    first: int | None
    last: int | None
    dated: int
    undated: int
    silent: int

    @property
    def lines(self) -> "tuple[Lanes | Lane, ...]":
        """What is shown line by line: each company, followed by its lanes."""
        found: list[Lanes | Lane] = []
        for lanes in self.companies:
            found += (lanes, *lanes.lanes)
        return tuple(found)


Reading = Callable[[int], Iterable[Span]]
"""Returns the spans that were found in the text of the claim at a row; asked only where the fields state none."""


def spans_of(claim: Claim) -> Iterator[Span]:
    """Yield what the claim's own fields say of time; a horizon beside a target year adds nothing, and is left out."""
    if claim.target_year is not None:
        yield Span("target", claim.base_year, claim.target_year)
    elif claim.base_year is not None:
        yield Span("base", claim.base_year)
    if claim.period:
        first, _, last = claim.period.partition("-")
        yield Span("period", int(first), int(last or first))
    if claim.horizon and claim.target_year is None:
        yield Span("horizon", horizon=claim.horizon)


def timeline(dataset: Dataset, rows: Iterable[int], read: Reading | None = None) -> Timeline:
    """Return what the claims at these rows say of time, by company."""
    found: dict[str, dict[Span, list[int]]] = {}
    dated = undated = silent = 0
    for row in each_once(rows):
        claim = dataset.claims[row]
        spans = list(spans_of(claim)) or (list(read(row)) if read else [])
        lanes = found.setdefault(claim.company, {}) if spans else {}
        for span in spans:
            lanes.setdefault(span, []).append(row)
        has_years = any(span.years for span in spans)
        dated, undated, silent = dated + has_years, undated + (bool(spans) and not has_years), silent + (not spans)
    companies = tuple(_lanes(dataset, company, found[company]) for company in dataset.companies if company in found)
    years = [year for lanes in companies for lane in lanes.lanes for year in lane.span.years]
    return Timeline(companies, min(years, default=None), max(years, default=None), dated, undated, silent)


def _lanes(dataset: Dataset, company: str, found: dict[Span, list[int]]) -> Lanes:
    lanes = tuple(Lane(company, span, tuple(found[span])) for span in sorted(found, key=_order))
    claims = len({row for lane in lanes for row in lane.rows})
    return Lanes(company, company_label(dataset, company), lanes, claims)


def _order(span: Span) -> tuple[int, ...]:
    """Return where a lane stands: by the year that its span ends in, then by the one that it begins in."""
    years = span.years or (BEYOND, BEYOND + HORIZONS.index(span.horizon))
    return (years[-1], years[0], KINDS.index(span.kind), span.is_read)
