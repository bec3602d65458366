"""Garbage is collected when nobody waits for a key, and without harm to what other threads do."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from inspect import getsource
from queue import Queue
from threading import Thread
from time import monotonic
from weakref import ref

import pytest

from esgtui.tui import tidying
from tests.patience import LONG


@pytest.mark.parametrize(
    ("counts", "is_painted", "looked_through"),
    [
        ((3_000, 0, 0), False, []),
        ((3_000, 0, 0), True, [1]),
        ((9_000, 0, 0), False, []),
        ((25_000, 0, 0), False, [1]),
        ((900, 0, 30), True, []),
    ],
)
def test_garbage_is_collected_while_nobody_waits(
    monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], is_painted: bool, looked_through: list[int]
) -> None:
    collected: list[int] = []

    def collect(generation: int = 2) -> int:
        collected.append(generation)
        return 0

    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "collect", collect)
    monkeypatch.setattr(tidying, "PAINTED", -3600.0 if is_painted else 3600.0)
    tidying.Tidying().look(monotonic())
    assert collected == looked_through


class Tied:
    """Refers to itself, so that only a collection of garbage ends it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def tidying_begun() -> Iterator[tidying.Tidying]:
    begun = tidying.Tidying()
    begun.begin()
    yield begun
    begun.end()  # what was put aside stays so, as all tests are that were found: the next ones need not look through it


@pytest.mark.parametrize("is_settled", [True, False])
def test_what_bites_left_is_looked_through_once_it_is_much(tidying_begun: tidying.Tidying, is_settled: bool) -> None:
    held = [Tied() for _ in range(tidying.LEFT_OVER if is_settled else tidying.OF_DIALOG)]
    gone = ref(held[0])
    tidying_begun.look(monotonic() - 1, is_settled=is_settled)
    held.clear()
    assert gone() is not None
    tidying_begun.look(monotonic() - 1, is_settled=is_settled)
    assert gone() is None


def test_what_was_still_shown_during_a_look_goes_with_the_next_one(tidying_begun: tidying.Tidying) -> None:
    shown = [Tied() for _ in range(tidying.LEFT_OVER)]
    gone = ref(shown[0])
    for _ in range(2):
        tidying_begun.look(monotonic() - 1)
    shown = [Tied() for _ in range(tidying.LEFT_OVER)]
    for _ in range(2):
        tidying_begun.look(monotonic() - 1)
    assert gone() is None


PUT_ASIDE = f"""
from time import monotonic
from weakref import ref
from esgtui.tui import tidying

{getsource(Tied)}

tidying.SHELVED = 1
begun = tidying.Tidying()
begun.begin()
held = [Tied() for _ in range(tidying.ASIDE + 1)]
gone = ref(held[0])
for _ in range(2):
    begun.look(monotonic() - 1)
held.clear()
begun.look(monotonic() - 1)
assert gone() is not None
begun.look(monotonic() - tidying.CALM - 1)
assert gone() is None
"""


def test_what_was_put_aside_is_looked_through_when_nobody_is_there() -> None:
    """In a program of its own: here, all that the tests before have left would be looked through, for seconds."""
    subprocess.run([sys.executable, "-c", PUT_ASIDE], check=True)


@pytest.fixture
def threads_alternate_often() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def test_threads_that_are_building_something_are_left_alone(
    tidying_begun: tidying.Tidying, threads_alternate_often: None
) -> None:
    built: list[int] = []

    def build() -> None:
        built.extend(len(tuple([number] for number in range(2_000))) for _ in range(300))

    building = Thread(target=build)
    building.start()
    while building.is_alive():
        tidying_begun.look(monotonic() - 1)
    assert built == [2_000] * 300


def test_memory_is_given_back_once_after_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    given: Queue[str] = Queue()
    monkeypatch.setattr(tidying, "give_back", lambda: given.put("given back"))
    for time in ("PAUSE", "LATEST"):
        monkeypatch.setattr(tidying, time, 3600.0)
    tidy, key = tidying.Tidying(), monotonic() - tidying.PAUSE / 2
    tidy.look(key)
    assert given.empty()
    for long_ago in (key - tidying.PAUSE, key - tidying.PAUSE, key - 2 * tidying.PAUSE):
        tidy.look(long_ago)
    assert [given.get(timeout=LONG), given.get(timeout=LONG)] == ["given back"] * 2
    assert given.empty()


def test_memory_is_given_back_in_a_short_pause_where_it_was_not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    given: Queue[str] = Queue()
    monkeypatch.setattr(tidying, "give_back", lambda: given.put("given back"))
    monkeypatch.setattr(tidying, "LATEST", 0.0)
    tidying.Tidying().look(monotonic() - tidying.PAUSE / 2)
    assert given.get(timeout=LONG) == "given back"
