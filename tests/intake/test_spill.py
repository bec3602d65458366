"""What is made of rows is put in order by the database, which may be stopped while it is at that."""

import resource
import tracemalloc
from collections.abc import Callable

import pytest

from esgtui.intake import spill as room
from esgtui.intake.rows import IntakeError
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


def test_few_long_claims_are_in_memory_at_a_time() -> None:
    tracemalloc.start()
    with spilling(lambda: None) as spill:
        for row in range(60):
            spill.add(Made(0, row, 0, f"claim-{row}", f"{row}", b"", f"{row}".ljust(1_000_000)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 20_000_000
        assert [len(body) for _, body in spill.all_claims()] == [1_000_000] * 60


def test_a_full_disk_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_CACHE", -64)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(IntakeError, match="make room where temporary files are put"), spilling() as spill:
            filled(spill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_more_is_made_of_rows_than_could_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST", 10_000)
    with pytest.raises(IntakeError, match="more than 10,000 characters come of the rows"), spilling() as spill:
        filled(spill)
    assert spill.claims < 2_000
