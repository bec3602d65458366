"""Let the writes of a journal fail at every single step, as on a disk that is full, also while it is recovered.

It is run as a program of its own, since the limit on files is on all of a program.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Change
from esgtui.annotation.recovery import write_journal
from esgtui.annotation.salvage import salvage

from .torture_counts import ROOT, Counts, assert_sound
from .writer import MANY, one_step


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


FAULTS: dict[str, Callable[[Path, int], Counts]] = {
    "made": lambda folder, scale: fail_while_made(folder, 4096 // scale),
    "used": lambda folder, scale: fail_while_used(folder / "used.sqlite", 4096 // scale, 8 * scale),
    "recovered": lambda folder, scale: fail_while_recovered(folder, 4096 // scale),
    "pages": lambda folder, scale: fail_for_pages(folder / "pages.sqlite", 10 * scale),
}


def faults(what: str, folder: Path, scale: int) -> Counts:
    """Let writes fail in a program of its own, since the limit on files is on all of a program."""
    command = [sys.executable, "-m", "tests.annotation.torture_faults", what, str(folder), str(scale)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
    return msgspec.json.decode(done.stdout, type=Counts)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(FAULTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))).decode())
