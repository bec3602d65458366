"""Coverage on the screen: what is open, in figures and in words, and the way to the claims that are."""

from tests.tui.conftest import Explore


async def test_open_claims_are_counted_and_one_key_away(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        await explored.press("c", "l")
        assert "Acme ── untagged ── 3 of 4" in explored.text()

        await explored.press("enter")
        assert (explored.screen.viewing.selection.query, explored.at_cursor) == ("-has:tag", "c-1")
        assert explored.shown == ["c-1", "c-2", "c-3"]

        await explored.press("escape")
        assert explored.shown == [f"c-{number}" for number in range(6)]


async def test_silent_topics_are_named_and_lead_nowhere(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("c", "dollar_sign")
        assert "no claim on E5 Circular economy" in explored.text()

        await explored.press("j", "enter")
        assert "no claim on E1 Climate change, E5 Circular economy" in explored.text()
        assert "no claim speaks to these topics" in explored.text()


async def test_it_is_left_by_keyboard_and_its_text_scrolls(explore: Explore) -> None:
    async with explore(size=(40, 15)) as explored:
        await explored.press("c", "tab", "j", "j", "shift+tab", "s", "q")

        assert explored.pilot.app.screen is explored.screen
