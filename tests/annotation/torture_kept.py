"""Torture what is kept beside changes: kill programs that change very many claims, and look if the next one is right.

That is the state in the journal's file, which is kept when one leaves, and the sets of claims in the cache folder. Each
program is forked from this one, which must be one of its own, so that a kill costs no start.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import msgspec

from esgtui.annotation import ledger
from esgtui.annotation.history import History
from esgtui.shelf.kept import Shelf
from esgtui.verbs import carried, carried_kept
from esgtui.verbs.carried import Carried
from esgtui.verbs.carried_kept import KeptSets
from esgtui.verbs.pen import Pen
from esgtui.workspace import Workspace

from .samples import cells
from .torture_counts import ROOT, Counts, assert_sound

COMPANY = '\n[[companies]]\nid = "a"\nname = "A"\n'
CLAIM = '\n[[claims]]\nid = "c{0}"\ncompany = "a"\nstatement = "Claim {0}."\n'
POINTS: dict[str, tuple[object, str, bool]] = {
    "committed": (ledger.Ledger, "_take", False),
    "left": (Workspace, "close", False),
    "state to be kept": (ledger, "write_snapshot", False),
    "state written": (ledger, "write_snapshot", True),
    "sets to be kept": (Shelf, "publish", False),
    "sets kept": (Shelf, "publish", True),
}
"""Where a program is killed on purpose: what it calls, and whether it is killed after that or before."""


def dataset(folder: Path, claims: int) -> Path:
    """Write a dataset of so many claims."""
    path = folder / "sample.toml"
    header = 'format = 1\n[dataset]\nid = "sample"\ntitle = "A sample"\n'
    path.write_text(header + COMPANY + "".join(map(CLAIM.format, range(claims))))
    return path


def change(data: Path, number: int, point: str, tell: Callable[[str], object]) -> None:
    """Change every claim, tell of it, and leave: put a tag on, take that back, or do it again; die at a point."""
    if point:
        die_at(point)
    workspace = Workspace.open(data, store=str(data.parent), coder="mei")
    claims = [claim.id for claim in workspace.dataset.claims]
    workspace.carried.of("tag")
    changes = (workspace.undo() if number % 3 == 1 else workspace.redo() if number % 3 == 2 else ()) or workspace.tag(
        claims, add=[f"t{number}"]
    )
    tell(f"{changes[0].step} {len(changes)}\n")
    workspace.carried.keep()
    workspace.close()


def die_at(point: str) -> None:
    """Have this program killed where a point says."""
    owner, name, is_after = POINTS[point]
    work = getattr(owner, name)

    def dying(*values: object, **named: object) -> None:
        if is_after:
            work(*values, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dying)


def look(data: Path, told: list[str], tell: Callable[[str], object]) -> None:
    """Find every step that was told of whole, and what is kept as it is by looking at every change and claim anew."""
    workspace = Workspace.open(data, store=str(data.parent), coder="mei")
    journal = workspace.journal
    assert journal.take_recoveries() == []
    changes = journal.changes()
    sizes = Counter(change.step for change in changes)
    assert set(sizes.values()) <= {len(workspace.dataset.claims)}, "there is a half step"
    for line in told:
        step, size = line.split()
        assert sizes[step] == int(size)
    replayed = History(changes)
    assert cells(replayed) == cells(workspace.history)
    for part in ("done", "undone", "tag_uses", "progress", "latest"):
        assert getattr(replayed.state, part) == getattr(workspace.history.state, part), part
    pen = Pen(workspace.dataset, journal, "mei")
    anew = Carried(pen, KeptSets(workspace.dataset, journal, Shelf(None)))
    assert workspace.carried.of("tag") == anew.of("tag")
    assert workspace.carried.of("any") == anew.of("any")
    journal.close()
    assert_sound(journal.path)
    counts = Counts(acknowledged=sum(int(line.split()[1]) for line in told), found=len(changes))
    tell(msgspec.json.encode(counts).decode())


def forked(work: Callable[[Callable[[str], object]], object], seconds: float | None) -> tuple[list[str], int]:
    """Do work in a program of its own, killed after some seconds; return what it told, and how it ended."""
    hearing, telling = os.pipe()
    process = os.fork()
    if not process:
        ended = 1
        try:
            work(lambda line: os.write(telling, line.encode()))
            ended = 0
        finally:
            if ended:
                sys.excepthook(*sys.exc_info())
            os._exit(ended)
    os.close(telling)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    with os.fdopen(hearing) as heard:
        lines = heard.read().splitlines()
    return lines, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_keeping(folder: Path, claims: int, kills: int) -> Counts:
    """Kill programs at each point and at random moments; after each, look what is there."""
    data, counts, told = dataset(folder, claims), Counts(), list[str]()
    begun = time.monotonic()
    told += forked(partial(change, data, 0, ""), None)[0]
    lasts = time.monotonic() - begun
    for number in range(1, kills + 1):
        point = [*POINTS, ""][number % (len(POINTS) + 1)]
        lines, ended = forked(partial(change, data, number, point), None if point else random.uniform(0, lasts))
        assert ended == -signal.SIGKILL or (not point and ended == 0), f"{point}: it was to be killed, and ended itself"
        counts.kills += ended != 0
        told += lines
        found, ended = forked(partial(look, data, told), None)
        assert ended == 0, f"something is wrong after a kill ({point or 'at a random moment'})"
    counts.add(msgspec.json.decode(found[-1], type=Counts))
    return counts


def kept(folder: Path, claims: int, kills: int) -> Counts:
    """Do it in a program of its own, which shares no cache with others."""
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "STATE", "CONFIG", "DATA")}
    command = [sys.executable, "-m", "tests.annotation.torture_kept", str(folder), str(claims), str(kills)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **homes}, check=True)
    return msgspec.json.decode(done.stdout, type=Counts)


if __name__ == "__main__":
    for module, name in product((ledger, carried, carried_kept), ["WORTH_KEEPING"]):
        setattr(module, name, min(getattr(module, name), int(sys.argv[2]) - 1))
    result = kill_keeping(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(msgspec.json.encode(result).decode())
