"""The registry: every command works, every key means one thing, and a user's keymap is checked."""

import re

import pytest

from esgtui.tui.command import unread
from esgtui.tui.commands import BY_ID, COMMANDS, NEVER, Situation, keymap, shown_key
from esgtui.tui.handlers import ACT_ON_CLAIMS, HANDLERS


def test_every_command_of_the_explorer_and_the_search_has_a_handler() -> None:
    wanted = {command.id for command in COMMANDS if command.place in {"explorer", "search", "jump"}}

    assert wanted == set(HANDLERS) | ACT_ON_CLAIMS


def test_ids_are_unique_and_say_where_they_belong() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", command.id) for command in COMMANDS)


def test_the_default_keys_are_free_of_clashes() -> None:
    in_force = keymap({})

    assert in_force.warnings == ()
    assert all(in_force.keys[command.id] == tuple(command.key_list) for command in COMMANDS)


def test_no_default_key_is_one_that_terminals_keep() -> None:
    assert not {key for command in COMMANDS for key in command.key_list} & NEVER


def test_a_users_key_takes_the_place_of_the_default() -> None:
    in_force = keymap({"claim.tag": "r, ctrl+g"})

    assert in_force.keys["claim.tag"] == ("r", "ctrl+g")
    assert in_force.warnings == ()


def test_a_clash_names_both_commands_and_the_users_choice_wins() -> None:
    in_force = keymap({"claim.tag": "a"})

    assert in_force.keys["claim.tag"] == ("a",)
    assert in_force.keys["claim.note"] == ()
    assert len(in_force.warnings) == 1
    assert "claim.tag" in in_force.warnings[0]
    assert "claim.note" in in_force.warnings[0]


def test_keys_of_a_list_and_of_the_explorer_around_it_clash_too() -> None:
    in_force = keymap({"claim.tag": "j"})

    assert in_force.keys["list.down"] == ("down",)
    assert len(in_force.warnings) == 2, in_force.warnings  # the list's j and the detail's


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"claim.tagg": "x"}, "'claim.tagg'; did you mean claim.tag?"),
        ({"no.such": "x"}, "'no.such'; esgtui keys lists them"),
        ({"claim.tag": "ctrl+i"}, "ctrl+i"),
        ({"search.accept": "x"}, "typed as text"),
    ],
)
def test_what_cannot_be_used_is_reported_and_the_defaults_stay(settings: dict[str, str], word: str) -> None:
    in_force = keymap(settings)

    assert any(word in warning for warning in in_force.warnings)
    assert in_force.keys == keymap({}).keys


def test_a_key_may_be_written_as_it_looks() -> None:
    assert keymap({"search.open": "?", "explorer.help": "/"}).keys["search.open"] == ("question_mark",)
    assert shown_key("shift+tab") == "shift+tab"
    assert shown_key("slash") == "/"


def test_an_unavailable_command_says_why() -> None:
    nothing = Situation()
    reasons = {command.id: command.why_not(nothing) for command in COMMANDS if command.why_not}

    assert {name for name, reason in reasons.items() if not reason} == {
        command.id for command in COMMANDS if command.why_not is unread
    }
    assert "no verdict scale" in str(reasons["claim.verdict"])
    assert "nothing to undo" in str(reasons["history.undo"])


def test_what_needs_all_claims_says_so_while_they_are_read() -> None:
    first = Situation(claims=3, marked=2, lenses=1, unread="it needs all claims")
    explorers = [command for command in COMMANDS if command.place == "explorer" and command.why_not]
    waiting = {command.id for command in explorers if command.why_not and command.why_not(first) == first.unread}

    views = {f"{view}.open" for view in ("matrix", "timeline", "metrics", "coverage", "overview", "editions")}
    boards = {f"{board}.open" for board in ("codebook", "conflicts", "agreement", "strays")}
    assert waiting == views | boards | {
        "dataset.export",
        "claim.similar",
        "claim.verdict",
        "lens.next",
        "lens.previous",
    }


def test_with_claims_at_hand_everything_is_available() -> None:
    everything = Situation(
        claims=1,
        verdicts=3,
        lenses=2,
        own_notes=1,
        can_undo=True,
        can_redo=True,
        is_searching=True,
        can_go_back=True,
        can_go_on=True,
        has_editions=True,
        faults=1,
        not_here="",
        not_taken="",
        no_new_tag="",
        no_address="",
        no_other_source="",
    )

    assert [command.id for command in COMMANDS if command.why_not and command.why_not(everything)] == []
