"""A large dataset that was not read before begins with its first claims; all of them come while one is at work."""

import gc
import weakref
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import tomli_w

from esgtui.dataset import aside, first
from esgtui.dataset.loader import load
from esgtui.session import Session
from tests.tui.conftest import Explore, dataset


@pytest.fixture
def may_read(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Return what lets the rest be read, of a dataset of any size that begins with three claims."""
    event = Event()

    def load_later(path: Path, progress: Any, shelf: Any) -> Any:
        while not event.wait(0.01):
            progress("reading", 30, 100)
        return load(path, progress, shelf)

    monkeypatch.setattr(aside, "FIRST_FROM", 0)
    monkeypatch.setattr(first, "MOST", 3)
    monkeypatch.setattr(aside, "load_aside", load_later)
    return event


async def test_what_is_done_with_the_first_claims_stays(explore: Explore, may_read: Event) -> None:
    async with explore(waits=False) as explored:
        assert explored.shown == ["c-0", "c-1", "c-2"]
        assert "first 3 of about 6 claims" in explored.text()
        await explored.press("m")
        await explored.until_shown("matrix: it needs all claims, which are being read: ")
        await explored.until(lambda: explored.is_search_ready)  # else what is found is told to be so far
        await explored.press("slash", *"aluminium")
        await explored.until_shown("1 of the first 3 ── aluminium")
        await explored.press("enter", "asterisk", "a", *"why")

        may_read.set()
        await explored.until_shown("All claims are read: you see them when you close this")
        assert len(explored.screen.workspace.dataset.claims) == 3
        await explored.press("ctrl+o")

        await explored.until_shown("All 6 claims are read")
        await explored.until_shown("Claims ── 2 of 6 ── aluminium")
        assert explored.at_cursor == "c-2"
        assert explored.screen.viewing.selection.query == "aluminium"
        annotation = explored.screen.workspace.annotation("c-2")
        assert annotation is not None
        assert annotation.starred
        assert [note.text for note in annotation.notes] == ["why"]
        await explored.press("m")
        assert "Matrix" in explored.text()


async def test_one_goes_on_where_one_was_once_that_is_read(explore: Explore, may_read: Event) -> None:
    there = Session(claim="c-5", company="bolt")
    async with explore(waits=False, session=there) as explored:
        assert "is gone" not in explored.text()
        may_read.set()
        await explored.until_shown("Where you were the last time")
        assert (explored.shown, explored.at_cursor) == (["c-4", "c-5"], "c-5")


async def test_a_claim_that_is_not_read_yet_is_not_called_gone(explore: Explore, may_read: Event) -> None:
    async with explore() as explored:
        await explored.press("G", "asterisk")
    async with explore(waits=False) as explored:
        assert explored.shown == ["c-0", "c-1", "c-2"]
        await explored.press("R", "j")
        await explored.until(lambda: explored.at_cursor == "c-1")
        may_read.set()
        await explored.until_shown("All 6 claims are read")
        assert "gone" not in explored.text()
        assert explored.at_cursor == "c-1"


async def test_a_dataset_that_turns_out_to_be_wrong_is_told_and_taken_once_it_is_mended(
    explore: Explore, may_read: Event
) -> None:
    wrong = dataset()
    claims = wrong["claims"]
    assert isinstance(claims, list)
    claims[5]["company"] = "blot"
    async with explore(wrong, waits=False) as explored:
        await explored.press("asterisk")
        may_read.set()
        await explored.until_shown("! not as on the disk")
        await explored.press("m")
        await explored.until_shown("it needs all claims, which cannot be read: ! tells why")
        await explored.press("exclamation_mark")
        assert 'unknown company "blot"' in explored.screen.faults.of_dataset
        await explored.press("escape")
        rest = explored.workspace.rest
        assert rest is not None
        assert rest.error is not None

        await explored.reload(tomli_w.dumps(dataset()).encode())
        await explored.until_shown("3 added")
        assert len(explored.shown) == 6
        assert explored.workspace.rest is None
        assert explored.screen.workspace.history.annotated_claims()


async def test_all_claims_are_shown_whatever_has_become_of_the_journal(explore: Explore, may_read: Event) -> None:
    async with explore(waits=False) as explored:
        await explored.press("asterisk")
        path = explored.workspace.journal.path
        path.rename(path.with_name("elsewhere.sqlite"))
        may_read.set()
        await explored.until(lambda: len(explored.shown) == 6)
        path.with_name("elsewhere.sqlite").rename(path)
        await explored.press("G", "asterisk")
        await explored.until(lambda: explored.screen.workspace.annotation("c-5") is not None)


async def test_nothing_of_the_reading_is_held_once_all_claims_are_shown(explore: Explore, may_read: Event) -> None:
    async with explore(waits=False) as explored:
        assert explored.workspace.rest is not None
        reading = weakref.ref(explored.workspace.rest)
        may_read.set()
        await explored.until_shown("All 6 claims are read")
        await explored.until(lambda: not any(worker.group == "index" for worker in explored.pilot.app.workers))

        def is_let_go() -> bool:
            gc.collect()
            return reading() is None

        await explored.until(is_let_go)
