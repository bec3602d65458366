"""Views come whole: what is worked out at once is in the first frame, and nothing is painted after it."""

from typing import Any

import pytest

from esgtui.tui.app import EsgtuiApp
from esgtui.tui.screens import view
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
