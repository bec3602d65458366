"""What lasts is told, what nobody foresaw is a sentence, and the journal is left as one file."""

import io
import signal
import sys
from contextlib import suppress

import pytest

from esgtui.cli import boundary
from esgtui.cli.progress import Meter
from tests.cli.shell import Shell


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until its time is changed."""
    times = [100.0]
    monkeypatch.setattr("esgtui.cli.progress.time.monotonic", lambda: times[0])
    return times


def test_progress_is_told_only_of_what_lasts(clock: list[float]) -> None:
    stream = Terminal()
    with Meter(stream) as meter:
        meter.tell("reading", 1, 10)
        assert stream.getvalue() == ""
        clock[0] += 1.5
        meter.tell("reading", 5, 10)
        meter.tell("reading", 6, 10)
        assert stream.getvalue().endswith("\rReading 50 % … ctrl+c stops")
        clock[0] += 1.5
        meter.tell("sums", 0, 0)
        assert stream.getvalue().endswith(f"\r{' ' * len('Reading 50 % … ctrl+c stops^C')}\rSums … ctrl+c stops")
    assert stream.getvalue().endswith(f"\r{' ' * len('Sums … ctrl+c stops^C')}\r")
    assert "\x1b" not in stream.getvalue()


def test_progress_is_no_data_for_a_file(clock: list[float]) -> None:
    stream = io.StringIO()
    with Meter(stream) as meter:
        clock[0] += 1.5
        meter.tell("reading", 5, 10)
    assert stream.getvalue() == ""


def test_an_unforeseen_error_passes_and_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def fail() -> int:
        raise ZeroDivisionError("by \x1b[31mnought")

    with pytest.raises(ZeroDivisionError) as caught:
        boundary.guarded(fail)
    assert sys.excepthook is boundary.tell_fault
    boundary.tell_fault(caught.type, caught.value, caught.tb)
    told = capsys.readouterr().err
    assert told.startswith("esgtui: a fault in the program itself: ZeroDivisionError: by ␛[31mnought (")
    assert "Traceback" not in told
    assert "\x1b" not in told


def test_a_signal_ends_the_program_whatever_becomes_of_what_it_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "_asked", [])
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    boundary.end_on_signals()
    try:

        def lose() -> int:
            with suppress(SystemExit):
                signal.raise_signal(signal.SIGTERM)
            boundary.end_if_asked()
            return 0

        def turn() -> int:
            raise RuntimeError("of an import that was broken off")

        with pytest.raises(SystemExit) as ended:
            boundary.guarded(lose)
        assert ended.value.code == boundary.guarded(turn) == 128 + signal.SIGTERM
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_a_call_leaves_the_journal_as_one_file(shell: Shell) -> None:
    shell.well("star", "smart-038", "--store", "team")
    shell.well("log", "--store", "team")
    assert [path.name for path in (shell.home / "team").iterdir()] == ["sample.sqlite"]
