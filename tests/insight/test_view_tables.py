"""What is exported of a timeline, metrics and a source: every claim in its row, and a drawing that says the same."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.cells import cell_len

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Metric, Place, Source, Tables
from esgtui.exchange.text_tables import text_lines
from esgtui.insight.metrics import metrics
from esgtui.insight.metrics_table import metrics_table
from esgtui.insight.source import claims_from, source_table
from esgtui.insight.table import Table
from esgtui.insight.timeline import timeline
from esgtui.insight.timeline_table import timeline_table

CLAIMS = (
    Claim(
        id="a-1",
        company="acme",
        statement="Less by 2030",
        base_year=2019,
        target_year=2030,
        metrics=(Metric(name="emissions", value=30, unit="percent", qualifier="at least"),),
        places=(Place(source="s", paragraph=7, section="Climate"),),
    ),
    Claim(
        id="a-2",
        company="acme",
        statement="In 2021",
        period="2021",
        metrics=(Metric(name="reduction", value=40, unit="%"),),
        places=(Place(source="s", paragraph=2),),
    ),
    Claim(id="a-3", company="acme", statement="Soon", horizon="short"),
)
SOURCE = Source(id="s", company="acme", title="Report", url="https://example.org")
DATASET = Dataset(
    Tables(
        header=Header(id="sample", title="Sample"),
        companies=(Company(id="acme", name="Acme\x1b[2J"),),
        sources=(SOURCE,),
        claims=CLAIMS,
    ),
    Path(),
)


def records(table: Table) -> list[dict[str, object]]:
    """Return the rows by the names of their columns, without what is empty."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return [{name: cell for name, cell in row.items() if cell not in {None, ""}} for row in rows]


def test_a_timeline_has_a_row_for_every_claim_and_span() -> None:
    table = timeline_table(DATASET, timeline(DATASET, range(3)), "Timeline", now=2026)
    company = {"company": "Acme\x1b[2J", "basis": "field"}
    assert records(table) == [
        company | {"what": "period", "from": 2021, "until": 2021, "claim": "a-2", "statement": "In 2021"},
        company
        | {"what": "target", "base year": 2019, "target year": 2030, "claim": "a-1", "statement": "Less by 2030"},
        company | {"what": "horizon", "horizon": "short", "claim": "a-3", "statement": "Soon"},
    ]


def test_a_drawing_shows_each_lane_and_nothing_that_a_terminal_obeys() -> None:
    drawing = timeline_table(DATASET, timeline(DATASET, range(3)), "Timeline").drawing
    words = ["Acme␛[2J", "2021", "2019 → 2030", "short term"]
    assert [word in line for word, line in zip(words, drawing[1:], strict=True)] == [True] * 4
    assert "◇─" in drawing[3]


def test_metrics_have_a_row_each_as_they_were_stated_in_families_that_compare() -> None:
    table = metrics_table(DATASET, metrics(DATASET, range(3)), "Metrics")
    found = [(row["family"], row["value"], row["unit"], row["claim"]) for row in records(table)]
    assert found == [("%, change", 40, "%", "a-2"), ("%, change", 30, "percent", "a-1")]
    assert "Acme␛[2J: emissions, by 2030  [a-1]" in "\n".join(table.drawing)
    assert "≥ 30" in table.drawing[2]


def _words(lines: Iterable[str]) -> list[str]:
    """Return the words of lines, without years and what is drawn."""
    return re.findall(r"[a-z]\w+", " ".join(lines))


@pytest.mark.parametrize("room", [80, 60, 40])
def test_drawings_fit_the_terminal_and_lose_no_word(room: int) -> None:
    found = timeline_table(DATASET, timeline(DATASET, range(3)), "Timeline", now=2026)
    told = metrics_table(DATASET, metrics(DATASET, range(3)), "Metrics")
    for table in (found, told):
        lines = list(text_lines(table, room))
        assert max(map(cell_len, lines)) <= room
        assert set(_words(text_lines(table))) <= set(_words(lines))


def test_a_source_has_its_claims_in_its_order_and_its_facts() -> None:
    table = source_table(DATASET, SOURCE, claims_from(DATASET, "s"))
    assert [row["claim"] for row in records(table)] == ["a-2", "a-1"]
    assert "address: https://example.org" in table.notes
