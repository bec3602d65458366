"""Two windows of one coder write one note: it is not saved twice, nor one over the other, unless one says so."""

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Note
from esgtui.workspace import Workspace
from tests.tui.conftest import Explore, Explored


def other_window(explored: Explored) -> Workspace:
    """Return what the same coder does in another window."""
    return Workspace(explored.workspace.dataset, Journal(explored.workspace.journal.path, "two-makers"), "mei")


def notes(explored: Explored) -> list[str]:
    annotation = explored.workspace.annotation("c-0")
    return [note.text for note in annotation.notes] if annotation else []


def only_note(other: Workspace) -> Note:
    annotation = other.annotation("c-0")
    assert annotation is not None
    return annotation.notes[0]


async def typed(explored: Explored, text: str) -> None:
    """Begin a note, and wait until what is typed is kept, where other windows see it."""
    await explored.press("a", *text)
    await explored.until(lambda: explored.workspace.journal.draft("c-0", "mei", "").text == text)


async def test_a_draft_that_another_window_took_over_and_saved_is_not_saved_again_unasked(explore: Explore) -> None:
    async with explore() as explored:
        await typed(explored, "half")
        other = other_window(explored)
        assert other.drafts.get("c-0", "").text == "half"
        other.note(["c-0"], "half a thought")
        await explored.press("ctrl+o")
        await explored.until_shown("Saved here by another window meanwhile")
        await explored.until_shown("There: half a thought")
        await explored.press("escape")
        assert notes(explored) == ["half a thought"]
        assert explored.workspace.drafts.get("c-0", "").text == "half"

        await explored.press("a")
        other.note(["c-0"], "half")
        await explored.press("ctrl+o")
        await explored.until_shown("Another window has saved this note already")
        assert notes(explored) == ["half a thought", "half"]
        assert explored.workspace.drafts.get("c-0", "").text == ""


async def test_what_another_window_saved_is_kept_or_replaced_as_one_chooses(explore: Explore) -> None:
    async with explore() as explored:
        for key, expected in (("1", ["theirs", "mine"]), ("2", ["theirs", "mine", "mine"])):
            await typed(explored, "mine")
            other_window(explored).note(["c-0"], "theirs" if key == "1" else "again")
            await explored.press("ctrl+o")
            await explored.until_shown("Saved here by another window meanwhile")
            await explored.press(key)
            assert notes(explored) == expected


async def test_a_note_that_another_window_changed_or_took_away_is_not_written_over_unasked(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"one", "ctrl+o", "A", *"s")
        other = other_window(explored)
        other.edit_note("c-0", only_note(other).id, "changed there")
        await explored.press("ctrl+o")
        await explored.until_shown("Changed by another window meanwhile")
        await explored.press("2")
        assert notes(explored) == ["ones"]

        drafts = other.drafts
        drafts.save(*drafts.begin("c-0", only_note(other).id), "typed before that")
        other.journal.refresh()
        other.edit_note("c-0", only_note(other).id, "changed again")
        explored.workspace.journal.refresh()
        await explored.press("A", "ctrl+o")
        await explored.until_shown("Changed since you began with this draft")
        await explored.until_shown("There: changed again")
        await explored.press("2")
        assert notes(explored) == ["typed before that"]

        await explored.press("A", *"!")
        other.journal.refresh()
        other.edit_note("c-0", only_note(other).id, "")
        await explored.press("ctrl+o")
        assert notes(explored) == ["typed before that!"]


async def test_of_several_drafts_one_is_chosen_and_the_others_stay(explore: Explore) -> None:
    async with explore() as explored:
        other = other_window(explored).drafts
        other.save(*other.begin("c-0", ""), "theirs")
        await explored.until_shown("✎? draft          theirs")
        await explored.press("a", "ctrl+u", "escape")
        await explored.until_shown("Draft thrown away: “theirs”")
        assert other.offered("c-0", "") == []
        await typed(explored, "mine")
        other.save(*other.begin("c-0", ""), "theirs")
        await explored.press("escape", "a")
        await explored.until_shown("Note on c-0: which of your drafts?")
        await explored.until_shown("in another window, which may have it open still:")
        await explored.press("3", *"new", "ctrl+o", "a", "2", *"!", "ctrl+o")
        assert notes(explored) == ["new", "mine!"]
        await explored.press("a")
        await explored.until_shown("Typed in another window")
        await explored.press("ctrl+o")
        assert notes(explored) == ["new", "mine!", "theirs"]
        assert explored.workspace.drafts.items() == []


async def test_what_another_window_went_on_with_and_dropped_is_a_draft_again_when_the_editor_is_left(
    explore: Explore,
) -> None:
    async with explore() as explored:
        for there, told in (("half a thought", "in what another window made of it"), ("dropped", "kept as a draft")):
            await typed(explored, "half")
            other = other_window(explored).drafts
            other.save(*other.begin("c-0", "", other.offered("c-0", "")[0]), there)
            await explored.press("escape")
            await explored.until_shown(f"Not saved: {told}")
            for key, draft in explored.workspace.drafts.items():
                assert draft.text in {there, "half"}
                explored.workspace.drafts.save(*key, "")
