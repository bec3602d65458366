"""Jump mode: letters on panes and lines, and the next letter goes there."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.tui.jumping import LETTERS, Target, codes
from tests.tui.conftest import Explore


@given(st.integers(0, 676))
def test_letters_are_told_apart_by_the_first_or_the_second(count: int) -> None:
    found = codes(count)

    assert len(set(found)) == count
    assert max(map(len, found), default=1) == (1 if count <= len(LETTERS) else 2)
    assert not any(one != other and other.startswith(one) for one in found for other in found)


async def test_a_letter_goes_to_a_pane_or_a_line(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("J", "a")
        assert explored.screen.pane == "companies"

        await explored.press("J")
        codes_of = {target: code for code, target in explored.screen.jumping.targets.items()}
        assert f"{codes_of[Target('companies', 2)]}  Bolt" in explored.text()
        await explored.press(codes_of[Target("companies", 2)])
        assert explored.shown == ["c-4", "c-5"]
        assert explored.screen.companies.has_focus


async def test_with_many_lines_two_letters_go_there_and_the_first_narrows(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("J")
        await explored.press("escape")
        assert explored.screen.claims.has_focus

        targets = list(explored.screen.jumping.seen())
        await explored.press("J", codes(len(targets))[-1])
        assert explored.screen.pane == targets[-1].pane


async def test_a_letter_that_stands_nowhere_moves_nothing_and_is_no_command(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "semicolon", "1")

        assert explored.at_cursor == "c-1"
        assert "1 stands nowhere" in explored.text()
        await explored.press("J", "f3", "j")
        assert explored.screen.groups.has_focus
        assert "Jump:" not in explored.text()
