"""`esgtui keys`: the keys in force, those of a keymap, and what in the user's files could not be used."""

import json

from tests.cli.shell import Shell


def keys_of(shell: Shell, command: str, *arguments: str) -> list[str]:
    lines = map(json.loads, shell.well("keys", "--json", *arguments).out.splitlines())
    return next(list(line["keys"]) for line in lines if line["id"] == command)


def test_the_keys_with_a_keymap_are_listed(shell: Shell) -> None:
    assert keys_of(shell, "list.down") == ["↓", "j"]
    assert keys_of(shell, "list.down", "--keymap", "plain") == ["↓"]
    assert "ctrl+d" in keys_of(shell, "list.page_down", "--keymap", "vim")


def test_a_keymap_of_ones_own_stands_below_ones_single_keys(shell: Shell) -> None:
    folder = shell.home / "config" / "esgtui"
    (folder / "keymaps").mkdir(parents=True)
    (folder / "keymaps" / "mine.toml").write_text('"claim.tag" = "x"\n"claim.star" = "K"', encoding="utf-8")
    (folder / "settings.toml").write_text('keymap = "mine"\n[keys]\n"claim.tag" = "y"', encoding="utf-8")

    assert keys_of(shell, "claim.star") == ["K"]
    assert keys_of(shell, "claim.tag") == ["y"]
    assert "y is asked for by claim.tag and claim.copy; claim.tag has it" in shell.well("keys").err


def test_a_keymap_that_there_is_not_is_told_with_the_nearest(shell: Shell) -> None:
    done = shell("keys", "--keymap", "vmi")

    assert done.code == 2
    assert "there is no keymap 'vmi'; did you mean vim?" in done.err
