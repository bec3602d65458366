"""Similar claims: shown, counted, narrowed, gone on from, and the way back."""

from tests.tui.conftest import Explore, Explored, dataset

STATEMENTS = (
    "Acme will lower the emissions of all its plants by half until 2030.",
    "Acme's fleet is electric.",
    "Acme cleans used water before it enters rivers again.",
    "Acme names no supplier.",
    "Bolt will lower the emissions of all its plants by half until 2040.",
    "Bolt cleans used water before it enters rivers again, and air.",
)


def title(explored: Explored) -> str:
    return str(explored.screen.claims.border_title)


async def test_similar_claims_follow_the_claim_itself_with_their_percentage(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("equals_sign")
        assert explored.shown == ["c-0", "c-4"]
        assert explored.at_cursor == "c-0"
        assert title(explored) == "Claims ── 2 of 6 ── like c-0"
        likeness = explored.screen.claims.likeness[4]
        assert 80 < likeness < 100
        assert f"{likeness} % …will lower the emissions" in explored.text()
        statement = STATEMENTS[4]
        marked = [statement[start:end] for start, end in explored.screen.claims.match(4)[0]]
        assert marked == ["will lower the emissions of all its plants by half until"]


async def test_companies_and_groups_count_similar_claims_and_narrow_them(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("f2", "j", "f4", "equals_sign")
        assert [line.claims for line in explored.screen.companies.lines] == [2, 1, 1]
        await explored.press("f2", "j", "j")
        assert explored.shown == ["c-4"]
        assert title(explored) == "Claims ── 1 of 6 ── like c-0 ── Bolt"


async def test_escape_goes_back_to_the_claim_and_the_selection_step_by_step(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("f2", "j", "f4", "j", "j", "equals_sign")
        assert explored.shown == ["c-2", "c-5"]
        await explored.press("j", "equals_sign")
        assert explored.shown == ["c-5", "c-2"]
        await explored.press("escape")
        assert (explored.shown, explored.at_cursor) == (["c-2", "c-5"], "c-5")
        await explored.press("escape")
        assert (explored.shown, explored.at_cursor) == (["c-0", "c-1", "c-2", "c-3"], "c-2")
        assert "Acme" in title(explored)


async def test_search_and_similar_claims_are_left_in_the_order_they_came(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("j", "slash", *"water air", "enter", "equals_sign")
        assert explored.shown == ["c-5", "c-2"]
        await explored.press("slash", *"supplier", "enter")
        assert explored.shown == ["c-3"]
        await explored.press("escape")
        assert explored.shown == ["c-5", "c-2"]
        await explored.press("escape")
        assert explored.shown == ["c-5"]
        assert "water air" in title(explored)
        await explored.press("escape")
        assert (len(explored.shown), explored.at_cursor) == (6, "c-1")


async def test_the_claim_that_others_are_like_already_says_so(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("equals_sign", "equals_sign")
        assert "these are the claims like it already" in explored.text()
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_without_a_claim_to_compare_it_says_why(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("space", "slash", *"has:verdict", "enter", "equals_sign")
        assert explored.shown == []
        assert "similar: no claim is shown" in explored.text()


async def test_a_claim_like_no_other_is_told_in_the_title(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("j", "equals_sign")
        assert explored.shown == ["c-1"]
        assert "no other claim is like it" in title(explored)


async def test_the_palette_and_a_click_show_similar_claims_too(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS), size=(140, 40)) as explored:
        await explored.press("ctrl+p", *"similar")
        await explored.until_shown("Show the claims most like this one")
        await explored.press("enter", "enter")
        await explored.until(lambda: explored.shown == ["c-0", "c-4"])
        await explored.press("escape", "j", "j")
        column = explored.text().splitlines()[-1].index("= similar")
        await explored.pilot.click("#bar", offset=(column, 0))
        await explored.until(lambda: explored.shown == ["c-2", "c-5"])


async def test_what_is_marked_on_similar_claims_stays_and_the_list_too(explore: Explore) -> None:
    async with explore(dataset(STATEMENTS)) as explored:
        await explored.press("equals_sign", "plus", "asterisk")
        assert explored.shown == ["c-0", "c-4"]
        starred = [claim for claim in ("c-0", "c-4") if explored.workspace.annotation(claim)]
        assert starred == ["c-0", "c-4"]
