"""Quick hands: tags by key and by number, the last tagging again, ranges, what is not tagged yet, progress."""

from threading import Event

import pytest

from esgtui.rows import Rows
from esgtui.tui import bulk
from esgtui.tui.screens.confirm import Confirm
from esgtui.tui.screens.key_tags import KeyTags
from esgtui.tui.screens.tag_picker import TagPicker
from esgtui.tui.widgets.key_table import KeyTable
from esgtui.tui.widgets.row_list import RowList
from esgtui.tui.widgets.tag_list import TagList
from esgtui.verbs.pen import Progress
from tests.tui.conftest import STATEMENTS, Explore, Explored, dataset

BASELINE, VAGUE = "evidence/no-baseline", "wording/vague"


def tags(explored: Explored, *claims: int) -> list[tuple[str, ...]]:
    own = [explored.workspace.annotation(f"c-{claim}") for claim in claims]
    return [annotation.tags if annotation else () for annotation in own]


def spanned(explored: Explored) -> range | None:
    return explored.screen.claims.span


def line_of(rows: RowList, place: int, width: int) -> str:
    return "".join(text for text, _ in rows.line(place, width))


def counts(explored: Explored) -> list[str]:
    """Return the lines of the company and the group pane."""
    lists = explored.screen.companies, explored.screen.groups
    return [line_of(each, place, 40) for each in lists for place in range(each.count)]


async def test_a_tag_goes_on_and_off_by_its_key(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("comma", "b")
        assert tags(explored, 0) == [(BASELINE,)]
        await explored.press("comma", "b")
        assert tags(explored, 0) == [()]


async def test_who_waits_sees_the_keys_and_who_presses_another_is_told(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("comma")
        await explored.until_shown("b   ○ evidence/no-baseline  No baseline stated")
        await explored.press("x")
        await explored.until_shown("No tag has the key x")
        await explored.press("escape")

        assert tags(explored, 0) == [()]
        assert explored.screen.pane == "claims"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)])
async def test_a_tag_is_clicked_in_the_list_of_keys(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size=size) as explored:
        await explored.press("comma")
        await explored.until_shown("esc leave")
        await explored.pilot.click(KeyTable, offset=(5, 0))
        await explored.settle()

        assert tags(explored, 0) == [(BASELINE,)]


async def test_more_keys_than_there_is_room_for_work_unseen(explore: Explore) -> None:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codebook = [{"tag": f"some/tag-{letter}", "key": letter} for letter in letters]
    async with explore(dataset() | {"codebook": codebook}, size=(40, 15)) as explored:
        await explored.press("comma")
        await explored.until(lambda: "… 35 more" in " ".join(explored.text().split()))
        await explored.press("Z")

        assert tags(explored, 0) == [("some/tag-Z",)]


async def test_without_any_key_it_says_so(explore: Explore) -> None:
    async with explore(dataset() | {"codebook": []}) as explored:
        await explored.press("comma")

        await explored.until_shown("no tag of the codebook has a key")


async def test_recent_tags_have_numbers_in_the_explorer_the_list_of_keys_and_the_picker(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"vague", "enter", "j", "comma", "b", "j", "1", "2")
        assert tags(explored, 0, 1, 2) == [(VAGUE,), (BASELINE,), (BASELINE, VAGUE)]
        await explored.press("2")
        assert tags(explored, 2) == [(VAGUE,)]

        await explored.press("comma")
        await explored.until_shown("b 2 ○ evidence/no-baseline")
        await explored.until_shown("  1 ● wording/vague")
        await explored.press("1", "t")
        assert tags(explored, 2) == [()]
        await explored.until_shown("no-baseline (b) (2)")


async def test_a_number_that_is_no_tags_yet_says_so(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("7")

        await explored.until_shown("no tag has the number 7 yet")


async def test_numbers_and_the_last_tagging_outlive_the_program(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", *"vague", "tab", "b", "tab", "enter")
    async with explore() as explored:
        await explored.press("j", "full_stop", "j", "2")

        assert tags(explored, 1, 2) == [(BASELINE, VAGUE), (VAGUE,)]


async def test_other_keys_than_digits_may_be_numbered(explore: Explore) -> None:
    async with explore(keys={"claim.tag_recent": "x,z"}) as explored:
        await explored.press("comma", "b", "j", "1", "x", "comma")

        assert tags(explored, 0, 1) == [(BASELINE,), (BASELINE,)]
        await explored.until_shown("b x ● evidence/no-baseline")


async def test_the_last_tagging_is_repeated_and_never_turned_around(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("full_stop")
        await explored.until_shown("you have not tagged anything yet")
        await explored.press("comma", "b", "j", "full_stop", "full_stop", "j", "space", "space", "full_stop")

        assert tags(explored, 0, 1, 2, 3) == [(BASELINE,)] * 4


async def test_going_to_what_is_not_tagged_by_this_coder(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "comma", "b", "j", "1", "g", "right_square_bracket")
        assert explored.at_cursor == "c-3"
        await explored.press("left_square_bracket")
        assert explored.at_cursor == "c-0"
        await explored.press("left_square_bracket")
        await explored.until_shown("You have tagged all claims before this one; ] goes the other way")


async def test_progress_is_counted_where_it_is_asked_for(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("comma", "b", "percent_sign")
        assert [line.split()[-1] for line in counts(explored)] == ["1/6", "1/4", "0/2", "1/6", "1/2", "0/2", "0/2"]

        await explored.press("f", "j", "1", "slash", *"40", "enter")
        assert [line.split()[-1] for line in counts(explored)] == ["1/2", "1/2", "0/0", "1/2", "1/2", "0/0", "0/0"]
        await explored.press("percent_sign")
        assert counts(explored)[0].split() == ["All", "2"]


async def test_a_range_goes_with_the_cursor_and_is_marked(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("j", "V", "j", "j")
        assert "3 in the range" in explored.text()
        await explored.press("space")
        assert explored.screen.claims.marked == Rows(0b1110)
        await explored.press("escape", "V", "k", "escape")
        assert explored.screen.claims.marked == Rows()
        assert spanned(explored) is None
        assert explored.screen.pane == "claims"


async def test_a_command_acts_on_the_range(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("G", "V", "k", "comma", "b")

        assert tags(explored, 3, 4, 5) == [(), (BASELINE,), (BASELINE,)]
        assert "2 marked" in explored.text()


async def test_a_click_extends_the_range_and_another_selection_ends_it(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("V")
        await explored.pilot.click("#claims", offset=(2, 4))
        await explored.settle()
        assert spanned(explored) == range(4)
        await explored.press("f2", "j")
        assert spanned(explored) is None
        assert explored.screen.claims.marked == Rows()


async def test_the_tree_of_tags_is_walked_over_its_headings(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("t", "down", "tab", "up", "enter")

        assert tags(explored, 0) == [(VAGUE,)]
        await explored.press("t")
        picker = explored.pilot.app.screen
        assert isinstance(picker, TagPicker)
        lines = [line_of(picker.query_one(TagList), place, 60).split() for place in range(4)]
        assert [line[0] for line in lines] == ["evidence", "○", "wording", "●"]
        assert lines[3][-1] == "1"
        await explored.pilot.click(TagList, offset=(6, 0))
        assert picker.query_one(TagList).turned == {}


def many() -> dict[str, object]:
    """Return a dataset with more claims than one changes without being asked."""
    return dataset((*STATEMENTS, *(f"Bolt says so for the time number {number}." for number in range(60))))


async def test_more_claims_than_one_sees_are_asked_about_with_their_number(explore: Explore) -> None:
    async with explore(many()) as explored:
        await explored.press("plus", "comma", "b")
        assert isinstance(explored.pilot.app.screen, Confirm)
        await explored.until_shown("Tag 66 claims?")
        await explored.press("escape")
        assert tags(explored, 0, 65) == [(), ()]

        await explored.press("comma", "b", "enter")
        assert tags(explored, 0, 65) == [(BASELINE,), (BASELINE,)]
        await explored.press("u")
        assert tags(explored, 0, 65) == [(), ()]


@pytest.mark.parametrize(("keys", "question"), [("*", "Star 66"), ("v1", "Rate 66"), ("a", "Write one note on 66")])
async def test_every_command_on_many_claims_asks(explore: Explore, keys: str, question: str) -> None:
    async with explore(many()) as explored:
        await explored.press("plus", *("asterisk" if key == "*" else key for key in keys))
        await explored.until_shown(question)
        await explored.press("n")

        assert not explored.workspace.journal.changes()


def endless(*_: object, progress: Progress, **__: object) -> None:
    while not Event().wait(0.01):
        progress("Writing", 10, 100)


async def test_undo_of_a_long_change_is_shown_and_stopped_too(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PATIENCE", 0.0)
    async with explore(many()) as explored:
        await explored.press("plus", "comma", "b", "enter")
        monkeypatch.setattr(explored.workspace, "undo", lambda progress: endless(progress=progress))
        await explored.pilot.press("u")
        await explored.until_shown("Writing 10 %; esc stops it")
        await explored.press("escape")
        await explored.until_shown("Stopped: nothing was changed")

        assert tags(explored, 0, 65) == [(BASELINE,)] * 2


async def begin_to_tag_all_without_end(explored: Explored, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin to tag all claims, which is told to be under way and ends only if it is stopped."""
    monkeypatch.setattr(explored.workspace, "tag", endless)
    await explored.press("plus", "comma")
    await explored.pilot.press("b", "enter")
    await explored.until_shown("Writing 10 %; esc stops it")


async def test_a_long_change_is_shown_and_stopped_with_nothing_done(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PATIENCE", 0.0)
    async with explore(many()) as explored:
        await begin_to_tag_all_without_end(explored, monkeypatch)
        await explored.pilot.press("asterisk")
        await explored.until_shown("a change is being written; esc stops it")
        await explored.press("escape")
        await explored.until_shown("Stopped: nothing was changed")

        assert len(explored.screen.claims.marked) == 66
        assert not explored.workspace.journal.changes()


async def test_a_long_change_is_stopped_where_the_program_is_ended(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PATIENCE", 0.0)
    async with explore(many()) as explored:
        await begin_to_tag_all_without_end(explored, monkeypatch)
        explored.pilot.app.exit()
    assert not explored.workspace.journal.changes()


async def test_keys_typed_ahead_of_the_key_and_the_question_reach_them(explore: Explore) -> None:
    async with explore(many()) as explored:
        await explored.pilot.press("comma", "b", "j", "full_stop", "right_square_bracket", "plus", "1", "y")
        await explored.settle()

        assert tags(explored, 0, 1, 65) == [(BASELINE,)] * 3
        assert not isinstance(explored.pilot.app.screen, KeyTags)


async def test_a_terminal_that_cannot_be_handed_over_keeps_the_note(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("a", *"half", "ctrl+e")
        await explored.until_shown("cannot be handed to another program")
        await explored.press("escape", "E")
        await explored.until_shown("Your draft from before")
        await explored.press("ctrl+o")

        annotation = explored.workspace.annotation("c-0")
        assert annotation is not None
        assert [note.text for note in annotation.notes] == ["half"]


async def test_what_was_just_done_stays_while_work_behind_it_tells_how_far_it_is_and_ends(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore() as explored:
        monkeypatch.setattr(explored.screen.readying.preparation, "_be_done", lambda: None)  # real work is silent here
        await explored.press("plus", "asterisk")
        for text in ("Preparing the search: 40 %", ""):
            explored.screen.show_work(text)
            await explored.settle()
            assert "Starred" in explored.text()
            assert "Preparing" not in explored.text()

        explored.screen.show_work("Preparing the search: 60 %")
        await explored.press("j")
        assert "Preparing the search: 60 %" in explored.text()
        explored.screen.show_work()
        await explored.settle()
        assert "Preparing" not in explored.text()
