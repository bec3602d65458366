"""The explorer starts with settings that cannot be used, and tells which."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import tomli_w

from esgtui.settings import checklist_file, read_settings
from esgtui.tui.app import EsgtuiApp
from esgtui.workspace import Workspace
from tests.tui.conftest import Explored, dataset


@asynccontextmanager
async def started(folder: Path, settings: str) -> AsyncIterator[Explored]:
    """Start the explorer with a file of settings."""
    (folder / "dataset.toml").write_bytes(tomli_w.dumps(dataset()).encode())
    (folder / "s.toml").write_text(settings, encoding="utf-8")
    workspace = Workspace.open(folder / "dataset.toml", store=str(folder / "journal.sqlite"), coder="mei")
    app = EsgtuiApp(workspace, read_settings(folder / "s.toml"))
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        yield Explored(pilot, workspace)


async def test_what_cannot_be_used_is_told_in_a_word_and_shown_by_a_key(tmp_path: Path) -> None:
    async with started(tmp_path, 'theme = "[b]blue"\n[keys]\n"claim.nonsense" = "x"') as explored:
        await explored.until_shown("! 2 faults in your settings")
        await explored.press("exclamation_mark")
        await explored.until_shown("'[b]blue'")
        await explored.until_shown("claim.nonsense")
        await explored.press("escape")
        await explored.until(lambda: "in your settings" not in explored.text())


async def test_many_faults_cover_nothing(tmp_path: Path) -> None:
    async with started(tmp_path, 'theme = "no"\nkeymap = "no"\nvisits = 1\ncoder = 3\nfoo = 1') as explored:
        await explored.until_shown("! 5 faults in your settings")
        assert not explored.pilot.app._notifications


async def test_rules_that_cannot_be_used_are_told_beside_other_faults(tmp_path: Path) -> None:
    checklist_file().parent.mkdir(parents=True, exist_ok=True)
    checklist_file().write_text("[vapour]\n", encoding="utf-8")
    async with started(tmp_path, 'theme = "[b]blue"') as explored:
        await explored.until_shown("! 2 faults in your settings")
        await explored.press("exclamation_mark")
        await explored.until_shown("'[b]blue'")
        await explored.until_shown("vapour")
