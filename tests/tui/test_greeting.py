"""The overview comes by itself when a dataset is opened for the first time, and is in nobody's way."""

import pytest

from esgtui.session import BEGINNING, NEW, Session
from esgtui.settings import Settings
from esgtui.tui.greeting import is_due
from tests.tui.conftest import Explore


@pytest.mark.parametrize(
    ("setting", "session", "expected"),
    [
        ("first", NEW, True),
        ("first", BEGINNING, False),
        ("first", NEW.fresh, True),
        ("always", Session(claim="c-1"), True),
        ("never", NEW, False),
    ],
)
def test_the_setting_says_when_it_comes(setting: str, session: Session, expected: bool) -> None:
    assert is_due(Settings(overview=setting), session) is expected


async def test_it_comes_the_first_time_and_its_own_keys_stay_in_it(explore: Explore) -> None:
    async with explore(session=NEW) as explored:
        await explored.until_shown("Overview ── Two makers ── 6 claims")
        assert "i shows this again" in explored.text()
        await explored.press("j", "enter")
        assert explored.shown == ["c-4", "c-5"]
        await explored.screen.resuming.keep()
        assert not explored.workspace.sessions.read("mei").is_new

    async with explore(session=explored.workspace.sessions.read("mei")) as again:
        await again.settle()
        assert again.pilot.app.screen is again.screen


async def test_any_other_key_goes_on_and_does_what_it_does(explore: Explore) -> None:
    async with explore(session=NEW) as explored:
        await explored.until_shown("Overview ──")
        await explored.press("slash")
        await explored.until(lambda: explored.screen.search.display)
        await explored.press(*"fleet")
        assert explored.shown == ["c-1"]
        assert explored.screen.is_current


async def test_who_types_ahead_is_not_held_up(explore: Explore) -> None:
    async with explore(session=NEW) as explored:
        await explored.until_shown("Overview ──")
        await explored.pilot.press("slash", *"fleet", "enter", "asterisk")
        await explored.until(lambda: bool(explored.workspace.annotations("c-1")))
        assert explored.at_cursor == "c-1"
