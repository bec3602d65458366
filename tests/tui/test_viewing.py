"""What was chosen last is what comes to be shown, in all panes; garbage is collected when nobody waits for a key."""

import gc
from time import monotonic

import pytest

from esgtui.browsing import Selection
from esgtui.tui import tidying
from tests.tui.conftest import Explore


async def test_counts_come_after_the_claims_and_never_those_of_what_was_overtaken(explore: Explore) -> None:
    async with explore() as explored:
        screen, viewing = explored.screen, explored.screen.viewing
        viewing.browse(Selection(company="acme"))
        viewing.browse(Selection(company="bolt"))
        assert explored.shown == ["c-4", "c-5"]
        assert viewing.is_behind
        await viewing.shown.wait()
        assert screen.companies.key == "bolt"
        assert [line.claims for line in screen.groups.lines] == [2, 2]


async def test_what_is_chosen_again_needs_no_waiting(explore: Explore) -> None:
    async with explore() as explored:
        viewing = explored.screen.viewing
        viewing.browse(viewing.selection)
        assert not viewing.is_behind


@pytest.mark.parametrize(
    ("counts", "since", "looked_through"),
    [
        ((3_000, 0, 0), 0, []),
        ((3_000, 0, 0), 0.3, [1]),
        ((9_000, 0, 0), 0, [1]),
        ((900, 0, 30), 0.3, []),
        ((900, 0, 30), 9, [2]),
    ],
)
def test_garbage_is_collected_while_nobody_waits(
    monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], since: float, looked_through: list[int]
) -> None:
    collected: list[int] = []

    def collect(generation: int = 2) -> int:
        collected.append(generation)
        return 0

    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "collect", collect)
    tidying.look(monotonic() - since)
    assert collected == looked_through
