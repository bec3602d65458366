"""How the tests call the program: inside of this process, as the console script does it, or as a process of its own."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from esgtui.cli.boundary import guarded
from esgtui.cli.program import run
from tests.patience import LONG

DATASET = """\
format = 1
x-curator = "kept"

[dataset]
id = "sample"
title = "A sample"

[[companies]]
id = "smart"
name = "smart Automobile"

[[pillars]]
id = "circular-economy"
company = "smart"
title = "Circular economy"
topics = ["esrs:E5"]

[[sources]]
id = "report"
company = "smart"
title = "A report"
published = 2022-11-07

[[claims]]
id = "smart-038"
company = "smart"
pillar = "circular-economy"
kind = "achievement"
statement = "Every new smart #1 contains 130 kg of recycled steel."
places = [{ source = "report", section = "Materials", paragraph = 14 }]

[[claims.metrics]]
name = "recycled steel"
value = 130
unit = "kg"
per = "vehicle"

[[claims]]
id = "smart-039"
company = "smart"
pillar = "circular-economy"
kind = "achievement"
statement = "Every new smart #1 contains 40 kg of recycled aluminium."

[[claims]]
id = "smart-040"
company = "smart"
kind = "target"
statement = "All vehicles will be carbon neutral by 2045."
target_year = 2045
topics = ["esrs:E1"]

[[frameworks]]
id = "esrs"
title = "European Sustainability Reporting Standards"

[[topics]]
framework = "esrs"
code = "E1"
title = "Climate change"

[[topics]]
framework = "esrs"
code = "E5"
title = "Circular economy"

[[codebook]]
tag = "evidence/no-baseline"
title = "No baseline stated"

[[verdicts]]
id = "substantiated"
title = "Substantiated"

[[verdicts]]
id = "unclear"
title = "Unclear"
"""


class Done(NamedTuple):
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


class Shell:
    """Calls the program on a small dataset with everything of the user's in a folder of the test."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.data = home / "sample.toml"
        self.data.write_text(DATASET, encoding="utf-8")
        self._capture = capture
        self._patch = patch
        for name, value in environment(home, self.data).items():
            patch.setenv(name, value)
        for name in ("ESGTUI_STORE", "ESGTUI_CODER", "NO_COLOR"):
            patch.delenv(name, raising=False)
        patch.chdir(home)

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Done:
        """Run the program with these arguments, in this process."""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        self._patch.setattr(sys, "excepthook", sys.excepthook)
        self._capture.readouterr()
        code = guarded(lambda: run([str(argument) for argument in arguments]))
        out, err = self._capture.readouterr()
        return Done(code, out, err)

    def well(self, *arguments: str | Path, stdin: bytes = b"") -> Done:
        """Run the program, and see that it did what it was asked for."""
        done = self(*arguments, stdin=stdin)
        assert done.code == 0, done.err
        return done


def environment(home: Path, data: Path) -> dict[str, str]:
    """Return the variables under which nothing outside of `home` is read or written."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return folders | {"HOME": str(home), "LOGNAME": "mei", "USER": "mei", "ESGTUI_DATA": str(data), "TERM": "xterm"}


def process(
    home: Path, *arguments: str, python: tuple[str, ...] = ("-m", "esgtui"), **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run the real program in a process of its own, on the bundled dataset."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("ESGTUI_")}
    variables |= environment(home, home)
    del variables["ESGTUI_DATA"]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(
        [sys.executable, *python, *arguments], env=variables, encoding="utf-8", check=False, timeout=LONG, **streams
    )
