"""Work beside the keys that is ended before it is done."""

import asyncio
import gc
import logging
from threading import Event

import pytest
from textual.app import App

from esgtui.tui.beside import begin_beside
from esgtui.tui.working_out import WorkingOut


async def test_what_the_end_was_quicker_than_leaves_no_warning_on_the_terminal(
    recwarn: pytest.WarningsRecorder,
) -> None:
    begun: list[str] = []

    async def command() -> None:
        begun.append("command")

    async def in_turn(running: object) -> None:
        begun.append("turn")

    app = App[None]()
    async with app.run_test():
        running = command()
        begin_beside(app, in_turn(running), running, group="commands", description="ended")
        del running
        app.workers.cancel_all()
        await asyncio.sleep(0)
    gc.collect()
    assert begun == []
    assert [str(each.message) for each in recwarn] == []


async def test_what_begins_goes_on_to_its_end() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        ended.set()

    app = App[None]()
    async with app.run_test():
        begin_beside(app, work(), group="commands", description="goes on")
        await ended.wait()


async def test_a_view_that_is_left_while_it_is_worked_out_stops_and_logs_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop, begun, left, ended = asyncio.get_running_loop(), asyncio.Event(), Event(), asyncio.Event()
    working_out = WorkingOut(lambda _: None)

    def work() -> None:
        try:
            for _ in working_out.counted_off(range(1_000_000)):
                if not left.is_set():
                    loop.call_soon_threadsafe(begun.set)
                    left.wait()
        finally:
            loop.call_soon_threadsafe(ended.set)

    waiting = asyncio.create_task(working_out.result(work))
    await begun.wait()
    waiting.cancel()
    await asyncio.wait({waiting})
    del waiting
    left.set()
    await ended.wait()
    await asyncio.to_thread(lambda: None)  # comes after what the thread before had to tell
    gc.collect()
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []


async def test_work_that_nobody_wants_any_more_stops_also_if_it_comes_to_the_claims_only_then() -> None:
    loop, begun, left, ended = asyncio.get_running_loop(), asyncio.Event(), Event(), asyncio.Event()
    working_out = WorkingOut(lambda _: None)
    done: list[int] = []

    def work() -> None:
        try:
            loop.call_soon_threadsafe(begun.set)
            left.wait()
            done.extend(working_out.counted_off(range(10)))
        finally:
            loop.call_soon_threadsafe(ended.set)

    waiting = asyncio.create_task(working_out.result(work))
    await begun.wait()
    waiting.cancel()
    await asyncio.wait({waiting})
    left.set()
    await ended.wait()
    assert done == []
