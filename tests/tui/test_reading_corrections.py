"""What is drawn from the words of a claim is corrected by keys, before it is taken and after, and taken back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim, Metric
from esgtui.reading_opening import Files
from esgtui.settings import Settings
from esgtui.tui.reading_app import ReadingApp
from tests.tui.reading import Read
from tests.workspace.report import RECYCLED, write_report

ALL = "ctrl+u"
"""Empties the line that is typed into."""


@pytest.fixture(params=[(120, 40), (60, 20)])
async def opened(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Read]:
    """Open the report with the cursor on the claim of recycled aluminium."""
    app = ReadingApp(Files(write_report(tmp_path), tmp_path / "velo.toml", tmp_path / "state"), Settings())
    async with app.run_test(size=request.param, notifications=True) as pilot:
        read = Read(pilot, app)
        await read.opened()
        await read.press("slash", *"recycled", "enter", "escape")
        assert read.at_cursor == RECYCLED
        yield read


def claim_in(tmp_path: Path) -> Claim:
    (claim,) = load(tmp_path / "velo.toml").claims
    return claim


async def test_what_is_drawn_is_corrected_before_and_after_it_is_taken(opened: Read, tmp_path: Path) -> None:
    await opened.press("M")
    assert "12 kg: recycled aluminium" in opened.text()
    await opened.press(ALL, *"13 kg per bicycle: aluminium", "tab", *"5 kg: steel", "enter")
    await opened.press("enter", *"Velo AG", "enter", "k")
    aluminium, steel = (
        Metric(name="aluminium", value=13, unit="kg", per="bicycle"),
        Metric(name="steel", value=5, unit="kg"),
    )
    assert claim_in(tmp_path).metrics == (aluminium, steel)
    before = (tmp_path / "velo.toml").read_bytes()
    await opened.press("M", ALL, "enter")
    assert "Corrected velo-ag-001 in velo.toml" in opened.text()
    assert claim_in(tmp_path).metrics == (steel,)
    await opened.press("Y", ALL, *"2023", "tab", *"2019", "enter")
    await opened.press("S", *"ISO 14001", "tab", *"cert", "enter")
    claim = claim_in(tmp_path)
    assert (claim.period, claim.base_year, claim.standards, claim.conformity) == (
        "2023",
        2019,
        ("ISO 14001",),
        "certified",
    )
    await opened.press("K", "5")
    assert claim_in(tmp_path).kind == "policy"
    await opened.press("u", "u", "u", "u")
    assert (tmp_path / "velo.toml").read_bytes() == before
    await opened.press("X")
    assert "Took velo-ag-001 out of velo.toml" in opened.text()
    assert not load(tmp_path / "velo.toml").claims
    await opened.press("u")
    assert (tmp_path / "velo.toml").read_bytes() == before


async def test_what_cannot_be_is_told_and_can_be_mended(opened: Read) -> None:
    await opened.press("M", "end", "tab", *"5 kg of steel", "enter")
    assert "is no metric; write such as" in " ".join(opened.text().split())
    await opened.press(ALL, *"5 kg: steel", "enter", "Y", "tab", *"2031", "tab", *"2030", "enter")
    assert "after the target year" in " ".join(opened.text().split())
    await opened.press("escape")
    fields = opened.screen.reading.draft(opened.screen.here or 0).drawn
    assert ([each.name for each in fields.metrics], fields.base_year) == (["recycled aluminium", "steel"], None)
    await opened.press("X")
    assert "it is not taken" in opened.text()


async def test_the_company_is_corrected_as_all_else_is(opened: Read, tmp_path: Path) -> None:
    await opened.press("enter", *"Velo AG", "enter", "k", "C")
    assert "This claim and those taken from now on" in opened.text()
    await opened.press(*"Radwerk", "enter")
    assert "Corrected velo-ag-001 in velo.toml" in opened.text()
    assert claim_in(tmp_path).company == "radwerk"
    await opened.press("u")
    assert claim_in(tmp_path).company == "velo-ag"
