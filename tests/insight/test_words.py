"""What only the words of a claim state is found where the fields state nothing, and is told apart."""

from pathlib import Path

import pytest

from esgtui.checklist.checklist import Checklist
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Tables
from esgtui.insight.metrics import metrics
from esgtui.insight.timeline import timeline
from esgtui.insight.words import metrics_reader, spans_reader


def dataset_of(statement: str) -> Dataset:
    claim = Claim(id="c", company="acme", statement=statement)
    return Dataset(
        Tables(header=Header(id="s", title="S"), companies=(Company(id="acme", name="Acme"),), claims=(claim,)), Path()
    )


@pytest.mark.parametrize(
    ("statement", "spans"),
    [
        ("We will cut emissions by 50% by 2030 compared to 2019.", ["2019 → 2030"]),
        ("Net zero by 2050 and half of it by 2035.", ["by 2035", "by 2050"]),
        ("We act responsibly.", []),
    ],
)
def test_years_are_read_in_the_text(statement: str, spans: list[str]) -> None:
    dataset = dataset_of(statement)
    found = timeline(dataset, [0], spans_reader(Checklist(dataset), dataset))
    lanes = [lane for lanes in found.companies for lane in lanes.lanes]
    assert [lane.span.words for lane in lanes] == spans
    assert all(lane.span.is_read for lane in lanes)


def test_figures_are_read_in_the_text_and_named_by_the_words_around_them() -> None:
    dataset = dataset_of("Last year our plants used over 1,200 MWh of power, and we reduced water use by 12 percent.")
    families = metrics(dataset, [0], read=metrics_reader(Checklist(dataset), dataset))
    found = {family.title: family.quantities[0] for family in families}
    assert found["MWh"].value_text == "> 1,200"
    assert found["%, change"].metric.value == 12
    assert "of power" in found["MWh"].metric.name
    assert all(quantity.is_read for quantity in found.values())
