"""Work beside the keys that is ended before it began."""

import asyncio
import gc

import pytest
from textual.app import App

from esgtui.tui.beside import begin_beside


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
