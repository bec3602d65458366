"""Kill programs that write to a journal, or recover one, and look closely at what is left."""

import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Change

from .samples import cells
from .torture_counts import ROOT, Counts, assert_sound
from .torture_faults import damaged

WINDOWS = ("mei", "mei again", "ada", "bo")
"""Who writes to one journal at once: a coder's name begins each."""


class Told(msgspec.Struct):
    """What was said to be done in a window: each step with its number of changes; the last draft of each program."""

    steps: list[tuple[str, int]] = []
    drafts: dict[str, int] = {}

    def hear(self, line: str) -> None:
        step, changes, draft, slot = line.split()
        self.drafts[slot] = int(draft)
        if step != "-":
            self.steps.append((step, int(changes)))


def start(path: Path, *arguments: object) -> subprocess.Popen[str]:
    """Start a program that writes."""
    command = [sys.executable, "-m", "tests.annotation.writer", str(path), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def kill(program: subprocess.Popen[str], told: Told) -> None:
    """Kill a program as `kill -9` does, and hear out what it said before."""
    assert program.stdout is not None
    program.send_signal(signal.SIGKILL)
    lines = program.stdout.read().splitlines(keepends=True)
    program.stdout.close()
    assert program.wait() == -signal.SIGKILL, "the program ended by itself"
    for line in lines:
        if line.endswith("\n") and line != "here\n":
            told.hear(line)


def hear_a_step(program: subprocess.Popen[str], told: Told) -> None:
    """Hear a program out until it has said that a step is done."""
    assert program.stdout is not None
    before = len(told.steps)
    while len(told.steps) == before:
        line = program.stdout.readline()
        if line != "here\n":
            told.hear(line)


def kill_many(path: Path, kills: int, seed: int, at_once: int = len(WINDOWS)) -> Counts:
    """Let programs write to one journal at once, kill each at a random moment, and look at what is there."""
    chosen, told = random.Random(seed), {window: Told() for window in WINDOWS}
    running: dict[str, tuple[subprocess.Popen[str], float]] = {}
    lookers: list[subprocess.Popen[str]] = []
    started = killed = 0
    while killed < kills:
        if chosen.random() < 0.5:  # others come and go as one does, and must take nothing with them
            lookers.append(start(path, "eve", 0, 0))
        for window in WINDOWS[:at_once]:
            if window not in running and started < kills:
                running[window] = start(path, window.split()[0], 100_000 * started), chosen.expovariate(8)
                started += 1
        window = chosen.choice(list(running))
        program, patience = running.pop(window)
        if chosen.random() < 0.9:  # else it is killed while it starts
            assert program.stdout is not None
            select.select([program.stdout], [], [], 30)
        time.sleep(patience)
        if killed == kills - 1 and not any(heard.steps for heard in told.values()):  # all were killed as they started
            hear_a_step(program, told[window])
        kill(program, told[window])
        killed += 1
    for program, _ in running.values():
        program.kill()
        program.communicate()
    for looker in lookers:
        looker.communicate()
        assert looker.returncode == 0, "a program that only looks at the journal has failed"
    return look(path, told, killed)


def look(path: Path, told: dict[str, Told], killed: int) -> Counts:
    """Find every change and draft that was acknowledged, no half step, each one's order, and the file whole."""
    journal = Journal(path, "sample")
    assert journal.take_recoveries() == []
    changes = journal.changes()
    sizes = Counter(change.step for change in changes)
    place = {change.step: number for number, change in enumerate(changes)}
    for window, heard in told.items():
        for step, size in heard.steps:
            assert sizes[step] == size, f"{step} of {window} has {sizes[step]} changes, not {size}"
        order = [place[step] for step, _ in heard.steps]
        assert order == sorted(order), f"the steps of {window} are not in the order in which they were made"
        drafts = journal.drafts(window.split()[0])
        for slot, number in heard.drafts.items():
            assert int(drafts["c0", slot].text.removeprefix("draft ")) >= number
    check_steps(changes, sizes)
    replayed = History()
    for number, change in enumerate(changes, 1):
        replayed.apply(change, number)
    assert cells(replayed) == cells(journal.history)
    journal.close()
    assert_sound(path)
    acknowledged = sum(size for heard in told.values() for _, size in heard.steps)
    return Counts(kills=killed, acknowledged=acknowledged, found=len(changes))


def check_steps(changes: list[Change], sizes: Counter[str]) -> None:
    """Find each step whole, and each coder's times in the order of the journal."""
    times = defaultdict(list)
    for change in changes:
        times[change.coder].append(change.at)
        if change.action == "do" and change.field.startswith("tag:"):
            assert sizes[change.step] == int(change.field.rsplit("-", 1)[1]), f"{change.step} is a half step"
        elif change.action in {"undo", "redo"}:
            assert sizes[change.step] == sizes[change.target], f"{change.step} is a half step"
    for each in times.values():
        assert each == sorted(each)


def kill_recovery(folder: Path, kills: int, seed: int) -> Counts:
    """Kill programs that recover a journal; the last one recovers all."""
    path, expected = damaged(folder / "damaged.sqlite")
    content, chosen = path.read_bytes(), random.Random(seed)
    counts = Counts()
    for number in range(kills):
        mine = folder / f"mine{number}" / "sample.sqlite"
        mine.parent.mkdir()
        mine.write_bytes(content)
        programs = [start(mine, "mei", 0, 0) for _ in range(2)]
        for program in programs:
            assert program.stdout is not None
            program.stdout.readline()
        for program in programs:
            time.sleep(chosen.expovariate(20))
            program.kill()
            program.communicate()
            assert program.returncode in {0, -signal.SIGKILL}, "a program that recovers a journal has failed"
        counts.kills += len(programs)
        journal = Journal(mine, "sample")
        assert journal.changes() == expected
        (aside,) = mine.parent.glob("sample.damaged*.sqlite")
        assert aside.read_bytes() == content
        assert not list(mine.parent.glob("*.recovered"))
        counts.acknowledged += len(expected)
        counts.found += len(journal.changes())
    return counts
