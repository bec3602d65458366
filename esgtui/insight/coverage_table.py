"""Coverage as a table, for exports and the shell: counts of what is open, and which topics no claim speaks to."""

from collections.abc import Iterable, Iterator

from esgtui.dataset.lens import Group
from esgtui.insight.coverage import Coverage
from esgtui.insight.table import Cell, Table

FEW = 20
"""Of so many companies at most the silent topics are named below the table in text."""


def coverage_table(coverage: Coverage, title: str) -> Table:
    """Return coverage as a table with a row for each company, that of all of them first."""
    companies = ("", *coverage.companies)
    aspects = range(len(coverage.aspects))
    heads: list[str] = ["company", "claims"]
    for aspect in coverage.aspects:
        heads += [f"{aspect.title}: no claim", f"{aspect.title}: which"] if aspect.grouping else [aspect.title]
    rows: list[tuple[Cell, ...]] = []
    looks: list[tuple[str, ...]] = [("company", "claims", *(each.short for each in coverage.aspects))]
    for company in companies:
        cells: list[Cell] = [coverage.label(company), coverage.claims[company]]
        for at in aspects:
            cells.append(coverage.figure(company, at))
            if coverage.aspects[at].grouping:
                cells.append(which(coverage.silent(company, at)))
        rows.append(tuple(cells))
        texts = (of_total(coverage, company, at) for at in aspects)
        looks.append((coverage.label(company), f"{coverage.claims[company]:,}", *texts))
    return Table(title, tuple(heads), rows, looks=looks, notes=tuple(_notes(coverage)))


def of_total(coverage: Coverage, company: str, aspect: int) -> str:
    """Return a figure with what it is out of, such as `6 of 11`."""
    return f"{coverage.figure(company, aspect):,} of {coverage.total(company, aspect):,}"


def which(groups: Iterable[Group]) -> str:
    """Return groups by their titles, in one line."""
    return "; ".join(group.title for group in groups)


def _notes(coverage: Coverage) -> Iterator[str]:
    shown = ["", *coverage.companies] if len(coverage.companies) <= FEW else [""]
    for company in shown:
        for at, aspect in enumerate(coverage.aspects):
            silent = coverage.silent(company, at)
            if silent:
                yield f"{coverage.label(company)}, no claim on {aspect.short}: {which(silent)}"
