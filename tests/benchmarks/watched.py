"""The program with its event loop watched: `python -m tests.benchmarks.watched REPORT ARGUMENTS…`.

When the program ends, REPORT holds the `Stop`s of its interface, as JSON.
"""

import asyncio
import selectors
import sys
import time
from pathlib import Path

import msgspec


class Stop(msgspec.Struct, frozen=True, array_like=True):
    """A while in which the event loop did not look at what came in: no key is seen then, and nothing is painted.

    `start` is by the machine's clock, `wall` the seconds that passed, `cpu` those in which the interface's own thread
    worked.
    """

    start: float
    wall: float
    cpu: float


class WatchedSelector(selectors.DefaultSelector):
    """Notes how long it is between two looks at what came in."""

    def __init__(self, stops: list[Stop]) -> None:
        super().__init__()
        self._stops = stops
        self._since = (time.monotonic(), time.thread_time())

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Look at what came in."""
        start, cpu = self._since
        self._stops.append(Stop(start, time.monotonic() - start, time.thread_time() - cpu))
        events = super().select(timeout)
        self._since = (time.monotonic(), time.thread_time())
        return events


class WatchedLoops(asyncio.DefaultEventLoopPolicy):
    """Makes event loops that are watched."""

    def __init__(self, stops: list[Stop]) -> None:
        super().__init__()
        self._stops = stops

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Return a loop whose stops are noted."""
        return asyncio.SelectorEventLoop(WatchedSelector(self._stops))


def main(report: Path) -> int:
    """Run the program, and write down where its event loop stopped; return the program's exit code."""
    from esgtui.cli.entry import main as program

    stops: list[Stop] = []
    asyncio.set_event_loop_policy(WatchedLoops(stops))
    code = program()
    report.write_bytes(msgspec.json.encode(stops))
    return code


if __name__ == "__main__":
    path = Path(sys.argv.pop(1))
    sys.exit(main(path))
