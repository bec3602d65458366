"""Keys as they come from a terminal: over a slow line in parts, and none any more when the terminal is gone."""

import os
import pty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from esgtui.tui.terminal import ESCAPE_DELAY, escape_delay, read_keys

if TYPE_CHECKING:
    from textual.message import Message

LONG = 60.0
SILENCE = b""
SEQUENCES = {
    b"\x1b[A": "up",
    b"\x1bOQ": "f2",
    b"\x1b[15~": "f5",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[Z": "shift+tab",
    "é".encode(): "é",
    b"j": "j",
}


@contextmanager
def line() -> Iterator[tuple[int, int]]:
    """Give both ends of a line: where is read, and where is typed."""
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            with suppress(OSError):
                os.close(end)


def read_of(packets: Sequence[bytes], delay: float) -> "list[Message]":
    """Return what is read of packets, of which each comes when the one before was read."""
    messages: list[Message] = []
    with line() as (terminal, typing):
        left = iter(packets)

        def is_over() -> bool:
            packet = next(left, None)
            if packet:
                os.write(typing, packet)
            return packet is None

        assert read_keys(terminal, delay, is_over, messages.append)
    return messages


def keys_of(packets: Sequence[bytes], delay: float) -> list[str]:
    """Return the keys that are read of packets."""
    return [message.key for message in read_of(packets, delay) if isinstance(message, events.Key)]


def test_an_escape_with_nothing_behind_it_is_a_key() -> None:
    assert keys_of([b"\x1b", SILENCE, b"j"], 0.001) == ["escape", "j"]


@given(
    st.lists(st.sampled_from(sorted(SEQUENCES)), min_size=1, max_size=5),
    st.sets(st.integers(1, 25)),
)
def test_keys_are_the_same_wherever_a_slow_line_cuts_them(sequences: list[bytes], cuts: set[int]) -> None:
    typed = b"".join(sequences)
    places = [0, *sorted(cut for cut in cuts if cut < len(typed)), len(typed)]
    packets = [typed[start:end] for start, end in pairwise(places)]
    assert keys_of(packets, LONG) == [SEQUENCES[sequence] for sequence in sequences]


@given(
    st.lists(
        st.sampled_from(["\x1b[31mred\x1b[0m", "\x1b", "\x1b[A", "[A", "one\rtwo", "é", "\x1b[200~", "200~"]),
        max_size=6,
    ),
    st.sets(st.integers(1, 40)),
)
def test_what_is_pasted_is_a_text_whatever_stands_in_it(texts: list[str], cuts: set[int]) -> None:
    pasted = "".join(texts)
    typed = f"j\x1b[200~{pasted}\x1b[201~\x1b[A".encode()
    places = [0, *sorted(cut for cut in cuts if cut < len(typed)), len(typed)]
    messages = read_of([typed[start:end] for start, end in pairwise(places)], LONG)
    texts_of_keys = [message.key for message in messages if isinstance(message, events.Key)]
    assert [message.text for message in messages if isinstance(message, events.Paste)] == [pasted]
    assert texts_of_keys == ["j", "up"]


@pytest.mark.parametrize(("key", "name"), [(b"\x03", "ctrl+c"), (b"\x11", "ctrl+q")])
def test_a_key_ends_what_is_pasted_where_its_end_got_lost(key: bytes, name: str) -> None:
    messages = read_of([b"\x1b[200~half a te", b"xt", key, b"j"], LONG)
    assert [message.text for message in messages if isinstance(message, events.Paste)] == ["half a text"]
    assert [message.key for message in messages if isinstance(message, events.Key)] == [name, "j"]


def test_a_terminal_that_is_gone_has_no_keys() -> None:
    with line() as (terminal, typing):
        os.close(typing)
        assert not read_keys(terminal, LONG, lambda: False, print)
    program, terminal = pty.openpty()
    os.close(program)
    assert not read_keys(terminal, LONG, lambda: False, print)
    os.close(terminal)


@pytest.mark.parametrize(
    ("wanted", "seconds"), [("300", 0.3), ("0", 0.001), ("-5", 0.001), ("99999", 1.0), ("", ESCAPE_DELAY), ("x", 0.025)]
)
def test_who_has_a_slow_line_says_how_long_an_escape_waits(wanted: str, seconds: float) -> None:
    assert escape_delay({"ESCDELAY": wanted}) == seconds
    assert escape_delay({}) == ESCAPE_DELAY
