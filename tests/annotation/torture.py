"""Torture a journal: kill programs that write to it, and let its writes fail at every single step; then look closely.

`python -m tests.annotation.torture` (`make torture`) does it a thousand times and prints counts; tests do it in a short
form. Whatever is found to be wrong raises `AssertionError`.
"""

import os
import random
import resource
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Change
from esgtui.annotation.recovery import write_journal
from esgtui.annotation.salvage import salvage

from .samples import cells
from .writer import MANY, one_step

ROOT = Path(__file__).parents[2]
CODERS = ("mei", "ada", "bo", "li")
"""Who writes to one journal at once."""


class Counts(msgspec.Struct):
    """What was done, and what was found."""

    kills: int = 0
    faults: int = 0
    acknowledged: int = 0
    found: int = 0

    def add(self, other: "Counts") -> None:
        self.kills += other.kills
        self.faults += other.faults
        self.acknowledged += other.acknowledged
        self.found += other.found


class Told(msgspec.Struct):
    """What one coder's programs said was done: each step with its number of changes, and the last draft kept."""

    steps: list[tuple[str, int]] = []
    draft: int = -1

    def hear(self, line: str) -> None:
        step, changes, draft = line.split()
        self.draft = int(draft)
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


def kill_many(path: Path, kills: int, seed: int, at_once: int = len(CODERS)) -> Counts:
    """Let programs write to one journal at once, kill each at a random moment, and look at what is there."""
    chosen, told = random.Random(seed), {coder: Told() for coder in CODERS}
    running: dict[str, tuple[subprocess.Popen[str], float]] = {}
    lookers: list[subprocess.Popen[str]] = []
    started = killed = 0
    while killed < kills:
        if chosen.random() < 0.5:  # others come and go as one does, and must take nothing with them
            lookers.append(start(path, "eve", 0, 0))
        for coder in CODERS[:at_once]:
            if coder not in running and started < kills:
                running[coder] = start(path, coder, 100_000 * started), chosen.expovariate(8)
                started += 1
        coder = chosen.choice(list(running))
        program, patience = running.pop(coder)
        if chosen.random() < 0.9:  # else it is killed while it starts
            assert program.stdout is not None
            select.select([program.stdout], [], [], 30)
        time.sleep(patience)
        kill(program, told[coder])
        killed += 1
    for program, _ in running.values():
        program.kill()
        program.communicate()
    for looker in lookers:
        looker.communicate()
        assert looker.returncode == 0, "a program that only looks at the journal has failed"
    return look(path, told, killed)


def look(path: Path, told: dict[str, Told], killed: int) -> Counts:
    """Find every change that was acknowledged, no half step, each coder's order kept, and the file whole."""
    journal = Journal(path, "sample")
    assert journal.take_recoveries() == []
    changes = journal.changes()
    sizes = Counter(change.step for change in changes)
    place = {change.step: number for number, change in enumerate(changes)}
    for coder, heard in told.items():
        for step, size in heard.steps:
            assert sizes[step] == size, f"{step} of {coder} has {sizes[step]} changes, not {size}"
        order = [place[step] for step, _ in heard.steps]
        assert order == sorted(order), f"the steps of {coder} are not in the order in which they were made"
        if heard.draft >= 0:
            assert int(journal.draft("c0", coder, "").text.removeprefix("draft ")) >= heard.draft
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


def assert_sound(path: Path) -> None:
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        database.close()


# Writes that fail


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fail_while_made(folder: Path, stride: int) -> Counts:
    """Let the first change of a journal fail at every step of the making of its file."""
    counts = Counts()
    for number, size in enumerate(range(0, 200_000, stride)):
        path = folder / f"made{number}.sqlite"
        journal = Journal(path, "sample")
        try:
            with room(size):
                one_step(journal, "mei", number, None)
        except JournalError:
            counts.faults += 1
            assert journal.changes() == Journal(path, "sample").changes() == []
            assert len(one_step(journal, "mei", number, None)) == 4
        else:
            break
        finally:
            journal.close()
        assert len(Journal(path, "sample").changes()) == 4
        assert_sound(path)
        counts.acknowledged += 4
        counts.found += 4
    else:
        raise AssertionError("no journal could be made at all")
    return counts


def fail_while_used(path: Path, stride: int, writes: int) -> Counts:
    """Let each of many writes fail at every step, the copying from the log into the file included."""
    journal, counts, acknowledged = Journal(path, "sample"), Counts(), list[Change]()
    chosen = random.Random(7)
    for number in range(writes):
        sizes = [each.stat().st_size if each.exists() else 0 for each in (path, path.with_name(path.name + "-wal"))]
        for size in range(min(sizes), max(sizes) + 300 * stride, stride):
            try:
                with room(size):
                    made = one_step(journal, "mei", number, chosen)
            except JournalError:
                counts.faults += 1
                if counts.faults % 10 == 0:
                    assert Journal(path, "sample").changes() == acknowledged
            else:
                acknowledged += made
                break
        made = one_step(journal, "mei", writes + number, chosen)  # the next write works
        acknowledged += made
        assert journal.changes() == acknowledged
        if number % 4 == 3:
            with room(max(sizes) // 2):
                journal.close()  # what cannot be copied into the file now stays in the log
            assert Journal(path, "sample").changes() == acknowledged
    journal.close()
    found = Journal(path, "sample").changes()
    assert found == acknowledged
    assert_sound(path)
    counts.acknowledged, counts.found = len(acknowledged), len(found)
    return counts


def fail_for_pages(path: Path, pages: int) -> Counts:
    """Let a bulk change fail at each page that the file has to grow by."""
    journal, counts, acknowledged = Journal(path, "sample"), Counts(), list[Change]()
    acknowledged += one_step(journal, "mei", 0, None)
    for number in range(1, pages):
        database = journal.ledger.file.connection()
        (held,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {held + number}")
        try:
            acknowledged += one_step(journal, "ada", number, None, MANY)
        except JournalError as error:
            if "full" not in str(error):
                raise
            counts.faults += 1
        else:
            break
        assert Journal(path, "sample").changes() == journal.changes() == acknowledged
        database.execute("PRAGMA max_page_count = 1073741823")
        acknowledged += one_step(journal, "mei", number, None)
    journal.close()
    assert_sound(path)
    counts.acknowledged, counts.found = len(acknowledged), len(Journal(path, "sample").changes())
    return counts


# Recovery that is killed, or fails

PAGE = 4096


def damaged(path: Path) -> tuple[Path, list[Change]]:
    """Return a journal's file with pages of garbage in it, and the changes that can be read."""
    journal = Journal(path, "sample")
    for number in range(60):
        one_step(journal, "mei", number, None, 20)
    journal.close()
    content = bytearray(path.read_bytes())
    for page in (6, 20, 21):
        content[page * PAGE : (page + 1) * PAGE] = random.Random(page).randbytes(PAGE)
    path.write_bytes(content)
    recovered = path.with_name("recovered.sqlite")
    write_journal(salvage(path, "sample"), recovered, "sample")
    return path, Journal(recovered, "sample").changes()


def fail_while_recovered(folder: Path, stride: int) -> Counts:
    """Let a recovery fail at every step; the damaged file stays as it is until one is whole."""
    path, expected = damaged(folder / "damaged.sqlite")
    content, counts = path.read_bytes(), Counts()
    for size in range(0, 10 * len(content), 4 * stride):
        try:
            with room(size):
                journal = Journal(path, "sample")
        except JournalError:
            counts.faults += 1
            assert path.read_bytes() == content
            assert not list(folder.glob("*.part*"))
        else:
            break
    assert journal.changes() == expected
    counts.acknowledged = counts.found = len(expected)
    return counts


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


FAULTS: dict[str, Callable[[Path, int], Counts]] = {
    "made": lambda folder, scale: fail_while_made(folder, 4096 // scale),
    "used": lambda folder, scale: fail_while_used(folder / "used.sqlite", 4096 // scale, 8 * scale),
    "recovered": lambda folder, scale: fail_while_recovered(folder, 4096 // scale),
    "pages": lambda folder, scale: fail_for_pages(folder / "pages.sqlite", 10 * scale),
}


def faults(what: str, folder: Path, scale: int) -> Counts:
    """Let writes fail in a program of its own, since the limit on files is on all of a program."""
    command = [sys.executable, "-m", "tests.annotation.torture", what, str(folder), str(scale)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
    return msgspec.json.decode(done.stdout, type=Counts)


def main(kills: int = 1_000, per_journal: int = 50) -> None:
    """Do it all, and print the counts."""
    total = Counts()
    with TemporaryDirectory(prefix="esgtui-torture-") as name:
        folder = Path(name)
        for what in FAULTS:
            (folder / what).mkdir()
            counts = faults(what, folder / what, 8)
            print(f"writes that fail ({what}): {told(counts)}", flush=True)
            total.add(counts)
        (folder / "recovery").mkdir()
        counts = kill_recovery(folder / "recovery", kills // 20, 7)
        print(f"recoveries that are killed: {told(counts)}", flush=True)
        total.add(counts)
        seed = int.from_bytes(os.urandom(4))
        print(f"killing with the seed {seed}", flush=True)
        for number in range(kills // per_journal):
            counts = kill_many(folder / f"killed{number}.sqlite", per_journal, seed + number)
            total.add(counts)
            print(f"journal {number + 1} of {kills // per_journal}: {told(counts)}", flush=True)
    print(f"in all: {told(total)}; nothing was lost, and no step was half done")


def told(counts: Counts) -> str:
    return ", ".join(
        [
            f"{counts.kills:,} kills",
            f"{counts.faults:,} faults",
            f"{counts.acknowledged:,} changes acknowledged",
            f"{counts.found:,} changes found",
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.stdout.write(msgspec.json.encode(FAULTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))).decode())
    else:
        main(*map(int, sys.argv[1:]))
