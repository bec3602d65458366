"""Keymaps: those that come with the program, the user's own, and single keys on top of either."""

from pathlib import Path

import pytest

from esgtui.settings import KEYMAPS, Settings
from esgtui.tui.commands import BY_ID
from esgtui.tui.keymap_files import NoKeymapError, check_name, keymap_in_force


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "keymaps").mkdir()
    return tmp_path / "settings.toml"


@pytest.mark.parametrize("name", KEYMAPS)
def test_a_keymap_of_the_program_is_free_of_clashes_and_of_unknown_commands(name: str) -> None:
    in_force = keymap_in_force(Settings(keymap=name), None)

    assert in_force.warnings == ()
    assert in_force.keys != keymap_in_force(Settings(), None).keys


def test_in_the_plain_keymap_no_letter_moves_the_cursor() -> None:
    keys = keymap_in_force(Settings(keymap="plain"), None).keys

    moves = [id for id, command in BY_ID.items() if command.place in {"list", "detail"} or id.startswith("pane.")]
    assert [key for id in moves for key in keys[id] if len(key) == 1] == []
    assert "ctrl+z" in keys["history.undo"]


def test_the_vim_keymap_has_what_its_hands_know() -> None:
    keys = keymap_in_force(Settings(keymap="vim"), None).keys

    assert {"j", "ctrl+e"} <= {*keys["detail.down"]}
    assert "ctrl+d" in keys["list.page_down"]
    assert "n" in keys["claim.next_untagged"]


def test_the_users_keys_stand_on_top_of_the_keymap(file: Path) -> None:
    in_force = keymap_in_force(Settings(keymap="vim", keys={"claim.star": "n"}), file)

    assert in_force.keys["claim.star"] == ("n",)
    assert in_force.keys["claim.next_untagged"] == ("right_square_bracket",)
    (warning,) = in_force.warnings
    assert warning == "settings: n is asked for by claim.star and claim.next_untagged; claim.star has it"


def test_a_keymap_of_ones_own_is_used_and_what_is_wrong_with_it_told(file: Path) -> None:
    path = file.parent / "keymaps" / "mine.toml"
    path.write_text('"claim.star" = "r"\n"claim.tagg" = "y"\n"claim.note" = 7\n"claim.tag" = "r"', encoding="utf-8")

    in_force = keymap_in_force(Settings(keymap="mine"), file)

    assert in_force.keys["claim.tag"] == ("r",)
    assert in_force.keys["claim.star"] == ()
    assert [warning.removeprefix(str(path)) for warning in in_force.warnings] == [
        ":3: the keys of 'claim.note' are a number; write them in quotes, comma-separated: \"t, #\"",
        ": there is no command 'claim.tagg'; did you mean claim.tag?",
        ": r is asked for by claim.tag and claim.star; claim.tag has it",
    ]


def test_a_keymap_that_is_nowhere_or_broken_leaves_the_programs_keys(file: Path) -> None:
    (file.parent / "keymaps" / "broken.toml").write_text("a =", encoding="utf-8")
    usual = keymap_in_force(Settings(), None).keys

    for name, words in (("broken", "this is not TOML"), ("vmi", "there is no keymap 'vmi'; did you mean vim?")):
        in_force = keymap_in_force(Settings(keymap=name), file)
        assert in_force.keys == usual
        assert words in in_force.warnings[0]
    with pytest.raises(NoKeymapError, match="did you mean plain"):
        check_name("plane", file)
