"""Ctrl+c, pressed while long work tells how far it is, ends the program at once and leaves nothing half-written."""

import random
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import esgtui
from tests.e2e.desk import Desk
from tests.e2e.terminal import Terminal

WAITING = """
import os, sys, time
from esgtui.cli import progress
from esgtui.cli.entry import main

tell = progress.Meter.tell

def tell_and_wait(meter, what, done, total):
    tell(meter, what, done, total)
    while 0 < done < total and what.capitalize() == os.environ["TELLING"]:
        time.sleep(1)

progress.Meter.tell, progress.PATIENCE, progress.PAUSE = tell_and_wait, 0.0, 0.0
sys.exit(main())
"""
"""The program, but it tells at once how far it is, and goes on no more once it tells `TELLING`.

How long work takes on this computer is then of no account.
"""

CLAIMS = 3_000
HEAD = 'format = 1\n[dataset]\nid = "long"\ntitle = "Long"\n[[companies]]\nid = "acme"\nname = "Acme"\n'

Start = Callable[..., Terminal]


@pytest.fixture
def start(desk: Desk) -> Iterator[Start]:
    """Start a command on a dataset that takes a while to work through, as far as it tells something."""
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400)]
    chosen = random.Random(7)
    path = desk.folder / "long.toml"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(CLAIMS):
            statement = " ".join(chosen.choices(words, k=20))
            file.write(f'[[claims]]\nid = "c-{number}"\ncompany = "acme"\nstatement = "{statement}"\n')
    terminals: list[Terminal] = []

    def started(arguments: Sequence[str], telling: str) -> Terminal:
        argv = [sys.executable, "-c", WAITING, *arguments, "--data", str(path)]
        more = {"PYTHONPATH": str(Path(esgtui.__file__).parents[1]), "TELLING": telling}
        terminals.append(Terminal(argv, columns=80, rows=10, environment=desk.environment | more, folder=desk.folder))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()


@pytest.mark.parametrize(
    ("arguments", "telling"),
    [
        (["duplicates", "--at-least", "50"], "Comparing claims"),
        (["search", "wordab"], "Indexing claims"),
        (["export", "--output", "out.toml"], "Writing claims"),
        (["export", "--output", "out.annotations.csv"], "Writing annotations"),
    ],
)
def test_ctrl_c_ends_long_work(start: Start, desk: Desk, arguments: list[str], telling: str) -> None:
    terminal = start(arguments, telling)
    terminal.wait_for(lambda shown: telling in shown.text and "ctrl+c stops" in shown.text)
    terminal.send("\x03")
    assert terminal.exit_code() == 130
    assert [line.rstrip() for line in terminal.lines if line.strip()] in (["Stopped."], ["^CStopped."])
    assert [path.name for path in desk.folder.iterdir()] == ["long.toml"]
    assert list((desk.home / "cache").rglob("indexes/*")) == list((desk.home / "cache").rglob("indexes/.*")) == []


def test_a_system_that_ends_the_program_leaves_nothing_half_written(start: Start, desk: Desk) -> None:
    terminal = start(["export", "--output", "out.toml"], "Writing claims")
    terminal.wait_for("Writing claims")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert [path.name for path in desk.folder.iterdir()] == ["long.toml"]
