"""The explorer begins where one was the last time, as far as the dataset still has it."""

from esgtui.session import BEGINNING, Session, Sizes
from tests.tui.conftest import STATEMENTS, Explore, dataset

THERE = Session(claim="c-3", company="acme", group=("acme", "loops"), pane="groups", sizes=Sizes(claims=70))


async def test_it_keeps_where_one_is_and_begins_there(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", "j", "f3", "j", "j", "f4", "j", *["right_curly_bracket"] * 4, "f3")
        sessions = explored.workspace.sessions
    kept = sessions.read("mei")
    assert kept.claim == "c-3"

    async with explore(session=kept) as explored:
        assert explored.shown == ["c-2", "c-3"]
        assert explored.at_cursor == "c-3"
        assert explored.screen.groups.has_focus
        assert explored.screen.panes.sizes.claims == kept.sizes.claims > 50
        assert "Where you were the last time" in explored.text()


async def test_a_search_and_similar_claims_come_back_with_their_way_out(explore: Explore) -> None:
    async with explore(session=Session(claim="c-5", query="aluminium")) as explored:
        assert set(explored.shown) == {"c-2", "c-5"}
        assert explored.at_cursor == "c-5"
        await explored.press("escape")
        assert len(explored.shown) == 6

    async with explore(session=Session(claim="c-2", like="c-2")) as explored:
        assert explored.shown[0] == "c-2"
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_the_claims_that_a_view_led_to_come_back(explore: Explore) -> None:
    there = Session(picked=("c-4", "c-1", "c-9"), picked_as="Acme and Bolt: by 2045")
    async with explore(session=there) as explored:
        assert explored.shown == ["c-4", "c-1"]
        assert "Claims ── 2 of 6 ── Acme and Bolt: by 2045" in explored.text()
        await explored.press("j")
        await explored.screen.resuming.keep()
        kept = explored.workspace.sessions.read("mei")
        assert (kept.claim, kept.picked, kept.picked_as) == ("c-1", ("c-4", "c-1"), there.picked_as)
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_what_the_dataset_has_no_more_is_never_taken_for_something_else(explore: Explore) -> None:
    gone = Session(claim="c-9", company="cord", lens="tcfd", group=("tcfd:1",), like="c-8", pane="atlas")
    async with explore(session=gone) as explored:
        assert explored.at_cursor == "c-0"
        assert len(explored.shown) == 6
        assert "c-9, where you were, is gone from the dataset" in explored.text()

    async with explore(dataset(STATEMENTS[:3]), session=THERE) as explored:
        assert explored.shown == ["c-2"]
        assert explored.at_cursor == "c-2"


async def test_the_beginning_is_not_told_and_nothing_is_kept_of_it(explore: Explore) -> None:
    async with explore(session=BEGINNING) as explored:
        assert "Where you were" not in explored.text()
        assert not explored.workspace.sessions.path.exists()


async def test_a_place_that_cannot_be_written_is_told_once_and_holds_nothing_up(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.sessions.path.mkdir()
        await explored.press("j")
        await explored.screen.resuming.keep()
        assert "Where you are is not kept" in explored.text()
        await explored.press("j")
        assert explored.at_cursor == "c-2"
