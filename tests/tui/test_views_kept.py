"""Views begin as they were left, `b` goes back into them, and `0` takes away all that narrows the claims down."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from textual.events import Key

from esgtui.dataset.columns import in_pieces
from esgtui.insight.matrix import Matrix
from esgtui.tui import views_foreseen
from esgtui.tui.screens.matrix import MatrixScreen
from esgtui.tui.screens.overview import OverviewScreen
from esgtui.tui.screens.timeline import TimelineScreen
from esgtui.tui.views_kept import Worked
from esgtui.tui.working_out import OvertakenError
from esgtui.workspace import Workspace
from tests.patience import LONG
from tests.tui.conftest import Explore

COVERAGE = "esgtui.tui.screens.coverage"


async def test_back_goes_into_the_view_at_the_cell_that_was_left_with_its_measure_and_lens(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "f", "v")
        await explored.press("l", "enter")  # once the cells are there that it is about
        assert explored.screen.viewing.selection.company == "acme"

        await explored.press("b")
        view = explored.pilot.app.screen
        assert isinstance(view, MatrixScreen)
        assert (view.lens.id, view.measure.id, view.here) == ("esrs", "quantified", ("acme", 1))

        await explored.press("escape")
        assert explored.screen.viewing.selection.company == ""
        assert len(explored.shown) == 6


async def test_back_goes_into_what_was_seen_of_a_view_that_was_left_while_it_was_worked_out_anew(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, worked_out = Event(), MatrixScreen.worked_out

    def slow(view: MatrixScreen) -> Worked:
        if view.lens.id == "esrs":
            may_end.wait(LONG)
        return worked_out(view)

    monkeypatch.setattr(MatrixScreen, "worked_out", slow)
    async with explore() as explored:
        await explored.press("m", "l")
        explored.type_at_once("f\r")
        await explored.until(lambda: len(explored.shown) == 2)
        may_end.set()

        await explored.press("b")
        view = explored.pilot.app.screen
        assert isinstance(view, MatrixScreen)
        assert (view.lens.id, view.here) == ("", ("acme", 1))


async def test_what_was_chosen_in_a_view_is_chosen_when_it_opens_again(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "f", "v", "escape", "m")
        assert "Matrix ── ESRS ── share quantified" in explored.text()

        await explored.press("escape", "T", "w", "escape", "T")
        view = explored.pilot.app.screen
        assert isinstance(view, TimelineScreen)
        assert view.reads_words


async def test_escape_leaves_the_claims_that_a_view_led_to(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("m", "l", "l", "enter")
        assert len(explored.shown) == 2
        await explored.press("escape")
        assert len(explored.shown) == 6


async def test_a_key_shows_all_claims_and_back_undoes_it(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter", "f2", "down", "f4")
        narrow = explored.screen.viewing.selection
        assert (narrow.query, narrow.company) == ("acme", "acme")

        await explored.press("0")
        assert len(explored.shown) == 6
        await explored.press("b")
        assert explored.screen.viewing.selection == narrow


async def test_what_was_worked_out_is_kept_as_long_as_all_that_it_depends_on_stays(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    work_out = MatrixScreen.work_out

    def noted(view: MatrixScreen, rows: Sequence[int]) -> Matrix:
        worked.append(f"{view.measure.id} {len(rows)}")
        return work_out(view, rows)

    monkeypatch.setattr(MatrixScreen, "work_out", noted)
    async with explore() as explored:
        for key in ("m", "escape", "m", "escape"):
            await explored.press(key)
        assert worked == ["claims 6"]

        for key in ("m", "v", "v", "escape"):
            await explored.press(key)
        explored.workspace.tag(["c-0"], add=["wording/vague"])
        await explored.press("m")
        assert "share tagged" in explored.text()
        assert "Acme ── All ── 4 claims, 1 tagged: 25 %" in explored.text()

        await explored.press("escape", "slash", *"acme", "enter")
        await explored.press("m")
        assert worked == ["claims 6", "quantified 6", "tagged 6", "tagged 6", "tagged 4"]


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many claims timelines were worked out; six are taken for very many, and nobody for using keys."""
    return _worked(TimelineScreen, monkeypatch)


@pytest.fixture
def overviews(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many claims overviews were worked out, which tell what coders did, in the same way."""
    return _worked(OverviewScreen, monkeypatch)


def _worked(screen: type[TimelineScreen | OverviewScreen], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    done: list[int] = []
    work_out = screen.work_out

    def noted(view: Any, rows: Sequence[int]) -> Any:
        done.append(len(rows))
        return work_out(view, rows)

    monkeypatch.setattr(screen, "work_out", noted)
    monkeypatch.setattr(views_foreseen, "LARGE", 2)
    monkeypatch.setattr(views_foreseen, "PAUSE", 0.0)
    return done


async def test_views_of_many_claims_are_worked_out_before_they_are_asked_for(
    explore: Explore, worked: list[int]
) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter")
        await explored.until(lambda: 4 in worked)
        known = list(worked)
        await explored.press("T")
        assert "4 of 6 claims" in explored.text()
        assert worked == known


async def test_views_that_are_worked_out_ahead_hold_up_no_key_while_they_are_loaded(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()

    class Noted(MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == COVERAGE and current_thread() is not main_thread():
                loaded.set()

    monkeypatch.delitem(sys.modules, COVERAGE, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Noted(), *sys.meta_path])
    monkeypatch.setattr(views_foreseen, "LARGE", 2)
    async with explore() as explored:
        await explored.until(loaded.is_set)


async def test_what_was_worked_out_of_claims_listed_before_is_not_taken_for_those_listed_now(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("asterisk", "slash", *"has:star", "enter", "T")
        assert "1 of 6 claims" in explored.text()
        data = explored.workspace.data
        assert data is not None
        other = Workspace.open(data, store=str(explored.workspace.journal.path), coder="mei")
        other.star(["c-1"], on=True)
        other.close()
        await explored.until(lambda: len(explored.screen.claims.rows) == 2)
        view = explored.pilot.app.screen
        assert isinstance(view, TimelineScreen)
        view.work_out_anew()
        await explored.settle()

        await explored.press("escape", "T")
        assert "2 of 6 claims" in explored.text()


async def test_views_of_coders_work_are_worked_out_anew_after_it(explore: Explore, overviews: list[int]) -> None:
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter")
        await explored.until(lambda: 4 in overviews)
        await explored.press("asterisk")
        await explored.until(lambda: overviews.count(4) == 2)
        await explored.press("i")
        await explored.until(lambda: isinstance(explored.pilot.app.screen, OverviewScreen))
        assert overviews.count(4) == 2


async def test_views_of_coders_work_are_worked_out_anew_once_visits_are_recorded(
    explore: Explore, overviews: list[int]
) -> None:
    async with explore(visits=True) as explored:
        await explored.press("slash", *"acme", "enter")
        await explored.until(lambda: 4 in overviews)
        known = overviews.count(4)
        explored.screen.visits.note()  # as when the time is over
        await explored.screen.visits.keep()
        await explored.until(lambda: overviews.count(4) > known)


async def test_who_opens_a_view_that_is_being_worked_out_waits_for_that(
    explore: Explore, worked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, may_end, worked_out = Event(), Event(), TimelineScreen.worked_out

    def slow(view: TimelineScreen) -> Worked:
        if view.subject.selection.query:
            has_begun.set()
            may_end.wait()
        return worked_out(view)

    monkeypatch.setattr(TimelineScreen, "worked_out", slow)
    async with explore() as explored:
        await explored.press("slash", *"acme", "enter")
        await explored.until(has_begun.is_set)
        explored.pilot.app.post_message(Key("T", "T"))
        await explored.until(lambda: isinstance(explored.pilot.app.screen, TimelineScreen))
        may_end.set()
        await explored.until_shown("4 of 6 claims")
        assert worked.count(4) == 1


async def test_who_opens_another_view_than_the_one_being_worked_out_does_not_share_the_machine_with_that(
    explore: Explore, worked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, is_left, is_wanted, is_late = Event(), Event(), Event(), Event()
    worked_out, matrix_worked_out = TimelineScreen.worked_out, MatrixScreen.worked_out

    def slow(view: TimelineScreen) -> Worked:
        if not view.subject.selection.query:  # of all claims, before the query was typed
            return worked_out(view)
        if not is_left.is_set():
            has_begun.set()
            try:
                while not is_late.wait(0.001):
                    list(in_pieces(1))
            except OvertakenError:
                is_left.set()
                raise
        assert is_wanted.is_set()
        return worked_out(view)

    def waiting(view: MatrixScreen) -> Worked:
        if not is_left.wait(LONG):
            is_late.set()
        is_wanted.set()
        return matrix_worked_out(view)

    async with explore() as explored:
        await explored.settle()
        monkeypatch.setattr(TimelineScreen, "worked_out", slow)
        monkeypatch.setattr(MatrixScreen, "worked_out", waiting)
        await explored.press("slash", *"acme", "enter")
        await explored.until(has_begun.is_set)
        await explored.press("m")
        await explored.until_shown("4 of 6 claims")
        assert is_left.is_set()
        await explored.until(lambda: 4 in worked)
