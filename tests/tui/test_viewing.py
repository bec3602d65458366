"""What was chosen last is what comes to be shown, in all panes, and with what is offered for it."""

from threading import Event

from esgtui.browsing import Browser, Selection, View
from esgtui.tui.handlers.viewing import subject_of
from esgtui.tui.widgets.search_bar import SearchInput
from tests.tui.conftest import Explore


async def test_all_panes_show_what_was_chosen_last(explore: Explore) -> None:
    async with explore() as explored:
        screen, viewing = explored.screen, explored.screen.viewing
        viewing.browse(Selection(company="acme"))
        viewing.browse(Selection(company="bolt"))
        assert explored.shown == ["c-4", "c-5"]
        assert not viewing.is_behind
        assert screen.companies.key == "bolt"
        assert [line.claims for line in screen.groups.lines] == [2, 2]


async def test_what_is_offered_comes_with_what_is_found(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash")
        viewing, completing = explored.screen.viewing, explored.screen.completing
        explored.screen.query_one(SearchInput).insert_text_at_cursor("company:")
        await explored.until(lambda: viewing.selection.query == "company:")
        await viewing.shown.wait()
        assert completing.is_open
        assert not completing.is_behind


async def test_what_is_chosen_again_needs_no_waiting(explore: Explore) -> None:
    async with explore() as explored:
        viewing = explored.screen.viewing
        viewing.browse(viewing.selection)
        assert not viewing.is_behind


async def test_an_answer_that_comes_late_does_not_move_the_cursor(explore: Explore) -> None:
    async with explore() as explored:
        viewing = explored.screen.viewing
        await explored.press("j", "j")
        before = viewing.selection
        viewing.browse(Selection(query="aluminium"), row=5)
        viewing.browse(before, row=2)
        await explored.settle()
        assert (len(explored.shown), explored.at_cursor) == (6, "c-2")


async def test_what_is_asked_once_more_is_not_answered_with_what_was_found_before(explore: Explore) -> None:
    begun, may_end = Event(), Event()

    class Slow(Browser):
        def view(self, selection: Selection) -> View:
            found = super().view(selection)
            begun.set()
            may_end.wait()
            return found

    async with explore() as explored:
        workspace, viewing = explored.workspace, explored.screen.viewing
        workspace.star(["c-0"], on=True)
        explored.screen.browser = Slow(workspace)
        viewing.browse(Selection(query="has:star"))
        await explored.until(begun.is_set)
        workspace.star(["c-1"], on=True)
        explored.screen.refresh_annotations()
        may_end.set()
        await explored.settle()
        assert explored.shown == ["c-0", "c-1"]


async def test_a_view_is_about_what_is_shown_and_not_about_what_is_still_looked_up(explore: Explore) -> None:
    async with explore() as explored:
        screen = explored.screen
        screen.viewing.browse(Selection(query="aluminium"))
        subject = subject_of(screen)
        assert (subject.selection, len(subject.rows())) == (Selection(), 6)
        await explored.settle()
        subject = subject_of(screen)
        assert (subject.selection.query, len(subject.rows())) == ("aluminium", 2)
