"""Views come whole: what is worked out at once is in the first frame, and nothing is painted after it."""

from threading import Event
from typing import Any

import pytest

from esgtui.tui.app import EsgtuiApp
from esgtui.tui.screens import view
from esgtui.tui.screens.coverage import CoverageScreen
from esgtui.tui.views_kept import Worked
from tests.patience import LONG
from tests.tui.conftest import Explore, dataset


async def test_a_view_is_painted_once_and_whole(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    paint: Any = EsgtuiApp._display

    def noted(app: EsgtuiApp, screen: object, frame: object) -> None:
        if isinstance(screen, view.View) and frame:
            painted.append(screen.PLACE)
        paint(app, screen, frame)

    monkeypatch.setattr(EsgtuiApp, "_display", noted)
    monkeypatch.setattr(view, "HELD", 60.0, raising=False)
    tables = dataset()
    metric = {"name": "recycled aluminium", "value": 40, "unit": "kg"}
    claims = tables["claims"]
    assert isinstance(claims, list)
    claims[0] |= {"target_year": 2045, "metrics": [metric]}
    async with explore(tables) as explored:
        for key in ("m", "T", "M", "c", "i"):
            await explored.press(key)
            assert "Working" not in explored.text()
            await explored.press("escape")

    assert painted == ["matrix", "timeline", "metrics", "coverage", "overview"]


async def test_a_view_that_takes_a_while_is_painted_as_it_stays_when_it_is_there(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint: Any = EsgtuiApp._display
    is_seen, may_end, worked_out = Event(), Event(), CoverageScreen.worked_out

    def noted(app: EsgtuiApp, screen: object, frame: object) -> None:
        if isinstance(screen, CoverageScreen) and frame:
            is_seen.set()
            if screen.shown is not None:
                painted.append("\n".join(strip.text for strip in screen.drawn()))
        paint(app, screen, frame)

    def slow(screen: CoverageScreen) -> Worked:
        may_end.wait(LONG)
        return worked_out(screen)

    monkeypatch.setattr(EsgtuiApp, "_display", noted)
    monkeypatch.setattr(CoverageScreen, "worked_out", slow)
    monkeypatch.setattr(view, "HELD", 0.001)
    async with explore() as explored:
        explored.type_at_once("c")
        await explored.until(is_seen.is_set)
        may_end.set()
        await explored.until_shown("All companies")
        await explored.settle()

    assert "All companies" in painted[0]
    assert painted[0] == painted[-1]
