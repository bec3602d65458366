"""`new`, `fmt` and `schema`: a dataset begun, put in order, and described to editors."""

import json
from pathlib import Path

from tests.cli.shell import Shell


def test_a_new_dataset_opens_and_is_never_written_over_unasked(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "cars.toml"
    assert "Wrote" in shell.well("new", str(path), "--title", "Cars", "--company", "Bolt AG").err
    assert shell.well("validate", str(path)).err.endswith("no problem in 1 claim.\n")
    assert "Bolt AG" in shell.well("--data", str(path), "list", "companies").out
    path.write_text("mine")
    assert "exists already" in shell("new", str(path)).err
    assert path.read_text() == "mine"
    refused = shell("new", str(tmp_path / "cars.txt"))
    assert (refused.code, ".toml" in refused.err) == (2, True)


def test_files_are_put_in_order_and_those_that_cannot_be_are_left(shell: Shell, tmp_path: Path) -> None:
    mixed, broken = tmp_path / "mixed.toml", tmp_path / "broken.toml"
    mixed.write_text('[dataset]\ntitle="T"\nid = "t"\n')
    broken.write_bytes(b"[[claims]\n\xff")
    assert shell("fmt", "--check", str(mixed)) == (1, f"{mixed}\n", "")
    done = shell("fmt", str(mixed), str(broken))
    assert (done.code, "UTF-8" in done.err) == (1, True)
    assert mixed.read_text() == '[dataset]\nid = "t"\ntitle = "T"\n'
    assert broken.read_bytes() == b"[[claims]\n\xff"
    assert shell("fmt", "--check", str(mixed)) == (0, "", "")
    assert "there is no such file" in shell("fmt", str(tmp_path / "none.toml")).err


def test_the_schema_is_printed_as_json(shell: Shell) -> None:
    assert json.loads(shell.well("schema").out)["properties"]["format"] == {"const": 1}
