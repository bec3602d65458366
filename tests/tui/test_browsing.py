"""Panes, counts, lenses, search and the way back."""

import pytest

from tests.tui.conftest import Explore, dataset


async def test_it_starts_with_all_claims_and_shows_the_first(explore: Explore) -> None:
    async with explore() as explored:
        assert explored.shown == [f"c-{number}" for number in range(6)]
        assert explored.at_cursor == "c-0"
        assert "Acme cut its emissions by 40 % against 2019." in explored.text()
        assert "two-makers ▸ 6 claims ▸ lens: pillars" in explored.text()


async def test_moving_the_cursor_shows_the_claim_at_once(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "j")

        assert explored.at_cursor == "c-2"
        assert "c-2" in str(explored.screen.detail.border_title)


async def test_a_company_narrows_pillars_and_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", "j")

        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]
        assert [(line.title, line.claims) for line in explored.screen.groups.lines] == [
            ("All", 4),
            ("Climate", 2),
            ("Closed loops", 2),
        ]
        await explored.press("f3", "j")
        assert explored.shown == ["c-0", "c-1"]
        assert "Acme" in str(explored.screen.claims.border_title)
        assert "Climate" in str(explored.screen.claims.border_title)


async def test_the_lens_goes_round(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f")
        assert [(line.title, line.claims) for line in explored.screen.groups.lines] == [
            ("All", 6),
            ("E1 Climate change", 4),
            ("E5 Circular economy", 0),
            ("No topic", 2),
        ]
        await explored.press("f")
        assert explored.screen.groups.lines[1].title == "Acme: Climate"


async def test_search_finds_slips_as_one_types_and_escape_returns(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", "j", "f4", "j", "slash", *"recyled")

        assert explored.shown == ["c-2"] or set(explored.shown) == {"c-2", "c-5"}
        assert explored.at_cursor == explored.shown[0]
        await explored.press("escape")
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]
        assert explored.at_cursor == "c-1"


async def test_a_search_stays_on_after_enter_and_is_visible(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"2045", "enter")

        assert explored.shown == ["c-4"]
        assert "1 of 6 ── 2045" in str(explored.screen.claims.border_title)
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_a_search_counts_per_company(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"aluminium")

        assert [(line.title, line.claims) for line in explored.screen.companies.lines] == [
            ("All", 2),
            ("Acme", 1),
            ("Bolt", 1),
        ]


async def test_nothing_found_says_what_to_do(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"zzzzqqq")

        assert explored.shown == []
        assert "Escape" in explored.text()


async def test_on_a_narrow_screen_there_is_one_column_and_a_way_in_and_back(explore: Explore) -> None:
    async with explore(size=(50, 20)) as explored:
        assert "Companies" not in explored.text()
        await explored.press("escape", "escape")
        assert "Companies" in explored.text()
        assert "Claims" not in explored.text()
        await explored.press("j", "enter", "enter")
        assert explored.screen.pane == "claims"
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]


async def test_widening_a_narrow_screen_brings_all_panes_back(explore: Explore) -> None:
    async with explore(size=(50, 20)) as explored:
        await explored.pilot.resize_terminal(120, 40)
        await explored.settle()

        panes = (explored.screen.companies, explored.screen.groups, explored.screen.claims, explored.screen.detail)
        assert all(pane.display and pane.region.width > 0 for pane in panes)


async def test_a_long_statement_is_shown_to_its_end(explore: Explore) -> None:
    words = " ".join(f"w{number}" for number in range(20_000))
    async with explore(dataset((words,))) as explored:
        await explored.press("f5", "G")
        lines = explored.screen.detail.lines
        await explored.until(lambda: any("w19999" in line.plain for line in lines))

        shown = " ".join(line.plain for line in lines).split()
        assert shown[:20_000] == words.split()


async def test_a_users_keys_are_in_force_and_a_bad_one_is_told(explore: Explore) -> None:
    async with explore(keys={"lens.next": "r", "no.such": "z"}) as explored:
        await explored.press("r")

        assert explored.screen.viewing.selection.lens.id == "esrs"
        await explored.until_shown("! 1 fault in your settings")


async def test_a_filter_on_tags_follows_what_is_tagged(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"-has", "colon", *"tag", "enter", "j", "t", "b", "enter")

        assert explored.shown == ["c-0", "c-2", "c-3", "c-4", "c-5"]
        assert explored.at_cursor == "c-2"


async def test_annotating_a_long_claim_leaves_one_where_one_was_reading(explore: Explore) -> None:
    words = " ".join(f"w{number}" for number in range(20_000))
    async with explore(dataset((words,))) as explored:
        await explored.press("f5", "G")
        await explored.until(lambda: explored.screen.detail.scroll_offset.y > 500)
        await explored.press(*["pageup"] * 3)
        before = explored.screen.detail.scroll_offset.y
        await explored.press("asterisk")
        await explored.until(lambda: "★" in explored.text())

        assert explored.screen.detail.scroll_offset.y == before


async def test_the_cursor_stays_where_it_was_moved_to_while_a_view_is_looked_up(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.tui.viewing.LARGE", 0)  # so that views are looked up on another thread
    async with explore() as explored:
        companies = explored.screen.companies
        explored.screen.go_to("companies")
        stale = companies.lines
        companies.move_to(1)
        companies.show_counted(stale, None)  # a view of before the move arrives
        assert companies.cursor == 1
        companies.move_to(2)
        await explored.press("g", "j", "j")
        assert (companies.cursor, companies.key) == (2, "bolt")
        assert explored.shown == ["c-4", "c-5"]
        companies.show_counted(stale, None)
        assert companies.cursor == 0
