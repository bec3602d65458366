"""How much memory a program and those that it started take, as Linux tells it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

_PROCESSES = Path("/proc")


class Memory(msgspec.Struct, frozen=True):
    """MiB that are resident, of the files that are mapped too; `own` is what of it no file has."""

    resident: float
    own: float


def memory_of(program: int) -> Memory:
    """Return what a program takes by now, those that it started included."""
    told = [_told(each) for each in (program, *_below(program))]
    return Memory(*(sum(each.get(name, 0.0) for each in told) for name in ("VmRSS", "RssAnon")))


def most_of(program: int) -> float:
    """Return the most that a program itself took at any time, in MiB."""
    return _told(program).get("VmHWM", 0.0)


def _told(process: int) -> dict[str, float]:
    """Return the lines of a process's status that tell of memory, in MiB; none where it has ended."""
    try:
        lines = (_PROCESSES / str(process) / "status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    told = (line.split() for line in lines if line.endswith(" kB"))
    return {name.rstrip(":"): int(size) / 2**10 for name, size, _ in told}


def _below(process: int) -> Iterator[int]:
    for file in _PROCESSES.glob(f"{process}/task/*/children"):
        try:
            children = [int(each) for each in file.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _below(child)
