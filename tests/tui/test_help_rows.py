"""What the help says, and what is found in it."""

from esgtui.tui.commands import COMMANDS, PLACE_TITLES, Situation, keymap
from esgtui.tui.help_rows import HelpRow, found, help_rows, likeliest

ROWS = help_rows(keymap({"claim.tag": "x"}), Situation(claims=1), "explorer")


def of(command: str, rows: list[HelpRow] = ROWS) -> HelpRow:
    return next(row for row in rows if row.command == command)


def test_every_command_is_there_once_below_the_title_of_its_place() -> None:
    assert {row.command for row in ROWS if row.command} == {command.id for command in COMMANDS}
    titles = [row.section for row in ROWS if row.is_title]
    assert titles == [*PLACE_TITLES.values(), "Signs", "Search"]
    assert help_rows(keymap({}), Situation(), "search")[0].section == PLACE_TITLES["search"]


def test_the_keys_in_force_are_shown_and_why_a_command_is_unavailable() -> None:
    assert of("claim.tag").key == "x"
    assert of("claim.tag").why_not == ""
    assert of("history.undo").why_not == "there is nothing to undo"
    assert of("tags.apply").why_not == "it is used in the tag picker"
    assert of("search.accept", help_rows(keymap({}), Situation(), "search")).why_not == ""


def test_words_find_what_has_them_all() -> None:
    lines = found(ROWS, "REPEAT the last")

    assert [row.command for row in lines] == ["", "claim.tag_again"]
    assert lines[0] == HelpRow(PLACE_TITLES["explorer"])
    assert found(ROWS, "  ") == ROWS
    assert found(ROWS, "nothing is called this") == []


def test_the_cursor_stands_on_what_is_called_so() -> None:
    lines = found(ROWS, "next")

    assert lines[likeliest(lines, "next")].command == "claim.next_untagged"
    assert likeliest(ROWS, "") == 1
    assert likeliest([], "x") == 0


def test_a_single_sign_finds_its_key() -> None:
    assert [row.command for row in found(ROWS, "*") if row.command] == ["claim.star"]
    assert all("x" in row.key.split() for row in found(ROWS, "x") if not row.is_title)


def test_what_a_sign_means_is_found_too() -> None:
    assert "somebody starred it" in [row.text for row in found(ROWS, "starred")]
