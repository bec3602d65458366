"""Hands at a real terminal: they press keys in time, and note when each frame that the program painted had come."""

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

SIZE = (120, 40)
PATIENCE = 120.0
"""Seconds after which what is awaited will not come any more."""
QUIET, IDLE = 0.3, 0.2
"""Seconds without a frame after which nothing more comes of a key, and the share of them that it works at most."""
_ASKS_FOR_WHOLE_FRAMES, _HAS_WHOLE_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_END_OF_FRAME = b"\x1b[?2026l"


def let_nothing_come_by_itself(home: Path) -> None:
    """Have no cursor blink in programs whose home this is, and no overview come: it would count as what a key does."""
    settings = home / "esgtui" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('animations = false\noverview = "never"\n', encoding="utf-8")


class Frame(msgspec.Struct, frozen=True):
    """What the program painted at once: when all of it had come, by the machine's clock, and what it is."""

    at: float
    content: bytes


class Press(msgspec.Struct, frozen=True):
    """A key, when it was pressed, when the next one was, and the frames that came in between."""

    key: str
    at: float
    until: float
    frames: list[Frame]

    def first(self) -> float | None:
        """Return the seconds until a first frame had come."""
        return self.frames[0].at - self.at if self.frames else None

    def last(self) -> float | None:
        """Return the seconds until the last frame had come."""
        return self.frames[-1].at - self.at if self.frames else None


class Hands:
    """Presses keys in a program that runs in a terminal of `SIZE`."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.execve(argv[0], list(argv), {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        self._size(*SIZE)
        self._unfinished = b""

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, key: str, pause: float) -> Press:
        """Press a key, and read for so many seconds what the program paints."""
        at = time.monotonic()
        os.write(self._terminal, key.encode())
        return self._looked_on(key, at, pause)

    def press_until_calm(self, key: str, patience: float = PATIENCE, quiet: float = QUIET) -> Press:
        """Press a key, and read what the program paints until it has nothing more to do."""
        at = time.monotonic()
        os.write(self._terminal, key.encode())
        frames: list[Frame] = []
        while time.monotonic() < at + patience:
            worked, since, before = self.worked(), time.monotonic(), len(frames)
            while (left := since + quiet - time.monotonic()) > 0:
                frames += self._read(left)
            if len(frames) == before and self.worked() - worked < IDLE * quiet:
                break
        return Press(key, at, time.monotonic(), frames)

    def resize(self, columns: int, rows: int, pause: float) -> Press:
        """Give the terminal another size, and read for so many seconds what the program paints."""
        at = time.monotonic()
        self._size(columns, rows)
        return self._looked_on(f"{columns}x{rows}", at, pause)

    def _looked_on(self, key: str, at: float, pause: float) -> Press:
        frames: list[Frame] = []
        while (left := at + pause - time.monotonic()) > 0:
            frames += self._read(left)
        return Press(key, at, time.monotonic(), frames)

    def wait_for(self, text: str) -> None:
        """Read until a frame has a text in it."""
        self.wait_until(lambda frame: text.encode() in frame.content)

    def wait_until(self, is_it: Callable[[Frame], bool]) -> None:
        """Read until a frame is the one that is awaited."""
        self.frames_until(is_it)

    def frames_until(self, is_it: Callable[[Frame], bool]) -> list[Frame]:
        """Read until a frame is the one that is awaited; return all that came."""
        end = time.monotonic() + PATIENCE
        frames: list[Frame] = []
        while not any(map(is_it, read := self._read(end - time.monotonic()))):
            frames += read
            if time.monotonic() > end:
                raise TimeoutError
        return frames + read

    @property
    def program(self) -> int:
        """The number of the program's process."""
        return self._child

    def worked(self) -> float:
        """Return for how many seconds all of the program's threads have worked, as Linux tells it."""
        told = Path(f"/proc/{self._child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def leave(self, key: str) -> None:
        """Press a key that ends the program, and wait until it has ended."""
        os.write(self._terminal, key.encode())
        end = time.monotonic() + PATIENCE
        while os.waitpid(self._child, os.WNOHANG) == (0, 0) and time.monotonic() < end:
            self._read(0.1)
        os.close(self._terminal)

    def _read(self, patience: float) -> list[Frame]:
        """Return the frames that are whole with what comes next."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, patience))
        if not ready:
            return []
        try:
            read = os.read(self._terminal, 65536)
        except OSError:  # how Linux says that the program has closed the terminal
            return []
        if _ASKS_FOR_WHOLE_FRAMES in self._unfinished[1 - len(_ASKS_FOR_WHOLE_FRAMES) :] + read:  # it may come in two
            os.write(self._terminal, _HAS_WHOLE_FRAMES)
        *whole, self._unfinished = (self._unfinished + read).split(_END_OF_FRAME)
        at = time.monotonic()
        return [Frame(at, content) for content in whole]
