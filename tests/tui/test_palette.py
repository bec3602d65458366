"""The palette finds commands as one types them: what begins so first, what can be used before what cannot."""

import pytest
from textual.command import CommandList
from textual.widgets import TextArea

from esgtui.tui.palette import Palette
from tests.tui.conftest import Explore


@pytest.mark.parametrize("typed", ["q", "q!"])
async def test_who_types_q_is_offered_to_quit_first(explore: Explore, typed: str) -> None:
    async with explore() as explored:
        await explored.pilot.press("colon", *typed)
        offered = explored.pilot.app.screen.query_one(CommandList)
        await explored.until(lambda: offered.option_count > 0 and "quit" in str(offered.get_option_at_index(0).prompt))
        assert "esc close" in explored.text()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wq", "quit"),
        ("x", "agreement"),
        ("help", "help"),
        ("h", "help"),
        ("export", "export"),
        ("e", "export"),
        ("%", "progress"),
    ],
)
async def test_a_commands_name_or_key_comes_first(explore: Explore, typed: str, first: str) -> None:
    async with explore() as explored:
        await explored.pilot.press("colon", *typed)
        offered = explored.pilot.app.screen.query_one(CommandList)
        await explored.until(lambda: offered.option_count > 0 and first in str(offered.get_option_at_index(0).prompt))


async def test_what_cannot_be_used_comes_last(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("colon", *"undo")
        offered = explored.pilot.app.screen.query_one(CommandList)
        await explored.until(lambda: offered.option_count > 0)
        last = offered.get_option_at_index(offered.option_count - 1)
        assert "not now" in str(last.prompt)


async def test_all_commands_are_there_as_it_opens_the_first_one_chosen(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("colon", "enter")
        await explored.until(lambda: explored.screen.search.display)


async def test_where_nothing_fits_it_says_so_and_what_to_do(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("colon", *"qqzz")
        await explored.until_shown("No command and no saved query fits")
        assert "fewer letters find more" in explored.text()
        assert "searched with /" in explored.text()
        await explored.pilot.press("down", "enter")
        assert isinstance(explored.pilot.app.screen, Palette)

        await explored.pilot.press("backspace", "backspace", "backspace")
        await explored.until_shown("quit")
        assert "No command" not in explored.text()


async def test_keys_typed_right_behind_a_command_go_to_the_dialog_that_it_opens(explore: Explore) -> None:
    async with explore() as explored:
        explored.type_at_once(":write a note\rhalf")
        await explored.until_shown("Note on c-0")
        await explored.until(lambda: [area.text for area in explored.pilot.app.screen.query(TextArea)] == ["half"])


async def test_keys_typed_right_behind_a_command_of_the_help_go_to_the_dialog_that_it_opens(explore: Explore) -> None:
    async with explore() as explored:
        explored.type_at_once("?write a note\rhalf")
        await explored.until_shown("Note on c-0")
        await explored.until(lambda: [area.text for area in explored.pilot.app.screen.query(TextArea)] == ["half"])
