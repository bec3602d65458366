"""What a search says of how it took the query stands below the claims for as long as the query is in force."""

import pytest

from tests.tui.conftest import Explore, Explored

TAKEN = "company:acem is taken as “Acme”"
KEYS = {":": "colon", " ": "space"}


def keys(text: str) -> list[str]:
    return [KEYS.get(character, character) for character in text]


def below_the_claims(explored: Explored) -> str:
    region = explored.screen.claims.region
    return explored.text().splitlines()[region.bottom - 1][region.x : region.right]


def search_bar(explored: Explored) -> str:
    return explored.text().splitlines()[explored.screen.search.region.y]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20), (40, 12)])
async def test_a_hint_is_shown_in_full_while_typing_and_after(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size=size) as explored:
        await explored.press("slash", *keys("company:acem "))
        assert TAKEN in below_the_claims(explored)
        assert "taken" not in search_bar(explored)
        assert search_bar(explored).rstrip().endswith(" 4 of 6")

        await explored.press("enter", "j")
        assert TAKEN in below_the_claims(explored)
        await explored.press("escape")
        assert "taken" not in explored.text()


async def test_several_hints_stand_side_by_side_and_are_cut_where_the_pane_ends(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("company:acem -unicorn "))
        assert f"{TAKEN} · " in below_the_claims(explored)
        await explored.pilot.resize_terminal(40, 12)
        await explored.settle()
        assert below_the_claims(explored).rstrip("┛╯━─ ").endswith("…")


async def test_where_nothing_is_found_all_that_may_help_stands_in_place_of_the_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("zebra kind:target"))
        shown = explored.text()
        assert "Nothing found." in shown
        assert "no claim has “zebra”" in shown
        assert below_the_claims(explored).strip("╰┗─━╯┛") == ""

        await explored.press("ctrl+u", *keys("zebra fleet"))
        assert "no claim has “zebra”" in below_the_claims(explored)
        assert "── closest " in explored.text()


async def test_a_hint_is_shown_and_never_obeyed(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("company:zz"), "left_square_bracket", *"red", "right_square_bracket")
        assert "zz[red]" in explored.text()


async def test_a_hint_arranges_nothing_anew(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("recycled "))
        arranged: list[object] = []
        monkeypatch.setattr(explored.screen, "_refresh_layout", lambda *given, **_: arranged.append(given))
        await explored.press("quotation_mark", *"al")
        assert "quotation mark" in explored.text()
        await explored.press("quotation_mark")

        assert "quotation mark is still open" not in explored.text()
        assert not arranged
