"""`new`, `fmt` and `schema`: a dataset begun, put in order, and described to editors."""

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from esgtui.curating import order
from esgtui.curating.blocks import Block, blocks
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


def test_files_of_another_system_stay_as_it_writes_them(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "mixed.toml"
    file.write_bytes(b'\xef\xbb\xbf[dataset]\r\ntitle = "T"\r\nid = "t"\r\n')
    assert shell("fmt", str(file)).code == 0
    assert file.read_bytes() == b'\xef\xbb\xbf[dataset]\r\nid = "t"\r\ntitle = "T"\r\n'
    assert shell("fmt", "--check", str(file)) == (0, "", "")


def test_the_schema_is_printed_as_json(shell: Shell) -> None:
    assert json.loads(shell.well("schema").out)["properties"]["format"] == {"const": 1}


def test_two_editions_are_compared_word_by_word(shell: Shell, tmp_path: Path) -> None:
    newer = tmp_path / "newer.toml"
    text = shell.data.read_text(encoding="utf-8")
    newer.write_text(text.replace("130 kg", "140 kg").replace("value = 130", "value = 140").replace("2045", "2050"))
    done = shell.well("diff", shell.data, newer)
    assert "~ smart-038  Every new smart #1 contains -[130] +[140] kg of recycled steel." in done.lines
    assert "    metric: 130 kg per vehicle: recycled steel → 140 kg per vehicle: recycled steel  (+10)" in done.lines
    assert "    target year: 2045 → 2050  (+5)" in done.lines
    assert done.err == "2 changed of 3 claims.\n"
    assert [each["fate"] for each in shell.well("diff", shell.data, newer, "--json").objects] == ["changed"] * 2
    assert shell.well("diff", shell.data, shell.data) == (0, "", "Both have the same claims.\n")
    assert shell("diff", shell.data, newer, "--explore").code == 2
    assert "needs a terminal" in shell("diff", shell.data, newer, "--explore").err
    assert "choose one of them" in shell("diff", shell.data, newer, "--explore", "--json").err


def test_a_file_that_nobody_keeps_by_hand_is_not_put_in_order(
    tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "claims.toml"
    file.write_text("x-b = 1\n[dataset]\n[[claims]]\n[[claims]]\n")
    for limit, told in (("MOST_TABLES", "has more tables than the 2"), ("LARGEST", "has 40 bytes, more than the 2")):
        monkeypatch.setattr(order, limit, 2)
        found = shell("fmt", str(file))
        assert (found.code, found.out) == (1, "")
        assert f"{told} that are put in order; keep what is written by hand" in found.err


def test_what_an_editor_saves_meanwhile_is_not_written_over(
    tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "claims.toml"
    file.write_text('[[claims]]\nid = "a"\n[dataset]\nid = "b"\n')

    def saving(text: str) -> Iterator[Block]:
        file.write_text("x-new = 1\n")
        return blocks(text)

    monkeypatch.setattr(order, "blocks", saving)
    found = shell("fmt", str(file))
    assert (found.code, file.read_text()) == (1, "x-new = 1\n")
    assert "was changed by another program meanwhile, and is left as it is; do it again" in found.err


def test_of_several_files_those_that_cannot_be_read_or_written_keep_none_of_the_others(
    shell: Shell, tmp_path: Path
) -> None:
    folder, mixed = tmp_path / "claims", '[dataset]\ntitle = "T"\nid = "t"\n'
    folder.mkdir()
    (folder / "a.toml").symlink_to("nowhere.toml")
    (folder / "b.toml").write_text(f"{mixed}description = '{'d' * 1000}'\n")
    (folder / "c.toml").write_text(mixed)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        found = shell("fmt", str(folder))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (found.code, found.out) == (1, "")
    assert "a.toml: cannot be read: No such file or directory" in found.err
    assert "b.toml cannot be written: File too large; nothing was changed" in found.err
    assert (folder / "c.toml").read_text() == '[dataset]\nid = "t"\ntitle = "T"\n'
