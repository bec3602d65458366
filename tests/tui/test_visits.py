"""Which claims one has looked at is recorded in passing, and set by hand; and notes have kinds."""

import sqlite3

import pytest

from esgtui.annotation.model import VISITED
from esgtui.tui import visits
from tests.tui.conftest import Explore


@pytest.fixture(autouse=True)
def time_is_over_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing count as looked at, nor be recorded, by how long keys take on this machine."""
    monkeypatch.setattr(visits, "LOOKED_AT", 3600.0)
    monkeypatch.setattr(visits, "BATCH", 3600.0)


async def test_a_claim_looked_at_is_recorded_and_is_nothing_to_undo(explore: Explore) -> None:
    async with explore(visits=True) as explored:
        await explored.press("j")
        explored.screen.visits.note()  # as when the time is over
        await explored.screen.visits.keep()

        assert explored.workspace.history.visited("mei") == {"c-1"}
        assert explored.workspace.history.next_undo("mei") is None
        await explored.until_shown("1 of 6 visited")


async def test_only_a_claim_that_stays_under_the_cursor_is_taken_down(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(visits=True) as explored:
        await explored.press("j", "j")
        for time in ("LOOKED_AT", "BATCH"):
            monkeypatch.setattr(visits, time, 0.01)
        await explored.press("j")
        await explored.until(lambda: explored.workspace.history.visited("mei") != set())

        assert explored.workspace.history.visited("mei") == {"c-3"}


async def test_what_is_taken_down_is_recorded_when_the_explorer_closes(explore: Explore) -> None:
    async with explore(visits=True) as explored:
        explored.screen.visits.note()
    explored.workspace.journal.refresh()

    assert explored.workspace.history.visited("mei") == {"c-0"}


async def test_what_a_locked_journal_cannot_take_by_the_end_is_recorded_the_next_time(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.annotation.journal.IN_PASSING", 0.0)
    async with explore(visits=True) as explored:
        explored.workspace.star(["c-5"], on=True)
        other = sqlite3.connect(explored.workspace.journal.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        explored.screen.visits.note()
        await explored.screen.visits.keep()
        await explored.press("j")
        explored.screen.visits.note()
    other.execute("ROLLBACK")
    other.close()
    session = explored.workspace.sessions.read("mei")
    assert session.unrecorded == session.fresh.unrecorded == ("c-0", "c-1")

    async with explore(visits=True, session=session) as explored:
        await explored.screen.visits.keep()
        assert explored.workspace.history.visited("mei") >= {"c-0", "c-1"}
        await explored.press("j")
    assert explored.workspace.sessions.read("mei").unrecorded == ()


async def test_behind_another_pane_nothing_is_looked_at(explore: Explore) -> None:
    async with explore(visits=True, size=(50, 20)) as explored:
        await explored.press("h")
        explored.screen.visits.note()
        await explored.screen.visits.keep()

        assert explored.workspace.journal.changes() == []


async def test_what_a_query_finds_while_it_is_typed_is_not_looked_at(explore: Explore) -> None:
    async with explore(visits=True) as explored:
        await explored.press("slash", *"acme")
        explored.screen.visits.note()
        await explored.screen.visits.keep()
        assert explored.workspace.journal.changes() == []

        await explored.press("enter")
        explored.screen.visits.note()
        await explored.screen.visits.keep()
        assert explored.workspace.history.visited("mei") == {"c-3"}


async def test_without_the_setting_nothing_is_recorded(explore: Explore) -> None:
    async with explore(visits=False) as explored:
        explored.screen.visits.note()
        await explored.screen.visits.keep()

        assert explored.workspace.journal.changes() == []


async def test_done_is_set_and_unset_by_hand_on_all_that_is_marked(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("space", "space", "d")
        assert explored.workspace.history.visited("mei") == {"c-0", "c-1"}
        assert "2 of 6 visited" in explored.text()

        await explored.press("d")
        assert explored.workspace.history.visited("mei") == set()
        assert explored.workspace.history.value("c-0", "mei", VISITED) is False
        await explored.press("u")
        assert explored.workspace.history.visited("mei") == {"c-0", "c-1"}


async def test_a_visit_leaves_a_claim_alone_that_carries_something(explore: Explore) -> None:
    async with explore(visits=True) as explored:
        explored.workspace.star(["c-0"], on=True)
        explored.screen.visits.note()
        await explored.screen.visits.keep()

        assert len(explored.workspace.journal.changes()) == 1


async def test_a_note_has_the_kind_that_was_chosen(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"why", "ctrl+t", "ctrl+t")
        assert "●question" in explored.text()
        await explored.press("ctrl+o")
        own = explored.workspace.annotation("c-0")
        assert own is not None
        assert [(note.kind, note.text) for note in own.notes] == [("question", "why")]
        assert "✎ mei · question" in explored.text()


async def test_a_notes_kind_is_kept_when_it_is_edited_and_changed_by_a_click(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.note(["c-0"], "why", "question")
        await explored.press("A", "s", "ctrl+o")
        own = explored.workspace.annotation("c-0")
        assert own is not None
        assert [(note.kind, note.text) for note in own.notes] == [("question", "whys")]

        await explored.press("A")
        await explored.pilot.click("KindLine", offset=(27, 0))
        await explored.press("ctrl+o")
        own = explored.workspace.annotation("c-0")
        assert own is not None
        assert own.notes[0].kind == "rule"


async def test_what_one_judged_stays_done(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.rate(["c-0"], "unclear")
        await explored.press("d")
        await explored.until_shown("Still visited: 1 claim with a verdict or tags of yours")
        await explored.press("space", "space", "d", "d")
        await explored.until_shown("Not visited: c-1, so not compared. Still visited: 1 claim")
        assert explored.workspace.history.visited("mei") == {"c-0"}
