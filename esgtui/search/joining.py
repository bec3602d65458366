"""Join texts that are alike to groups, exactly, without comparing each with each.

How like two texts are, `likeness.py` says; what the groups are for is not known here.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from esgtui.search.likeness import AFTER_DIGITS, FIGURE, NAME, ORDER, OTHER_FIGURE, OWN_NAME, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from esgtui.search.likeness import Likeness

STEP = 500
"""Progress is reported, and may stop the work, after this many texts each."""

FEW = 16
"""These many texts are compared each with each: to part them further takes longer."""

KEPT = 20_000
"""The wordings of these many texts are kept at hand."""

Member = tuple[int, int, float]
"""A text, how many of its words, from the rarest on, come before those left, and what these weigh."""

Holding = tuple["array[int]", "array[int]", "array[float]"]
"""The members that have a word, as columns."""
_ROUNDING = 1e-8
_FIGURE, _NAME = 1 << 28, 1 << 29


class _Numbers(dict[str, int]):
    """A number for each word, the rarest first; all figures have the same one, and so have all companies' names.

    `weights` tells what the word with a number weighs, and the first, second, ... of a text's figures and names.
    """

    def __init__(self, likeness: Likeness) -> None:
        super().__init__()
        self.weights: dict[int, float] = {}
        self._likeness = likeness
        for word in likeness.rarest_first():
            self[word]  # is numbered as it is met

    def __missing__(self, word: str) -> int:
        if word < AFTER_DIGITS:
            number = _FIGURE
        elif word.startswith(OWN_NAME):
            number = _NAME
        else:
            number = len(self)
            self.weights[number] = self._likeness.weights[word]
        self[word] = number
        return number


class Join:
    """Joins texts, all different from each other, to groups of those that are alike.

    A score is at most `ORDER` times how much of the order can agree, plus the rest times the share of the words in
    common, numbers and companies' names counted as if they were all the same. For two texts to reach a score, what they
    have in common has thus to weigh so much that, going through the words of either from the rarest on, the first
    common one must have come before the words left weigh less than that ("prefix filtering": Chaudhuri, Ganti, Kaushik,
    "A primitive operator for similarity joins in data cleaning", ICDE 2006). The same holds for the second common one,
    and so on: texts that share one of their rarest words are parted by the next until few are left to be compared.
    """

    def __init__(self, texts: Sequence[str], likeness: Likeness, least: int) -> None:
        self._likeness = likeness
        self._least = least
        self._in_common = (least / 100 - ORDER) / (1 - ORDER) - _ROUNDING
        """What share of the weight of two texts together has to be in common, twice counted."""
        self._least_share = self._in_common / (2 - self._in_common)
        """What share of either one's weight that is, at least: the other cannot have more in common than it weighs."""
        self._texts = texts
        self._leader = list(range(len(texts)))
        self._kinds: list[array[int]] = []
        self._weight: list[float] = []
        self._length: list[int] = []
        self._numbers = _Numbers(likeness)
        self._weights = self._numbers.weights
        self._wording = lru_cache(KEPT)(lambda number: likeness.wording(texts[number]))
        self._failed: set[tuple[int, int]] = set()

    def run(self, tell: Callable[[int, int], None]) -> list[int]:
        """Return for each text the number of the one that its group goes by; `tell` hears how much of all is done."""
        total = len(self._texts)
        for first in range(0, total, STEP):
            tell(first, 2 * total)
            for text in self._texts[first : first + STEP]:
                self._take_in(text)
        holding = self._holding()
        entries = sum(len(numbers) for numbers, _, _ in holding.values()) or 1
        done = next_telling = 0
        for word in sorted(holding):
            if done >= next_telling:
                tell(total + total * done // entries, 2 * total)
                next_telling = done + STEP
            numbers, places, lefts = holding.pop(word)
            done += len(numbers)
            if self._are_apart(numbers):
                self._failed.clear()
                self._part(list(zip(numbers, places, lefts, strict=True)), word)
        return [self._find(number) for number in range(total)]

    def _take_in(self, text: str) -> None:
        words = text.split()
        numbers, weights = self._numbers, self._weights
        kinds = sorted(map(numbers.__getitem__, set(words)))
        if kinds[-1] >= _FIGURE:
            figures, names = kinds.count(_FIGURE), kinds.count(_NAME)
            stand_ins = [*range(_FIGURE, _FIGURE + figures), *range(_NAME, _NAME + names)]
            kinds[len(kinds) - figures - names :] = stand_ins
            for kind in stand_ins:
                weights[kind] = FIGURE if kind < _NAME else NAME
        self._kinds.append(array("i", kinds))
        self._weight.append(sum([weights[kind] for kind in kinds]))
        self._length.append(len(words))

    def _holding(self) -> dict[int, Holding]:
        """Return for each word the texts that have it among their rarest, the lightest first."""
        holding: defaultdict[int, Holding] = defaultdict(lambda: (array("i"), array("i"), array("d")))
        weights = self._weights
        for number in sorted(range(len(self._texts)), key=self._weight.__getitem__):
            left = self._weight[number]
            needed = left * self._least_share
            for at, kind in enumerate(self._kinds[number], 1):
                if left < needed:
                    break
                left -= weights[kind]
                numbers, places, lefts = holding[kind]
                numbers.append(number)
                places.append(at)
                lefts.append(left)
        return holding

    def _are_apart(self, numbers: Iterable[int]) -> bool:
        """Tell whether these texts are not all in one group already; a single one is."""
        return len(set(map(self._find, numbers))) > 1

    def _part(self, members: list[Member], word: int) -> None:
        """Compare the texts whose rarest common word may be `word`: those that share a second one, where they are many.

        The lightest come first.
        """
        common = self._weights[word]
        if len(members) <= FEW:
            self._compare_all(members, word, common)
            return
        leader, weight, weights, share = self._leader, self._weight, self._weights, self._least_share
        enough: list[Member] = []
        further: defaultdict[int, list[Member]] = defaultdict(list)
        for member in members:
            number, at, left = member
            needed = weight[number] * share - common
            if needed <= 0:
                enough.append(member)
            for kind in self._kinds[number][at:]:
                if left < needed:
                    break
                left -= weights[kind]
                further[kind].append((number, at, left))
        self._compare_all(enough, word, common)
        for kind, those in further.items():
            if len(those) > 1 and len({leader[number] for number, _, _ in those}) > 1:
                self._compare_all(those, word, common + weights[kind])

    def _compare_all(self, members: Sequence[Member], word: int, common: float) -> None:
        """Compare texts each with each, but those that are too light or have too little left in common."""
        leader, failed = self._leader, self._failed
        own = [self._weight[number] for number, _, _ in members]
        twice = 2 / self._in_common
        heaviest = [(common + left) * twice - weight for (_, _, left), weight in zip(members, own, strict=True)]
        for at, (one, _, _) in enumerate(members):
            weight = own[at]
            first = bisect_left(own, weight * self._least_share, 0, at)
            last = bisect_right(own, heaviest[at], first, at)
            mine = leader[one]
            known = None
            for place in range(first, last):
                if heaviest[place] < weight:
                    continue
                other = members[place][0]
                if leader[other] != mine and (one, other) not in failed:
                    known = known or frozenset(self._kinds[one])
                    self._compare(one, other, known.intersection(self._kinds[other]), word)
                    mine = leader[one]

    def _compare(self, one: int, other: int, both: frozenset[int], word: int) -> None:
        first, second = self._find(one), self._find(other)
        if first == second:
            return
        if min(both) == word and self._are_alike(one, other, both):  # with a rarer one they were compared before
            self._leader[max(first, second)] = min(first, second)
        else:
            self._failed.add((one, other))

    def _are_alike(self, one: int, other: int, both: frozenset[int]) -> bool:
        """Tell whether two texts with these words in common are alike; most need no exact score for that."""
        weights, length = self._weights, self._length
        least, together = self._least / 100, self._weight[one] + self._weight[other]
        common = sum([weights[kind] for kind in both])
        further = min(length[one] - len(self._kinds[one]), length[other] - len(self._kinds[other]))
        order = 2 * (len(both) + further) / (length[one] + length[other])
        if (1 - ORDER) * 2 * common / together + ORDER * order < least - _ROUNDING:
            return False
        figures = sum([kind >= _FIGURE for kind in both])
        names = sum([kind >= _NAME for kind in both])
        doubtful = (1 - OTHER_FIGURE) * FIGURE * (figures - names) + NAME * names  # at worst none is the same
        if (1 - ORDER) * 2 * (common - doubtful) / together > least + _ROUNDING:
            return True
        return percent(self._likeness.score(self._wording(one), self._wording(other), least)) >= self._least

    def _find(self, number: int) -> int:
        leader = self._leader
        root = number
        while leader[root] != root:
            root = leader[root]
        while leader[number] != root:
            leader[number], number = root, leader[number]
        return root
