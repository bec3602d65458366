"""What claims' own fields say of time, and the lanes that all claims make: each span of a company, with its rows."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, pairwise, repeat
from typing import Literal

import msgspec

from esgtui.bits import bits_of_flags
from esgtui.dataset.columns import Kept, Numbers, column
from esgtui.dataset.model import Claim

SpanKind = Literal["target", "base", "period", "horizon"]
KINDS: tuple[SpanKind, ...] = ("target", "base", "period", "horizon")
HORIZONS: tuple[str, ...] = ("short", "medium", "long")
BEYOND = 10_000
"""After every year: where what has none is put in order."""

AGAIN, DATED, UNDATED = range(3)
"""What a sign says of a row of a lane: that claim is in another lane before, or its spans have years, or none."""

_COMPANY, _SPAN = 32, (1 << 32) - 1
"""A lane's key is its company's number, and in the lower 32 bits its span's."""


class Span(msgspec.Struct, frozen=True):
    """What a claim says of time.

    A target has its year in `last`, and its base year, where it is stated, in `first`; a base year alone is in `first`.
    A period has both years. A horizon has none: the document gave no year, so none is made up. `is_read` says that the
    years were found in the text, since the curator's fields state none.
    """

    kind: SpanKind
    first: int | None = None
    last: int | None = None
    horizon: str = ""
    is_read: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are stated, the earlier one first."""
        return tuple(year for year in (self.first, self.last) if year is not None)

    @property
    def spoken_of(self) -> Sequence[int]:
        """The years that it speaks of: of a period those between its first and its last, too."""
        years = self.years
        return range(years[0], years[-1] + 1) if self.kind == "period" and years else years

    @property
    def words(self) -> str:
        """What is stated, in a few words: `2019 → 2045`, `by 2030`, `from 2019`, `2019–2021`, `long term`."""
        if self.kind == "horizon":
            return f"{self.horizon} term"
        if self.kind == "base":
            return f"from {self.first}"
        if self.kind == "target":
            return f"by {self.last}" if self.first is None else f"{self.first} → {self.last}"
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


def spans_of(claim: Claim) -> Iterator[Span]:
    """Yield what the claim's own fields say of time; a horizon beside a target year adds nothing, and is left out."""
    if claim.target_year is not None:
        yield Span("target", claim.base_year, claim.target_year)
    elif claim.base_year is not None:
        yield Span("base", claim.base_year)
    if claim.period:
        first, _, last = claim.period.partition("-")
        yield Span("period", int(first), int(last or first))
    if claim.horizon and claim.target_year is None:
        yield Span("horizon", horizon=claim.horizon)


class SpanLanes(msgspec.Struct, frozen=True):
    """The lanes of some claims, those of a company one after the other, from the first to the last.

    `lane_companies` and `lane_spans` tell by their numbers whose a lane is and which span it is of; its rows stand in
    `rows` from where `starts` has it to where the next one begins, in ascending order, each with its sign.
    """

    companies: tuple[str, ...]
    spans: tuple[Span, ...]
    lane_companies: Numbers
    lane_spans: Numbers
    starts: Numbers
    rows: Numbers
    signs: bytes

    def rows_of_years(self, years: Collection[int], size: int) -> int:
        """Return which of `size` rows, all there are, speak of any of some years, as a set (see `bits.py`)."""
        flags = bytearray(size)
        wanted = {number for number, span in enumerate(self.spans) if not set(years).isdisjoint(span.spoken_of)}
        for number, (start, end) in zip(self.lane_spans, pairwise(self.starts), strict=True):
            if number in wanted:
                for row in self.rows[start:end]:
                    flags[row] = 1
        return bits_of_flags(flags)

    def years(self) -> Counter[int]:
        """Return of how many rows, at most, each year is spoken: one that speaks of it twice counts twice."""
        found = Counter[int]()
        for number, (start, end) in zip(self.lane_spans, pairwise(self.starts), strict=True):
            found[number] += end - start
        years = Counter[int]()
        for number, rows in found.items():
            for year in self.spans[number].spoken_of:
                years[year] += rows
        return years

    def among(self, flags: bytes) -> "SpanLanes":
        """Return the lanes of some claims, whose places in the columns have a byte that is 1; the others have none."""
        kept = Kept(flags)
        counts = list(kept.counts(self.starts))
        return msgspec.structs.replace(
            self,
            lane_companies=column("I", compress(self.lane_companies, counts)),
            lane_spans=column("I", compress(self.lane_spans, counts)),
            starts=column("I", accumulate(filter(None, counts), initial=0)),
            rows=kept.of("I", self.rows),
            signs=kept.octets(self.signs),
        )


_NONE = SpanLanes((), (), column("I", ()), column("I", ()), column("I", ()), column("I", ()), b"")


class SpansGathered:
    """Gathers spans claim by claim, those of a lane in the order of their rows: thirteen bytes for each.

    It may begin with what is `known` of other claims, which have other lanes.
    """

    def __init__(self, known: SpanLanes = _NONE) -> None:
        self._companies = {company: number for number, company in enumerate(known.companies)}
        self._spans = {span: number for number, span in enumerate(known.spans)}
        self._stated: dict[tuple[int | None, int | None, str, str | None], tuple[int, ...]] = {}
        """By what fields say, so that few are looked at closely: the spans."""
        lanes = zip(known.lane_companies, known.lane_spans, pairwise(known.starts), strict=True)
        keys = (repeat(company << _COMPANY | span, end - start) for company, span, (start, end) in lanes)
        self._keys = array("Q", chain.from_iterable(keys))
        self._rows, self._signs = array("I", known.rows), bytearray(known.signs)

    def add(self, row: int, claim: Claim) -> bool:
        """Take what a claim's fields say; return whether that is anything."""
        said = (claim.target_year, claim.base_year, claim.period, claim.horizon)
        numbers = self._stated.get(said)
        if numbers is None:
            numbers = self._stated[said] = self._numbered(spans_of(claim))
        if numbers:
            self._enter(row, claim, numbers, is_dated=said[:3] != (None, None, ""))
        return bool(numbers)

    def add_read(self, row: int, claim: Claim, spans: Iterable[Span]) -> None:
        """Take what was read in a claim's text."""
        found = list(spans)
        self._enter(row, claim, self._numbered(found), is_dated=any(span.years for span in found))

    def _numbered(self, spans: Iterable[Span]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._spans.setdefault(span, len(self._spans)) for span in spans))

    def _enter(self, row: int, claim: Claim, numbers: Iterable[int], *, is_dated: bool) -> None:
        company = self._companies.setdefault(claim.company, len(self._companies)) << _COMPANY
        sign = DATED if is_dated else UNDATED
        for number in numbers:
            self._keys.append(company | number)
            self._rows.append(row)
            self._signs.append(sign)
            sign = AGAIN

    def lanes(self) -> SpanLanes:
        """Return the lanes of all claims."""
        spans = sorted(self._spans, key=_order)
        place = {self._spans[span]: place for place, span in enumerate(spans)}
        keys = array("Q", (key >> _COMPANY << _COMPANY | place[key & _SPAN] for key in self._keys))
        counts = Counter(keys)
        lanes = sorted(counts)
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return SpanLanes(
            tuple(self._companies),
            tuple(spans),
            column("I", (lane >> _COMPANY for lane in lanes)),
            column("I", (lane & _SPAN for lane in lanes)),
            column("I", accumulate((counts[lane] for lane in lanes), initial=0)),
            column("I", map(self._rows.__getitem__, order)),
            bytes(map(self._signs.__getitem__, order)),
        )


def _order(span: Span) -> tuple[int, ...]:
    """Return where a lane stands: by the year that its span ends in, then by the one that it begins in."""
    years = span.years or (BEYOND, BEYOND + HORIZONS.index(span.horizon))
    return (years[-1], years[0], KINDS.index(span.kind), span.is_read)
