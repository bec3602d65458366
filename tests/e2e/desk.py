"""A person's desk: a home folder of its own, a folder to work in, a shell to call esgtui from, and terminals."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from esgtui.annotation.journal import Journal
from tests.e2e.explorer import Explorer

PROGRAM = Path(sys.executable).with_name("esgtui")
"""The program as it is installed beside the Python that runs the tests."""


class Desk:
    """Everything of one test stays in `folder`. Close it at the end: that ends the programs that still run."""

    def __init__(self, folder: Path, program: Path = PROGRAM) -> None:
        self.program = program
        self.home = folder / "home"
        self.folder = folder / "work"
        for made in (self.home, self.folder):
            made.mkdir()
        self.environment = {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_STATE_HOME": str(folder / "state"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "USER": "mei",
        }
        self.be_no_newcomer()
        self._explorers: list[Explorer] = []

    def be_no_newcomer(self) -> None:
        """Have seen the tour, which comes at the first start alone, and want no overview of each new dataset."""
        seen = Path(self.environment["XDG_STATE_HOME"]) / "esgtui" / "looks.json"
        seen.parent.mkdir(parents=True)
        seen.write_text('{"is_tour_over": true}', encoding="utf-8")
        settings = Path(self.environment["XDG_CONFIG_HOME"]) / "esgtui" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('overview = "never"', encoding="utf-8")

    def open(
        self, *arguments: str, columns: int = 120, rows: int = 40, environment: Mapping[str, str] | None = None
    ) -> Explorer:
        """Start the explorer, and wait until it shows a cursor in the claims.

        The last line is waited for as well: a frame that comes before the terminal said that it can hold frames
        together is read in pieces.
        """
        explorer = self.start(*arguments, columns=columns, rows=rows, environment=environment)
        explorer.wait_for(lambda shown: "▌" in shown.text and bool(shown.lines[-1].strip()))
        return explorer

    def start(
        self, *arguments: str, columns: int = 120, rows: int = 40, environment: Mapping[str, str] | None = None
    ) -> Explorer:
        """Start the program in a terminal, whatever comes of it."""
        explorer = Explorer(
            [str(self.program), *arguments],
            columns=columns,
            rows=rows,
            environment=self.environment | dict(environment or {}),
            folder=self.folder,
        )
        self._explorers.append(explorer)
        return explorer

    def shell(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Call the program without a terminal; return its exit code and what it said."""
        return subprocess.run(
            [str(self.program), *arguments],
            env=self.environment | dict(environment or {}),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def draft(self, dataset: str, claim: str) -> str:
        """Return what the journal on the disk has of a note that is being typed."""
        journal = Journal(self.home / "data" / "esgtui" / f"{dataset}.sqlite", dataset)
        try:
            return journal.draft(claim, "mei", "").text
        finally:
            journal.close()

    def close(self) -> None:
        """End what still runs."""
        for explorer in self._explorers:
            explorer.close()
