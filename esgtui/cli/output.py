"""Where the command line's words go: data to stdout, narration to stderr, and nothing that a terminal would obey."""

import os
import sys
from collections.abc import Sequence
from typing import IO, Any, TextIO

from esgtui.exchange.json_text import json_text
from esgtui.visible import visible

Spans = Sequence[tuple[int, int]]

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"


class OutputError(Exception):
    """What was asked for cannot be written to stdout; the message says why."""


def line(text: str = "", bold: Spans = ()) -> None:
    """Write one line of data; `bold` are half-open offsets into `text` that stand out on a terminal."""
    text = visible(text)
    if bold and is_styled():
        text = _styled(text, bold)
    _stdout().write(f"{text}\n")


def block(text: str, indent: str = "") -> None:
    """Write text that may have several lines, each of them indented."""
    for part in text.split("\n"):
        line(indent + part if part else "")


def json_line(value: Any) -> None:
    """Write one JSON object on a line, in UTF-8."""
    raw(json_text(value).encode() + b"\n")


def raw(data: bytes) -> None:
    """Write bytes of data as they are."""
    stream = _stdout()
    stream.flush()
    stream.buffer.write(data)


def say(text: str) -> None:
    """Write one line of narration to stderr; if nobody can hear it, the work goes on."""
    if sys.stderr:
        try:
            print(visible(text), file=sys.stderr)
        except OSError:
            let_go(sys.stderr)


def let_go(stream: IO[str]) -> None:
    """Write no more to a stream that fails, nor what is left in it: Python would complain of that at the end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)


def flush() -> None:
    """Let go of what was written so far, so that a reader has it and trouble is met now."""
    if sys.stdout:
        sys.stdout.flush()


def is_terminal() -> bool:
    """Return whether a person reads stdout in a terminal."""
    return bool(sys.stdout) and sys.stdout.isatty()


def is_styled() -> bool:
    """Return whether stdout may be written to in bold."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Return how many cells a line may have, None where nobody minds."""
    if not is_terminal():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def _stdout() -> TextIO:
    if not sys.stdout:
        raise OutputError("stdout is closed")
    return sys.stdout


def _styled(text: str, bold: Spans) -> str:
    parts, done = [], 0
    for start, end in bold:
        parts += [text[done:start], BOLD, text[start:end], PLAIN]
        done = end
    return "".join([*parts, text[done:]])
