"""What is loaded for which call, and what `esgtui` alone does without a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from esgtui import __version__
from tests.cli.shell import Shell, process

LOADED_AFTER = """
import json, sys
sys.argv = ["esgtui", *sys.argv[1:]]
before = set(sys.modules)
from esgtui.cli.entry import main
code = main()
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(home: Path, *arguments: str) -> set[str]:
    """Return the modules that a call loads in a fresh process."""
    done = process(home, *arguments, python=("-c", LOADED_AFTER))
    assert done.returncode == 0
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_version_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    assert loaded_by(tmp_path, "--version") == {"esgtui", "esgtui.cli", "esgtui.cli.entry"}


@pytest.mark.parametrize("arguments", [["list", "companies"], ["stats"], ["show", "smart-038"], ["log"]])
def test_reading_loads_neither_the_toolkit_nor_the_index(tmp_path: Path, arguments: list[str]) -> None:
    loaded = loaded_by(tmp_path, *arguments)
    assert loaded.isdisjoint({"textual", "tantivy", "rapidfuzz", "esgtui.search.index"})
    assert "esgtui.workspace" in loaded


def test_keys_are_listed_without_opening_anything(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "keys")
    assert loaded.isdisjoint({"textual", "tantivy", "sqlite3", "esgtui.workspace"})


def test_a_search_does_without_the_toolkit(tmp_path: Path) -> None:
    assert "textual" not in loaded_by(tmp_path, "search", "steel")


def test_the_explorer_begins_without_views_and_long_texts() -> None:
    program = "import sys, esgtui.workspace, esgtui.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "esgtui.tui.screens.explorer" in loaded
    assert loaded.isdisjoint({"esgtui.tui.screens.view", "textual.widgets._text_area", "tantivy", "rapidfuzz"})


def test_the_version_is_on_stdout(tmp_path: Path) -> None:
    done = process(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"esgtui {__version__}\n", "")


def test_without_a_terminal_the_overview_is_printed(tmp_path: Path) -> None:
    alone, stats = process(tmp_path), process(tmp_path, "stats")
    assert alone.stdout == stats.stdout
    assert alone.stdout.startswith("Sustainability claims of two electric-car makers\n")
    assert (alone.returncode, alone.stderr) == (0, "")


def test_reading_makes_no_file(tmp_path: Path) -> None:
    process(tmp_path, "stats")
    assert list(tmp_path.iterdir()) == []


def test_short_ways_to_help_are_understood(shell: Shell) -> None:
    assert "Usage" in shell("-h").out
    assert "Usage" in shell("matrix", "-h").out
    assert "Usage" in shell("help").out
