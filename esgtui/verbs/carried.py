"""Which claims carry what by which coder: looked up once, and kept up with what is done. For any thread.

So that nobody goes through a hundred thousand claims to count a tag, to filter by it, or to find where coders differ.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property

from esgtui.annotation.carrying import Kind, carried
from esgtui.annotation.model import NO_CLAIM, SHARED, AnnotationError
from esgtui.annotation.storage import EVER, JournalError, digest
from esgtui.bits import bits_of, rows_of, union
from esgtui.verbs.carried_kept import WORTH_KEEPING, KeptSets, Key, sets_of
from esgtui.verbs.pen import Pen
from esgtui.verbs.said import said


class Followed:
    """The rows with each key, brought up to date claim by claim. `keys_of` returns the keys that a claim has now."""

    def __init__(
        self,
        touched: Callable[[int | None], tuple[list[str], int]],
        number_of: Callable[[str], int],
        keys_of: Callable[[str], Iterable[Key]],
        last: Callable[[], int],
    ) -> None:
        self._touched, self._number_of, self._keys_of, self._last = touched, number_of, keys_of, last
        self._seen: int | None = None
        self._bits: dict[Key, int] = {}
        self._catching_up = threading.Lock()
        self.reach = 0
        """The number of a change in the journal up to which all are looked at."""

    def begin(self, bits: dict[Key, int], claims: Iterable[str], seen: int) -> None:
        """Begin with sets that were kept, and the claims that were touched since, up to what is seen."""
        with self._catching_up:
            self._bits = bits
            self._take(claims)
            self._seen = seen

    @property
    def is_near(self) -> bool:
        """Whether little was done since it was last brought up to date."""
        return self._seen is not None and len(self._touched(self._seen)[0]) < WORTH_KEEPING

    def now(self) -> Mapping[Key, int]:
        """Return the sets of rows with each key, as it is by now; not to be changed."""
        with self._catching_up:
            reach = self._last()  # first: what comes meanwhile is looked at, but not promised
            claims, seen = self._touched(self._seen)
            if claims:
                self._take(dict.fromkeys(claims))
            self._seen, self.reach = seen, reach
            return self._bits

    def _take(self, claims: Iterable[str]) -> None:
        """Look at claims anew; what was returned before stays as it was."""
        numbers: list[int] = []
        found: dict[Key, list[int]] = {}
        for claim in claims:
            if claim != NO_CLAIM:
                number = self._number_of(claim)
                numbers.append(number)
                for key in self._keys_of(claim):
                    found.setdefault(key, []).append(number)
        looked_at = bits_of(numbers)
        new = {key: bits_of(each) for key, each in found.items()}
        kept = {key: bits & ~looked_at for key, bits in self._bits.items()}
        self._bits = {key: bits for key in kept | new if (bits := kept.get(key, 0) | new.get(key, 0))}


class Carried:
    """What the claims of a dataset carry. Claims that are gone from it have the numbers after the last row."""

    def __init__(self, pen: Pen, kept: KeptSets) -> None:
        self._pen, self._kept = pen, kept
        self._kept_reach: int | None = None
        self._beginning, self._begun = threading.Lock(), threading.Event()
        self._digests: tuple[str, tuple[str, str]] = ("", ("", ""))
        """A claim that was looked at last, and by which digests the journal knows what it says."""
        self.size = len(pen.dataset.claims)
        """How many claims the dataset has."""
        self._gone: dict[str, int] = {}
        self._gone_ids: list[str] = []
        self._told: dict[str, tuple[tuple[object, ...], Mapping[str, int]]] = {}
        """What was returned last of each field of queries, and of what that was."""
        self._numbering = threading.Lock()

        def last() -> int:
            return pen.journal.last

        self._cells_followed = Followed(pen.history.touched, self._number, self._carried_on, last)
        self._changed_followed = Followed(pen.history.touched, self._number, self._changed_on, last)

    @property
    def _cells(self) -> Followed:
        self._begin()
        return self._cells_followed

    @property
    def _changed(self) -> Followed:
        self._begin()
        return self._changed_followed

    def _begin(self) -> None:
        """Begin with what was kept, if anything was, the first time that anything is asked for."""
        if not self._begun.is_set():
            with self._beginning:
                if not self._begun.is_set():
                    self._take_kept()
                    self._begun.set()

    def _take_kept(self) -> None:
        _, seen = self._pen.history.touched(EVER)  # first: what is touched from now on is looked at anyway
        if found := self._kept.find():
            kept, claims = found
            self._gone_ids = kept.gone
            self._gone = {claim: number for number, claim in enumerate(kept.gone, self.size)}
            self._cells_followed.begin(sets_of(kept.cells), claims, seen)
            self._changed_followed.begin(sets_of(kept.changed), claims, seen)
            self._kept_reach = kept.reach

    def keep(self, *, is_leaving: bool = False) -> None:
        """Keep the sets for the next time, unless those that are kept will do; who is leaving does not wait for it."""
        followed = self._cells_followed, self._changed_followed
        if is_leaving and not all(each.is_near for each in followed):
            return
        with suppress(JournalError, AnnotationError):  # the latter of who leaves, and has the waiting stopped
            file = self._kept.file()
            cells, changed = self._cells.now(), self._changed.now()
            reach = min(each.reach for each in followed)
            is_much = self._kept_reach is None or reach - self._kept_reach >= WORTH_KEEPING
            if is_much and len(self._pen.history.state.claims) >= WORTH_KEEPING:
                self._kept.keep(file, reach, list(self._gone_ids), cells, changed)
                self._kept_reach = reach

    @cached_property
    def _in_dataset(self) -> int:
        return (1 << self.size) - 1

    def _number(self, claim: str) -> int:
        """Return a claim's number; one that is gone gets the next one when it is first met."""
        number = self.number_of(claim)
        if number is None:
            with self._numbering:
                number = self._gone.setdefault(claim, self.size + len(self._gone))
                if number == self.size + len(self._gone_ids):
                    self._gone_ids.append(claim)
        return number

    def number_of(self, claim: str) -> int | None:
        """Return a claim's number; None where nothing ever was on it and it is not in the dataset."""
        row = self._pen.dataset.row_of.get(claim)
        return self._gone.get(claim) if row is None else row

    def claim_at(self, number: int) -> str:
        """Return the id of the claim with a number."""
        return self._pen.dataset.claims[number].id if number < self.size else self._gone_ids[number - self.size]

    def claims_at(self, bits: int) -> list[str]:
        """Return the ids of a set's claims: those of the dataset in its order, then those that are gone."""
        return list(map(self.claim_at, rows_of(bits)))

    def _carried_on(self, claim: str) -> Iterator[Key]:
        for coder, cells in self._pen.history.cells_on(claim).items():
            for kind, value in carried(coder, cells):
                yield coder, kind, value

    def _changed_on(self, claim: str) -> Iterator[Key]:
        for coder in self._pen.history.statements_seen(claim):
            if self.is_changed(claim, coder):
                yield coder, "changed", ""

    def is_changed(self, claim: str, coder: str) -> bool:
        """Return whether a claim says something else than when a coder, who has anything there, changed it last."""
        seen = self._pen.history.statement_seen(claim, coder)
        if not seen or claim not in self._pen.dataset.row_of or seen in self._says(claim):
            return False
        return self._pen.history.annotation(claim, coder) is not None

    def _says(self, claim: str) -> tuple[str, str]:
        """Return by which digests the journal knows what a claim says; at first it kept statements without figures."""
        known = self._digests
        if known[0] != claim:  # those of very many annotated claims would take tens of megabytes
            here = self._pen.dataset.claim(claim)
            self._digests = known = claim, (digest(said(here)), digest(here.statement))
        return known[1]

    def gone(self, bits: int) -> int:
        """Return those of a set's claims that are gone from the dataset."""
        return bits & ~self._in_dataset

    @property
    def are_any_gone(self) -> bool:
        """Whether anything ever was on a claim that is gone."""
        self._cells.now()
        return bool(self._gone)

    def here(self, bits: int) -> int:
        """Return the claims of a set that are in the dataset."""
        return bits & self._in_dataset

    def of(self, kind: Kind, coders: Iterable[str] | None = None) -> dict[str, int]:
        """Return which claims carry each value of a kind by any of some coders; by default, of all that are seen."""
        chosen, found = self._coders(coders), dict[str, int]()
        for (coder, of, value), bits in self._cells.now().items():
            if of == kind and (chosen is None or coder in chosen):
                found[value] = found.get(value, 0) | bits
        return found

    def by_coder(self, kind: Kind) -> dict[str, dict[str, int]]:
        """Return, by coder and value, which claims carry it, whether that may be seen or not."""
        found: dict[str, dict[str, int]] = {}
        for (coder, of, value), bits in self._cells.now().items():
            if of == kind:
                found.setdefault(coder, {})[value] = bits
        return found

    def changed(self) -> dict[str, int]:
        """Return, by coder of those seen, which annotated claims say something else than when they were annotated."""
        seen = self._coders(None)
        return {coder: bits for (coder, _, _), bits in self._changed.now().items() if seen is None or coder in seen}

    def reworded(self) -> list[str]:
        """Return, in the dataset's order, the claims that say something else than when anybody seen annotated them."""
        return self.claims_at(union(self.changed().values()))

    def _coders(self, coders: Iterable[str] | None) -> set[str] | None:
        if coders is not None:
            return set(coders)
        return {self._pen.coder} if self._pen.is_blind else None

    def tagged(self) -> int:
        """Return the rows of the claims that carry a tag by the coder at work."""
        return self.here(union(self.of("tag", [self._pen.coder]).values()))

    def rows(self, field: str) -> Mapping[str, int]:
        """Return the rows of the claims with each value that coders gave a field of queries, as far as it is seen.

        It is the same object as long as nothing changed.
        """
        basis = self._cells.now(), self._changed.now(), self._pen.is_blind
        known = self._told.get(field)
        if known is None or any(one is not other for one, other in zip(known[0], basis, strict=True)):
            self._told[field] = known = basis, self._looked_up(field)
        return known[1]

    def _looked_up(self, field: str) -> dict[str, int]:
        if field == "has":
            return self._has()
        if field in {"coder", "visited"}:
            found = self.by_coder("any" if field == "coder" else "visited")
            seen = self._coders(None)
            values = {coder: bits[""] for coder, bits in found.items() if seen is None or coder in seen}
        else:
            values = self.of("tag" if field == "tag" else "verdict")
        return self._rows(values)

    def _rows(self, values: Mapping[str, int]) -> dict[str, int]:
        return {value: here for value, bits in values.items() if (here := self.here(bits))}

    def _has(self) -> dict[str, int]:
        notes = self.of("note")
        found = {
            "changed": union(self.changed().values()),
            "note": union(notes.values()),
            "star": union(self.of("star").values()),
            "tag": union(self.of("tag").values()),
            "verdict": union(self.of("verdict").values()),
            "visited": union(self.of("visited").values()),
        }
        return self._rows(found | {kind: bits for kind, bits in notes.items() if kind})

    def settled(self) -> dict[str, int]:
        """Return on which claims each field was settled."""
        return self.by_coder("settled").get(SHARED, {})
