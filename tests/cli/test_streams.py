"""The real program and what it is connected to: closed pipes, full disks, interrupts, terminals."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.cli.shell import environment, process

AFTER = "import os, sys; {}; os.execv(sys.executable, [sys.executable, '-m', 'esgtui', *sys.argv[1:]])"
"""Does something to the process, and then becomes the program."""


def start(home: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start the program with pipes at all its ends."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("ESGTUI_")}
    variables |= {name: value for name, value in environment(home, home).items() if name != "ESGTUI_DATA"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "esgtui", *arguments], env=variables, stdin=pipe, stdout=pipe, stderr=pipe
    )


def ask(program: "subprocess.Popen[bytes]", query: str) -> str:
    """Ask a program that answers queries, and wait for the answer."""
    question, answers = ends(program)
    question.write(query.encode() + b"\n")
    question.flush()
    return str(json.loads(answers.readline())["query"])


def ends(program: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """Return the program's stdin and stdout."""
    assert program.stdin
    assert program.stdout
    return program.stdin, program.stdout


def test_queries_are_answered_one_by_one(tmp_path: Path) -> None:
    with start(tmp_path, "search", "--queries", "-") as program:
        assert ask(program, "steel") == "steel"
        assert ask(program, "2045") == "2045"
        _, err = program.communicate()
    assert (program.returncode, err) == (0, b"")


def test_an_interrupt_stops_with_a_word(tmp_path: Path) -> None:
    with start(tmp_path, "search", "--queries", "-") as program:
        ask(program, "steel")
        program.send_signal(signal.SIGINT)
        _, err = program.communicate()
    assert (program.returncode, err) == (130, b"Stopped.\n")


def test_a_reader_that_went_away_is_no_error(tmp_path: Path) -> None:
    with start(tmp_path, "search", "--queries", "-") as program:
        ask(program, "steel")
        question, answers = ends(program)
        answers.close()
        question.write(b"2045\n")
        question.close()
        err = program.stderr.read() if program.stderr else None
        program.wait()
    assert (program.returncode, err) == (0, b"")


@pytest.mark.parametrize("arguments", [["list", "claims", "--json"], ["export"], ["keys"], ["--help"], ["--version"]])
def test_a_pipe_that_nobody_reads_is_no_error(tmp_path: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(tmp_path, *arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [["stats"], ["export"], ["--version"]])
def test_a_full_disk_is_said(tmp_path: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(tmp_path, *arguments, stdout=full)
    assert (done.returncode, done.stderr) == (1, "esgtui: stdout: No space left on device\n")


def test_nobody_who_hears_why_changes_nothing_about_the_exit_code(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert process(tmp_path, "stats", "--all-of-it", stderr=full).returncode == 2


def test_a_closed_stdin_holds_nothing(tmp_path: Path) -> None:
    shell = AFTER.format("os.close(0)")
    done = process(tmp_path, "search", "--queries", "-", python=("-c", shell))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert process(tmp_path, "note", "smart-038", "-", python=("-c", shell)).returncode == 2


def test_a_closed_stdout_is_said(tmp_path: Path) -> None:
    shell = AFTER.format("os.close(1)")
    done = process(tmp_path, "stats", python=("-c", shell))
    assert (done.returncode, done.stderr) == (1, "esgtui: stdout is closed\n")


def test_an_old_encoding_loses_no_claim(tmp_path: Path) -> None:
    shell = AFTER.format("os.environ['PYTHONIOENCODING'] = 'ascii'")
    table = process(tmp_path, "list", "pillars", python=("-c", shell))
    assert (table.returncode, table.stderr) == (0, "")
    assert "\\u201cLevelling Up\\u201d" in table.stdout
    objects = process(tmp_path, "list", "pillars", "--json", python=("-c", shell))
    assert "“Levelling Up”" in objects.stdout


LINE_TAKEN_BACK = "\r\x1b[K"
"""How a line of progress is made room for, and taken away: no colour."""


def in_a_terminal(home: Path, *arguments: str) -> str:
    """Return what the program writes to a terminal of 60 columns."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "esgtui", *arguments],
        env=os.environ | environment(home, home) | {"ESGTUI_DATA": "", "COLUMNS": "60", "LINES": "24"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    written = bytearray()
    try:
        while piece := os.read(ours, 65536):
            written += piece
    except OSError:  # what Linux says at the end of a terminal
        pass
    finally:
        os.close(ours)
    assert program.wait() == 0
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_lines_that_fit_and_matches_that_stand_out(tmp_path: Path) -> None:
    told = in_a_terminal(tmp_path, "search", "every", "new")
    lines = told.rpartition(LINE_TAKEN_BACK)[2].splitlines()  # on a busy machine progress is told first
    assert "\x1b[1mEvery\x1b[22m \x1b[1mnew\x1b[22m smart" in lines[0]
    plain = [line.replace("\x1b[1m", "").replace("\x1b[22m", "") for line in lines]
    assert all(len(line) <= 60 for line in plain)
    assert any(line.endswith("…") for line in plain)


def test_no_colour_means_no_bold_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in in_a_terminal(tmp_path, "search", "recycled").replace(LINE_TAKEN_BACK, "")


def test_without_a_keyboard_there_is_no_explorer(tmp_path: Path) -> None:
    assert "Kinds" in in_a_terminal(tmp_path)
