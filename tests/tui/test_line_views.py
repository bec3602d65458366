"""Timeline, metrics and source are one key away, follow what is shown, and lead to the claims."""

import webbrowser
from pathlib import Path

import pytest

from esgtui.dataset.registers import Registers, RegistersGathered
from esgtui.tui.widgets.timeline_list import TimelineList
from tests.tui.conftest import Explore, dataset

TEXT = "Acme 2024\n\nWe at Acme have cut emissions by 40 % against 2019.\n\nEach car has 40 kg aluminium."


def rich_dataset() -> dict[str, object]:
    """Return the small dataset with years, metrics, and a source whose text is there."""
    tables = dataset()
    claims = tables["claims"]
    assert isinstance(claims, list)
    source = {"source": "report"}
    claims[0] |= {
        "base_year": 2019,
        "period": "2024",
        "quote": "Acme cut its emissions by 40 % against 2019",
        "metrics": [{"name": "lower emissions", "value": 40, "unit": "%"}],
        "places": [source | {"paragraph": 2}],
    }
    claims[2] |= {
        "metrics": [{"name": "recycled aluminium", "value": 40, "unit": "kg", "per": "car"}],
        "places": [source | {"paragraph": 3}],
    }
    claims[4] |= {"target_year": 2045}
    claims[5] |= {"metrics": [{"name": "recycled aluminium", "value": 60, "unit": "kilograms", "per": "car"}]}
    report = {"id": "report", "company": "acme", "title": "The report", "file": "report.txt"}
    return tables | {"sources": [report | {"url": "https://example.org/report"}]}


async def test_the_timeline_shows_each_company_and_leads_to_the_claims_of_a_lane_and_back(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("T")
        assert "None of these claims states a period" in explored.text()
        await explored.press("enter")
        assert "to the claims: None of these claims" in explored.text()

    async with explore(
        rich_dataset()
        | {
            "sources": [],
            "claims": [
                {"id": "c-1", "company": "acme", "statement": "By 2030.", "target_year": 2030, "base_year": 2019},
                {"id": "c-2", "company": "bolt", "statement": "By 2045.", "target_year": 2045},
                {"id": "c-3", "company": "bolt", "statement": "By 2045 too.", "target_year": 2045},
            ],
        }
    ) as explored:
        await explored.press("T")
        shown = explored.text()
        assert "2019 → 2030" in shown
        assert "◇────" in shown
        await explored.pilot.click(TimelineList, offset=(5, 3))
        assert "Bolt: by 2045 ── 2 claims" in explored.text()
        await explored.pilot.click(TimelineList, offset=(5, 3))
        await explored.settle()
        assert explored.shown == ["c-2", "c-3"]
        assert "2 of 3 ── Bolt: by 2045" in explored.text()
        await explored.press("escape")
        assert len(explored.shown) == 3


async def test_metrics_that_compare_stand_together_follow_the_query_and_are_sorted(explore: Explore) -> None:
    tables = rich_dataset()
    async with explore(tables | {"sources": [], "claims": _without_places(tables)}) as explored:
        await explored.press("slash", *"aluminium", "enter", "M")
        lines = [line.strip("┃ ▌").split() for line in explored.text().splitlines()]
        assert "2 of 6 claims ── aluminium" in explored.text()
        assert [line[0] for line in lines[1:4]] == ["kg", "60", "40"]
        await explored.press("s")
        assert "by company" in explored.text()
        lines = [line.strip("┃ ▌").split() for line in explored.text().splitlines()]
        assert [line[0] for line in lines[1:4]] == ["kg", "40", "60"]
        await explored.press("j", "enter")
        assert explored.at_cursor == "c-2"


def _without_places(tables: dict[str, object]) -> list[dict[str, object]]:
    claims = tables["claims"]
    assert isinstance(claims, list)
    return [{key: value for key, value in claim.items() if key != "places"} for claim in claims]


async def test_a_source_shows_its_text_at_the_place_and_follows_the_claims(explore: Explore, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    async with explore(rich_dataset()) as explored:
        await explored.press("o")
        await explored.until_shown("not the quote word for word")
        assert "Source ── The report ── 2 of 2 claims" in explored.text()
        await explored.press("j")
        await explored.until_shown("the paragraph that is named")
        await explored.press("tab", "j", "tab", "enter")
        assert explored.at_cursor == "c-2"


async def test_without_its_text_a_source_shows_its_facts_and_claims(explore: Explore, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"caf\xe9")
    async with explore(rich_dataset()) as explored:
        await explored.press("o")
        assert "is not UTF-8" in explored.text()
        assert "https://example.org/report" in explored.text()
        await explored.press("escape", "j", "o")
        assert "c-1 names no source" in explored.text()


async def test_the_address_is_opened_in_the_browser_and_said(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Browser:
        def open(self, url: str) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", Browser)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    async with explore(rich_dataset()) as explored:
        await explored.press("O")
        await explored.until_shown("Opened https://example.org/report")
        await explored.press("j", "O")
        assert "c-1: no source is named" in explored.text()
    assert opened == ["https://example.org/report"]


async def test_on_a_narrow_screen_what_is_under_the_cursor_is_told_below(explore: Explore, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    async with explore(rich_dataset(), size=(60, 20)) as explored:
        await explored.press("T", "j")
        lines = explored.text().splitlines()
        assert "claim ── " in lines[-4]
        assert "──" not in lines[-1].strip("┗━┛")


async def test_what_was_kept_and_is_damaged_by_now_is_told(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.insight.timeline.FEW", 0)
    async with explore() as explored:
        RegistersGathered().write(tmp_path, explored.screen.workspace.dataset.causes)
        (tmp_path / "lanes.msgpack").write_bytes(b"\x81")
        explored.screen.workspace.dataset.registers = Registers(tmp_path, 6)
        await explored.press("T")
        assert "another program cut this file short" in explored.text()
        await explored.press("escape")
        assert "Companies" in explored.text()
