"""What views of a large dataset take from its registers is what they find when they go through its claims."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from esgtui.bits import bits_of
from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.columns import column
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.image import open_image
from esgtui.dataset.imaging import ImageWriter
from esgtui.dataset.model import Claim, Company, Header, Metric, Place, Source, Tables
from esgtui.dataset.spans import Span, spans_of
from esgtui.insight import metrics as of_metrics
from esgtui.insight import timeline as of_time
from esgtui.insight.metrics import Family, Quantity, metrics
from esgtui.insight.overview import kinds, years
from esgtui.insight.source import claims_from
from esgtui.insight.standing import ORDERS, Order
from esgtui.insight.timeline import Timeline, timeline
from esgtui.search.keys import years_of

COMPANIES = ("acme", "bolt", "cargo")
SOURCES = ("report", "website")
YEARS = st.sampled_from([None, 2019, 2020, 2030])
METRICS = st.builds(
    Metric,
    name=st.sampled_from(["recycled steel", "steel", "steel saved", "share of water", "Steel"]),
    value=st.sampled_from([1, 2, 2.5, 40, 1_000_000, -3]),
    unit=st.sampled_from(["", "kg", "kilograms", "%", "t/car"]),
    per=st.sampled_from(["", "car", "each car"]),
    qualifier=st.sampled_from([None, "at least"]),
    comparator=st.sampled_from(["", "2019"]),
)
PLACES = st.builds(Place, source=st.sampled_from(SOURCES), paragraph=st.sampled_from([None, 1, 2, 3]))
CLAIMS = st.builds(
    Claim,
    id=st.just("-"),
    company=st.sampled_from(COMPANIES),
    statement=st.just("x"),
    kind=st.sampled_from([None, "target", "practice"]),
    period=st.sampled_from(["", "2021", "2019-2022"]),
    base_year=YEARS,
    target_year=YEARS,
    horizon=st.sampled_from([None, "short", "long"]),
    metrics=st.lists(METRICS, max_size=3).map(tuple),
    places=st.lists(PLACES, max_size=3).map(tuple),
)


@st.composite
def datasets(draw: st.DrawFn) -> tuple[Dataset, list[int]]:
    """Return a dataset, and some of its rows."""
    drawn = draw(st.lists(CLAIMS, max_size=9))
    order = draw(st.permutations(range(len(drawn))))
    claims = [Claim(**{**_fields(claim), "id": f"c-{at}"}) for at, claim in zip(order, drawn, strict=True)]
    rows = draw(st.sets(st.sampled_from(range(len(claims))))) if claims else set()
    return _dataset(claims), sorted(rows)


def _fields(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in claim.__struct_fields__}


def _dataset(claims: Sequence[Claim]) -> Dataset:
    companies = tuple(Company(id=each, name=each.title()) for each in reversed(COMPANIES))
    sources = tuple(Source(id=each, company="acme", title=each) for each in SOURCES)
    header = Header(id="sample", title="Sample")
    return Dataset(Tables(header=header, companies=companies, sources=sources, claims=tuple(claims)), Path())


@pytest.fixture(autouse=True, scope="module")
def _all_are_many() -> Iterator[None]:
    """Have what is known of all claims be asked also for a few of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_time, "FEW", 0)
        patch.setattr(of_metrics, "FEW", 0)
        yield


def both_of(dataset: Dataset, look: Callable[[Dataset], Any]) -> tuple[Any, Any]:
    """Return what is found in a dataset as it is, and packed."""
    with TemporaryDirectory() as folder:
        _write_image(Path(folder), dataset.tables)
        packed = open_image(Path(folder), Path(), "")
        assert packed.registers is not None
        assert [packed.id_at(row) for row in range(len(dataset.claims))] == [each.id for each in dataset.claims]
        return look(dataset), look(packed)


def _write_image(folder: Path, tables: Tables) -> None:
    columns = ClaimColumns()
    with ImageWriter(folder) as image:
        for claim in tables.claims:
            columns.add(claim)
            image.add(claim)
        image.finish(replace(tables, claims=()), columns)


def told(found: Timeline) -> Any:
    """Return all that a timeline says."""
    lanes = [
        (each.company, each.title, each.claims, [(lane.span, list(lane.rows)) for lane in each.lanes])
        for each in found.companies
    ]
    return lanes, len(found.lines), (found.first, found.last, found.dated, found.undated, found.silent)


def listed(families: Sequence[Family]) -> Any:
    """Return all that families say."""
    return [
        (each.title, each.compared, each.has_bars, each.scale, each.widest, each.rows, list(each.quantities))
        for each in families
    ]


@given(datasets())
def test_the_timeline_is_the_same_and_has_what_each_claim_states(given: tuple[Dataset, list[int]]) -> None:
    dataset, rows = given
    plain, packed = both_of(dataset, lambda each: told(timeline(each, rows)))
    assert plain == packed
    stated = {(dataset.claims[row].company, span, row) for row in rows for span in spans_of(dataset.claims[row])}
    assert {(company, span, row) for company, _, _, lanes in packed[0] for span, at in lanes for row in at} == stated
    whole = range(len(dataset.claims))
    assert len(set(map(str, both_of(dataset, lambda each: told(timeline(each, whole)))))) == 1
    plain, packed = both_of(dataset, lambda each: told(timeline(each, rows, spans_in)))
    assert plain == packed
    silent = [row for row in rows if not list(spans_of(dataset.claims[row]))]
    assert {row for _, _, _, lanes in packed[0] for span, at in lanes if span.is_read for row in at} == {
        row for row in silent if row % 3
    }


def spans_in(row: int) -> list[Span]:
    """Return what is found of time in the text of the claim at a row."""
    return [Span("target", last=2019 + row, is_read=True), Span("horizon", horizon="long", is_read=True)][: row % 3]


class Asked:
    """Tells which claims have a key, as a search does; of years as the dataset's register has it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def keys(self, field: str) -> Mapping[str, int]:
        return Counter(key for claim in self._dataset.claims for key in keys_of(claim, field))

    def said(self, field: str, *keys: str) -> int:
        claims, registers = self._dataset.claims, self._dataset.registers
        if field == "year" and registers:
            return registers.rows_of_years(set(map(int, keys)))
        return bits_of(row for row, claim in enumerate(claims) if not keys_of(claim, field).isdisjoint(keys))


def keys_of(claim: Claim, field: str) -> set[str]:
    """Return what a claim says in a field, as queries ask for it."""
    return set(map(str, years_of(claim))) if field == "year" else {getattr(claim, field) or ""} - {""}


@given(datasets())
def test_kinds_and_years_of_some_claims_are_the_same(given: tuple[Dataset, list[int]]) -> None:
    dataset, rows = given

    def look(each: Dataset) -> Any:
        asked = Asked(each) if each.registers else None
        return kinds(each, rows, asked), years(each, rows, asked)

    plain, packed = both_of(dataset, look)
    assert plain == packed


@given(datasets(), st.sampled_from(ORDERS))
def test_metrics_are_the_same_and_in_the_order_asked_for(given: tuple[Dataset, list[int]], order: Order) -> None:
    dataset, rows = given
    plain, packed = both_of(dataset, lambda each: listed(metrics(each, rows, order)))
    assert plain == packed
    with_read = both_of(dataset, lambda each: listed(metrics(each, rows, order, read_in)))
    assert with_read[0] == with_read[1]
    stated = [(row, place) for row in rows for place in range(len(dataset.claims[row].metrics))]
    found = [quantity for *_, quantities in packed for quantity in quantities]
    assert sorted((each.row, each.place) for each in found) == stated
    for *_, quantities in packed:
        assert quantities == sorted(quantities, key=_by(dataset, order))
    families = metrics(dataset, rows, order)
    for family in families:
        for at, one in enumerate(family.quantities):
            found_at = family.find(one.row, one.place)
            assert found_at is not None
            here = [other.place_of(found_at) for other in families]
            assert here == [at if other is family else None for other in families]
            assert family.find(one.row, one.place + 9) is None


def read_in(row: int) -> list[Metric]:
    """Return what is found in the text of the claim at a row."""
    return [Metric(name=name, value=row, unit="kg") for name in ("recycled steel", "the", f"steel of {row}")[: row % 4]]


def _by(dataset: Dataset, order: Order) -> Callable[[Quantity], tuple[Any, ...]]:
    """Return what metrics are to be in order by."""
    first: dict[Order, Callable[[Quantity], Any]] = {
        "value": lambda _: "",
        "company": lambda each: each.company.casefold(),
        "name": lambda each: each.metric.name.casefold(),
        "time": lambda each: each.time.removeprefix("by ") or "~",
        "claim": lambda each: dataset.claims[each.row].id,
    }
    return lambda each: (first[order](each), -each.metric.value, each.row, each.place)


@given(datasets(), st.sampled_from(SOURCES))
def test_the_claims_from_a_source_are_the_same_in_its_order(given: tuple[Dataset, list[int]], source: str) -> None:
    dataset, rows = given
    plain, packed = both_of(dataset, lambda each: list(claims_from(each, source, rows)))
    assert plain == packed
    walked = [
        (row, place, row in rows)
        for row, claim in enumerate(dataset.claims)
        for place in claim.places
        if place.source == source
    ]
    walked.sort(key=lambda each: (each[1].paragraph is None, each[1].paragraph or 0))
    assert [(each.row, each.place, each.is_let_through) for each in packed] == walked


@given(datasets())
def test_what_is_looked_up_ahead_of_years_is_what_is_found_else(given: tuple[Dataset, list[int]]) -> None:
    def look(each: Dataset) -> Any:
        spoken = [set(years_of(claim)) for claim in each.claims]
        asked = [{2019}, {2020, 2030}, set(range(2000, 2040)), {1999}, set[int]()]
        if each.registers is None:
            return [bits_of(row for row, years in enumerate(spoken) if years & wanted) for wanted in asked]
        first = list(map(each.registers.rows_of_years, asked))
        list(each.registers.get_ready())
        with patch.object(each.registers, "lanes", replace(each.registers.lanes, lane_spans=column("I", ()))):
            known = [each.registers.rows_of_years(wanted & set().union(*spoken)) for wanted in asked]
        assert known == first
        return list(map(each.registers.rows_of_years, asked))

    plain, packed = both_of(dataset := given[0], look)
    assert plain == packed, dataset
