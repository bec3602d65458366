"""What is made of rows is put in order by the database, which may be stopped while it is at that."""

from collections.abc import Callable

import pytest

from esgtui.intake.spill import Made, Spill, spilling


class StoppedError(Exception):
    """What a user's wish to stop looks like."""


def filled(spill: Spill) -> None:
    for row in range(20_000):
        spill.add(Made(-row, row, 0, f"claim-{row % 15_000}", f"{row:06}", b"", "statement"))


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt])
@pytest.mark.parametrize("work", [Spill.tell_apart, lambda spill: next(spill.all_claims())])
def test_whoever_stops_it_is_heard(error: type[BaseException], work: Callable[[Spill], object]) -> None:
    is_stopped = False

    def tell() -> None:
        if is_stopped:
            raise error

    with spilling(tell) as spill:
        filled(spill)
        is_stopped = True
        with pytest.raises(error):
            work(spill)
