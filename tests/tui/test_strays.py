"""Claims that are gone or reworded: told at the start, marked, and their annotations moved with one key."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import tomli_w

from esgtui.workspace import Workspace
from tests.tui.conftest import STATEMENTS, Explore, dataset

REWORDED = "Acme cut its emissions by 50 % against 2019."


def annotate_before(folder: Path) -> None:
    """Annotate two claims of the dataset as it was; one of them is gone since, and one says something else."""
    before = (*STATEMENTS, "Bolt recycles all its aluminium in its plant at Lu'an.")
    path = folder / "before.toml"
    path.write_bytes(tomli_w.dumps(dataset(before)).encode())
    workspace = Workspace.open(path, store=str(folder / "journal.sqlite"), coder="mei")
    workspace.tag(["c-0", "c-6"], add=["wording/vague"])
    workspace.close()
    path.unlink()  # what the explorer opens is the same dataset, under another name


async def test_what_is_gone_or_reworded_is_told_and_marked(explore: Explore, tmp_path: Path) -> None:
    annotate_before(tmp_path)
    async with explore(dataset((REWORDED, *STATEMENTS[1:]))) as explored:
        await explored.until_shown("1 gone ▸ 1 ≠")
        await explored.until_shown("#1 ≠")
        await explored.until_shown("-[40] +[50]")


async def test_moving_goes_to_the_claim_most_like_it_and_back(explore: Explore, tmp_path: Path) -> None:
    annotate_before(tmp_path)
    async with explore() as explored:
        await explored.press("R")
        await explored.until_shown("c-5 of Bolt, 92 % alike")
        await explored.press("m")
        own = explored.workspace.annotation("c-5")
        assert own is not None
        assert own.tags == ("wording/vague",)
        assert "says what it said then" in explored.text()

        await explored.press("u")
        assert explored.workspace.annotation("c-5") is None
        assert explored.workspace.orphans() == ["c-6"]


async def test_another_claim_is_the_one_under_the_explorers_cursor(explore: Explore, tmp_path: Path) -> None:
    annotate_before(tmp_path)
    async with explore(size=(40, 15)) as explored:
        await explored.press("j", "R", "c")

        own = explored.workspace.annotation("c-1")
        assert own is not None
        assert own.tags == ("wording/vague",)
        await explored.press("escape")
        await explored.until(lambda: "gone" not in explored.text())
        await explored.press("u")

        def is_counted() -> bool:
            explored.screen.hush()  # what is said in passing takes its room here
            return "1 gone" in explored.text()

        await explored.until(is_counted)


def numbered(statements: Sequence[str] = STATEMENTS) -> dict[str, Any]:
    """Return the dataset with claims that are numbered company by company: `acme-0`, `bolt-4` …"""
    tables = dataset(tuple(statements))
    claims = cast("list[dict[str, Any]]", tables["claims"])
    return tables | {"claims": [each | {"id": f"{each['company']}{each['id'][1:]}"} for each in claims]}


async def test_a_claim_of_its_own_company_comes_before_one_that_is_more_like_it(
    explore: Explore, tmp_path: Path
) -> None:
    (tmp_path / "before.toml").write_bytes(tomli_w.dumps(numbered((*STATEMENTS, "Bolt names no supplier."))).encode())
    workspace = Workspace.open(tmp_path / "before.toml", store=str(tmp_path / "journal.sqlite"), coder="mei")
    workspace.star(["bolt-6"], on=True)
    workspace.close()
    (tmp_path / "before.toml").unlink()
    async with explore(numbered((*STATEMENTS[:4], "Bolt never names a supplier.", STATEMENTS[5]))) as explored:
        await explored.press("R")
        await explored.until_shown("bolt-4 of Bolt, ")
        assert "acme-3 of Acme" not in explored.text()

        await explored.press("c")  # the explorer's cursor is on a claim of the other company
        assert "Move to another company's claim?" in explored.text()
        assert "bolt-6 was a claim of Bolt; acme-0 of Acme is not." in explored.text()
        await explored.press("escape")
        assert explored.workspace.orphans() == ["bolt-6"]

        await explored.press("m")
        assert explored.workspace.annotation("bolt-4") is not None
        assert "Moved from bolt-6 to bolt-4 of Bolt; u takes it back" in explored.text()
        await explored.press("u", "c", "y")
        assert explored.workspace.annotation("acme-0") is not None


async def test_an_orphan_that_nothing_is_like_says_so(explore: Explore, tmp_path: Path) -> None:
    annotate_before(tmp_path)
    async with explore(dataset(("水", "火"))) as explored:
        await explored.press("R", "g", "m")

        await explored.until_shown("no claim is like it")
        assert explored.workspace.orphans() == ["c-6"]


async def test_enter_goes_to_the_claim_that_was_reworded(explore: Explore, tmp_path: Path) -> None:
    annotate_before(tmp_path)
    async with explore(dataset((REWORDED, *STATEMENTS[1:]))) as explored:
        await explored.press("j", "R", "j")
        assert "by -[40] +[50] % against 2019." in explored.text()
        await explored.press("enter")
        assert explored.at_cursor == "c-0"


async def test_with_nothing_astray_the_screen_says_so(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("R")
        assert "is in the dataset, and says what it said then" in explored.text()
        await explored.press("m", "c", "enter")
        assert explored.workspace.journal.changes() == []
