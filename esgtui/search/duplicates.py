"""Find the claims that are near-identical to another one, in groups. How like two claims are, `likeness.py` says.

What is found is exact: the same as by comparing each claim with each. Most pairs are never looked at, since claims
that are alike must share one of their rarest words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from esgtui.search.likeness import FIGURE, NAME, ORDER, OWN_NAME, Spans, differing, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.dataset.model import Claim
    from esgtui.search.likeness import Likeness, Wording

STEP = 500
"""Progress is reported, and may stop the work, after this many claims each."""

_ROUNDING = 1e-9
_FIGURE, _NAME = "\ue002", "\ue003"  # of the private use area, as the stand-in for a company's name is


class Member(msgspec.Struct, frozen=True):
    """A claim of a group: how like it is to the group's first one, in per cent, and where its statement differs.

    `differs` are half-open character offsets of the words that the first claim does not have; in the first claim
    itself, of those that not all others have.
    """

    row: int
    percent: int
    differs: Spans


class Group(msgspec.Struct, frozen=True):
    """Claims that are near-identical, in the dataset's order; at least two."""

    members: tuple[Member, ...]

    @property
    def percent(self) -> float:
        """How like the further claims are to the first one, on average."""
        return sum(member.percent for member in self.members[1:]) / (len(self.members) - 1)


def grouped(
    claims: Sequence[Claim],
    rows: Sequence[int],
    likeness: Likeness,
    least: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Group]:
    """Return the claims at `rows` (ascending) that are at least `least` (over 10) per cent like another, in groups.

    Two claims that are that much alike are always in the same group, so each claim of a group is that much like some
    other one of it, though not always like the first. Every claim is in one group at most. The groups whose claims
    are the most like their first one come first, then the larger ones, then in the dataset's order.
    """
    tell = progress or _tell_nobody
    wordings: list[Wording] = []
    for first in range(0, len(rows), STEP):
        tell(first, 3 * len(rows))
        chosen = [claims[row] for row in rows[first : first + STEP]]
        wordings += likeness.wordings([claim.statement for claim in chosen], [claim.company for claim in chosen])
    repeats: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        if wording.words:
            repeats.setdefault(" ".join(wording.words), []).append(number)
    firsts = [numbers[0] for numbers in repeats.values()]
    joined = _Join([wordings[number] for number in firsts], likeness, least).run(tell)
    together: dict[int, list[int]] = {}
    for root, numbers in zip(joined, repeats.values(), strict=True):
        together.setdefault(root, []).extend(numbers)
    groups = [
        _group([(rows[number], wordings[number]) for number in sorted(numbers)], claims, likeness)
        for numbers in together.values()
        if len(numbers) > 1
    ]
    return sorted(groups, key=lambda group: (-group.percent, -len(group.members), group.members[0].row))


def _tell_nobody(_done: int, _total: int) -> None:
    """Take in how far the work is, where nobody asked to be told."""


def _group(chosen: list[tuple[int, Wording]], claims: Sequence[Claim], likeness: Likeness) -> Group:
    (row, first), *others = chosen
    everywhere = msgspec.structs.replace(first, known=first.known.intersection(*(other.known for _, other in others)))
    members = [Member(row, 100, differing(claims[row].statement, first, everywhere))]
    for row, other in others:
        differs = differing(claims[row].statement, other, first)
        members.append(Member(row, percent(likeness.score(first, other)), differs))
    return Group(tuple(members))


class _Join:
    """Joins wordings, all different from each other, to groups of those that are alike.

    A score is at most `ORDER` plus the rest times the share of the words in common, numbers and companies' names
    counted as if they were all the same. For two wordings to reach a score, what they have in common has thus to
    weigh so much that, going through the words of either from the rarest on, the first two common ones must have come
    before the words left weigh less than that ("prefix filtering": Chaudhuri, Ganti, Kaushik, "A primitive operator
    for similarity joins in data cleaning", ICDE 2006). So wordings are compared that share two of their rarest words.
    """

    def __init__(self, wordings: Sequence[Wording], likeness: Likeness, least: int) -> None:
        self._wordings = wordings
        self._likeness = likeness
        self._least = least
        self._in_common = (least / 100 - ORDER) / (1 - ORDER) - _ROUNDING
        """What share of the weight of two wordings together has to be in common, twice counted."""
        self._least_share = self._in_common / (2 - self._in_common)
        """What share of either one's weight that is, at least: the other cannot have more in common than it weighs."""
        self._leader = list(range(len(wordings)))
        kinds = [_kinds(wording) for wording in wordings]
        commonness = Counter(kind for each in kinds for kind in each)
        ranked = sorted(commonness, key=lambda kind: (commonness[kind], kind))
        rank = {kind: at for at, kind in enumerate(ranked)}
        self._weights = [self._weight(kind) for kind in ranked]
        self._kinds = [sorted([rank[kind] for kind in each]) for each in kinds]
        self._sets = list(map(frozenset, self._kinds))
        self._fewest = [self._fewest_in_common(each) for each in self._kinds]

    def _weight(self, kind: str) -> float:
        return FIGURE if kind[0] == _FIGURE else NAME if kind[0] == _NAME else self._likeness.weights[kind]

    def _fewest_in_common(self, kinds: list[int]) -> int:
        """Return how many words at least another wording has to have in common: were they the heaviest."""
        weights = sorted([self._weights[kind] for kind in kinds], reverse=True)
        sums = list(accumulate(weights))
        return bisect_left(sums, sums[-1] * self._least_share) + 1

    def run(self, tell: Callable[[int, int], None]) -> list[int]:
        """Return for each wording the number of the one that its group goes by."""
        total, leader = len(self._wordings), self._leader
        sharing: defaultdict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)
        for done, number in enumerate(sorted(range(total), key=lambda number: self._wordings[number].weight)):
            if done % STEP == 0:
                tell(total + 2 * done, 3 * total)
            weight = self._wordings[number].weight
            lightest = (weight * self._least_share,)
            for pair, heaviest in self._rarest_pairs(self._kinds[number], weight):
                before = sharing[pair]
                for _, theirs, other in before[bisect_left(before, lightest) : bisect_left(before, (heaviest,))]:
                    if theirs >= weight and leader[other] != leader[number]:
                        self._compare(number, other)
                if heaviest >= weight:
                    before.append((weight, heaviest, number))
        return [self._find(number) for number in range(total)]

    def _rarest_pairs(self, kinds: list[int], weight: float) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield any two of the rarest words, with how heavy a wording may be for these to be the first two in common.

        All others in common are among those left, so what a wording weighs is bound by what is left. A word is paired
        with itself if it alone can be all that has to be in common.
        """
        left, before, needed = weight, list[int](), weight * self._least_share
        heaviest = max([self._weights[kind] for kind in kinds])
        for kind in kinds:
            if left < needed - heaviest:
                return
            if heaviest >= needed:
                yield (kind, kind), 2 * left / self._in_common - weight
            for rarer in before:
                yield (rarer, kind), 2 * (left + self._weights[rarer]) / self._in_common - weight
            before.append(kind)
            left -= self._weights[kind]

    def _compare(self, one: int, other: int) -> None:
        if len(self._sets[one] & self._sets[other]) < max(self._fewest[one], self._fewest[other]):
            return
        first, second = self._find(one), self._find(other)
        if first != second:
            score = self._likeness.score(self._wordings[one], self._wordings[other], self._least / 100)
            if percent(score) >= self._least:
                self._leader[max(first, second)] = min(first, second)

    def _find(self, number: int) -> int:
        leader = self._leader
        root = number
        while leader[root] != root:
            root = leader[root]
        while leader[number] != root:
            leader[number], number = root, leader[number]
        return root


def _kinds(wording: Wording) -> list[str]:
    """Return a wording's words with the first number, the second and so on in place of numbers, and names alike."""
    plain = [word for word in wording.known if word not in wording.figures and word[0] != OWN_NAME]
    names = len(wording.known) - len(plain) - len(wording.figures)
    figures = [f"{_FIGURE}{at}" for at in range(len(wording.figures))]
    return [*plain, *figures, *(f"{_NAME}{at}" for at in range(names))]
