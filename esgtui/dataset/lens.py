"""Lenses: what claims are grouped by, the companies' own pillars or one framework's topics, and each group's count.

Rows are positions in `Dataset.claims`; a group's key is stable, a group's number is its position in `Grouping.groups`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from esgtui.dataset.dataset import Dataset, Filed
from esgtui.dataset.model import Topic
from esgtui.rows import Rows, bits_in

GroupKey = tuple[str, ...]
"""(company id, pillar id), or (topic reference,); empty for claims that are filed under none."""

UNFILED: GroupKey = ()

LARGE = 10_000
"""From how many claims on it is kept what was counted of some of them."""


class Lens(msgspec.Struct, frozen=True):
    """What the middle pane groups by; `id` is a framework's id, empty for the pillars."""

    id: str
    title: str


PILLARS = Lens("", "Pillars")


class Group(msgspec.Struct, frozen=True):
    """One group under a lens; `company` is set for pillars, `depth` is 1 for a topic below another, and so on."""

    key: GroupKey
    title: str
    company: str = ""
    depth: int = 0


def lenses(dataset: Dataset) -> list[Lens]:
    """Return the lenses of a dataset: the pillars, then each framework."""
    return [PILLARS, *(Lens(framework.id, framework.title) for framework in dataset.frameworks.values())]


class Grouping:
    """The groups of a dataset under one lens, and which claims belong to which of them.

    A claim belongs to a topic and to all topics above it, and may belong to several.
    """

    def __init__(self, dataset: Dataset, lens: Lens) -> None:
        self.lens = lens
        self._dataset = dataset
        filed = _pillars(dataset) if lens == PILLARS else _topics(dataset, lens)
        nothing = Group(UNFILED, "No pillar" if lens == PILLARS else "No topic")
        self.groups: tuple[Group, ...] = (*filed, nothing)
        self._number = {group.key: number for number, group in enumerate(self.groups)}
        self._of_topics: dict[tuple[str, ...], tuple[int, ...]] = {}

    @cached_property
    def memberships(self) -> list[tuple[int, ...]]:
        """The numbers of each row's groups."""
        by_cause = self.groups_by_cause
        return [by_cause[number] for number in self._dataset.causes.numbers]

    @cached_property
    def groups_by_cause(self) -> list[tuple[int, ...]]:
        """The numbers of the groups of each of the dataset's causes."""
        return list(map(self.groups_of, self._dataset.causes.causes))

    def groups_of(self, filed: Filed) -> tuple[int, ...]:
        """Return the numbers of a claim's groups, which follow from its company, pillar and topics."""
        if self.lens == PILLARS:
            key = (filed.company, filed.pillar) if filed.pillar else UNFILED
            return (self._number[key],)
        topics = self._dataset.topics_of(filed)
        if (known := self._of_topics.get(topics)) is not None:  # many claims name the same ones
            return known
        numbers: set[int] = set()
        for reference in topics:
            if reference.startswith(self.lens.id + ":"):
                self._climb(reference, numbers)
        self._of_topics[topics] = found = tuple(sorted(numbers)) or (self._number[UNFILED],)
        return found

    def _climb(self, reference: str, numbers: set[int]) -> None:
        """Add the topic and those above it; a topic met before ends the climb, so that a ring of parents does too."""
        current = self._dataset.topics[reference]
        while (number := self._number[current.reference,]) not in numbers:
            numbers.add(number)
            if current.parent:
                current = self._dataset.topics[f"{current.framework}:{current.parent}"]

    def counts(self, rows: Iterable[int]) -> list[int]:
        """Return how many of the rows belong to each group, by the group's number."""
        found = [0] * len(self.groups)
        for cause, times in cause_counts(self._dataset, rows):
            for number in self.groups_by_cause[cause]:
                found[number] += times
        return found

    def rows_in(self, key: GroupKey, rows: Sequence[int]) -> list[int]:
        """Return those of the rows that belong to the group, in their order."""
        number, memberships = self._number[key], self.memberships
        return [row for row in rows if number in memberships[row]]

    def number(self, key: GroupKey) -> int:
        """Return the number of a group."""
        return self._number[key]

    def title(self, key: GroupKey) -> str:
        """Return the title of a group."""
        return self.groups[self._number[key]].title


def cause_counts(dataset: Dataset, rows: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Return how many of the rows have each cause (its number); of all of them that is known."""
    causes, size = dataset.causes, len(dataset.claims)
    if rows == range(size):
        return enumerate(causes.counts)
    if isinstance(rows, Rows) and size > LARGE:
        return ((cause, count) for cause, count in enumerate(dataset.tallies.of(rows.bits)) if count)
    return Counter(map(causes.numbers.__getitem__, rows)).items()


def each_once(rows: Iterable[int]) -> Iterable[int]:
    """Return rows without those that come again; of a whole dataset none does, nor where this was seen to."""
    return rows if isinstance(rows, range | Rows | Iterator) else dict.fromkeys(rows)


def those_of(rows: Sequence[int], chosen: Rows) -> Rows:
    """Return those of some rows that are chosen."""
    return Rows(bits_in(rows) & chosen.bits)


def _pillars(dataset: Dataset) -> list[Group]:
    order = {company: position for position, company in enumerate(dataset.companies)}
    pillars = sorted(dataset.pillars.values(), key=lambda pillar: order[pillar.company])
    return [Group((pillar.company, pillar.id), pillar.title, pillar.company) for pillar in pillars]


def _topics(dataset: Dataset, lens: Lens) -> list[Group]:
    """Return the framework's topics, each followed by the topics below it."""
    below: dict[str, list[Group]] = {}
    for topic in dataset.topics.values():
        if topic.framework == lens.id:
            group = Group((topic.reference,), f"{topic.code} {topic.title}")
            below.setdefault(topic.parent, []).append(group)
    found: list[Group] = []
    waiting = list(reversed(below.pop("", [])))
    while waiting:
        group = waiting.pop()
        found.append(group)
        code = group.key[0].split(":", 1)[1]
        children = [msgspec.structs.replace(child, depth=group.depth + 1) for child in below.pop(code, [])]
        waiting.extend(reversed(children))
    found.extend(group for rest in below.values() for group in rest)  # a ring of parents has no top
    return found


def with_those_above(reference: str, topics: Mapping[str, Topic]) -> list[Topic]:
    """Return a topic and those above it, the uppermost first."""

    def upwards() -> Iterator[Topic]:
        topic = topics.get(reference)
        while topic:
            yield topic
            topic = topics.get(f"{topic.framework}:{topic.parent}") if topic.parent else None

    return list(upwards())[::-1]
