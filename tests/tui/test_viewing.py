"""What was chosen last is what comes to be shown, in all panes."""

from esgtui.browsing import Selection
from tests.tui.conftest import Explore


async def test_counts_come_after_the_claims_and_never_those_of_what_was_overtaken(explore: Explore) -> None:
    async with explore() as explored:
        screen, viewing = explored.screen, explored.screen.viewing
        viewing.browse(Selection(company="acme"))
        viewing.browse(Selection(company="bolt"))
        assert explored.shown == ["c-4", "c-5"]
        assert viewing.is_behind
        await viewing.shown.wait()
        assert screen.companies.key == "bolt"
        assert [line.claims for line in screen.groups.lines] == [2, 2]


async def test_what_is_chosen_again_needs_no_waiting(explore: Explore) -> None:
    async with explore() as explored:
        viewing = explored.screen.viewing
        viewing.browse(viewing.selection)
        assert not viewing.is_behind
