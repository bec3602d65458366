"""Long work behind the explorer, of which several pieces may go on at once."""

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from esgtui.dataset import aside
from esgtui.dataset.aside import Rest
from esgtui.dataset.loader import load
from esgtui.shelf.kept import Shelf
from esgtui.tui.preparation import Preparation
from tests.dataset.samples import SAMPLE, write


async def test_it_is_at_work_until_the_last_piece_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, all=SAMPLE)
    may_read = {Shelf(tmp_path / name): Event() for name in ("first", "second")}

    def load_later(path: Path, progress: Any, shelf: Shelf) -> Any:
        may_read[shelf].wait()
        return load(path)

    monkeypatch.setattr(aside, "load_aside", load_later)
    preparation = Preparation(lambda _: None, lambda: None)
    rests = [Rest(path, shelf) for shelf in may_read]
    pieces = [asyncio.create_task(preparation.wait_for(rest, lambda *_: None)) for rest in rests]
    await asyncio.sleep(0)
    for is_last, piece, event in zip((False, True), pieces, may_read.values(), strict=True):
        assert preparation.is_at_work
        event.set()
        assert await piece is not None
        assert preparation.is_at_work != is_last
