"""What a change comes to is painted in one frame."""

import asyncio

import pytest
from rich.console import RenderableType
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Static

from esgtui.tui import frame_timer
from esgtui.tui.screens.layer import Layer
from tests.patience import LONG


class Filled(Static):
    """Says how high it is, which it knows once it was laid out."""

    def on_resize(self) -> None:
        self.update(Content(f"{self.size.height} lines"), layout=False)


class Page(Layer[None]):
    def compose(self) -> ComposeResult:
        yield Static("above")
        yield Filled()


class Counting(App[None]):
    """Keeps what each frame shows."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[str] = []
        self.has_painted = asyncio.Event()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        self.frames.append("".join(strip.text for strip in screen._compositor.render_strips()))
        self.has_painted.set()


async def test_a_widget_of_another_size_has_filled_it_before_it_is_painted() -> None:
    app = Counting()
    async with app.run_test(size=(20, 10)) as pilot:
        await app.push_screen(Page())
        await pilot.pause()
        app.frames.clear()
        app.screen.query_one(Filled).styles.height = 5
        while not app.frames:
            await pilot.pause()
        assert "5 lines" in app.frames[0]


async def test_what_only_goes_away_is_gone_with_the_next_frame() -> None:
    app = Counting()
    async with app.run_test(size=(20, 10)) as pilot:
        await app.push_screen(Page())
        await pilot.pause()
        app.frames.clear()
        app.screen.query(Static).first().display = False
        while not app.frames:
            await pilot.pause()
        assert "above" not in app.frames[0]


class Held(Page):
    """Holds its frame back, and tells when it was time for one."""

    def on_mount(self) -> None:
        self.was_time = asyncio.Event()
        self.hold_frame(3_600)

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        self.was_time.set()


async def test_what_was_held_back_waits_for_no_frame_that_was_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_timer, "APART", 3_600.0)
    app, held = Counting(), Held()
    async with app.run_test(size=(20, 10)), asyncio.timeout(LONG):
        await app.push_screen(held)
        await held.was_time.wait()
        app.has_painted.clear()
        held.show_frame()
        await app.has_painted.wait()
        assert "above" in app.frames[-1]


class Glass(Page):
    """What lies below is seen through it."""

    DEFAULT_CSS = "Glass { background: black 50%; }"


async def test_what_is_seen_below_fills_a_screen_that_is_told_first_of_a_larger_terminal() -> None:
    app, glass = Counting(), Glass()
    async with app.run_test(size=(20, 10)) as pilot:
        await app.push_screen(Page())
        await app.push_screen(glass)
        await pilot.pause()
        assert [line.cell_length for line in glass.render_lines(Region(0, 0, 30, 15))] == [30] * 15


async def test_once_an_app_has_ended_no_frame_is_begun_over_and_over() -> None:
    app = Counting()
    async with app.run_test(size=(20, 10)) as pilot:
        await app.push_screen(Page())
        await pilot.pause()
        app.exit()
        app.screen._update_timer.resume()  # as when a screen is shown again that a dialog lay on
        turns, rests = vars(asyncio.get_running_loop())["_ready"], list[bool]()
        for _ in range(1_000):
            await asyncio.sleep(0)
            rests.append(not turns)
        assert any(rests[500:])  # what is due just now is no frame that is begun over and over
