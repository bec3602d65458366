"""Programs of this package in a process of their own: what a hostile file does to one, it does to nobody else.

Such a program writes lines to stdout and ends, or answers what it is asked; here it is started, held to its memory, and
listened to.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Queue
from struct import Struct
from threading import Thread
from typing import IO, Self

PAUSE = 0.1
"""So many seconds pass at most before it is the listener's turn, so that work that goes nowhere can be stopped."""

AHEAD = 16
"""So many lines are held that nobody has asked for yet."""

_LENGTH = Struct("<Q")
"""What stands before each question and answer: how many bytes it has."""


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


class Conversation:
    """A program of this package that answers questions, each with as many bytes as it likes; it ends with this."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._command = [sys.executable, "-P", "-m", module, *arguments]
        self._running: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with suppress(OSError):  # where no process can be had, nobody answers
            self._running = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._running:
            self._running.kill()
            self._running.wait()
            for stream in (self._running.stdin, self._running.stdout):
                with suppress(OSError):  # what nobody reads any more is not written
                    if stream:
                        stream.close()

    def ask(self, question: bytes) -> bytes | None:
        """Return the program's answer to a question; None if it has ended."""
        if self._running and self._running.stdin and self._running.stdout:
            with suppress(OSError, ValueError):
                _write(self._running.stdin, question)
                return _read(self._running.stdout)
        return None


def answer(question_to_answer: Callable[[bytes], bytes]) -> None:
    """Answer, in a program that was started by a `Conversation`, one question after the other."""
    while (question := _read(sys.stdin.buffer)) is not None:
        _write(sys.stdout.buffer, question_to_answer(question))


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None where a stream ends, be it within one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def hold_to_memory(most: int) -> None:
    """Hold this process to so many bytes of memory, where the system can, so that a small file cannot take all."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
