"""What changed since another edition of the dataset: after its files changed, and from the shell."""

from pathlib import Path

from esgtui.session import Session
from tests.tui.conftest import STATEMENTS, Explore
from tests.tui.test_reloading import changed

LATER = changed(gone=("c-0",), reworded="Acme names all of its suppliers.", added=1)


async def test_what_the_files_changed_is_shown_word_by_word_and_leads_to_the_claim(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("D")
        assert "what changed: the dataset's files" in explored.text()

        await explored.reload(LATER)
        await explored.until_shown("D shows what")
        await explored.press("D")
        assert "What changed ── 1 added, 1 gone, 1 changed" in explored.text()
        assert "names -[no supplier] +[all of its suppliers]." in explored.text()

        await explored.press("enter")
        assert explored.at_cursor == "c-3"


async def test_what_is_gone_is_listed_and_leads_nowhere(explore: Explore, tmp_path: Path) -> None:
    async with explore(size=(60, 20)) as explored:
        await explored.reload(LATER)
        await explored.until_shown("The dataset has changed")
        await explored.press("D", "G")
        assert STATEMENTS[0] in explored.text()
        await explored.press("enter")
        assert "it is gone from the dataset" in explored.text()

        await explored.press("e", "ctrl+u", *str(tmp_path / "changed.csv"), "enter")
        await explored.until((tmp_path / "changed.csv").exists)
        await explored.press("escape", "slash", *"plants", "enter", "D")
        assert "What changed ── 1 added ── 2 of 6 claims ── plants" in explored.text()


async def test_a_dataset_in_which_nothing_changed_back_says_so(explore: Explore) -> None:
    async with explore() as explored:
        first = list(explored.workspace.dataset.claims)
        await explored.reload(LATER)
        await explored.until_shown("The dataset has changed")
        await explored.reload(changed())
        await explored.until(lambda: list(explored.screen.workspace.dataset.claims) == first)
        await explored.press("D")
        assert "Nothing became otherwise" in explored.text()
        await explored.press("enter", "escape")
        assert explored.screen.is_current


async def test_who_begins_with_what_changed_sees_all_of_it_whatever_was_searched_for_before(explore: Explore) -> None:
    async with explore() as explored:
        before = explored.workspace.dataset
    async with explore(LATER, session=Session(query="fleet", company="acme"), before=before) as explored:
        await explored.until_shown("What changed ── 1 added, 1 gone, 1 changed ── 6 claims")
        await explored.press("escape", "b")
        assert explored.screen.viewing.selection.query == "fleet", "and where one was is a step back"
