"""The codebook screen: the tree of tags, and each change of it as one step that undo takes back."""

from threading import Event

import pytest
from textual.widgets import Input

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import TAG_PREFIX, Edit
from esgtui.tui.screens import board
from esgtui.tui.screens.codebook import CodebookScreen
from esgtui.tui.widgets.plain_list import PlainList
from tests.patience import LONG
from tests.tui.conftest import Explore, Explored, dataset


def screen(explored: Explored) -> CodebookScreen:
    shown = explored.pilot.app.screen
    assert isinstance(shown, CodebookScreen)
    return shown


def tree(explored: Explored) -> list[str]:
    """Return the lines, what is between their parts as one blank."""
    shown = screen(explored)
    return [" ".join("".join(text for text, _ in shown.pieces(index, 60)).split()) for index in range(len(shown.lines))]


async def entered(explored: Explored, text: str, *, is_refused: bool = False) -> None:
    """Type a text in place of what the line says, once it is there, and take it; wait until that is done.

    A line whose text is refused stays.
    """
    await explored.until(lambda: bool(explored.pilot.app.screen.query(Input)))
    asked = explored.pilot.app.screen
    asked.query(Input).first().value = text
    await explored.press("enter")
    if not is_refused:
        await explored.until(lambda: explored.pilot.app.screen is not asked)
        await explored.settle()


def of_two(explored: Explored) -> None:
    """Let two coders put a tag on claims of both companies."""
    explored.workspace.tag(["c-0", "c-4"], add=["wording/vague"])
    other = Journal(explored.workspace.journal.path, "two-makers")
    other.write("ann", [Edit("c-0", TAG_PREFIX + "wording/vague", value=True)], {})


async def test_the_tree_has_every_tag_with_its_key_title_and_uses(explore: Explore) -> None:
    async with explore() as explored:
        of_two(explored)
        explored.workspace.tag(["c-1"], add=["photo"])
        await explored.press("C")

        assert tree(explored) == [
            "evidence/",
            "no-baseline (b) No baseline stated",
            "wording/",
            "vague Vague wording 2",
            "photo not in the codebook 1",
        ]
        await explored.press("j", "j", "j")
        assert "Acme: 1   Bolt: 1" in explored.text()


async def test_a_tag_without_a_path_stands_where_paths_do_not_below_the_one_before(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.tag(["c-1"], add=["photo"])
        await explored.press("C")
        shown = screen(explored)
        texts = ["".join(text for text, _ in shown.pieces(index, 60)) for index in range(len(shown.lines))]
        begins = {text.split()[0]: len(text) - len(text.lstrip()) for text in texts}

        assert begins["photo"] == begins["evidence/"] == begins["wording/"]
        assert begins["vague"] == begins["no-baseline"] > begins["photo"]


async def test_a_rename_says_whom_it_touches_and_goes_through_all_coders(explore: Explore) -> None:
    async with explore() as explored:
        of_two(explored)
        await explored.press("C", "j", "j", "j", "r")
        assert "Touches 2 claims: ann 1, mei 2" in explored.text()

        await entered(explored, "wording/fluffy")
        assert explored.workspace.history.tags_in_use() == {"wording/fluffy": 3}
        assert screen(explored).here is not None
        assert "#wording/vague is #wording/fluffy now on 2 claims; u takes it back" in explored.text()

        for key, tag in (("u", "wording/vague"), ("ctrl+r", "wording/fluffy")):
            await explored.press(key)
            assert explored.workspace.history.tags_in_use() == {tag: 3}
            here = screen(explored).here
            assert here is not None
            assert here.tag == tag, "the cursor stays on the tag"


async def test_a_name_that_is_taken_is_told_and_can_be_mended(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j", "r")
        await entered(explored, "wording/vague", is_refused=True)
        await explored.until_shown("merge them instead")

        await explored.press("escape")
        assert explored.workspace.journal.changes() == []


async def test_a_tag_is_merged_into_one_found_by_typing(explore: Explore) -> None:
    async with explore() as explored:
        of_two(explored)
        await explored.press("C", "j", "j", "j", "M", *"baslin", "enter")

        assert explored.workspace.history.tags_in_use() == {"evidence/no-baseline": 3}
        assert "vague Vague wording" not in tree(explored)
        for key, tag in (("u", "wording/vague"), ("ctrl+r", "evidence/no-baseline")):
            await explored.press(key)
            here = screen(explored).here
            assert here is not None
            assert here.tag == tag


async def test_a_tag_is_moved_below_another_path_and_to_the_top(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j", "m", *"wording", "enter")
        assert explored.workspace.codebook.entry("wording/no-baseline") is not None

        await explored.press("m", "enter")
        assert explored.workspace.codebook.entry("no-baseline") is not None


async def test_a_tag_is_described_coloured_and_given_a_key(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j", "j", "j", "e")
        await explored.press("tab")
        await explored.press(*"when", "enter")
        await explored.press("c", "2", "K")
        await entered(explored, "v")

        entry = explored.workspace.codebook.entry("wording/vague")
        assert entry is not None
        assert (entry.title, entry.description, entry.colour, entry.key) == ("Vague wording", "when", "amber", "v")
        assert "■ amber" in explored.text()


async def test_a_key_that_another_tag_has_is_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j", "j", "j", "K")
        await entered(explored, "b", is_refused=True)

        await explored.until_shown("the key b is #evidence/no-baseline's already")


async def test_a_tag_is_added_and_deleted_with_undo(explore: Explore) -> None:
    async with explore() as explored:
        of_two(explored)
        await explored.press("C", "a")
        await entered(explored, "photo")
        assert "photo" in tree(explored)

        await explored.press("g", "j", "j", "j", "d")
        assert "Delete #wording/vague?" in explored.text()
        assert "With all below it. Takes it off 2 claims: ann 1, mei 2." in explored.text()
        assert explored.workspace.history.tags_in_use() == {"wording/vague": 3}
        await explored.press("enter")
        assert explored.workspace.history.tags_in_use() == {}
        await explored.press("u")
        assert explored.workspace.history.tags_in_use() == {"wording/vague": 3}


async def test_no_key_but_the_answer_deletes_a_tag_however_quickly_it_is_typed(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("C", "j")
        explored.type_at_once("djkd")
        await explored.until_shown("Delete #evidence/no-baseline?")
        await explored.settle()
        assert explored.workspace.codebook.entry("evidence/no-baseline") is not None

        await explored.press("escape")
        assert explored.workspace.codebook.entry("evidence/no-baseline") is not None
        assert explored.workspace.journal.changes() == []


async def test_enter_searches_the_claims_with_the_tag(explore: Explore) -> None:
    async with explore() as explored:
        of_two(explored)
        await explored.press("C", "j", "j", "j", "enter")

        await explored.until(lambda: explored.shown == ["c-0", "c-4"])


async def test_in_blind_mode_counts_are_ones_own(explore: Explore) -> None:
    async with explore() as explored:
        other = Journal(explored.workspace.journal.path, "two-makers")
        other.write("ann", [Edit("c-0", TAG_PREFIX + "wording/vague", value=True)], {})
        await explored.press("B", "C", "j", "j", "j")

        assert tree(explored)[3] == "vague Vague wording"
        await explored.press("r")
        assert "0 claims of yours, and those of others" in explored.text()
        assert "ann" not in explored.text()


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_mouse_does_what_keys_do(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size=size) as explored:
        await explored.press("C")
        await explored.pilot.click(PlainList, offset=(6, 1))
        await explored.pilot.click("CommandBar", offset=(3, 0))  # r rename, the first one
        await explored.settle()

        assert "Rename #evidence/no-baseline" in explored.text()


async def test_a_colour_that_no_theme_knows_is_told_by_its_name(explore: Explore) -> None:
    tables = dataset()
    tables["codebook"] = [{"tag": "a", "colour": "mauve"}, {"tag": "b", "colour": "Orange"}]
    async with explore(tables) as explored:
        await explored.press("C")
        assert "□ mauve" in explored.text()
        assert ("■ ", "amber") in screen(explored).pieces(1, 60)


async def test_what_takes_a_while_is_told_before_it_is_known_how_far_it_is(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()

    def slow(_: object) -> tuple[()]:
        assert may_end.wait(LONG)
        return ()

    async with explore() as explored:
        await explored.press("C")
        monkeypatch.setattr(board, "PATIENCE", 0.01)
        monkeypatch.setattr(explored.workspace, "undo", slow)
        await explored.pilot.press("u")
        await explored.until_shown("Writing to the journal …")
        may_end.set()
        await explored.until_shown("Nothing to change")
