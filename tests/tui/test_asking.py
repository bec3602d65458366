"""The last queries come back, and queries are saved under names, called, renamed, overwritten and deleted."""

from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from esgtui.queries import Queries, SavedQuery
from esgtui.tui.screens.name_dialog import NameDialog
from esgtui.tui.screens.saved_queries import SavedQueries
from tests.tui.conftest import Explore, Explored


def typed(explored: Explored) -> str:
    return explored.screen.query_one("#search-input", Input).value


async def search(explored: Explored, *queries: str) -> None:
    """Search for each query, and keep it."""
    for query in queries:
        await explored.press("slash", "ctrl+u", *query, "enter")


async def test_up_brings_older_queries_and_down_what_was_typed(explore: Explore) -> None:
    async with explore() as explored:
        await search(explored, "fleet", "aluminium", "fleet", "2045")
        await explored.press("escape", "slash", *"new")
        walked = []
        for key in ("up", "up", "up", "up", "down", "down", "down"):
            await explored.press(key)
            walked.append(typed(explored))

        assert walked == ["2045", "fleet", "aluminium", "aluminium", "fleet", "2045", "new"]
        await explored.press("up")
        assert explored.shown == ["c-4"]


async def test_further_down_the_arrows_move_through_the_claims(explore: Explore) -> None:
    async with explore() as explored:
        await search(explored, "acme")
        await explored.press("escape", "slash", "down", "down", "up")
        assert (typed(explored), explored.screen.claims.cursor) == ("", 1)
        await explored.press("up", "up")
        assert (typed(explored), explored.screen.claims.cursor) == ("acme", 0)
        await explored.press("ctrl+n", "up")
        assert (typed(explored), explored.screen.claims.cursor) == ("acme", 0)


async def test_a_query_that_came_back_offers_nothing_until_it_is_changed(explore: Explore) -> None:
    async with explore() as explored:
        await search(explored, "fleet", "kind")
        await explored.press("escape", "slash", "up")
        assert not explored.screen.completing.is_open
        await explored.press("up")
        assert typed(explored) == "fleet"


async def test_what_was_only_typed_is_not_remembered_what_was_used_is(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "escape")
        assert explored.workspace.queries.asked() == ()
        await explored.press("slash", *"acme", "ctrl+n", "escape")
        assert explored.workspace.queries.asked() == ("acme",)


async def test_queries_of_an_earlier_day_come_back(explore: Explore, tmp_path: Path) -> None:
    queries = Queries(tmp_path / "saved_queries.sqlite")
    queries.remember("emissions\x1b[2J")
    queries.close()
    async with explore() as explored:
        await explored.press("slash", "up")
        assert typed(explored) == "emissions [2J"


async def save(explored: Explored, name: str) -> None:
    await explored.press("S", "ctrl+u", *name.replace(" ", "_"), "enter")


async def test_a_query_is_saved_while_searching_and_called_from_the_palette(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"aluminium", "ctrl+o", *"metal", "enter")
        assert explored.workspace.queries.saved() == (SavedQuery("metal", "aluminium"),)
        assert "Saved as “metal”" in explored.text()
        assert typed(explored) == "aluminium"
        await explored.press("escape", "ctrl+p")
        assert isinstance(explored.pilot.app.screen, CommandPalette)
        await explored.pilot.press(*"metal")
        offered = explored.pilot.app.screen.query_one(CommandList)
        await explored.until(lambda: 1 <= offered.option_count < 10)
        assert "aluminium" in explored.text()
        await explored.press("enter")
        await explored.until(lambda: bool(explored.screen.viewing.selection.query))
        await explored.settle()
        assert explored.screen.viewing.selection.query == "aluminium"
        assert set(explored.shown) == {"c-2", "c-5"}
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_without_a_query_there_is_nothing_to_save(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("S")
        await explored.until_shown("there is no query in force")
        await explored.press("Q")
        await explored.until_shown("No query is saved")


async def test_a_name_that_is_taken_is_told_and_replaced_knowingly(explore: Explore) -> None:
    async with explore() as explored:
        await search(explored, "aluminium")
        await save(explored, "mine")
        await search(explored, "fleet")
        await save(explored, "mine")
        assert isinstance(explored.pilot.app.screen, NameDialog)
        await explored.until_shown("This name has aluminium already")
        await explored.press("x", "backspace", "enter")
        await explored.until_shown("This name has aluminium already")
        assert explored.workspace.queries.query("mine") == "aluminium"
        await explored.press("enter")
        assert explored.workspace.queries.query("mine") == "fleet"


async def test_saved_queries_are_searched_with_renamed_and_deleted(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.queries.save("[red]b[/", "2045")
        explored.workspace.queries.save("a", "fleet")
        await explored.press("Q")
        assert "[red]b[/" not in explored.text().splitlines()[0]
        await explored.until_shown("[red]b[/  2045")
        await explored.press("enter")
        assert explored.screen.viewing.selection.query == "2045"
        await explored.press("Q", "down", "r", "ctrl+u", *"c", "enter")
        assert isinstance(explored.pilot.app.screen, SavedQueries)
        assert explored.workspace.queries.saved() == (SavedQuery("[red]b[/", "2045"), SavedQuery("c", "fleet"))
        explored.type_at_once("dkd")
        await explored.until_shown("Delete c?")
        await explored.settle()
        assert "fleet" in explored.text()
        assert len(explored.workspace.queries.saved()) == 2
        await explored.press("escape", "d", "y")
        assert [each.name for each in explored.workspace.queries.saved()] == ["[red]b[/"]
        await explored.press("d", "enter")
        assert explored.workspace.queries.saved() == ()
        await explored.until_shown("No query is saved")


async def test_a_damaged_file_is_told_once_and_the_program_goes_on(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "saved_queries.sqlite").write_bytes(b"no queries at all" * 200)
    async with explore() as explored:
        told: list[str] = []
        monkeypatch.setattr(explored.screen.asked, "_warn", told.append)
        await search(explored, "fleet", "2045")
        await explored.press("escape", "slash", "up", "up")
        assert typed(explored) == "fleet"
        assert len(told) == 1
        assert "saved_queries.sqlite" in told[0]
        await explored.press("ctrl+o", *"name", "enter")
        await explored.until_shown("Not saved: ")
    assert (tmp_path / "saved_queries.sqlite").read_bytes() == b"no queries at all" * 200
