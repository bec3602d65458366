"""A timeline says what claims state of time, makes up no year, and hides no target behind another."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Horizon, Tables
from esgtui.dataset.spans import Span, spans_of
from esgtui.insight.axis import TICK, Axis
from esgtui.insight.timeline import Timeline, timeline

YEARS = st.integers(1900, 2150)


def dataset_of(*claims: Claim) -> Dataset:
    companies = (Company(id="acme", name="Acme Ltd", aliases=("Acme",)), Company(id="bolt", name="Bolt"))
    return Dataset(Tables(header=Header(id="sample", title="Sample"), companies=companies, claims=claims), Path())


def claim(
    company: str = "acme",
    period: str = "",
    base: int | None = None,
    target: int | None = None,
    horizon: Horizon | None = None,
) -> Claim:
    return Claim(
        id="c", company=company, statement="x", period=period, base_year=base, target_year=target, horizon=horizon
    )


def words_of(found: Timeline) -> dict[str, list[str]]:
    return {lanes.title: [lane.span.words for lane in lanes.lanes] for lanes in found.companies}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    base, target = sorted((draw(YEARS), draw(YEARS)))
    return claim(
        company=draw(st.sampled_from(["acme", "bolt"])),
        period=draw(st.sampled_from(["", "2021", "2019-2022"])),
        base=draw(st.sampled_from([None, base])),
        target=draw(st.sampled_from([None, target])),
        horizon=draw(st.sampled_from([None, "short", "long"])),
    )


def test_every_field_of_time_becomes_a_span() -> None:
    told = claim(period="2019-2021", base=2019, target=2030)
    assert [span.words for span in spans_of(told)] == ["2019 → 2030", "2019–2021"]
    assert [span.words for span in spans_of(claim(base=2019))] == ["from 2019"]
    assert [span.words for span in spans_of(claim(target=2045))] == ["by 2045"]
    assert [span.words for span in spans_of(claim(horizon="long"))] == ["long term"]


def test_a_horizon_gets_no_year_and_stands_after_what_has_one() -> None:
    found = timeline(dataset_of(claim(horizon="medium"), claim(horizon="short"), claim(target=2045)), [0, 1, 2])
    assert words_of(found) == {"Acme": ["by 2045", "short term", "medium term"]}
    assert (found.first, found.last, found.dated, found.undated) == (2045, 2045, 1, 2)


def test_it_is_gone_once_nobody_looks_at_it(without_collection: None) -> None:
    found = timeline(dataset_of(claim(target=2030)), range(1))
    assert words_of(found) == {"Acme": ["by 2030"]}
    gone = ref(found)
    del found
    assert gone() is None


def test_only_the_rows_asked_for_count() -> None:
    found = timeline(dataset_of(claim(target=2030), claim("bolt", target=2040), claim()), [1, 2])
    assert words_of(found) == {"Bolt": ["by 2040"]}
    assert (found.dated, found.silent) == (1, 1)


def test_what_is_read_in_the_text_counts_where_the_fields_state_nothing_and_is_marked() -> None:
    dataset = dataset_of(claim(), claim(target=2030))
    found = timeline(dataset, [0, 1], lambda row: [Span("target", None, 2050 + row, is_read=True)])
    assert [(lane.span.last, lane.span.is_read) for lane in found.companies[0].lanes] == [(2030, False), (2050, True)]


@given(st.lists(claims(), max_size=12))
def test_each_span_of_a_company_has_one_lane_with_all_its_claims(given: Sequence[Claim]) -> None:
    dataset = dataset_of(*given)
    found = timeline(dataset, range(len(given)))
    stated = {(told.company, span, row) for row, told in enumerate(given) for span in spans_of(told)}
    lanes = [lane for lanes in found.companies for lane in lanes.lanes]
    assert {(lane.company, lane.span, row) for lane in lanes for row in lane.rows} == stated
    assert len({(lane.company, lane.span) for lane in lanes}) == len(lanes)
    assert found.dated + found.undated + found.silent == len(given)


@given(YEARS, YEARS, YEARS, st.integers(8, 200))
def test_a_year_never_stands_before_an_earlier_one(one: int, other: int, third: int, width: int) -> None:
    first, middle, last = sorted((one, other, third))
    axis = Axis(first, last, width)
    assert 0 <= axis.cell(first) <= axis.cell(middle) <= axis.cell(last) < width
    assert len(axis.labels()) == len(axis.drawn(Span("target", first, last))) == width


def test_a_span_is_drawn_from_year_to_year() -> None:
    axis = Axis(2019, 2030, 12)
    assert axis.drawn(Span("target", 2019, 2030)) == "◇──────────◆"
    assert axis.drawn(Span("target", None, 2030)) == "           ◆"
    assert axis.drawn(Span("period", 2020, 2022)) == " ●━●        "
    assert axis.drawn(Span("period", 2020, 2020)) == " ●          "
    assert axis.drawn(Span("horizon", horizon="long")) == " " * 12


def test_this_year_is_marked_where_nothing_else_stands() -> None:
    axis = Axis(2019, 2030, 12, now=2026)
    assert axis.drawn(Span("target", None, 2030)) == "       ┊   ◆"
    assert axis.drawn(Span("target", 2019, 2030)) == "◇──────────◆"


def test_labels_stand_where_their_years_do() -> None:
    axis = Axis(2019, 2045, 53)
    labels = axis.labels()
    assert labels.replace(TICK, " ").split() == ["2020", "2025", "2030", "2035", "2040", "2045"]
    ticks = [at for at, character in enumerate(labels) if character == TICK]
    assert ticks == [axis.cell(year) for year in range(2020, 2046, 5)]
    assert len({after - before for before, after in pairwise(ticks)}) == 1
