"""Coverage as a table, for exports and the shell: counts of what is open, and which topics no claim speaks to."""

from collections.abc import Callable, Iterator, Sequence

from esgtui.insight.coverage import Coverage
from esgtui.insight.table import Cell, Table

FEW = 20
"""Of so many companies at most the silent topics are named below the table in text."""
MOST_NAMED = 30
"""So many topics at most are named where people read them; more are counted."""


def coverage_table(coverage: Coverage, title: str) -> Table:
    """Return coverage as a table with a row for each company, that of all of them first."""
    companies = ("", *coverage.companies)
    aspects = range(len(coverage.aspects))
    heads: list[str] = ["company", "claims"]
    for aspect in coverage.aspects:
        heads += [f"{aspect.title}: no claim", f"{aspect.title}: which"] if aspect.grouping else [aspect.title]
    rows: list[tuple[Cell, ...]] = []
    to_read: list[tuple[Cell, ...]] = []
    looks: list[tuple[str, ...]] = [("company", "claims", *(each.short for each in coverage.aspects))]
    for company in companies:
        rows.append(tuple(_cells(coverage, company, "; ".join)))
        to_read.append(tuple(_cells(coverage, company, which)))
        texts = (of_total(coverage, company, at) for at in aspects)
        looks.append((coverage.label(company), f"{coverage.claims[company]:,}", *texts))
    return Table(title, tuple(heads), rows, looks=looks, notes=tuple(_notes(coverage)), to_read=to_read)


def _cells(coverage: Coverage, company: str, told: Callable[[Sequence[str]], str]) -> Iterator[Cell]:
    """Yield the cells of a row, with silent topics as `told` tells them."""
    yield from (coverage.label(company), coverage.claims[company])
    for at, aspect in enumerate(coverage.aspects):
        yield coverage.figure(company, at)
        if aspect.grouping:
            yield told(coverage.silent_titles(company, at))


def of_total(coverage: Coverage, company: str, aspect: int) -> str:
    """Return a figure with what it is out of, such as `6 of 11`."""
    return f"{coverage.figure(company, aspect):,} of {coverage.total(company, aspect):,}"


def which(titles: Sequence[str], between: str = "; ") -> str:
    """Return titles in one line; of very many the first ones, and how many more there are."""
    named = between.join(titles[:MOST_NAMED])
    return f"{named}{between}and {len(titles) - MOST_NAMED:,} more" if len(titles) > MOST_NAMED else named


def _notes(coverage: Coverage) -> Iterator[str]:
    shown = ["", *coverage.companies] if len(coverage.companies) <= FEW else [""]
    for company in shown:
        for at, aspect in enumerate(coverage.aspects):
            silent = coverage.silent_titles(company, at)
            if silent:
                yield f"{coverage.label(company)}, no claim on {aspect.short}: {which(silent)}"
