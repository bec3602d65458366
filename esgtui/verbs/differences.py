"""What coders judged differently, as a list that is worked out line by line, as it is looked at."""

from collections.abc import Collection

from esgtui.annotation.conflicts import Conflict, conflicts_on, differing
from esgtui.bits import rows_of
from esgtui.looked_up import LookedUp
from esgtui.verbs.carried import Carried
from esgtui.verbs.pen import Pen

MOST_KEPT = 1_000
"""So many lines are kept once they were worked out."""


class Differences(LookedUp[Conflict]):
    """What some coders differ in by now, in the order of the dataset's claims, those that are gone at the end.

    `with_settled` adds what is settled. A line is told as it is when it is looked at first.
    """

    def __init__(self, pen: Pen, carried: Carried, coders: Collection[str], *, with_settled: bool) -> None:
        self._pen, self._carried, self._coders = pen, carried, coders
        self._known: dict[tuple[str, str], Conflict] = {}
        verdicts, tags, visited = (carried.by_coder(kind) for kind in ("verdict", "tag", "visited"))
        found = differing(
            {coder: verdicts.get(coder, {}) for coder in coders},
            {coder: tags.get(coder, {}) for coder in coders},
            {coder: visited.get(coder, {}).get("", 0) for coder in coders},
        )
        self._fields = list(found)
        settled = {} if with_settled else carried.settled()
        places = [
            (number, place)
            for place, (field, claims) in enumerate(found.items())
            for number in self._open(field, claims, settled.get(field, 0))
        ]
        here = [at for at in places if at[0] < carried.size]
        self._places = sorted(here) + sorted((at for at in places if at[0] >= carried.size), key=self._rank)

    def _rank(self, at: tuple[int, int]) -> tuple[str, int]:
        """Return what decides where a line about a claim that is gone stands: its id, then the field."""
        return self._carried.claim_at(at[0]), at[1]

    def _open(self, field: str, claims: int, settled: int) -> list[int]:
        """Return the numbers of those claims where what coders differ in is to be told."""
        looked_at = [number for number in rows_of(claims & settled) if self._is_settled(number, field)]
        return sorted(set(rows_of(claims)).difference(looked_at)) if looked_at else rows_of(claims)

    def _is_settled(self, number: int, field: str) -> bool:
        return self._at(self._carried.claim_at(number), field).is_settled

    def __len__(self) -> int:
        return len(self._places)

    def at(self, place: int) -> Conflict:
        """Return the conflict at a place."""
        number, field = self._places[place]
        return self._at(self._carried.claim_at(number), self._fields[field])

    def _at(self, claim: str, field: str) -> Conflict:
        if (claim, field) not in self._known:
            if len(self._known) > MOST_KEPT:
                self._known.clear()
            for each in conflicts_on(self._pen.history, claim, self._coders):
                self._known[claim, each.field] = each
        return self._known.get((claim, field)) or Conflict(claim, field, ())

    def gone(self) -> list[str]:
        """Return those of the claims that are gone from the dataset."""
        gone = dict.fromkeys(number for number, _ in self._places if number >= self._carried.size)
        return list(map(self._carried.claim_at, gone))

    def place_of(self, claim: str = "", field: str = "") -> int | None:
        """Return the first line about a claim, a field or one below it, or about both; None if there is none."""
        number = self._carried.number_of(claim) if claim else None
        if claim and number is None:
            return None
        fields = {place for place, each in enumerate(self._fields) if not field or f"{each}/".startswith(f"{field}/")}
        found = (at for at, (each, place) in enumerate(self._places) if number in (None, each) and place in fields)
        return next(found, None)
