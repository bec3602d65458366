"""Export, clipboard, help, palette, themes and the end."""

from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.tui.screens.help import HelpScreen
from tests.tui.conftest import Explore


async def test_the_export_is_written_and_told(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "out.toml"
    async with explore() as explored:
        await explored.press("t", "b", "enter", "e", "ctrl+u")
        await explored.press(*"out", "full_stop", *"toml", "enter")
        await explored.until_shown("Wrote 6 claims")
    annotations = load(target).tables.annotations
    assert [(a.claim, a.coder, a.tags) for a in annotations] == [("c-0", "mei", ("evidence/no-baseline",))]


async def test_an_existing_file_is_replaced_only_when_enter_is_pressed_again(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "out.toml"
    target.write_text("mine")
    async with explore() as explored:
        await explored.press("e", "ctrl+u", *"out", "full_stop", *"toml", "enter")
        await explored.until_shown("exists already")
        assert target.read_text() == "mine"

        await explored.press("enter")
        await explored.until_shown("Wrote 6 claims")
        assert load(target).header.id == "two-makers"


async def test_the_claim_is_copied_with_its_source(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("y")

        assert explored.pilot.app.clipboard.startswith("Acme cut its emissions")
        assert "[c-0] Acme" in explored.pilot.app.clipboard


async def test_the_help_lists_every_key(explore: Explore) -> None:
    async with explore(size=(120, 150)) as explored:
        await explored.press("question_mark")
        assert isinstance(explored.pilot.app.screen, HelpScreen)
        text = explored.text()
        assert "Put tags on the claim" in text
        await explored.press("escape")
        assert len(explored.pilot.app.screen_stack) == 1


async def test_the_palette_runs_a_command(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("ctrl+p", *"star")
        await explored.until_shown("Star, or take the star off")
        await explored.press("enter")
        await explored.until_shown("★")


async def test_the_theme_changes(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("T")
        assert explored.pilot.app.theme == "esgtui-light"


async def test_q_leaves(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("q")
        await explored.until(lambda: explored.pilot.app.return_code == 0)
