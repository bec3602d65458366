"""Programs of this package in a process of their own: what a hostile file does to one, it does to nobody else.

Such a program writes lines to stdout and ends; here it is started, held to its memory, and listened to.
"""

import subprocess
import sys
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import IO

PAUSE = 0.1
"""So many seconds pass at most before it is the listener's turn, so that work that goes nowhere can be stopped."""

AHEAD = 16
"""So many lines are held that nobody has asked for yet."""


def lines_of(module: str, *arguments: str) -> Iterator[bytes | None]:
    """Run a module of this package, and yield the lines that it writes; None now and then while it writes nothing.

    The program ends with this, whatever ends it. A line that it left unfinished is left out.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    queue: Queue[bytes] = Queue(AHEAD)
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        listener = Thread(target=_listen, args=(running.stdout, queue), daemon=True)
        listener.start()
        try:
            yield from _lines(queue)
        finally:
            running.kill()
            while listener.is_alive():  # it may wait for room
                _next(queue)


def _lines(queue: "Queue[bytes]") -> Iterator[bytes | None]:
    while True:
        line = _next(queue)
        if line is not None and not line.endswith(b"\n"):  # the end, or what a program that was ended left unfinished
            return
        yield line


def _next(queue: "Queue[bytes]") -> bytes | None:
    try:
        return queue.get(timeout=PAUSE)
    except Empty:
        return None


def _listen(output: IO[bytes], queue: "Queue[bytes]") -> None:
    for line in output:
        queue.put(line)
    queue.put(b"")


def hold_to_memory(most: int) -> None:
    """Hold this process to so many bytes of memory, where the system can, so that a small file cannot take all."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
