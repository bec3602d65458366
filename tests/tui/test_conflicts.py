"""What coders judged differently: listed claim by claim, settled with one key, and told in the claim's detail."""

from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import NOTE_PREFIX, SETTLED_PREFIX, SHARED, VERDICT, Edit, Note
from esgtui.columns import cells_of
from esgtui.tui.screens.conflicts import Conflicts, narrowed
from tests.tui.conftest import Explore, Explored


def differ(explored: Explored) -> None:
    """Let two coders differ on two claims."""
    explored.workspace.rate(["c-0", "c-3"], "unclear")
    other = Journal(explored.workspace.journal.path, "two-makers")
    note = Note(id="n", text="the report says so", created=other.now())
    edits = [Edit("c-0", VERDICT, "substantiated"), Edit("c-0", NOTE_PREFIX + "n", note)]
    other.write("ann", [*edits, Edit("c-3", VERDICT, "substantiated")], {})


def shown(explored: Explored) -> list[tuple[str, bool]]:
    """Return the claims listed, and whether each is settled."""
    screen = explored.pilot.app.screen
    assert isinstance(screen, Conflicts)
    return [(line.claim, line.is_settled) for line in screen.lines]


async def test_what_differs_is_listed_with_who_holds_what_and_why(explore: Explore) -> None:
    async with explore() as explored:
        differ(explored)
        await explored.press("X")

        assert shown(explored) == [("c-0", False), ("c-3", False)]
        assert "ann: Substantiated   mei: Unclear" in explored.text()
        assert "the report says so" in explored.text()
        assert "Acme cut its emissions" in explored.text()
        await explored.press("j", "enter")
        assert explored.at_cursor == "c-3"


async def test_settling_changes_nobodys_judgement_and_is_told_with_its_author(explore: Explore) -> None:
    async with explore() as explored:
        differ(explored)
        await explored.press("X", "s", "1")
        assert explored.workspace.history.value("c-0", SHARED, SETTLED_PREFIX + VERDICT) is not None
        assert shown(explored) == [("c-3", False)]

        await explored.press("a")
        assert shown(explored) == [("c-0", True), ("c-3", False)]
        await explored.press("escape")
        await explored.until(lambda: "◆ Substantiated (mei, 20" in explored.text())
        own = explored.workspace.annotation("c-0")
        assert own is not None
        assert own.verdict == "unclear"


async def test_undo_opens_what_was_settled_anew(explore: Explore) -> None:
    async with explore() as explored:
        differ(explored)
        await explored.press("X", "s", "1", "s", "2")
        assert shown(explored) == []
        assert "Nothing is left to settle" in explored.text()
        await explored.press("u", "u")
        assert shown(explored) == [("c-0", False), ("c-3", False)]
        await explored.press("ctrl+r")
        assert shown(explored) == [("c-3", False)]


async def test_alone_one_is_told_how_to_take_in_a_colleagues_work(explore: Explore) -> None:
    async with explore(size=(40, 15)) as explored:
        await explored.press("X")

        assert "esgtui merge FILE" in " ".join(explored.text().replace("┃", " ").split())


@given(
    st.lists(
        st.tuples(st.text("abcé中", min_size=1, max_size=15), st.text("xyz ", max_size=25)), min_size=1, max_size=5
    ),
    st.integers(9, 80),
)
def test_in_too_little_room_everybodys_judgement_can_still_be_read(held: list[tuple[str, str]], room: int) -> None:
    said = narrowed(held, room)
    assert cells_of(said) <= room
    told = min(len(held), max(1, room // 9))
    assert said.count(":") == told


def test_what_the_other_holds_is_told_beside_ones_own_in_few_cells() -> None:
    assert narrowed([("ann", "Partly substantiated"), ("mei", "Unclear")], 30) == "ann: Partly subs… mei: Unclear"
    assert narrowed([("anna-maria", "Substantiated"), ("bo", "Contradicted")], 24) == "ann…: Subst… bo: Contra…"
