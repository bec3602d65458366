"""Very many claims are read by two processes, and what comes of it is what one would find."""

from pathlib import Path

import pytest

from esgtui.checklist.columns import columns_of
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.checklist.sharing import columns_by_two
from esgtui.dataset.model import Claim, Metric

TEXTS = ("It holds.", "A cut of 42% by 2030 from 2019.", "Green, by 2040.", "Beehives: 12 beehives.")
CLAIMS = (
    Claim(id="m", company="smart", statement="A third.", metrics=(Metric(name="x", value=33, unit="%"),)),
    *(
        Claim(id=f"c{number}", company="smart", statement=TEXTS[number % 4], quote="of 5 t" if number % 3 else "")
        for number in range(2_000)
    ),
)


def test_two_processes_find_what_one_does_by_the_same_rules(tmp_path: Path) -> None:
    own = tmp_path / "checklist.toml"
    own.write_text('[quantified.counts]\nthings = ["beehives"]')
    reader = Reader(read_rules(own))
    told: list[tuple[int, int]] = []
    found = columns_by_two(CLAIMS, reader, own, lambda done, of: told.append((done, of)), block=50)
    assert found == columns_of(CLAIMS, reader)
    assert told == sorted(told)
    assert {of for _, of in told} == {len(CLAIMS)}


def test_without_a_helper_one_process_reads_all(tmp_path: Path) -> None:
    own = tmp_path / "checklist.toml"
    reader = Reader(read_rules(own))
    own.write_text('[quantified.counts]\nthings = ["beehives"]')  # the helper would read by other rules
    assert columns_by_two(CLAIMS, reader, own, block=50) == columns_of(CLAIMS, reader)


def test_it_can_be_stopped() -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        columns_by_two(CLAIMS, Reader(read_rules()), None, stop)
