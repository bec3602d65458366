"""Whoever types a query goes on typing: no key of the explorer acts on claims or leaves the search bar meanwhile."""

import asyncio

import pytest
from textual.widgets import Input, TextArea

from esgtui.tui.commands import COMMANDS, STAY_WHILE_TYPING
from esgtui.tui.screens.help import HelpScreen
from esgtui.tui.widgets.offer_list import OfferList
from esgtui.tui.widgets.search_bar import SearchInput
from tests.tui.conftest import Explore, Explored


def typed(explored: Explored) -> str:
    return explored.screen.query_one("#search-input", Input).value


def is_typing(explored: Explored) -> bool:
    is_alone = len(explored.pilot.app.screen_stack) == 1
    return is_alone and explored.screen.search.display and isinstance(explored.screen.focused, SearchInput)


async def test_shift_tab_stays_in_the_search_bar(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "shift+tab", *"tv")
        assert typed(explored) == "acmetv"
        assert is_typing(explored)


async def test_shift_tab_chooses_the_value_above(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"company", "colon", "down", "shift+tab")
        assert explored.screen.query_one(OfferList).cursor == 0
        await explored.press("down", "down", "shift+tab", "enter")
        assert typed(explored) == "company:Acme "


async def test_shift_tab_leaves_claims_and_older_queries_alone(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter", "slash", "ctrl+n", "shift+tab", "shift+tab")
        assert (typed(explored), explored.screen.claims.cursor) == ("acme", 1)


@pytest.mark.parametrize("place", ["explorer", "list", "detail"])
async def test_no_key_of_the_explorer_reaches_through_the_search_bar(explore: Explore, place: str) -> None:
    commands = [command for command in COMMANDS if command.place == place and command.id not in STAY_WHILE_TYPING]
    unlike = {key for command in COMMANDS if command.place == "search" for key in command.key_list}
    async with explore() as explored:
        explored.workspace.star(["c-0"], on=True)
        explored.workspace.undo()
        before = len(explored.workspace.journal.changes())
        await explored.press("slash", *"acme")
        for key in [key for command in commands for key in command.key_list if key not in unlike]:
            await explored.press(key)
            assert is_typing(explored), key
        assert len(explored.workspace.journal.changes()) == before
        assert explored.screen.viewing.selection.company == ""
        assert explored.screen.viewing.selection.lens.id == ""


async def test_keys_that_users_bind_do_not_reach_through_either(explore: Explore) -> None:
    chosen = {"claim.star": "f5", "claim.tag": "ctrl+t", "pane.next": "f6", "search.take": "f7", "pane.previous": "f8"}
    async with explore(keys=chosen) as explored:
        await explored.press("slash", *"acme", "f5", "ctrl+t", "f6", "f8", "tab", "shift+tab")
        assert is_typing(explored)
        assert not explored.workspace.journal.changes()

        await explored.press("enter", "f5", "f8")
        assert [change.claim for change in explored.workspace.journal.changes()] == [explored.at_cursor]
        assert explored.screen.pane == "groups"


async def test_help_is_there_while_typing_and_leads_back(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "f1")
        assert isinstance(explored.pilot.app.screen, HelpScreen)
        await explored.press("escape", "x")
        assert typed(explored) == "acmex"


async def test_a_click_into_a_pane_keeps_the_search_and_closes_the_bar(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme")
        await explored.pilot.click("#companies", offset=(5, 2))
        await explored.settle()
        assert not explored.screen.search.display
        assert explored.screen.viewing.selection.query == "acme"
        assert explored.screen.viewing.selection.company == "acme"
        assert "t tag" in explored.text()
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_a_click_into_a_pane_closes_a_bar_without_a_query(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash")
        await explored.pilot.click("#claims", offset=(5, 3))
        await explored.settle()
        assert not explored.screen.search.display
        assert explored.at_cursor == "c-2"


@pytest.mark.parametrize("query", ["", "acme"])
async def test_at_80_columns_the_bar_names_all_that_one_needs_while_searching(explore: Explore, query: str) -> None:
    async with explore(size=(80, 24)) as explored:
        await explored.press("slash", *query)
        bar = explored.text().splitlines()[-1]
        for words in ("tab take", "ctrl+o ", "save", "ctrl+n next", "↑ last query", "enter to claims", "esc back"):
            assert words in bar


async def test_a_command_that_comes_while_a_dialog_opens_leaves_the_keys_to_it(explore: Explore) -> None:
    async with explore() as explored:
        explorer = explored.screen
        explorer.action_command("claim.note")
        await asyncio.sleep(0)  # it has begun, and the dialog is not there yet
        explorer.action_command("claim.similar")  # as a second click on the bar does
        await explored.until_shown("Note on")
        await explored.pilot.press("x", "y")
        await explored.until(lambda: any(area.text == "xy" for area in explorer.app.screen.query(TextArea)))
        await explored.pilot.press("escape")
        await explored.until(lambda: explorer.viewing.selection.like != "")
