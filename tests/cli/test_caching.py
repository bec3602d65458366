"""`esgtui cache` shows what is kept, and clears it."""

from pathlib import Path

import pytest

from esgtui.shelf.kept import Shelf
from tests.cli.shell import Shell


def test_what_is_kept_is_shown_and_cleared(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.cli.caching.cache_folder", lambda: tmp_path / "kept")
    shelf = Shelf(tmp_path / "kept" / "indexes")
    folder = shelf.begin()
    assert folder
    (folder / "words").write_bytes(b"x" * 1000)
    shelf.publish("a key", folder)
    (told,) = shell("cache", "--json").objects
    assert (told["dataset"], told["what"]) == ("", "search index")
    assert told["bytes"] > 1000
    assert "search index" in shell("cache").out
    assert shell("cache", "clear", "smart").code == 1
    assert shell("cache", "clear").code == 0
    assert shell("cache", "--json").out == ""
