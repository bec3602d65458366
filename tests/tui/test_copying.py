"""Claims are copied as text, citation, Markdown or TOML: to the system's clipboard, the terminal's, or a file."""

from pathlib import Path

import pytest
import tomli

from esgtui.tui import clipboard
from esgtui.tui.clipboard import Tool, tools
from esgtui.tui.screens.matrix import MatrixScreen
from tests.tui.conftest import Explore, dataset


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of one's own, at a machine without a clipboard."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def _tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


async def test_twice_is_as_text_and_it_is_said_where_that_went(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("y", "y")

        assert explored.pilot.app.clipboard.startswith("Acme cut its emissions by 40 % against 2019.\n[c-0] Acme")
        assert "Sent c-0 as text to the terminal's clipboard (OSC 52)" in explored.text()
        await explored.press("space", "space", "y", "t")
        assert [claim["id"] for claim in tomli.loads(explored.pilot.app.clipboard)["claims"]] == ["c-0", "c-1"]
        assert "Sent 2 claims as TOML" in explored.text()


async def test_what_may_follow_is_shown_and_another_key_is_said_to_stand_for_nothing(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("y")
        shown = explored.text()
        assert all(
            f"{key} ○ {manner}" in shown for key, manner in (("y", "text"), ("m", "Markdown"), ("f", "to a file"))
        )

        await explored.press("u")
        said = "u stands for none of these: y c m t f take one each, esc leaves"
        assert said in explored.text()
        assert explored.pilot.app.clipboard == ""

        await explored.press("space")
        assert "space stands for none of these" in explored.text()
        await explored.press("j")
        assert "stands for none of these" not in explored.text()
        await explored.press("u", "escape")
        assert "Copy c-0" not in explored.text()
        await explored.press("m")
        assert explored.pilot.app.clipboard == ""
        assert isinstance(explored.pilot.app.screen, MatrixScreen)


async def test_a_file_is_a_new_one_and_its_name_is_told(explore: Explore, desk: Path) -> None:
    async with explore() as explored:
        for _ in range(2):
            await explored.press("y", "f", "m")
            await explored.until_shown("→ ")
            await explored.press("enter")
            await explored.until_shown("Wrote c-0 as Markdown to")

    assert _names(desk) == ["two-makers-copied-2.md", "two-makers-copied.md"]
    assert "> Acme cut its emissions" in (desk / "two-makers-copied.md").read_text()


async def test_what_is_too_long_for_terminals_is_said(explore: Explore) -> None:
    async with explore(dataset(("word " * 20_000,))) as explored:
        await explored.press("y", "c")

        assert explored.pilot.app.clipboard == ""
        assert "y and f write a file" in " ".join(explored.text().split())


async def test_the_systems_tool_is_taken_and_named(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool_folder = tmp_path / "bin"
    tool_folder.mkdir()
    _tool(tool_folder, "wl-copy", f"/bin/cat > {tmp_path}/clipboard")
    monkeypatch.setenv("PATH", str(tool_folder))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    async with explore() as explored:
        await explored.press("y", "y")
        assert "Copied c-0 as text to the system's clipboard, by wl-copy" in explored.text()
    assert (tmp_path / "clipboard").read_text().startswith("Acme cut its emissions")


def test_a_tool_that_fails_makes_room_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tool(tmp_path, "xclip", "exit 1")
    _tool(tmp_path, "xsel", f"/bin/cat > {tmp_path}/clipboard")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")

    assert clipboard.put("130 kg — 碳") == "xsel"
    assert (tmp_path / "clipboard").read_text() == "130 kg — 碳"
    assert not Tool(("nowhere-to-be-found",)).take("x")


def test_over_ssh_the_systems_clipboard_is_somebody_elses(tmp_path: Path) -> None:
    for name in ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe"):
        _tool(tmp_path, name, "exit 0")
    here = {"PATH": str(tmp_path), "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}

    assert [tool.name for tool in tools(here, "linux")] == ["wl-copy", "xclip", "xsel"]
    assert [tool.name for tool in tools({"PATH": str(tmp_path)}, "darwin")] == ["pbcopy"]
    assert [tool.name for tool in tools(here | {"WSL_DISTRO_NAME": "Debian"}, "linux")][-1] == "clip.exe"
    assert tools(here | {"SSH_CONNECTION": "10.0.0.1 22"}, "linux") == []
