"""Keys that are typed while a dialog keeps a text: none gets into that text, and none is lost with the dialog."""

from asyncio import create_task
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.events import Paste
from textual.widgets import Input

from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens import board, keeping_dialog
from esgtui.tui.screens.codebook import CodebookScreen
from esgtui.tui.screens.explorer import Explorer
from tests.tui.conftest import Explore, Explored

TAG = "evidence/no-baseline"


@contextmanager
def slow_disk(explored: Explored) -> Iterator[None]:
    """Let what is to be saved wait for as long as the block lasts."""
    may_go_on = Event()
    explored.screen.runner.writer.submit(may_go_on.wait, 30)
    try:
        yield
    finally:
        may_go_on.set()


async def typed_until_kept(explored: Explored, text: str) -> None:
    """Type a text at once, with what takes it and what follows; return when all has come, and nothing is saved yet."""
    explored.type_at_once(text)
    app = explored.pilot.app
    assert isinstance(app, KeyGate)
    await explored.until(lambda: app.are_keys_held("a text is kept"))


def title(explored: Explored) -> str:
    entry = explored.workspace.codebook.entry(TAG)
    assert entry is not None
    return entry.title


async def test_keys_typed_while_a_text_is_saved_are_for_the_screen_that_comes_then(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j", "e")
        with slow_disk(explored):
            await typed_until_kept(explored, "No start\rq")
        await explored.until(lambda: isinstance(explored.pilot.app.screen, Explorer))
        assert title(explored) == "No start"


async def test_keys_typed_before_a_text_is_refused_are_not_put_into_it(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-0"], add=["photo"])
        await explored.press("C", "G", "K")
        with slow_disk(explored):
            await typed_until_kept(explored, "b\rjjd")
        await explored.until_shown("the key b is #evidence/no-baseline's already")
        await explored.settle()
        assert explored.pilot.app.screen.query_one(Input).value == "b"

        await explored.press("backspace", "p", "enter")
        entry = explored.workspace.codebook.entry("photo")
        assert entry is not None
        assert entry.key == "p"


async def test_what_takes_long_to_save_cannot_be_typed_into(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    async with explore() as explored:
        app = explored.pilot.app
        assert isinstance(app, KeyGate)
        await explored.press("C", "j", "e")
        for each in (board, keeping_dialog):
            monkeypatch.setattr(each, "PATIENCE", 0.01)
        with slow_disk(explored):
            explored.type_at_once("No start\r")
            await explored.until_shown("Writing to the journal …")
            await explored.until(lambda: not app.are_keys_held("a text is kept"))
            app.post_message(Paste("pasted"))
            await explored.pilot.press("x", "backspace", "ctrl+u")
            assert app.screen.query(Input).first().value == "No start"
        await explored.until(lambda: isinstance(app.screen, CodebookScreen))
        assert title(explored) == "No start"


async def test_a_dialog_that_is_left_by_the_mouse_while_it_saves_lets_keys_through(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("/", *"fleet", "enter", "S")
        may_go_on = Event()
        begun = create_task(explored.screen.asked.perform(lambda: may_go_on.wait(30)))
        try:
            await typed_until_kept(explored, "mine\rC")
            await explored.pilot.click("CommandBar", offset=(14, 0))  # esc cancel
            await explored.until(lambda: isinstance(explored.pilot.app.screen, CodebookScreen))
        finally:
            may_go_on.set()
        await begun


async def test_keys_typed_before_a_file_is_told_to_exist_neither_rename_nor_replace_it(
    explore: Explore, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    async with explore() as explored:
        await explored.press("e", "ctrl+u")
        explored.type_at_once(f"{out}\rzz\r")
        await explored.until_shown("enter again replaces it")
        await explored.settle()
        assert explored.pilot.app.screen.query_one(Input).value == str(out)
        assert out.read_text(encoding="utf-8") == "mine"
