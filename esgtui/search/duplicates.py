"""Find the claims that are near-identical to another one, in groups. How like two claims are, `likeness.py` says.

What is found is exact: the same as by comparing each claim with each. Most pairs are never looked at, since claims
that are alike must share one of their rarest words.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from esgtui.search.joining import Join
from esgtui.search.likeness import Likeness, Spans, counted, differing, percent
from esgtui.search.text import all_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from esgtui.dataset.model import Claim

STEP = 500
"""Progress is reported, and may stop the work, after this many claims each."""


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
    texts = _folded([claims[row] for row in rows], tell)
    return _grouped(claims, rows, texts, likeness, least, tell)


def near_identical(
    claims: Sequence[Claim],
    rows: Sequence[int],
    names: Mapping[str, Iterable[str]],
    least: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Group]:
    """Return what `grouped` does, by the words of all the claims; `names` holds each company's names."""
    tell = progress or _tell_nobody
    texts = _folded(claims, tell)
    likeness = Likeness(counted(texts), len(claims), names)
    return _grouped(claims, rows, [texts[row] for row in rows], likeness, least, tell)


def _folded(claims: Sequence[Claim], tell: Callable[[int, int], None]) -> list[str]:
    """Return the words of each claim's statement; that is the first quarter of the work."""
    texts: list[str] = []
    for first in range(0, len(claims), STEP):
        tell(first, 4 * len(claims))
        texts += all_spaced([claim.statement for claim in claims[first : first + STEP]])
    return texts


def _grouped(
    claims: Sequence[Claim],
    rows: Sequence[int],
    texts: Sequence[str],
    likeness: Likeness,
    least: int,
    tell: Callable[[int, int], None],
) -> list[Group]:
    """Return the groups of the claims at `rows`, whose folded statements are `texts`."""
    repeats: dict[str, list[int]] = {}
    for row, text in zip(rows, likeness.named(texts, [claims[row].company for row in rows]), strict=True):
        if words := text.split():
            repeats.setdefault(" ".join(words), []).append(row)
    join = Join(list(repeats), likeness, least)
    joined = join.run(lambda done, total: tell(total + 3 * done, 4 * total))
    together: dict[int, list[tuple[str, list[int]]]] = {}
    for root, repeat in zip(joined, repeats.items(), strict=True):
        together.setdefault(root, []).append(repeat)
    groups = [
        _group(repeated, claims, likeness)
        for repeated in together.values()
        if len(repeated) > 1 or len(repeated[0][1]) > 1
    ]
    return sorted(groups, key=lambda group: (-group.percent, -len(group.members), group.members[0].row))


def _tell_nobody(_done: int, _total: int) -> None:
    """Take in how far the work is, where nobody asked to be told."""


def _group(repeated: list[tuple[str, list[int]]], claims: Sequence[Claim], likeness: Likeness) -> Group:
    """Return the claims at the rows where each text stands as a group, the first of them first."""
    (text, rows), *others = repeated
    first = likeness.wording(text)
    wordings = [(likeness.wording(text), rows) for text, rows in others]
    known = first.known.intersection(*[other.known for other, _ in wordings])
    members = [Member(row, 100, ()) for row in rows]
    members[0] = Member(rows[0], 100, differing(claims[rows[0]].statement, first, replace(first, known=known)))
    for other, rows in wordings:
        share = percent(likeness.score(first, other))
        members += [Member(row, share, differing(claims[row].statement, other, first)) for row in rows]
    return Group(tuple(sorted(members, key=attrgetter("row"))))
