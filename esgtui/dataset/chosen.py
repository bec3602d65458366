"""Rows of a dataset, and how many of them each company and each group has: counted and narrowed without an index.

What is chosen by filters alone, or not narrowed at all, needs none.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from esgtui.dataset.filing import Filing


class Chosen:
    """Some rows in ascending order; `hints` is what there is to say about how they were chosen. For any thread.

    `by_cause` is how many of them each cause has, where that is known.
    """

    def __init__(
        self,
        filing: Filing,
        rows: Sequence[int],
        hints: tuple[str, ...] = (),
        by_cause: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self._filing = filing
        self._rows = rows
        self._known = by_cause
        self.hints = hints

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @cached_property
    def _by_cause(self) -> Sequence[tuple[int, int]]:
        return list(self._filing.cause_counts(self._rows)) if self._known is None else self._known

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many of the rows the companies and groups have, by running number; those that have none are left out."""
        return self._filing.counted(self._by_cause)

    def within(self, number: int) -> "Chosen":
        """Return those of the rows that the company or group with a running number has."""
        numbers = self._filing.numbers_by_cause
        here = [(cause, times) for cause, times in self._by_cause if number in numbers[cause]]
        return Chosen(self._filing, self._filing.rows_within(number, self._rows), self.hints, here)

    def rows(self) -> Sequence[int]:
        """Return the rows."""
        return self._rows
