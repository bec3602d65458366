"""The matrix on the screen: reached, read, turned, sorted, left for the claims of a cell, and exported."""

from pathlib import Path

from esgtui.tui.screens.matrix import MatrixScreen
from esgtui.tui.widgets.heat_grid import HeatGrid
from tests.tui.conftest import Explore, Explored, dataset


def matrix(explored: Explored) -> MatrixScreen:
    screen = explored.pilot.app.screen
    assert isinstance(screen, MatrixScreen)
    return screen


async def test_a_cell_leads_to_its_claims_and_the_query_stays(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter", "m")
        assert "Matrix ── Pillars ── number of claims ── 4 of 6 claims ── acme" in explored.text()

        await explored.press("l", "l", "enter")
        selection = explored.screen.viewing.selection
        assert (selection.query, selection.company, selection.group) == ("acme", "acme", ("acme", "loops"))
        assert sorted(explored.shown) == ["c-2", "c-3"]

        await explored.press("m")
        assert "4 of 6 claims" in explored.text()  # where one came from is where the cursor stands, not all there is
        assert "Acme ── Closed loops ── 2 claims" in explored.text()


async def test_an_empty_cell_leads_nowhere_and_says_so(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "j", "l", "enter")

        assert "Bolt ── Climate ── 0 claims" in explored.text()
        assert "to the claims: there are no claims in this cell" in explored.text()


async def test_a_measure_and_a_lens_are_a_key_away(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        await explored.press("m", "f", "v", "v")

        assert "Matrix ── ESRS ── share tagged" in explored.text()
        assert "Acme ── All ── 4 claims, 1 tagged: 25 %" in explored.text()


async def test_without_a_framework_there_is_no_other_lens_and_it_says_so(explore: Explore) -> None:
    claim = {"id": "c-0", "company": "acme", "statement": "Acme cut its emissions."}
    tables = {key: value for key, value in dataset().items() if key not in {"frameworks", "topics"}}
    async with explore(tables | {"claims": [claim]}) as explored:
        await explored.press("m", "f")
        assert "lens: this dataset names no framework" in explored.text()


async def test_what_is_done_meanwhile_is_counted(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "V")
        assert "share Unclear" in explored.text()
        explored.workspace.rate(["c-0"], "unclear")
        await explored.until_shown("4 claims, 1 Unclear: 25 %")


async def test_the_mouse_reaches_a_cell_and_the_heading_sorts(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m")
        grid = explored.pilot.app.screen.query_one(HeatGrid)
        x = grid.label_width + grid.cell_width * 2 + 3
        await explored.pilot.click(HeatGrid, offset=(x, 1))
        await explored.settle()
        assert (grid.cursor, grid.column) == (1, 2)

        await explored.pilot.click("GridHead", offset=(x, 0))
        await explored.settle()
        assert matrix(explored).sorted_by == 2
        await explored.pilot.click(HeatGrid, offset=(x, 1))
        await explored.pilot.click(HeatGrid, offset=(x, 1))
        await explored.settle()
        assert explored.shown == ["c-2", "c-3"]


async def test_it_is_exported_by_a_key(explore: Explore, tmp_path: Path) -> None:
    async with explore() as explored:
        await explored.press("m", "e", "ctrl+u", *str(tmp_path / "out.md"), "enter")
        await explored.until_shown("Wrote Matrix")

        assert "| Acme | 4 |" in (tmp_path / "out.md").read_text(encoding="utf-8")
        await explored.press("escape")
        assert explored.pilot.app.screen is explored.screen


async def test_on_a_narrow_screen_every_column_can_be_reached(explore: Explore) -> None:
    async with explore(size=(40, 15)) as explored:
        await explored.press("m", "f", "dollar_sign")

        assert "No topic" in explored.text()
        assert "of 4" in explored.text()


async def test_help_shows_the_views_own_keys_first_and_runs_what_is_chosen(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "question_mark")
        lines = explored.text().splitlines()
        title = next(at for at, line in enumerate(lines) if "In the matrix" in line)
        assert "Shade by the next measure" in lines[title + 1]

        await explored.press("enter")
        assert "share quantified" in explored.text()
