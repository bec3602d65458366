"""Nothing happens at import, and what is not needed is not imported. Seen in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.desk import PROGRAM, Desk

WATCH = Path(__file__).with_name("import_watch.py")
PACKAGE = Path(__file__).parents[2] / "esgtui"


def test_nothing_happens_at_import(desk: Desk) -> None:
    told = subprocess.run(
        [sys.executable, "-B", str(WATCH)],
        env=desk.environment,
        cwd=desk.folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    result = json.loads(told.stdout)
    modules = {f"esgtui.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}" for path in PACKAGE.rglob("*.py")}
    missed = {name for name in modules if not name.endswith(("__init__", "__main__"))} - set(result["imported"])
    assert missed == set()
    assert result["happened"] == []
    assert _left_in(desk.home) == []


def test_the_version_is_told_without_the_toolkit_and_the_index(desk: Desk) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", str(PROGRAM), "--version"],
        env=desk.environment,
        cwd=desk.folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert "esgtui" in modules
    assert modules.isdisjoint({"textual", "rich", "tantivy", "rapidfuzz", "msgspec", "click", "sqlite3"})
    assert _left_in(desk.home) == []


def test_looking_leaves_nothing_behind(desk: Desk) -> None:
    for arguments in ([], ["search", "recyled alumnium"], ["list", "claims"], ["log"]):
        assert desk.shell(*arguments).returncode == 0
    desk.open().quit()
    assert _left_in(desk.home) == []
    assert _left_in(desk.folder) == []


def _left_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))
