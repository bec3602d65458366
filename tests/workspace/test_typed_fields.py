"""Metrics, years and standards as somebody types them: what is shown reads back as it was; what is none is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Metric
from esgtui.documents.drawing import Drawn
from esgtui.verbs.typed_fields import STANDARDS, YEARS, FieldError, metric_line, metrics_of, shown, typed_fields


@pytest.mark.parametrize(
    ("line", "metric"),
    [
        ("130 kg per vehicle: recycled steel", Metric(name="recycled steel", value=130, unit="kg", per="vehicle")),
        (
            "over 60 %: lower emissions (against the year before)",
            Metric(name="lower emissions", value=60, unit="%", qualifier="over", comparator="the year before"),
        ),
        ("exactly 12 patents: patents", Metric(name="patents", value=12, unit="patents", qualifier="exactly")),
        (
            "at least 1,050.5 t CO2e: emissions: all",
            Metric(name="emissions: all", value=1050.5, unit="t CO2e", qualifier="at least"),
        ),
        ("0.8 per million hours: accidents", Metric(name="accidents", value=0.8, per="million hours")),
        ("12 per cent : waste", Metric(name="waste", value=12, unit="%")),
        ("-3%: waste", Metric(name="waste", value=-3, unit="%")),
        ("40: sites", Metric(name="sites", value=40)),
        ("1.1 million tonnes: waste", Metric(name="waste", value=1_100_000, unit="tonnes")),
        ("-8,2 Mio. t per year: waste", Metric(name="waste", value=-8_200_000, unit="t", per="year")),
        ("over 10 million: trees", Metric(name="trees", value=10_000_000, qualifier="over")),
        ("5 kt: waste", Metric(name="waste", value=5, unit="kt")),
    ],
)
def test_a_metric_is_typed_as_it_is_shown(line: str, metric: Metric) -> None:
    (found,) = metrics_of([line], ())
    assert found == metric
    assert metrics_of([metric_line(metric)], ()) == (metric,)


def test_a_unit_that_is_there_stays_as_it_is() -> None:
    there = Metric(name="waste", value=1.1, unit="million tonnes")
    assert metrics_of([metric_line(there)], (there,)) == (there,)


@given(st.builds(Metric, name=st.text(), value=st.integers(), unit=st.text(), per=st.text(), comparator=st.text()))
def test_what_is_there_and_left_as_it_is_shown_stays(metric: Metric) -> None:
    shown_now = metric_line(metric)
    if shown_now == " ".join(shown_now.split()):
        assert metrics_of([shown_now, "", "5 t: waste"], (metric,)) == (metric, Metric(name="waste", value=5, unit="t"))


@pytest.mark.parametrize("line", ["steel", "130 kg", "130 kg:", "kg: steel", "about: steel", ": steel"])
def test_what_is_no_metric_is_told_with_one_that_is(line: str) -> None:
    with pytest.raises(FieldError, match="130 kg per vehicle: recycled steel"):
        metrics_of(["5 t: waste", line], ())


def test_years_and_standards_are_typed_as_they_are_shown() -> None:
    drawn = Drawn(period="2021-2023", base_year=2019, target_year=2030, horizon="long")
    years = [shown(drawn, name) for name in YEARS]
    assert years == ["2021-2023", "2019", "2030", "long"]
    assert typed_fields(YEARS, years) == {name: getattr(drawn, name) for name in YEARS}
    assert typed_fields(YEARS, [" 2021 – 2023 ", "", "", "sh"]) == {
        "period": "2021-2023", "base_year": None, "target_year": None, "horizon": "short"
    }  # fmt: skip
    kept = Drawn(standards=("ISO 14001", "GRI 301"), conformity="follows")
    assert typed_fields(STANDARDS, [shown(kept, name) for name in STANDARDS]) == {
        "standards": ("ISO 14001", "GRI 301"), "conformity": "follows"
    }  # fmt: skip
    assert typed_fields(STANDARDS, ["ISO 14001;; ISO 14001 ;", ""]) == {"standards": ("ISO 14001",), "conformity": None}


@pytest.mark.parametrize(
    ("names", "values", "told"),
    [
        (YEARS, ("last year", "", "", ""), "period"),
        (YEARS, ("", "2O19", "", ""), "'2O19' is no year"),
        (YEARS, ("", "2031", "2030", ""), "after the target year"),
        (YEARS, ("", "", "0030", ""), "1800 to 2200"),
        (YEARS, ("", "", "", "soon"), "short, medium, long"),
        (STANDARDS, ("ISO 1", "kept"), "certified, audited"),
    ],
)
def test_what_cannot_be_a_field_is_told(names: tuple[str, ...], values: tuple[str, ...], told: str) -> None:
    with pytest.raises(FieldError, match=told):
        typed_fields(names, values)
