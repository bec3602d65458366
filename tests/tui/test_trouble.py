"""A journal that cannot be written leaves the explorer running, the change visibly not saved, and ways to go on."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from textual import events
from textual.widgets import Input

from esgtui.annotation.journal import Journal
from esgtui.annotation.waiting import PATIENCE
from tests.patience import LONG
from tests.tui.conftest import Explore, Explored


def aside(explored: Explored) -> Path:
    """Take the journal's folder away, as when a stick is pulled out; return where it is now."""
    path = explored.workspace.journal.path
    away = path.with_name("away")
    away.mkdir()
    for part in sorted(path.parent.glob(f"{path.name}*")):  # the file itself first
        part.rename(away / part.name)
    return away


def back(explored: Explored, away: Path) -> None:
    """Put it back, the file itself last: then all that belongs to it is there."""
    for part in sorted(away.iterdir(), reverse=True):
        part.rename(explored.workspace.journal.path.with_name(part.name))


async def test_a_change_that_is_not_saved_is_tried_again(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*", "j")
        away = aside(explored)
        await explored.press("*")
        await explored.until_shown("Not saved")
        assert "moved, removed or replaced" in explored.text()
        await explored.press("r")
        await explored.until_shown("Not saved")
        back(explored, away)
        await explored.press("r")
        await explored.until(lambda: len(explored.pilot.app.screen_stack) == 1)
        await explored.settle()
        assert [change.claim for change in explored.workspace.journal.changes()] == ["c-0", "c-1"]


async def test_a_change_can_be_given_up_and_nothing_looks_as_if_it_were_done(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*", "j")
        away = aside(explored)
        await explored.press("*")
        await explored.until_shown("Not saved")
        await explored.press("escape")
        await explored.until_shown("Given up, and not saved")
        assert explored.workspace.annotation("c-1") is None
        back(explored, away)
        await explored.press("*")
        assert [change.claim for change in explored.workspace.journal.changes()] == ["c-0", "c-1"]


async def test_a_change_is_saved_in_another_place_with_all_before_it(explore: Explore, tmp_path: Path) -> None:
    async with explore() as explored:
        await explored.press("*", "j")
        aside(explored)
        await explored.press("*")
        await explored.until_shown("Not saved")
        place = tmp_path / "other.sqlite"
        place.write_text("mine")
        await explored.press("e", "enter")
        await explored.until_shown("Name a file")
        explored.pilot.app.post_message(events.Paste(str(place)))
        await explored.until(lambda: explored.pilot.app.screen.query_one(Input).value == str(place))
        await explored.press("enter")
        await explored.until_shown("Not saved there")
        assert place.read_text() == "mine"
        place.unlink()
        await explored.press("enter")
        await explored.until_shown("--store")
        await explored.press("enter")
        await explored.press("j", "*")
        await explored.settle()
    found = Journal(place, "two-makers")
    assert [change.claim for change in found.changes()] == ["c-0", "c-1", "c-2"]


async def test_the_words_of_a_note_are_never_lost(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*")
        away = aside(explored)
        await explored.press("a", *"abc")
        await explored.until_shown("the draft is kept in")
        await explored.press("ctrl+o")
        await explored.until_shown("Not saved")
        await explored.press("escape")
        await explored.until_shown("the text is kept as a draft in")
        await explored.press("a")
        await explored.until_shown("Your draft from before")
        assert "abc" in explored.text()
        await explored.press("d", "escape")
        await explored.until_shown("Not saved: kept as a draft in")
        back(explored, away)
        await explored.press("*")
        await explored.until(lambda: explored.workspace.journal.draft("c-0", "mei", "").text == "abcd")


async def test_notes_that_are_in_memory_alone_are_asked_about_before_one_leaves(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "journal.drafts"
    in_the_way.write_text("")
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(in_the_way))
    async with explore() as explored:
        await explored.press("*")
        away = aside(explored)
        await explored.press("a", *"abc")
        await explored.until_shown("The draft is not on the disk")
        await explored.press("ctrl+q")
        await explored.until_shown("What you wrote on c-0 is in memory alone")
        await explored.press("escape")
        await explored.until_shown("ctrl+o save")
        await explored.press("ctrl+o")
        await explored.until_shown("esc give up")
        await explored.press("escape", "q")
        await explored.until_shown("x lose them")
        await explored.press("r")
        await explored.until_shown("x lose them")
        await explored.press("escape")
        await explored.until(lambda: len(explored.pilot.app.screen_stack) == 1)
        assert explored.workspace.drafts.get("c-0", "").text == "abc"
        back(explored, away)
        await explored.pilot.press("q")
        await explored.until(lambda: explored.pilot.app.return_code == 0)
    assert Journal(tmp_path / "journal.sqlite", "two-makers").draft("c-0", "mei", "").text == "abc"


async def test_a_draft_is_kept_as_soon_as_it_can_be_without_another_key(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*")
        away = aside(explored)
        await explored.press("a", *"abc")
        await explored.until_shown("the draft is kept in")
        back(explored, away)
        await explored.until(lambda: explored.workspace.journal.draft("c-0", "mei", "").text == "abc")


async def test_keys_that_were_typed_ahead_decide_nothing(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*")
        away = aside(explored)
        await explored.press("*", "j", "escape", "*")
        await explored.until_shown("Not saved")
        back(explored, away)
        await explored.press("r")
        await explored.settle()
        assert len(explored.workspace.journal.changes()) >= 2


async def test_a_locked_journal_is_told_and_waited_for(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.PATIENCE", 0.0)
    async with explore() as explored:
        await explored.press("*", "j")
        other = sqlite3.connect(explored.workspace.journal.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await explored.press("*")
        await explored.until_shown("locked by another program")
        other.execute("ROLLBACK")
        other.close()
        await explored.press("r")
        await explored.until(lambda: explored.workspace.annotation("c-1") is not None)


async def test_who_leaves_a_dialog_while_a_change_waits_leaves_once_it_is_saved(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.PATIENCE", 600.0)
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    async with explore() as explored:
        explored.workspace.star(["c-0"], on=True)
        await explored.press("C", "j")
        other = sqlite3.connect(explored.workspace.journal.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await explored.press("d")
        await explored.pilot.press("enter")
        await explored.until_shown("Journal locked by another program")
        await explored.pilot.press("ctrl+q", "ctrl+q")
        assert explored.pilot.app.return_code is None
        other.execute("ROLLBACK")
        other.close()
        await explored.until(lambda: explored.pilot.app.return_code == 0)
    assert "evidence/no-baseline" not in explored.workspace.tags.known()


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


async def test_who_leaves_while_a_change_waits_is_asked_where_it_cannot_be_saved(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("esgtui.database_files.time", clock)
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    async with explore() as explored:
        await explored.press("*", "j")
        other = sqlite3.connect(explored.workspace.journal.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await explored.pilot.press("*")
        await explored.until_shown("locked by another program")
        await explored.pilot.press("ctrl+q")
        clock.now = PATIENCE
        await explored.until_shown("Not saved")
        other.execute("ROLLBACK")
        other.close()
        await explored.pilot.press("r")
        await explored.until(lambda: explored.pilot.app.return_code == 0)
    assert explored.workspace.annotation("c-1") is not None


async def test_escape_ends_the_waiting_for_another_program(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.PATIENCE", 600.0)
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    async with explore() as explored:
        await explored.press("*", "j")
        other = sqlite3.connect(explored.workspace.journal.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await explored.pilot.press("*")
        await explored.until_shown("locked by another program; esc ends the wait")
        await explored.press("escape")
        await explored.until_shown("Stopped waiting for the other program")
        other.execute("ROLLBACK")
        other.close()
        assert explored.workspace.annotation("c-1") is None
        await explored.press("*")
        await explored.until(lambda: explored.workspace.annotation("c-1") is not None)


async def test_escape_ends_the_waiting_for_a_recovery_which_is_done_when_it_is_needed(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    async with explore() as explored:
        await explored.press("*", "j")
        with recovered_elsewhere(explored.workspace.journal.path):
            await explored.until_shown("Another program recovers the journal; esc ends the wait")
            await explored.press("escape")
            await explored.until_shown("Stopped waiting for the other program")
        await explored.press("*")
        await explored.until_shown("The journal was damaged")
        await explored.until(lambda: explored.workspace.annotation("c-1") is not None)


async def test_who_leaves_waits_for_no_recovery_by_another_program(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    with ExitStack() as elsewhere:
        letting_go = Timer(LONG, elsewhere.close)
        async with explore() as explored:
            await explored.press("*", "j")
            elsewhere.enter_context(recovered_elsewhere(explored.workspace.journal.path))
            await explored.until_shown("Another program recovers the journal; esc ends the wait")
            letting_go.start()
        assert letting_go.is_alive()
        letting_go.cancel()


@contextmanager
def recovered_elsewhere(journal: Path) -> Iterator[None]:
    """Damage a journal, and have another program at work on its recovery as long as the context lasts."""
    lock = sqlite3.connect(journal.with_name(journal.name + ".lock"), isolation_level=None, check_same_thread=False)
    lock.execute("BEGIN EXCLUSIVE")
    database = sqlite3.connect(journal)
    values = ", ".join(["'noon'"] * 13)
    database.execute(f"INSERT INTO changes VALUES (9, {values})")  # noqa: S608 - fixed words
    database.commit()
    database.close()
    try:
        yield
    finally:
        lock.close()


async def test_a_damaged_journal_is_told_until_it_is_read(explore: Explore, tmp_path: Path) -> None:
    async with explore() as explored:
        await explored.press("*", "j", "*")
        path = explored.workspace.journal.path
    database = sqlite3.connect(path)
    database.execute("DROP TABLE facts")
    database.close()
    async with explore() as explored:
        await explored.until_shown("The journal was damaged")
        assert "2 changes were recovered" in explored.said()
        await explored.press("enter", "j", "j", "*")
        await explored.settle()
        assert len(explored.workspace.journal.changes()) == 3
    assert path.with_name("journal.damaged.sqlite").exists()


async def test_a_full_disk_is_told_and_tried_again(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("*")
        database = explored.workspace.journal.ledger.file.connection()
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {pages}")
        await explored.press("a")
        explored.pilot.app.post_message(events.Paste("long " * 2_000))
        await explored.until_shown("the draft is kept in")
        await explored.press("ctrl+o")
        await explored.until_said("the disk is full, and nothing was changed. Make room there and try again")
        database.execute("PRAGMA max_page_count = 1073741823")
        await explored.press("r")
        await explored.settle()
        annotation = explored.workspace.annotation("c-0")
        assert annotation
        assert annotation.notes[0].text == ("long " * 2_000).strip()
