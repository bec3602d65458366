"""Running numbers for a dataset's companies and for the groups under all of its lenses, as an index files claims.

The numbers follow from the dataset's content alone, so that an index that was kept from another day agrees with them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from esgtui.bits import bits_of
from esgtui.dataset.dataset import Dataset, Filed
from esgtui.dataset.lens import Grouping, GroupKey, Lens, cause_counts, lenses
from esgtui.rows import Rows, bits_in


class Filing:
    """Numbers companies first, then each lens's groups, the pillars' first."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.lenses: list[Lens] = lenses(dataset)
        self._groupings = [Grouping(dataset, lens) for lens in self.lenses]
        self._companies = {company: number for number, company in enumerate(dataset.companies)}
        self._starts: list[int] = []
        self.size = len(self._companies)
        """How many numbers there are."""
        for grouping in self._groupings:
            self._starts.append(self.size)
            self.size += len(grouping.groups)

    def grouping(self, lens: Lens) -> Grouping:
        """Return the groups under a lens."""
        return self._groupings[self.lenses.index(lens)]

    def numbers(self, filed: Filed) -> tuple[int, ...]:
        """Return the numbers of all that a claim is filed under; they follow from company, pillar and topics."""
        found = [self._companies[filed.company]]
        for start, grouping in zip(self._starts, self._groupings, strict=True):
            found += [start + number for number in grouping.groups_of(filed)]
        return tuple(found)

    def company(self, company_id: str) -> int:
        """Return a company's number."""
        return self._companies[company_id]

    def group(self, lens: Lens, key: GroupKey) -> int:
        """Return the number of a group under a lens."""
        return self._starts[self.lenses.index(lens)] + self.grouping(lens).number(key)

    def company_counts(self, counts: Mapping[int, int]) -> list[int]:
        """Return how many claims each company has, in the dataset's order; `counts` tells it by running number."""
        return [counts.get(number, 0) for number in range(len(self._companies))]

    def counts(self, lens: Lens, counts: Mapping[int, int]) -> list[int]:
        """Return how many claims each group under a lens has, in their order; `counts` tells it by running number."""
        start = self._starts[self.lenses.index(lens)]
        return [counts.get(number, 0) for number in range(start, start + len(self.grouping(lens).groups))]

    @cached_property
    def numbers_by_cause(self) -> list[tuple[int, ...]]:
        """The numbers of all that claims of each cause are filed under."""
        return list(map(self.numbers, self._dataset.causes.causes))

    def counted(self, by_cause: Iterable[tuple[int, int]]) -> Counter[int]:
        """Return how many claims each company and group has, by running number, of so many with each cause."""
        found, causes = Counter[int](), self._dataset.causes.causes
        counts = list(by_cause)
        for cause, times in counts:
            found[self._companies[causes[cause].company]] += times
        for start, grouping in zip(self._starts, self._groupings, strict=True):
            groups = grouping.groups_by_cause
            for cause, times in counts:
                for number in groups[cause]:
                    found[start + number] += times
        return found

    def cause_counts(self, rows: Iterable[int]) -> Iterable[tuple[int, int]]:
        """Return how many of the rows have each cause."""
        return cause_counts(self._dataset, rows)

    def rows_within(self, number: int, rows: Sequence[int]) -> Rows:
        """Return those of the rows that are filed under a running number."""
        by_cause = self._dataset.by_cause
        here = (cause for cause, numbers in enumerate(self.numbers_by_cause) if number in numbers)
        return Rows(bits_in(rows) & bits_of(chain.from_iterable(map(by_cause.rows_of, here))))
