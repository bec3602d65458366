"""Coverage: which topics no claim speaks to, company by company, and what coders have left open on its claims.

Which claims are tagged, rated or reworded is told to it; who did that is not known here.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import PILLARS, Group, Grouping, cause_counts, those_of
from esgtui.rows import Rows


class Open(msgspec.Struct, frozen=True):
    """What is open on claims: its name, the rows that it is true of, and the filter that finds them."""

    title: str
    rows: Rows
    query: str
    is_of_rest: bool = False
    """Whether it is open on all rows but these."""


class Aspect(msgspec.Struct, frozen=True):
    """A column: what is counted, and of what; `grouping` where it is groups that no claim speaks to, else claims."""

    title: str
    query: str = ""
    grouping: Grouping | None = None

    @property
    def short(self) -> str:
        """A name that fits above a column: a framework's id, or else the title."""
        return self.grouping.lens.id or self.title if self.grouping else self.title


class Coverage:
    """What is left open by the claims at some rows, and on them.

    `is_narrowed` says that the rows are a choice, so that companies without any of them are none of its subject.
    """

    def __init__(
        self,
        dataset: Dataset,
        groupings: Iterable[Grouping],
        rows: Sequence[int],
        still_open: Sequence[Open],
        *,
        is_narrowed: bool,
    ) -> None:
        self._dataset = dataset
        self.claims = _by_company(dataset, rows)
        self.companies: tuple[str, ...] = tuple(
            each for each in dataset.companies if self.claims[each] or not is_narrowed
        )
        self.aspects: list[Aspect] = []
        self._open: list[Mapping[str, int]] = []
        self._spoken: dict[int, Mapping[str, frozenset[int]]] = {}
        self._numbered: dict[int, Mapping[str, Sequence[tuple[int, Group]]]] = {}
        for each in still_open:
            self.aspects.append(Aspect(each.title, each.query))
            held = _by_company(dataset, those_of(rows, each.rows))
            self._open.append(self.claims - held if each.is_of_rest else held)
        for grouping in groupings:
            self._spoken[len(self.aspects)] = _spoken(dataset, grouping, rows)
            self._numbered[len(self.aspects)] = _numbered(grouping, frozenset(self.companies))
            self.aspects.append(Aspect(grouping.lens.title, grouping=grouping))

    def label(self, company: str) -> str:
        """Return what a company is called; an empty id stands for all of them."""
        return company_label(self._dataset, company) if company else "All companies"

    def figure(self, company: str, aspect: int) -> int:
        """Return how many claims are open, or how many groups no claim speaks to."""
        if aspect in self._spoken:
            return len(self.silent(company, aspect))
        return self._open[aspect].get(company, 0)

    def total(self, company: str, aspect: int) -> int:
        """Return of how many claims, or groups, that is."""
        if aspect in self._spoken:
            return len(self._groups(company, aspect))
        return self.claims[company]

    def silent(self, company: str, aspect: int) -> list[Group]:
        """Return the groups that no claim of a company, or of any, speaks to; none where claims are counted."""
        if aspect not in self._spoken:
            return []
        spoken = self._spoken[aspect].get(company, frozenset())
        return [group for number, group in self._groups(company, aspect) if number not in spoken]

    def silent_titles(self, company: str, aspect: int) -> list[str]:
        """Return what the groups of `silent` are called; beside all companies' also whose each one is."""
        silent = self.silent(company, aspect)
        if company:
            return [group.title for group in silent]
        return [f"{self.label(group.company)}: {group.title}" if group.company else group.title for group in silent]

    def _groups(self, company: str, aspect: int) -> Sequence[tuple[int, Group]]:
        """Return the groups that a company could speak to, with their numbers: of pillars only its own.

        All companies could speak to those of every company that is told of.
        """
        grouping, by_company = self.aspects[aspect].grouping, self._numbered[aspect]
        is_of_companies = grouping is not None and grouping.lens == PILLARS
        return by_company.get(company if is_of_companies else "", ())

    def sorted_by(self, aspect: int) -> tuple[str, ...]:
        """Return the companies with the largest figure first; those of one figure stay in their order."""
        return tuple(sorted(self.companies, key=lambda company: -self.figure(company, aspect)))


def _by_company(dataset: Dataset, rows: Iterable[int]) -> Counter[str]:
    """Return how many of the rows each company has, and all of them under an empty id."""
    found: Counter[str] = Counter()
    for number, times in cause_counts(dataset, rows):
        found[dataset.causes.causes[number].company] += times
    found[""] = found.total()
    return found


def _numbered(grouping: Grouping, companies: Container[str]) -> Mapping[str, Sequence[tuple[int, Group]]]:
    """Return the groups with their numbers by company, and all of them under an empty id; what is unfiled is none.

    Groups of other companies than those wanted are left out.
    """
    numbered = enumerate(grouping.groups[:-1])
    wanted = [(number, group) for number, group in numbered if not group.company or group.company in companies]
    found: dict[str, list[tuple[int, Group]]] = {"": wanted}
    for number, group in found[""]:
        if group.company:
            found.setdefault(group.company, []).append((number, group))
    return found


def _spoken(dataset: Dataset, grouping: Grouping, rows: Iterable[int]) -> Mapping[str, frozenset[int]]:
    """Return the numbers of the groups that the claims of each company, and of all, speak to."""
    causes, groups = dataset.causes.causes, grouping.groups_by_cause
    found: dict[str, set[int]] = {"": set()}
    for number, times in cause_counts(dataset, rows):
        if times:
            found.setdefault(causes[number].company, set()).update(groups[number])
            found[""].update(groups[number])
    return {company: frozenset(numbers) for company, numbers in found.items()}
