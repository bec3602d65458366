"""A real pseudo-terminal with a program in it: types and clicks like a person, and sees what a person would see.

Nothing here knows esgtui. Waiting is done on the terminal itself, never on the clock: a deadline only ends a test that
has failed already.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from bisect import bisect_right
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import accumulate
from pathlib import Path

from tests.e2e.drawing import Cell, Drawing, Screen, Stream
from tests.patience import LONG

_IN_A_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal the program's own, so that the program is told when its size changes, and becomes the program."""

_QUERIES = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # frames may be held together
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
}
"""What programs ask a terminal, and what this one answers. A query that it does not know, it ignores, as many do."""
_QUERY = re.compile(b"|".join(map(re.escape, _QUERIES)))

_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"  # the kitty keyboard protocol and its like
    rb"|\x1b\[\?[0-9;]*(?:\$p|u)"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # strings for devices and applications
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles and the clipboard
)
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # two letters that make a flag
    "|[^ -~](?:\u200d[^ -~]|[\ufe0f\U0001f3fb-\U0001f3ff])+"  # joined, or told to be coloured
)
ONE_EMOJI = "\U0001f7e6"
"""Stands for every sequence of emoji that make one: they take two cells in the terminals of today, more in pyte."""
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?)?\Z")
_COMMON = re.compile(r"\x1b\[([0-9;]*)([mH])")
"""Looks and places: nearly all that is sent but text. Read here, since pyte reads sequences a character at a time."""
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_NOT_ASCII = bytes(range(0x80, 0x100))
_FRAME = 2026 << 5
"""The mode in which a frame is being drawn, as pyte numbers private modes."""


class Terminal:
    """A terminal of `columns` by `rows` in which a program runs. `raw` is every byte that the program wrote."""

    def __init__(
        self, argv: Sequence[str], *, columns: int, rows: int, environment: Mapping[str, str], folder: Path
    ) -> None:
        pyte = import_module("pyte")
        self._screen: Screen = pyte.Screen(columns, rows)
        self._stream: Stream = pyte.Stream(self._screen)
        self._drawing = Drawing(self._screen, self._stream)
        self.columns, self.rows = columns, rows
        self.raw = bytearray()
        self._pending = b""
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._answered = 0
        self._has_ended = False
        self._is_open = True
        self._fd, program = pty.openpty()
        self._set_size(program)
        launcher = [sys.executable, "-S", "-I", "-c", _IN_A_TERMINAL, *argv]
        self.process = subprocess.Popen(
            launcher, stdin=program, stdout=program, stderr=program, env=environment, cwd=folder, start_new_session=True
        )
        os.close(program)

    def _set_size(self, fd: int) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    # What a person does

    def send(self, data: str | bytes) -> None:
        """Type: all of it arrives in one packet."""
        os.write(self._fd, data.encode() if isinstance(data, str) else data)

    def paste(self, text: str) -> None:
        """Paste, as a terminal does that was asked to tell pasting from typing."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Press and let go of the left button over a cell; cells are counted from 0."""
        self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def click_on(self, text: str) -> None:
        """Click on the middle of the first such text on the screen."""
        column, row = self.find(text)
        self.click(column + len(text) // 2, row)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._set_size(self._fd)

    def attach_again(self) -> None:
        """Show nothing, and ask the program for all of it, as those do that hold terminals and give them back."""
        self._stream.feed("\x1b[0m\x1b[2J")
        self.process.send_signal(signal.SIGWINCH)

    # What a person sees

    @property
    def is_raw(self) -> bool:
        """Whether the terminal hands on each key as it is pressed, and not line by line as a shell wants it."""
        return not termios.tcgetattr(self._fd)[3] & termios.ICANON

    @property
    def lines(self) -> list[str]:
        """The lines of the screen. A character that takes two cells is one character of its line."""
        return ["".join([cell.data for cell in self.cells(row)]) for row in range(self.rows)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The column and the row of the cursor, None while it is hidden."""
        cursor = self._screen.cursor
        return None if cursor.hidden else (cursor.x, cursor.y)

    def find(self, text: str) -> tuple[int, int]:
        """Return the column and the row where the first such text begins."""
        for place in self.find_all(text):
            return place
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def find_all(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the columns and rows where such texts begin."""
        for row, line in enumerate(self.lines):
            starts = list(accumulate((len(cell.data) for cell in self.cells(row)), initial=0))[: self.columns]
            for found in re.finditer(re.escape(text), line):
                yield bisect_right(starts, found.start()) - 1, row

    def line_with(self, text: str) -> str:
        """Return the first line that has such a text."""
        return self.lines[self.find(text)[1]]

    def cells(self, row: int) -> list[Cell]:
        """Return the cells of a line."""
        line = self._screen.buffer[row]
        return [line[column] for column in range(self.columns)]

    def underlined(self, row: int) -> str:
        """Return the underlined characters of a line, runs of them set apart by spaces."""
        shown = "".join(cell.data if cell.underscore else "\0" for cell in self.cells(row))
        return " ".join(filter(None, shown.split("\0")))

    # Waiting

    def wait_for(self, awaited: "str | Callable[[Terminal], bool]") -> None:
        """Read until the screen, with no frame half drawn, shows a text or satisfies a condition."""
        is_there = awaited if callable(awaited) else lambda terminal: awaited in terminal.text
        deadline = time.monotonic() + LONG
        while not (self._is_whole and is_there(self)):
            if not self._read(deadline):
                why = "the program has ended" if self._has_ended else "it did not come"
                raise AssertionError(f"awaited {awaited!r}, but {why}; the screen shows:\n{self.text}")

    def wait_until_calm(self, calm: float = 0.2) -> None:
        """Read until nothing comes for so many seconds, so that what comes with a delay is seen, too.

        On a busy machine nothing may come while the program waits for its turn; it is then not calm.
        """
        while self._read(time.monotonic() + calm) or not self._is_whole or self._has_work():
            pass

    def _has_work(self) -> bool:
        """Return whether any of the program's threads works, or waits for a processor, as Linux tells it."""
        for told in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with suppress(OSError):  # it has ended
                if told.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "R":
                    return True
        return False

    def wait_until_gone(self, text: str) -> None:
        """Read until the screen no longer shows a text."""
        self.wait_for(lambda terminal: text not in terminal.text)

    def stop(self, way: signal.Signals) -> None:
        """Have the program stop, and wait until it stands still."""
        self.process.send_signal(way)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)

    def exit_code(self) -> int:
        """Read until the program has ended by itself; return its exit code."""
        deadline = time.monotonic() + LONG
        while self._read(deadline):
            pass
        return self.process.wait(max(0.1, deadline - time.monotonic()))

    def kill(self) -> None:
        """End the program as `kill -9` does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(LONG)

    def hang_up(self) -> None:
        """Close the terminal, as when a line drops."""
        os.close(self._fd)
        self._is_open = False

    def close(self) -> None:
        """End the program if it still runs, and the terminal."""
        if self.process.poll() is None:
            self.kill()
        if self._is_open:
            self.hang_up()

    @property
    def _is_whole(self) -> bool:
        return not self._pending and _FRAME not in self._screen.mode

    def _read(self, deadline: float) -> bool:
        """Read what the program wrote and answer its queries; return whether there may be more."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # how Linux says that the last program has closed the terminal
            data = b""
        self._has_ended = not data
        self.raw += data
        self._feed(data)
        self._answer()
        return bool(data)

    def _feed(self, data: bytes) -> None:
        """Show what pyte understands; a sequence that has not come in whole waits for its end."""
        data = _UNKNOWN_TO_PYTE.sub(b"", self._pending + data)
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        if self.raw.rfind(_FRAME_BEGINS) > self.raw.rfind(_FRAME_ENDS):  # more is to come, maybe of the last emoji
            end = len(data[:end].rstrip(_NOT_ASCII))
        self._pending = data[end:]
        text, *rest = _COMMON.split(_EMOJI.sub(ONE_EMOJI, self._decoder.decode(data[:end])))
        self._drawing.text(text)
        for parameters, final, following in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            act = self._drawing.look if final == "m" else self._drawing.move
            act(parameters)
            self._drawing.text(following)

    def _answer(self) -> None:
        """Answer the queries that came since the last answer."""
        for query in _QUERY.finditer(self.raw, self._answered):
            self._answered = query.end()
            self.send(_QUERIES[query[0]])
