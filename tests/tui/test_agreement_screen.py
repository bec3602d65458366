"""How far coders agree: figures with their counts, and from each of them to where coders differ."""

from esgtui.annotation.journal import Journal
from esgtui.tui.screens.conflicts import Conflicts
from tests.annotation.samples import tag, verdict
from tests.tui.conftest import Explore, Explored


def judge(explored: Explored) -> None:
    """Let two coders judge three claims: one alike, one not, and a tag of one of them alone."""
    explored.workspace.rate(["c-0", "c-1"], "unclear")
    explored.workspace.tag(["c-0", "c-2"], add=["wording/vague"])
    other = Journal(explored.workspace.journal.path, "two-makers")
    other.write("ann", [verdict("c-0", "unclear"), verdict("c-1", "substantiated"), tag("c-2", "wording/vague")], {})


async def test_every_figure_has_its_counts(explore: Explore) -> None:
    async with explore() as explored:
        judge(explored)
        await explored.press("x")
        text = explored.text()
        assert "verdicts" in text
        assert "50.0 %" in text
        assert "both gave one on 2, only ann on 0, only mei on 0, neither on 1" in text
        assert "1 of 2 pairs of judgements" in text
        assert "ann substantiated, mei unclear: 1" in text
        assert "0.000: agreement observed 0.500, expected by chance 0.500" in text
        await explored.press("j")
        assert "both 1, only ann 0, only mei 1, neither 1" in explored.text()
        assert "few: fewer than 30 claims judged" in explored.text()


async def test_enter_shows_where_coders_differ_in_it(explore: Explore) -> None:
    async with explore() as explored:
        judge(explored)
        await explored.press("x", "j", "enter")
        board = explored.pilot.app.screen
        assert isinstance(board, Conflicts)
        assert board.here is not None
        assert board.here.field == "tag:wording/vague"
        await explored.press("x", "enter")
        assert board.here.field == "verdict"
        await explored.press("enter")
        assert explored.at_cursor == "c-1"


async def test_it_says_why_nothing_is_compared(explore: Explore) -> None:
    async with explore(size=(60, 20)) as explored:
        await explored.press("x")
        await explored.until_shown("Nobody else has judged claims here yet")
        await explored.press("escape")
        judge(explored)
        await explored.press("B", "x")
        await explored.until_shown("Blind mode hides what others did")
