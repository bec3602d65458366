"""The overview on the screen: what is there as bars, each of which leads to its claims."""

from pathlib import Path

from tests.tui.conftest import Explore


async def test_a_bar_leads_to_its_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("i")
        assert "Overview ── Two makers ── 6 claims" in explored.text()
        assert "Acme ── 4 claims" in explored.text()

        await explored.press("j", "enter")
        assert (explored.screen.viewing.selection.company, explored.shown) == ("bolt", ["c-4", "c-5"])


async def test_it_follows_what_the_explorer_shows(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter", "i")

        assert "Overview ── Two makers ── 4 of 6 claims ── acme" in explored.text()
        assert "Bolt" not in explored.text()


async def test_a_heading_leads_nowhere_and_escape_back(explore: Explore, tmp_path: Path) -> None:
    async with explore(size=(40, 15)) as explored:
        await explored.press("i", "g", "enter")
        assert "behind this line" in explored.text()

        await explored.press("e", "ctrl+u", *str(tmp_path / "o.txt"), "enter")
        await explored.until((tmp_path / "o.txt").exists)
        await explored.press("escape")
        assert explored.pilot.app.screen is explored.screen
