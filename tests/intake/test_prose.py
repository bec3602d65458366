"""A text that somebody wrote is told from a table that has the same ending."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from esgtui.intake.prose import is_prose
from tests.patience import LONG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our plan\n\nWe cut waste, and we save energy.\nWe do so by 2030, at least.\n", True),
        ("We cut waste, and we save energy.\n", True),
        ("Büro und Fabrik\n" + "Wir senken die Emissionen bis 2030.\n" * 9_000, True),
        ("Company\tClaim\nABB\tWe cut waste.\nSmart\tWe save energy.\n", False),
        ("Company;Claim\nABB;We cut waste, and more.\n", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_document_is_told_from_a_table(tmp_path: Path, text: str, encoding: str, *, expected: bool) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(text.encode(encoding))
    assert is_prose(file) == expected


def test_of_what_cannot_be_read_nothing_is_said(tmp_path: Path) -> None:
    assert not is_prose(tmp_path / "nothing.txt")
    assert not is_prose(tmp_path)
    (tmp_path / "bytes.txt").write_bytes(b"PK\0\0\0\0")
    assert not is_prose(tmp_path / "bytes.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "report.txt"
    os.mkfifo(pipe)
    call = [sys.executable, "-m", "esgtui", "open", str(pipe)]
    ended = subprocess.run(call, capture_output=True, text=True, timeout=LONG, check=False)
    assert f"`esgtui import {pipe}` imports a table without one" in ended.stderr
