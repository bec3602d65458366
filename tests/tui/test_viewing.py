"""What was chosen last is what comes to be shown, in all panes, and with what is offered for it."""

from esgtui.browsing import Selection
from esgtui.tui.widgets.search_bar import SearchInput
from tests.tui.conftest import Explore


async def test_all_panes_show_what_was_chosen_last(explore: Explore) -> None:
    async with explore() as explored:
        screen, viewing = explored.screen, explored.screen.viewing
        viewing.browse(Selection(company="acme"))
        viewing.browse(Selection(company="bolt"))
        assert explored.shown == ["c-4", "c-5"]
        assert not viewing.is_behind
        assert screen.companies.key == "bolt"
        assert [line.claims for line in screen.groups.lines] == [2, 2]


async def test_what_is_offered_comes_with_what_is_found(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash")
        viewing, completing = explored.screen.viewing, explored.screen.completing
        explored.screen.query_one(SearchInput).insert_text_at_cursor("company:")
        await explored.until(lambda: viewing.selection.query == "company:")
        await viewing.shown.wait()
        assert completing.is_open
        assert not completing.is_behind


async def test_what_is_chosen_again_needs_no_waiting(explore: Explore) -> None:
    async with explore() as explored:
        viewing = explored.screen.viewing
        viewing.browse(viewing.selection)
        assert not viewing.is_behind
