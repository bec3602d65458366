"""Export, clipboard, palette and the end."""

import asyncio
import json
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widgets import Static
from textual.worker import WorkerFailed

from esgtui.dataset.loader import load
from esgtui.exchange.formats import FORMATS, Format
from esgtui.tui.beside import begin_beside
from esgtui.tui.screens import keeping_dialog
from esgtui.tui.screens.export_dialog import ExportDialog, ExportInput, FormatList, Offer
from esgtui.tui.screens.layer import Layer
from esgtui.tui.signals import heeded_as_before
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


async def test_the_arrows_choose_a_format_and_the_suffix_follows(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore() as explored:
        await explored.press("t", "b", "enter", "e", "down", "down", "up", "down", "down")
        await explored.until_shown("● .jsonl")
        await explored.until_shown("two-makers-annotated.jsonl")
        await explored.press("enter")
        await explored.until_shown("Wrote 6 claims to")
    lines = (tmp_path / "two-makers-annotated.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"c-{number}" for number in range(6)]


async def test_the_suffix_that_is_typed_chooses_the_format(explore: Explore, tmp_path: Path) -> None:
    async with explore() as explored:
        await explored.press("asterisk", "e", "ctrl+u")
        for path, shown in (("a.jsonld", ".jsonld"), ("b.csv", ".csv"), ("b.annotations.csv", ".annotations.csv")):
            explored.pilot.app.screen.query_one(ExportInput).value = str(tmp_path / path)
            await explored.until_shown(f"● {shown} ")
        await explored.press("enter")
        await explored.until_shown("Wrote what is on 1 claim ")
    assert (tmp_path / "b.annotations.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim,coder")


async def test_the_mouse_chooses_a_format_and_the_name_keeps_the_keys(explore: Explore, tmp_path: Path) -> None:
    async with explore() as explored:
        await explored.press("e")
        await explored.pilot.click(FormatList, offset=(5, 5))
        await explored.until_shown("● .md ")
        assert explored.pilot.app.screen.query_one(ExportInput).has_focus
        await explored.until_shown("two-makers-annotated.md")


async def test_a_suffix_of_no_format_is_told(explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore() as explored:
        await explored.press("e", "ctrl+u", *"out", "full_stop", *"xls", "enter")
        await explored.until_shown("no format is known by the suffix '.xls'")
    assert not (tmp_path / "out.xls").exists()


@pytest.mark.parametrize("rows", [24, 20, 16])
async def test_formats_leave_room_for_what_the_dialog_says(explore: Explore, rows: int) -> None:
    async with explore(size=(70, rows)) as explored:
        await explored.press("e", *["down"] * 7)
        await explored.until_shown("● .qdc")
        await explored.until_shown("enter write")


def left_in(folder: Path) -> list[str]:
    """Return the names of exports, whole or half, in a folder."""
    return [path.name for path in folder.iterdir() if path.stem == "out" or path.suffix == ".part"]


async def test_escape_stops_the_writing(explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_dialog, "PATIENCE", 0.01)  # keys are held only so long, then escape may stop it
    steps = 0

    async with explore() as explored:

        async def write(
            path: Path, wanted: Format, only_shown: bool, overwrite: bool, progress: Callable[[str, int, int], None]
        ) -> str:
            def endless(_what: str, _done: int, _total: int) -> None:
                nonlocal steps
                while True:
                    steps += 1
                    progress("Writing claims", steps, 10**9)

            verb = partial(explored.workspace.exports.write, path, wanted=wanted, progress=endless)
            return str(await asyncio.to_thread(verb))

        offer = Offer("Export", "File:", str(tmp_path / "out.csv"), FORMATS)
        dialog = ExportDialog(offer, write, explored.screen.keymap)
        explored.pilot.app.push_screen(dialog)
        await explored.pilot.pause()
        explored.type_at_once("\r")  # what writes comes to no rest that could be waited for
        await explored.until(lambda: steps > 3)
        await explored.pilot.press("escape")
        await explored.until_shown("Stopped; nothing was written.")
    assert left_in(tmp_path) == []


async def test_another_size_leaves_what_the_export_said(explore: Explore, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    async with explore() as explored:
        await explored.press("e")
        explored.pilot.app.screen.query_one(ExportInput).value = str(out)
        await explored.press("enter")
        await explored.until_shown("enter again replaces it")
        await explored.pilot.resize_terminal(100, 30)
        await explored.settle()
        assert "enter again replaces it" in explored.text()
        await explored.press("enter")
        await explored.until(lambda: out.read_text(encoding="utf-8") != "mine")


async def test_the_palette_runs_a_command(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("ctrl+p", *"star")
        await explored.until_shown("Star, or take the star off")
        await explored.press("enter")
        await explored.until_shown("★")


async def test_q_leaves(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("q")
        await explored.until(lambda: explored.pilot.app.return_code == 0)


class Torn(Layer[None]):
    """A screen whose parts are taken down before it has come."""

    def on_mount(self) -> None:
        self.query_one("#title")


async def test_a_part_that_is_gone_while_the_program_closes_is_no_fault(explore: Explore) -> None:
    with pytest.raises(NoMatches):
        async with explore() as explored:
            await explored.pilot.app.push_screen(Torn())
    async with explore() as explored:
        explored.pilot.app.exit()
        await explored.pilot.app.push_screen(Torn())


class Falling(Layer[None]):
    """A screen whose part is looked for by work beside the keys once it has gone."""

    def compose(self) -> ComposeResult:
        yield Leaf()

    def on_mount(self) -> None:
        begin_beside(self, self._look(), group="looking", description="look")

    async def _look(self) -> None:
        await self.query_one(Leaf).gone.wait()
        self.query_one("#gone")


class Leaf(Static):
    """Tells when it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = asyncio.Event()

    async def on_unmount(self) -> None:
        self.gone.set()
        await asyncio.sleep(0)  # whoever waited for it comes before the screen has gone, too


async def test_nor_is_one_that_work_looks_for_where_the_program_closes_though_nobody_left(explore: Explore) -> None:
    async def shown(*, is_left: bool) -> None:
        async with explore() as explored:
            await explored.pilot.app.push_screen(Falling())
            if is_left:
                await explored.pilot.app.pop_screen()

    with pytest.raises(WorkerFailed, match="#gone"):
        await shown(is_left=True)
    await shown(is_left=False)


def test_signals_do_what_they_did_before_once_the_program_was_left() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with heeded_as_before():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    assert signal.getsignal(signal.SIGTERM) == before
