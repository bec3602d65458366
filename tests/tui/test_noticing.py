"""What is told of annotated claims that a changed dataset no longer has."""

from threading import Event

import pytest

from esgtui.tui import noticing, readying
from esgtui.workspace import Workspace
from tests.patience import LONG
from tests.tui.conftest import Explore, dataset


async def test_what_changed_is_not_written_over_by_an_earlier_look_that_ends_later(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, has_begun, counted = Event(), Event(), noticing._counted

    def slow_at_first(workspace: Workspace) -> tuple[int, int, bool]:
        if not has_begun.is_set():
            has_begun.set()
            may_end.wait(LONG)
        return counted(workspace)

    monkeypatch.setattr(noticing, "_counted", slow_at_first)
    async with explore(size=(100, 30)) as explored:
        await explored.until(has_begun.is_set)
        await explored.press("asterisk")
        claims = dataset()["claims"]
        assert isinstance(claims, list)
        await explored.reload(dataset() | {"claims": claims[1:]})
        await explored.until_shown("The dataset has changed: 1 gone")
        may_end.set()
        await explored.settle()
        await explored.until(lambda: not any(worker.group == "aside" for worker in explored.pilot.app.workers))
        assert "The dataset has changed: 1 gone" in explored.text()


async def test_a_change_that_comes_before_the_first_look_is_told(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readying, "AFTER_FIRST_PAINT", 3_600)
    async with explore(size=(100, 30)) as explored:
        await explored.press("asterisk")
        claims = dataset()["claims"]
        assert isinstance(claims, list)
        await explored.reload(dataset() | {"claims": claims[1:]})
        await explored.until_shown("The dataset has changed: 1 gone")
        explored.screen.readying._begin()
        await explored.until(lambda: not any(worker.group == "aside" for worker in explored.pilot.app.workers))
        assert "The dataset has changed: 1 gone" in explored.text()
