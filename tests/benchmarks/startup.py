"""How long the program takes to say its version, and to paint its first screen, beside the least that is possible."""

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 9
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("rea" + "dy")
Empty().run()
"""
PROGRAM = str(Path(sys.executable).with_name("esgtui"))


def main() -> None:
    """Print both ratios, each the median of pairs that ran in turn."""
    bare, version = _in_turn(lambda: _run([sys.executable, "-c", "pass"]), lambda: _run([PROGRAM, "--version"]))
    _tell("python -c pass", bare, "esgtui --version", version)
    with tempfile.TemporaryDirectory() as folder:
        empty, explorer = _in_turn(
            lambda: _first_paint([sys.executable, "-c", EMPTY_APP], b"ready"),
            lambda: _first_paint([PROGRAM, "--store", folder], b"nio-001"),
        )
    _tell("an empty app's first paint", empty, "the explorer's", explorer)


def _in_turn(one: Callable[[], float], other: Callable[[], float]) -> tuple[list[float], list[float]]:
    pairs = [(one(), other()) for _ in range(ROUNDS + 1)][1:]  # the first warms the disk's cache
    return [first for first, _ in pairs], [second for _, second in pairs]


def _tell(name: str, base: list[float], other_name: str, other: list[float]) -> None:
    ratio = statistics.median(second / first for first, second in zip(base, other, strict=True))
    left, right = statistics.median(base) * 1000, statistics.median(other) * 1000
    print(f"{name}: {left:.0f} ms; {other_name}: {right:.0f} ms; ratio {ratio:.2f}")


def _run(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _first_paint(command: list[str], mark: bytes) -> float:
    """Return the seconds from the start of a program to the moment that its screen shows `mark`."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while mark not in seen:
        ready, _, _ = select.select([terminal], [], [], 30)
        if not ready:
            raise TimeoutError(command)
        seen += os.read(terminal, 65536)
    taken = time.perf_counter() - start
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return taken
