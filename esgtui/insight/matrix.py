"""The matrix: companies by pillars or topics, how many claims stand in each cell, and for how many something holds.

What holds is asked of a set of rows; who tagged or rated them is not known here, nor how the matrix is looked at.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import Group, Grouping, GroupKey, Lens, cause_counts, those_of
from esgtui.rows import Rows

ALL = 0
"""The number of the column that counts all claims of a company, whatever they are filed under."""

Cells = Mapping[tuple[str, int], int]
"""Figures by company (empty for all of them) and column."""


class Column(msgspec.Struct, frozen=True):
    """A column: its title, the groups that it adds up, and how far it stands below another one.

    Pillars of several companies that have one title share a column; those of one company say whose they are, where
    others have pillars too. `code` is what a topic is cited by.
    """

    title: str
    keys: tuple[GroupKey, ...] = ()
    depth: int = 0
    code: str = ""


class Matrix:
    """The claims of companies by the groups of one lens.

    `chosen` are those of the rows for which something holds; None where claims are counted and nothing else.
    """

    def __init__(self, dataset: Dataset, grouping: Grouping, rows: Sequence[int], chosen: Rows | None = None) -> None:
        self.lens: Lens = grouping.lens
        columns, column_of = _columns(dataset, grouping)
        self._dataset = dataset
        self.claims = _counted(dataset, grouping, rows, column_of)
        self.held: Cells | None = None
        if chosen is not None:
            self.held = _counted(dataset, grouping, those_of(rows, chosen), column_of)
        self.most = max((count for (company, at), count in self.claims.items() if company and at != ALL), default=0)
        """The largest count of a cell, totals left out."""
        self.companies: tuple[str, ...] = tuple(each for each in dataset.companies if (each, ALL) in self.claims)
        """Those that have claims among the rows, in the dataset's order."""
        self.silent = len(dataset.companies) - len(self.companies)
        """How many companies have none."""
        is_unfiled = ("", len(columns) - 1) in self.claims
        self.columns: tuple[Column, ...] = tuple(columns if is_unfiled else columns[:-1])

    def count(self, company: str, column: int) -> int:
        """Return how many claims a cell has; a company's name that is empty stands for all companies."""
        return self.claims.get((company, column), 0)

    def share(self, company: str, column: int) -> int | None:
        """Return for how many of a cell's claims it holds, in per cent; None for a cell without claims.

        Only none are 0 %, and only all are 100 %.
        """
        count = self.count(company, column)
        if not count or self.held is None:
            return None
        held = self.held.get((company, column), 0)
        if held in (0, count):
            return 100 if held else 0
        return min(max(round(100 * held / count), 1), 99)

    def figure(self, company: str, column: int) -> int | None:
        """Return what a cell tells: its count or, where something is asked of claims, its share."""
        return self.count(company, column) if self.held is None else self.share(company, column)

    def label(self, company: str) -> str:
        """Return what a row is called."""
        return company_label(self._dataset, company) if company else "All companies"

    def sorted_by(self, column: int) -> tuple[str, ...]:
        """Return the companies with the largest figure of a column first; those of one figure stay in their order."""
        return tuple(sorted(self.companies, key=lambda company: -(self.figure(company, column) or 0)))


def _columns(dataset: Dataset, grouping: Grouping) -> tuple[list[Column], list[int]]:
    """Return the columns, that of all claims first, and the column of each group by its number."""
    columns, column_of = [Column("All")], []
    by_title: dict[str, int] = {}
    titles = [group.title.casefold() for group in grouping.groups]
    shared = Counter(titles)
    keys: list[list[GroupKey]] = [[]]
    are_several = len({group.company for group in grouping.groups if group.company}) > 1
    for group, title in zip(grouping.groups, titles, strict=True):
        at = by_title.get(title) if group.company else None
        if at is None:
            at = len(columns)
            is_own = group.company and are_several and shared[title] == 1
            whose = f"{company_label(dataset, group.company)}: " if is_own else ""
            columns.append(Column(f"{whose}{group.title}", depth=group.depth, code=_code(group)))
            keys.append([])
            if group.company:
                by_title[title] = at
        keys[at].append(group.key)
        column_of.append(at)
    return [
        msgspec.structs.replace(column, keys=tuple(each)) for column, each in zip(columns, keys, strict=True)
    ], column_of


def are_own(pillars: Grouping) -> bool:
    """Return whether several companies have pillars, and none that another one has too."""
    titles = Counter(group.title.casefold() for group in pillars.groups if group.company)
    companies = {group.company for group in pillars.groups if group.company}
    return len(companies) > 1 and titles.total() == len(titles)


def _code(group: Group) -> str:
    return group.key[0].partition(":")[2] if group.key and not group.company else ""


def _counted(dataset: Dataset, grouping: Grouping, rows: Sequence[int], column_of: Sequence[int]) -> Cells:
    """Return how many of the rows each cell has; a claim of several topics counts once in the cell of each."""
    causes = dataset.causes.causes
    columns_of = lru_cache(None)(lambda groups: {ALL, *map(column_of.__getitem__, groups)})
    found: dict[str, Counter[int]] = {}
    for number, times in cause_counts(dataset, rows):
        cells = found.setdefault(causes[number].company, Counter())
        for column in columns_of(grouping.groups_by_cause[number]):
            cells[column] += times
    total = Counter[int]()
    for cells in found.values():
        total.update(cells)
    return {
        (company, column): count for company, cells in {"": total, **found}.items() for column, count in cells.items()
    }
