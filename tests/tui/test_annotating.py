"""Tags, notes, verdicts, stars, marks, undo: what is pressed is what is in the journal."""

from textual import events

from esgtui.limits import LONGEST_LINE, LONGEST_NOTE, LONGEST_TAG
from esgtui.tui.screens.note_editor import NoteEditor
from esgtui.tui.screens.tag_picker import TagPicker
from esgtui.tui.widgets.tag_list import TagList
from tests.tui.conftest import Explore, Explored, dataset


def tags(explored: Explored, claim: str) -> tuple[str, ...]:
    annotation = explored.workspace.annotation(claim)
    return annotation.tags if annotation else ()


async def test_a_tag_is_found_by_a_part_of_it_and_put_on(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"basline", "enter")

        assert tags(explored, "c-0") == ("evidence/no-baseline",)
        assert "#1" in explored.text()


async def test_the_codebooks_key_brings_its_tag_up_first(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "b", "enter")

        assert tags(explored, "c-0") == ("evidence/no-baseline",)


async def test_a_tag_that_is_on_is_taken_off(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "b", "enter", "t", "b", "enter")

        assert tags(explored, "c-0") == ()


async def test_a_new_tag_is_made(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"topic/photo", "enter")

        assert tags(explored, "c-0") == ("topic/photo",)
        assert "topic/photo" in explored.workspace.tags.known()


async def test_what_shortens_a_tag_takes_it_and_a_key_of_its_own_makes_a_new_one_of_it(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"basln")
        assert "evidence/no-baseline (b)  No baseline stated" in explored.text()
        assert "ctrl+o new tag" in explored.text()
        await explored.press("enter", "j", "t", *"basln", "ctrl+o")

        assert tags(explored, "c-0") == ("evidence/no-baseline",)
        assert tags(explored, "c-1") == ("basln",)


async def test_the_key_for_a_new_tag_says_why_there_is_none_to_make(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "ctrl+o")
        await explored.until_shown("new tag: type what it is to be called")
        assert "ctrl+o (new tag)" in explored.text()
        await explored.press(*"wording/vague", "ctrl+o")
        await explored.until_shown("new tag: wording/vague is a tag already")
        await explored.press("slash", "ctrl+o")
        await explored.until_shown("no tag: each part between / needs a name")

        assert isinstance(explored.pilot.app.screen, TagPicker)
        assert explored.workspace.journal.changes() == []


async def test_where_there_is_no_tag_yet_the_picker_says_what_to_do(explore: Explore) -> None:
    async with explore(dataset() | {"codebook": []}) as explored:
        await explored.press("t")
        assert "There is no tag yet: type what the first one is to be called." in explored.text()
        await explored.press(*"photo", "enter")
        assert tags(explored, "c-0") == ("photo",)


async def test_several_tags_are_chosen_and_applied_in_one_step(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "b", "tab", *"vague", "tab", "enter")
        assert tags(explored, "c-0") == ("evidence/no-baseline", "wording/vague")

        await explored.press("u")
        assert tags(explored, "c-0") == ()


async def test_escape_leaves_the_picker_without_a_change(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "b", "tab", "escape")

        assert tags(explored, "c-0") == ()


async def test_the_picker_shows_what_is_on_some_of_the_marked_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "b", "enter", "space", "space", "t")

        picker = explored.pilot.app.screen
        assert isinstance(picker, TagPicker)
        text = "".join(text for text, _ in picker.query_one(TagList).line(1, 60))
        assert text.startswith("◐   no-baseline (b) (1)")


async def test_a_tag_goes_on_all_marked_claims_and_the_count_is_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("space", "space", "space", "t", "b", "enter")

        assert [tags(explored, f"c-{number}") for number in range(4)] == [("evidence/no-baseline",)] * 3 + [()]
        assert "3 claims" in explored.text()
        await explored.press("u")
        assert all(tags(explored, f"c-{number}") == () for number in range(3))
        await explored.press("ctrl+r")
        assert tags(explored, "c-2") == ("evidence/no-baseline",)


async def test_keys_typed_ahead_of_a_dialog_reach_it(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.press("t", *"vague", "enter", "j", "t", *"vague", "enter")
        await explored.settle()

        assert tags(explored, "c-0") == ("wording/vague",)
        assert tags(explored, "c-1") == ("wording/vague",)


async def test_a_note_is_saved_and_shown(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"ask", "space", *"them", "enter", *"twice", "ctrl+o")

        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert [note.text for note in annotation.notes] == ["ask them\ntwice"]
        assert "✎" in explored.text()


async def test_a_note_that_is_left_stays_as_a_draft(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"half", "escape")
        assert explored.workspace.annotation("c-0") is None
        assert "draft" in explored.text()

        await explored.press("a", *"way", "ctrl+o")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert annotation.notes[0].text == "halfway"
        assert explored.workspace.drafts.get("c-0", "").text == ""


async def test_a_draft_keeps_what_kind_of_note_it_was_to_be(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"why", "ctrl+t", "ctrl+t", "escape")
        assert explored.workspace.journal.draft("c-0", "mei", "").kind == "question"
        await explored.press("a", "ctrl+o")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert [(note.text, note.kind) for note in annotation.notes] == [("why", "question")]


async def test_a_draft_that_was_thrown_away_is_told_and_comes_back(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"half", "escape", "a", "ctrl+u", "escape")
        await explored.until_shown("Draft thrown away: “half”; u brings it back")
        assert explored.workspace.drafts.items() == []
        await explored.press("u")
        await explored.until_shown("Draft on c-0 brought back: “half”")
        await explored.press("a")
        await explored.until_shown("Your draft from before")
        await explored.press("ctrl+u", "escape", "*", "a")
        await explored.until_shown("You threw a draft away here; ctrl+z brings it back.")
        await explored.press("ctrl+z", "ctrl+o")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert [note.text for note in annotation.notes] == ["half"]


async def test_looking_at_an_empty_editor_throws_nothing_away(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", "escape")
        assert "thrown" not in explored.text()
        await explored.press("a", *"half", "escape", "a", "escape")
        assert explored.workspace.drafts.get("c-0", "").text == "half"


async def test_what_is_typed_is_on_the_disk_while_the_editor_is_open(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"half")
        assert isinstance(explored.pilot.app.screen, NoteEditor)
        await explored.screen.runner.perform(lambda: None)  # what was handed to the journal's thread before is done

        assert explored.workspace.drafts.get("c-0", "").text == "half"


async def test_ones_own_note_is_changed_and_emptied(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"one", "ctrl+o", "A", "s", "ctrl+o")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert annotation.notes[0].text == "ones"

        await explored.press("A", "backspace", "backspace", "backspace", "backspace", "ctrl+o")
        assert explored.workspace.annotation("c-0") is None
        await explored.press("u")
        assert explored.workspace.annotation("c-0") is not None


async def test_a_verdict_is_taken_by_its_digit_and_taken_back(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("v", "2")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert annotation.verdict == "unclear"
        assert "Unclear" in explored.text()

        await explored.press("v", "0")
        assert explored.workspace.annotation("c-0") is None


async def test_a_verdict_is_found_by_what_it_begins_with_and_keys_stay_keys(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("v", *"uncl", "enter")
        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert annotation.verdict == "unclear"

        await explored.press("v", "s", "k", "enter")
        assert explored.workspace.annotation("c-0") is None
        await explored.press("v", "u", "q")
        assert explored.workspace.annotation("c-0") is None


async def test_a_star_goes_on_and_off(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("asterisk")
        assert "★" in explored.text()
        await explored.press("asterisk")
        assert explored.workspace.annotation("c-0") is None


async def test_a_command_that_cannot_be_used_says_why(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("u")

        await explored.until_shown("there is nothing to undo")


async def test_marks_are_left_before_the_pane(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("plus")
        assert "6 marked" in explored.text()
        await explored.press("escape")
        assert not explored.screen.claims.marked
        assert explored.screen.pane == "claims"


async def test_the_mouse_does_what_keys_do(explore: Explore) -> None:
    async with explore() as explored:
        await explored.pilot.click("#claims", offset=(5, 3))
        await explored.settle()
        assert explored.at_cursor == "c-2"

        await explored.pilot.click("#bar", offset=(12, 0))  # t tag
        await explored.settle()
        await explored.pilot.click(TagList, offset=(5, 0))
        await explored.pilot.click("CommandBar", offset=(5, 0))  # enter apply
        await explored.settle()
        assert tags(explored, "c-2") == ("evidence/no-baseline",)


async def test_another_programs_changes_appear_whoever_takes_them_in(explore: Explore) -> None:
    from esgtui.annotation.journal import Journal
    from esgtui.annotation.model import STAR, Edit

    async with explore() as explored:
        other = Journal(explored.workspace.journal.path, "two-makers")
        other.write("ann", [Edit("c-0", STAR, value=True)], {})
        explored.workspace.journal.refresh()  # as what is prepared behind the explorer does

        await explored.until_shown("★")


async def test_a_draft_belongs_to_the_claims_that_it_was_begun_for(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"one", "escape")
        assert "✎?" in explored.text()

        await explored.press("space", "space", "a")
        editor = explored.pilot.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.text == ""
        await explored.press(*"both", "escape", "escape", "g", "a")
        editor = explored.pilot.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.text == "one"


async def test_saving_a_note_unchanged_changes_nothing(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"one", "ctrl+o")
        changes = len(explored.workspace.journal.changes())
        await explored.press("A", "ctrl+o")

        assert "Nothing to change" in explored.text()
        assert len(explored.workspace.journal.changes()) == changes


async def test_a_new_tag_that_is_like_another_is_what_enter_makes(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"x/all", "enter")

        assert tags(explored, "c-0") == ("x/all",)


async def test_claims_that_are_not_on_the_screen_cannot_be_marked_by_mistake(explore: Explore) -> None:
    async with explore(size=(50, 20)) as explored:
        await explored.press("f3", "space")

        assert not explored.screen.claims.marked
        await explored.until_shown("not on the screen")


async def test_what_is_too_much_to_paste_is_refused_whole_and_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", "x")
        explored.pilot.app.post_message(events.Paste("y" * LONGEST_NOTE))
        await explored.until_shown("Nothing was put in: 100,000 characters were pasted")
        await explored.press("z", "escape")
        assert explored.workspace.drafts.get("c-0", "").text == "xz"
        await explored.press("slash")
        explored.pilot.app.post_message(events.Paste("y" * (LONGEST_LINE + 1)))
        await explored.until_shown("line takes at most 4,000")
        await explored.press("escape", "t")
        explored.pilot.app.post_message(events.Paste("y" * (LONGEST_TAG + 1)))
        await explored.until_shown("line takes at most 200")


async def test_lines_that_are_pasted_into_one_line_stay_whole(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", "x", "space")
        explored.pilot.app.post_message(events.Paste("recycled\n\n   aluminium by\r\n2030\n"))
        await explored.until_shown("x recycled aluminium by 2030")
