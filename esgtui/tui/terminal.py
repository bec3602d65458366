"""The ways to and from the terminal. When it is gone, what is drawn is dropped, and the program can end.

The toolkit's own thread for output ends with the first failed write; then the interface waits for it without end. Its
thread for keys looks without end for what comes of a terminal that is gone, and only ten times a second whether an
Escape begins another key. And it gives the terminal back in the very signal that stops the program, whatever that
interrupts, and takes it a second time after a stop that nobody told of.
"""

import asyncio
import os
import re
import signal
import sys
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from selectors import EVENT_READ, SelectSelector
from threading import current_thread
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste
from textual.message import Message

ESCAPE = "\x1b"
ESCAPE_DELAY = 0.025
"""Seconds after which a lone Escape is the key of this name, and not the beginning of another key's sequence."""
LONGEST_DELAY = 1.0
"""Seconds that users may make of it who have a slow line."""
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_GIVE_UP = ("\x03", "\x11")
"""Ctrl+c and ctrl+q: pressed by themselves they end what is pasted, the end of which was lost on the way."""
_PASTE_MARK = re.compile(r"\x1b\[20[01]~")
MOST = 4096
"""So many bytes are read at once."""
PATIENCE = 0.1
"""Seconds after which a sequence that has begun is taken as it is, and it is seen whether keys are still wanted."""


class SteadyOutput(TextIOWrapper):
    """Writes to a terminal as long as there is one, and then tells the program once, as the system would."""

    _is_gone = False

    def write(self, text: str) -> int:
        """Write to the terminal, or drop the text."""
        try:
            super().write(text)
        except (OSError, ValueError):
            self._tell()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            super().flush()
        except (OSError, ValueError):
            self._tell()

    def _tell(self) -> None:
        if not self._is_gone:
            self._is_gone = True
            tell_gone()


def tell_gone() -> None:
    """Tell the program that its terminal is gone, as the system would."""
    os.kill(os.getpid(), signal.SIGHUP)


def way_out() -> int | None:
    """Return a file descriptor of the terminal to draw on: stdout, or what controls the program, or else stderr.

    The toolkit draws on stderr, which may well be a file: narration goes there. None if there is nowhere to draw.
    """
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty():
            return os.dup(stream.fileno())
    try:
        return os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return None if sys.__stderr__ is None else os.dup(sys.__stderr__.fileno())


def escape_delay(environment: Mapping[str, str]) -> float:
    """Return the seconds that an Escape waits for what may follow: the user's `ESCDELAY`, in milliseconds, if any."""
    try:
        wanted = int(environment["ESCDELAY"])
    except (KeyError, ValueError):
        return ESCAPE_DELAY
    return min(max(wanted, 1) / 1000, LONGEST_DELAY)


class KeyParser(XTermParser):
    """The toolkit's parser of what a terminal sends; it is told when no more of a key will come.

    What is pasted is taken out before: of an Escape in it, as programs print them for colours, the toolkit makes keys.
    """

    _pasted: str | None = None
    """What was pasted so far, while more of it comes."""
    _last = ""
    """What came last, as far as a mark of pasting may have begun in it."""

    def feed(self, data: str) -> Iterable[Message]:
        """Return the keys and the pasted texts that the data comes to."""
        if self._pasted is not None and data in _GIVE_UP:
            yield from self._end_paste()
        for piece in self._pieces(data):
            self._last = (self._last + piece)[-len(PASTE_BEGINS) :]
            if self._pasted is None:
                yield from super().feed(piece)
                self._pasted = "" if self._last == PASTE_BEGINS else None
                continue
            self._pasted += piece
            if self._last == PASTE_ENDS:
                yield from self._end_paste()

    def _end_paste(self) -> Iterable[Message]:
        """Return what was pasted; keys are keys again."""
        pasted, self._pasted = self._pasted or "", None
        deque(super().feed(PASTE_ENDS), maxlen=0)  # it has seen the beginning
        return [Paste(pasted.removesuffix(PASTE_ENDS).replace("\x00", ""))]

    def _pieces(self, data: str) -> Iterable[str]:
        """Return the data in pieces, cut behind each mark of pasting; one may have begun in what came before."""
        begun = self._last[1 - len(PASTE_BEGINS) :]
        ends = [mark.end() - len(begun) for mark in _PASTE_MARK.finditer(begun + data)]
        places = [0, *(end for end in ends if end < len(data)), len(data)]
        return [data[start:end] for start, end in pairwise(places)]

    @property
    def is_within_key(self) -> bool:
        """Whether there may be more of a key: an Escape came, or a sequence that is no key yet."""
        return self._timeout_time is not None

    def tick(self) -> Iterable[Message]:
        """Return what came of a key as it is: there is no more of it."""
        if self.is_within_key:
            self._timeout_time = 0.0  # by the machine's clock, long ago
        return super().tick()


def read_keys(terminal: int, delay: float, is_over: Callable[[], bool], take: Callable[[Message], None]) -> bool:
    """Hand on what is typed until that is over; return False if the terminal is gone.

    An Escape that comes by itself is the key of this name, if nothing follows for `delay` seconds. What comes with more
    is a sequence, or the end of what is pasted, of which a slow line has brought a part: that is waited for longer.
    """
    parser, decode = KeyParser(), getincrementaldecoder("utf-8")("replace").decode
    patience = PATIENCE
    with SelectSelector() as selector:
        selector.register(terminal, EVENT_READ)
        while not is_over():
            text = ""
            if not selector.select(patience):
                messages = parser.tick()
            elif typed := _read(terminal):
                text = decode(typed)
                messages = parser.feed(text) if text else ()  # a letter of several bytes may have come in part
            else:
                return False
            for message in messages:
                take(message)
            patience = PATIENCE
            if parser.is_within_key:
                patience = delay if text == ESCAPE else max(delay, PATIENCE)
    return True


def _read(terminal: int) -> bytes:
    """Return what came; nothing if nothing will come any more."""
    try:
        return os.read(terminal, MOST)
    except OSError:  # one of two ways in which systems tell that
        return b""


class SteadyDriver(LinuxDriver):
    """The toolkit's driver, with an output that is the terminal, and outlives it."""

    _is_given_back = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        out = way_out()
        if out is not None:
            self._file = SteadyOutput(os.fdopen(out, "wb"), "utf-8", newline="")

    def let_go(self) -> None:
        """Have nothing more to do with the terminal, once it is given back."""
        if isinstance(self._file, SteadyOutput):
            with suppress(OSError):  # what is left may fail once more, if the terminal is gone
                self._file.close()

    def run_input_thread(self) -> None:
        """Read what is typed, and end when the terminal is gone, which the toolkit would ask again and again."""
        if not read_keys(self.fileno, escape_delay(os.environ), self._is_read_up, self.process_message):
            tell_gone()

    def _is_read_up(self) -> bool:
        """Whether this thread has nothing more to read: the program ends, or was stopped and has begun another one."""
        return self.exit_event.is_set() or current_thread() is not self._key_thread

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, as the user or another program asks for, with the terminal as it was before."""
        if not (self._auto_restart and self._has_terminal and _soon(self._sleep)):
            os.kill(os.getpid(), signal.SIGSTOP)

    def stop_job(self) -> None:
        """Stop with all programs of the job that this one is part of, as the shell expects it of the key."""
        self._sleep(lambda: os.killpg(os.getpgrp(), signal.SIGSTOP))

    def _sigcont_application(self, *_: object) -> None:
        """Go on, and take the terminal again unless another program was given it."""
        if self._auto_restart:
            _soon(self._wake)

    def stop_application_mode(self) -> None:
        """Give the terminal back, for a while or for good: nothing is drawn on it from then on."""
        super().stop_application_mode()
        self._is_given_back = True

    def resume_application_mode(self) -> None:
        """Take the terminal again."""
        self._is_given_back = False
        super().resume_application_mode()

    @property
    def _has_terminal(self) -> bool:
        """Whether the terminal is drawn on."""
        return not self._is_given_back and self._writer_thread is not None and self._writer_thread.is_alive()

    def _sleep(self, stop: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGSTOP)) -> None:
        if self._has_terminal:
            self.suspend_application_mode()
            self._must_signal_resume = True
            stop()

    def _wake(self) -> None:
        """Take the terminal; after a stop that was not told of, whoever had it meanwhile may have left it anyhow."""
        if self._has_terminal:
            self.suspend_application_mode()
        elif not self._must_signal_resume:
            return  # it is given back for good
        self.resume_application_mode()


def _soon(do: Callable[[], None]) -> bool:
    """Have something done between two events, which a signal may come in the middle of; return False if none are left.

    What a signal interrupts may hold the lock of the very queue that would be written to.
    """
    try:
        asyncio.get_running_loop().call_soon_threadsafe(do)
    except RuntimeError:
        return False
    return True
