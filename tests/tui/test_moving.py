"""Back and forward through where one was, and panes made larger, smaller or alone."""

import pytest

from tests.tui.conftest import Explore


async def test_back_and_forward_go_through_jumps_and_not_through_cursor_moves(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", "j", "enter", "j", "f4", "j")
        assert explored.at_cursor == "c-1"
        await explored.press("equals_sign", "j")
        similar = explored.at_cursor

        await explored.press("b")
        assert (explored.shown, explored.at_cursor) == (["c-0", "c-1"], "c-1")
        await explored.press("b")
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]
        assert explored.screen.pane == "companies"
        await explored.press("w", "w")
        assert explored.at_cursor == similar
        assert explored.screen.viewing.selection.like == "c-1"


async def test_back_says_when_there_is_no_way(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("b")

        assert "you have not come from anywhere yet" in explored.text()


async def test_a_search_is_a_place_and_a_new_way_forgets_the_old_one(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"2045", "enter", "b")
        assert len(explored.shown) == 6

        await explored.press("w")
        assert explored.shown == ["c-4"]
        await explored.press("b", "slash", *"electric", "enter", "w")
        assert explored.shown == ["c-1"]


async def test_a_pane_alone_has_the_screen_until_escape(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("z")
        assert "Companies" not in explored.text()
        assert explored.screen.claims.outer_size.width == 120
        await explored.press("enter")
        assert explored.screen.detail.outer_size.width == 120

        await explored.press("escape")
        assert all(word in explored.text() for word in ("Companies", "Pillars", "Claims", "c-0"))


@pytest.mark.parametrize(
    ("size", "pane", "key", "side"),
    [
        ((120, 40), "f2", "greater_than_sign", "width"),
        ((120, 40), "f4", "greater_than_sign", "width"),
        ((80, 24), "f5", "greater_than_sign", "width"),
        ((80, 24), "f2", "right_curly_bracket", "height"),
        ((50, 24), "f5", "right_curly_bracket", "height"),
    ],
)
async def test_keys_change_the_size_of_the_pane_in_use(
    explore: Explore, size: tuple[int, int], pane: str, key: str, side: str
) -> None:
    opposite = {"greater_than_sign": "less_than_sign", "right_curly_bracket": "left_curly_bracket"}
    async with explore(size=size) as explored:
        await explored.press(pane)
        widget = explored.screen.query_one(f"#{explored.screen.pane}")
        before = getattr(widget.outer_size, side)

        await explored.press(key, key)
        larger = getattr(widget.outer_size, side)
        await explored.press(opposite[key], opposite[key], opposite[key], opposite[key])

        assert getattr(widget.outer_size, side) < before < larger
        await explored.press("vertical_line")
        assert getattr(widget.outer_size, side) == before


async def test_panes_never_vanish_and_the_limit_is_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", *["less_than_sign"] * 6)

        assert explored.screen.companies.outer_size.width > 8
        assert "that is as far as it goes" in explored.text()
        await explored.press("right_curly_bracket")
        assert "this pane has all of the height already" in explored.text()
