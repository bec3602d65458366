"""The theme chooser, the help and the tour in the explorer."""

from pathlib import Path

import pytest
import tomli_w
from textual.widgets import Input

from esgtui.settings import Settings
from esgtui.tui.app import EsgtuiApp
from esgtui.tui.appearance import Home
from esgtui.tui.remembered import Remembered, recall
from esgtui.tui.screens.explorer import Explorer
from esgtui.tui.screens.help import HelpScreen
from esgtui.workspace import Workspace
from tests.tui.conftest import Explore, Explored, dataset


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "config" / "settings.toml", tmp_path / "state" / "looks.json")


def opened(home: Home, settings: Settings) -> EsgtuiApp:
    assert home.settings
    path = home.settings.parent.parent / "dataset.toml"
    path.write_bytes(tomli_w.dumps(dataset()).encode())
    workspace = Workspace.open(path, store=str(path.with_name("journal.sqlite")), coder="mei")
    return EsgtuiApp(workspace, settings, home=home)


async def test_themes_are_seen_as_one_goes_through_them_and_left_as_they_were(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("ctrl+t", "down")
        await explored.until(lambda: explored.pilot.app.theme == "esgtui-light")
        await explored.press("escape")
        assert explored.pilot.app.theme == "esgtui-dark"


async def test_a_theme_that_was_taken_is_there_at_the_next_start(home: Home) -> None:
    assert home.state
    app = opened(home, Settings(visits=False))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        explored = Explored(pilot, app.workspace)
        await explored.press("ctrl+t", "down", "enter")
        await explored.until_shown("Theme: light")
    assert recall(home.state).theme == "light"

    again = opened(home, Settings(visits=False))
    assert again.theme == "esgtui-light"
    again.workspace.close()


async def test_the_help_is_found_in_by_typing_and_runs_a_command(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("question_mark", *"redo")
        await explored.until_shown("Not now: there is nothing to redo")
        await explored.press("enter")
        assert isinstance(explored.pilot.app.screen, HelpScreen)
        await explored.press("ctrl+u", *"star", "enter")
        await explored.until(lambda: len(explored.workspace.journal.changes()) == 1)
        assert not isinstance(explored.pilot.app.screen, HelpScreen)


async def test_the_cursor_of_the_help_stands_on_no_title(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("question_mark", *"undo")
        screen = explored.pilot.app.screen
        assert isinstance(screen, HelpScreen)
        stood_on = []
        for _ in range(len(screen.rows)):
            row = screen.row
            assert row
            stood_on.append(row)
            await explored.press("down")
        assert not any(row.is_title for row in stood_on)
        assert {row.command for row in screen.rows if row.command} == {row.command for row in stood_on}
        await explored.press("pageup", "up")
        assert screen.row == stood_on[0]


async def test_the_tour_comes_once_and_goes_on_with_the_keys_that_it_names(home: Home) -> None:
    assert home.state
    app = opened(home, Settings(visits=False))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        explored = Explored(pilot, app.workspace)
        await explored.until_shown("Tour 1/5: press /")
        await explored.press("slash", "escape")
        await explored.until_shown("Tour 1/5")
        await explored.press("slash", *"acme")
        await explored.until_shown("Tour 2/5: press enter")
        await explored.press("enter")
        await explored.until_shown("Tour 3/5: press t")
        await explored.press("t")
        assert "Tour 4/5" not in explored.text()  # tab does something else in the picker
        await explored.press("enter")
        await explored.until_shown("Tour 4/5: press tab")
        await explored.press("tab")
        await explored.until_shown("Tour 5/5: press ?")
        await explored.press("question_mark", "escape")
        assert "Tour" not in explored.text()
    assert recall(home.state) == Remembered(is_tour_over=True)


async def test_the_tour_is_left_and_found_again(home: Home) -> None:
    app = opened(home, Settings(visits=False))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        explored = Explored(pilot, app.workspace)
        await explored.until_shown("Tour 1/5")
        await explored.press("escape")
        await explored.until_shown("The tour is in the help")
    again = opened(home, Settings(visits=False))
    async with again.run_test(size=(100, 30), notifications=True) as pilot:
        explored = Explored(pilot, again.workspace)
        await explored.settle()
        screen = again.screen
        assert isinstance(screen, Explorer)
        assert not screen.tour.is_on
        await explored.press("question_mark", *"five steps", "enter")
        await explored.until_shown("Tour 1/5")


async def test_escape_leaves_the_tour_as_it_says_and_not_the_search_that_one_made_on_it(home: Home) -> None:
    app = opened(home, Settings(visits=False))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        explored = Explored(pilot, app.workspace)
        await explored.until_shown("Tour 1/5")
        await explored.press("slash", *"bolt", "enter")
        await explored.until_shown("(esc: leave)")
        await explored.press("escape")
        await explored.until_shown("The tour is in the help")
        assert explored.screen.viewing.selection.query == "bolt"
        await explored.press("escape")
        assert explored.screen.viewing.selection.query == ""


async def test_who_has_worked_here_before_needs_no_tour(home: Home) -> None:
    app = opened(home, Settings(visits=False))
    app.workspace.star(("c-0",), on=True)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await Explored(pilot, app.workspace).settle()
        assert isinstance(app.screen, Explorer)
        assert not app.screen.tour.is_on


async def test_nothing_glides_or_blinks_where_the_settings_say_so(home: Home) -> None:
    app = opened(home, Settings(visits=False, animations=False))
    async with app.run_test(size=(100, 30)) as pilot:
        explored = Explored(pilot, app.workspace)
        await explored.press("slash")
        assert app.animation_level == "none"
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink
