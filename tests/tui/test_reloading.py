"""The dataset changes on the disk while it is open: it is shown as it is, with everything where it was."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
import tomli_w

from esgtui.session import Session
from esgtui.settings import checklist_file
from tests.tui.conftest import STATEMENTS, Explore, Explored, dataset


def changed(*, gone: tuple[str, ...] = (), reworded: str = STATEMENTS[3], added: int = 0) -> dict[str, object]:
    """Return the dataset with some claims gone, the statement of `c-3` another one, and claims added in front."""
    tables = dataset((*STATEMENTS[:3], reworded, *STATEMENTS[4:]))
    claims = tables["claims"]
    assert isinstance(claims, list)
    new = [
        {"id": f"n-{number}", "company": "acme", "statement": f"Acme plants {number} trees."} for number in range(added)
    ]
    return tables | {"claims": [*new, *(claim for claim in claims if claim["id"] not in gone)]}


async def test_cursor_marks_and_filters_stay_on_their_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f2", "j", "f4", "space", "space")
        assert explored.at_cursor == "c-2"

        await explored.reload(changed(gone=("c-0",), added=2))

        await explored.until_shown("The dataset has changed: 2 added, 1 gone")
        assert explored.shown == ["n-0", "n-1", "c-1", "c-2", "c-3"]
        assert explored.at_cursor == "c-2"
        assert explored.screen.targets() == ("c-1",)
        await explored.press("asterisk")
        assert list(explored.screen.workspace.history.annotated_claims()) == ["c-1"]


async def test_a_change_that_cannot_be_seen_from_outside_is_found_once_all_is_ready(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.dataset.stamps.WORTH_PRESUMING", 0)
    monkeypatch.setattr("esgtui.tui.screens.explorer.LOOKING", 3_600)  # it looks only when it is told to

    async with explore() as explored:
        file = explored.screen.workspace.data
        assert file is not None
        content, before = file.read_text(encoding="utf-8"), file.stat()
        file.write_text(content.replace(STATEMENTS[3], STATEMENTS[3].swapcase()), encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

        def is_told() -> bool:
            explored.screen.reloading.look()
            return "The dataset has changed: 1 changed" in explored.text()

        await explored.until(is_told)


async def test_a_range_stays_between_its_claims_if_both_are_still_there(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "V", "j", "j")
        assert "3 in the range" in explored.text()

        await explored.reload(changed(gone=("c-0", "c-2"), added=3))
        await explored.until_shown("The dataset has changed")
        await explored.press("j")
        assert "3 in the range" in explored.text()
        await explored.press("k", "space")
        assert explored.screen.targets() == ("c-1", "c-3")

        await explored.press("escape", "V", "j")
        await explored.reload(changed(gone=("c-3",)))
        await explored.until_shown("2 added, 4 gone")
        assert "in the range" not in explored.text()


async def test_the_claims_that_a_view_led_to_stay_picked(explore: Explore) -> None:
    there = Session(picked=("c-1", "c-3", "c-5"), picked_as="these")
    async with explore(session=there) as explored:
        await explored.reload(changed(gone=("c-1",), added=1))
        await explored.until_shown("The dataset has changed")
        assert explored.shown == ["c-3", "c-5"]
        assert "Claims ── 2 of 6 ── these" in explored.text()


async def test_a_typed_query_stays_and_finds_what_is_there_now(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "slash", *"suppl")
        assert explored.shown == ["c-3"]

        await explored.reload(changed(reworded="Acme names no vendor.", added=1))
        assert explored.screen.search.display
        assert "suppl" in explored.text()
        assert explored.shown != ["c-3"]
        await explored.press("escape", "j")
        assert explored.at_cursor == "c-2"


async def test_an_open_dialog_keeps_what_it_is_about_and_is_followed_by_the_change(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "j", "j", "a", *"why")

        await explored.reload(changed(reworded="Acme names all suppliers."), waits=True)
        await explored.until_shown("The dataset has changed on")
        assert explored.screen.workspace is explored.workspace
        await explored.press("ctrl+o")

        await explored.until_shown("1 changed")
        await explored.until_shown("+[all")
        assert "why" in explored.text()


async def test_a_dataset_that_cannot_be_used_changes_nothing_and_is_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j")
        await explored.reload(b"format = 1\n[[claims")

        await explored.until_shown("! not as on the disk")
        assert explored.at_cursor == "c-1"
        await explored.press("exclamation_mark")
        assert "dataset.toml:2" in explored.screen.faults.of_dataset
        assert "What cannot be used" in explored.text()
        await explored.press("escape")
        assert "! not as on the disk" in explored.text()
        await explored.reload(tomli_w.dumps(dataset()).encode())
        await explored.until_shown("The dataset is again as you see it")
        assert "not as on the disk" not in explored.text()


async def test_annotations_of_claims_that_went_are_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("asterisk", "j", "asterisk", "equals_sign")
        await explored.reload(changed(gone=("c-0", "c-1")))

        await explored.until_shown("2 gone")
        assert explored.screen.viewing.selection.like == ""
        await explored.press("escape", "b", "w", "R")
        await explored.until_shown("c-0")


async def test_another_dataset_in_its_place_is_not_taken_for_it(explore: Explore) -> None:
    async with explore() as explored:
        await explored.reload(dataset() | {"dataset": {"id": "three-makers", "title": "Three makers"}})

        await explored.until_shown("! not as on the disk")
        await explored.press("exclamation_mark")
        assert "another dataset" in explored.text()
        await explored.press("escape")
        assert explored.screen.workspace is explored.workspace


async def test_the_users_own_rules_are_read_anew_when_they_change(explore: Explore) -> None:
    own = checklist_file()
    own.parent.mkdir(parents=True)
    async with explore() as explored:
        await explored.press("j", "j")
        own.write_text('[generic.words]\nany = ["(supplier|suppliers)", "(broken"]', encoding="utf-8")
        await _look_twice(explored)

        await explored.until_shown("Claims are read by your changed rules")
        await explored.until_shown("! 1 fault in your settings")
        assert explored.at_cursor == "c-2"
        assert list(explored.screen.workspace.checklist.rows("generic")) == [3]
        await explored.press("exclamation_mark")
        await explored.until_shown("close it")
        await explored.press("escape")

        own.write_text('[generic.words]\nany = ["(supplier|suppliers)"]', encoding="utf-8")
        await _look_twice(explored)
        await explored.press("exclamation_mark")
        assert "close it" not in explored.text()


async def _look_twice(explored: Explored) -> None:
    """Look at the files until they are read: they are when they are the same in two looks."""
    for _ in range(2):
        explored.screen.reloading.look()
        await explored.until(lambda: not explored.is_reloading)


async def test_what_is_hidden_while_another_state_is_read_stays_hidden_in_that(explore: Explore) -> None:
    async with explore() as explored:
        screen = explored.screen
        other = screen.workspace.renewed(screen.workspace.dataset, screen.workspace.marks)
        await explored.press("B")
        assert screen.workspace.team.is_blind

        await screen.reloading.swap(other)
        assert screen.workspace is other
        assert other.team.is_blind


async def test_whoever_waits_no_longer_for_another_program_sees_the_changed_dataset(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.PATIENCE", 600.0)
    monkeypatch.setattr("esgtui.annotation.waiting.TOLD_AFTER", 0.0)
    starred = {"claim": "c-1", "coder": "ana", "starred": True, "updated": datetime(2026, 1, 1, tzinfo=UTC)}
    async with explore() as explored:
        await explored.press("asterisk")
        with closing(sqlite3.connect(explored.workspace.journal.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await explored.reload(changed(added=1) | {"annotations": [starred]}, waits=True)
            await explored.until_shown("Journal locked by another program; esc ends the wait")
            await explored.press("escape")
            await explored.until(lambda: "n-0" in explored.shown)
            assert "Stopped waiting for the other program" in explored.screen.workspace.trouble
            await explored.until_shown("What came with the dataset was not taken in")
