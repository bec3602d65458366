"""A program that is killed, or cannot write, loses nothing that it said was done, and leaves nothing half done.

The short form of what `make torture` does.
"""

import random
from pathlib import Path

import pytest

from esgtui.annotation.state import Progress

from .samples import opened, star, tag
from .torture_faults import FAULTS, faults
from .torture_kept import POINTS, kept
from .torture_kills import WINDOWS, Told, hear_a_step, kill, kill_many, kill_recovery, look, start
from .writer import CLAIMS, tag_of


def test_killed_programs_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    counts = kill_many(tmp_path / "sample.sqlite", 5, seed=random.randrange(2**32))
    assert counts.kills == 5
    assert counts.found >= counts.acknowledged > 0


@pytest.mark.parametrize("what", FAULTS)
def test_writes_that_fail_lose_nothing_and_the_next_one_works(tmp_path: Path, what: str) -> None:
    counts = faults(what, tmp_path, 1)
    assert counts.faults > 5
    assert counts.found == counts.acknowledged > 0


def test_a_recovery_that_is_killed_is_done_again(tmp_path: Path) -> None:
    assert kill_recovery(tmp_path, 3, seed=random.randrange(2**32)).kills == 6


def test_what_is_kept_is_right_wherever_a_program_is_killed_that_changed_very_much(tmp_path: Path) -> None:
    counts = kept(tmp_path, 30, len(POINTS) + 1)
    assert counts.kills >= len(POINTS)
    assert counts.found >= counts.acknowledged > 0


def test_a_program_that_is_killed_at_its_first_step_leaves_a_journal_to_be(tmp_path: Path) -> None:
    path = tmp_path / "store" / "sample.sqlite"
    told = {window: Told() for window in WINDOWS}
    for lines in (0, 1, 2):
        program = start(path, "mei", 1000 * lines)
        assert program.stdout is not None
        for _ in range(lines):
            line = program.stdout.readline()
            if line != "here\n":
                told["mei"].hear(line)
        kill(program, told["mei"])
    look(path, told, 3)


def test_a_program_that_ends_takes_nothing_away_from_under_another(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    ended = start(journal.path, "ada", 0, 1)
    assert ended.communicate()[0]
    journal.write("mei", [tag("c")], {})
    later = start(journal.path, "bo", 0, 1)
    assert later.communicate()[0]
    changes = opened(tmp_path).changes()
    assert {change.coder: change.step for change in changes}.keys() == {"mei", "ada", "bo"}
    assert [change.field for change in changes if change.coder == "mei"] == ["star", "tag:a"]


def test_programs_that_make_one_journal_in_the_same_moment_all_write_to_it(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / str(number) / "sample.sqlite"
        programs = [start(path, window.split()[0], 1000 * place, 1) for place, window in enumerate(WINDOWS)]
        told = [program.communicate()[0].splitlines()[-1].split()[1:3] for program in programs]
        assert told == [[str(CLAIMS + 1), str(1000 * place)] for place in range(len(WINDOWS))]


def test_undo_goes_on_after_a_crash(tmp_path: Path) -> None:
    told = Told()
    program = start(tmp_path / "store" / "sample.sqlite", "mei", 0)
    assert program.stdout is not None
    while len(told.steps) < 3:
        hear_a_step(program, told)
    kill(program, told)
    journal = opened(tmp_path)
    while journal.undo("mei"):
        pass
    assert list(journal.history.annotated_claims()) == []


def test_programs_that_make_and_fill_one_journal_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store" / "sample.sqlite"
    coders = ("mei", "ada", "bo")
    programs = [start(path, coder, 0, 8) for coder in coders]
    told = [program.communicate()[0].splitlines() for program in programs]
    assert [line.split()[1:3] for lines in told for line in lines[1:]] == [
        [str(CLAIMS + 1), str(number)] for _ in coders for number in range(8)
    ]
    assert [program.returncode for program in programs] == [0, 0, 0]
    history = opened(tmp_path).history
    assert history.tags_in_use() == {
        tag_of(coder, number, CLAIMS + 1): CLAIMS for number in range(8) for coder in coders
    }
    assert all(history.progress(coder) == Progress(CLAIMS, CLAIMS) for coder in coders)
