"""`tag`, `note`, `verdict`, `star`, `undo`, `redo` and `log`: each call is a program of its own on the journal."""

from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.shell import Shell


def annotation(shell: Shell, claim: str = "smart-038", coder: str = "mei") -> dict[str, Any]:
    """Return what a coder has on a claim; without notes' ids and times, and empty if there is nothing."""
    (found,) = shell.well("show", claim, "--json").objects
    for each in found["annotations"]:
        if each["coder"] == coder:
            return dict(each)
    return {}


def test_tags_are_put_on_and_taken_off_in_one_step(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "a", "--add", "#b/c")
    done = shell.well("tag", "smart-038", "smart-039", "--remove", "a", "--add", "deadline")
    assert (done.out, done.err) == ("", "Done: -#a, +#deadline on 2 claims.\n#deadline is a new tag.\n")
    assert annotation(shell)["tags"] == ["b/c", "deadline"]
    assert annotation(shell, "smart-039")["tags"] == ["deadline"]
    shell.well("undo")
    assert annotation(shell)["tags"] == ["a", "b/c"]
    assert annotation(shell, "smart-039") == {}


def test_tags_are_listed_with_commas_unless_a_known_one_has_them(shell: Shell) -> None:
    shell.data.write_text(f'{shell.data.read_text()}\n[[codebook]]\ntag = "water, air"\n')
    shell.well("tag", "smart-038", "--add", "a, #b/c", "--add", "#water, air")
    assert annotation(shell)["tags"] == ["a", "b/c", "water, air"]
    shell.well("tag", "smart-038", "--remove", "a,b/c")
    assert annotation(shell)["tags"] == ["water, air"]
    assert "is no tag" in shell("tag", "smart-038", "--add", "a,,b").err


def test_a_new_tag_is_told_with_the_one_that_may_have_been_meant(shell: Shell) -> None:
    told = "#evidnce/no-baselin is a new tag; did you mean #evidence/no-baseline? Then `esgtui undo` takes it back."
    assert told in shell.well("tag", "smart-038", "--add", "evidnce/no-baselin").err
    assert "new tag" not in shell.well("tag", "smart-039", "--add", "evidnce/no-baselin,evidence/no-baseline").err


def test_what_is_so_already_is_said(shell: Shell) -> None:
    shell.well("star", "smart-038")
    assert shell.well("star", "smart-038").err == "Nothing to change: it was so already.\n"
    assert len(shell.well("log").lines) == 1


def test_notes_are_written_changed_and_taken_away(shell: Shell) -> None:
    shell.well("note", "smart-038", "-5 % only")
    shell.well("note", "smart-038", "-", stdin="two\nlines: 中文".encode())
    first, second = annotation(shell)["notes"]
    assert [first["text"], second["text"]] == ["-5 % only", "two\nlines: 中文"]
    shell.well("note", "smart-038", "better", "--edit", first["id"][:8])
    assert annotation(shell)["notes"][0]["text"] == "better"
    assert annotation(shell)["notes"][0]["edited"]
    shell.well("note", "smart-038", "--remove", second["id"])
    assert [note["text"] for note in annotation(shell)["notes"]] == ["better"]


def test_several_claims_get_a_note_each(shell: Shell) -> None:
    assert shell.well("note", "smart-038", "smart-039", "both").err == "Done: note on 2 claims.\n"
    assert annotation(shell)["notes"][0]["id"] != annotation(shell, "smart-039")["notes"][0]["id"]


def test_a_note_that_is_not_there_is_said_with_those_that_are(shell: Shell) -> None:
    shell.well("note", "smart-038", "mine")
    done = shell("note", "smart-038", "x", "--edit", "zz")
    assert done.code == 2
    assert "(mine)" in done.err
    assert shell("note", "smart-038", "x", "--edit", "").code == 2
    assert shell("note", "smart-038", "--remove", "zz", "--coder", "ada").code == 2


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_an_empty_note_is_none(shell: Shell, text: str) -> None:
    done = shell("note", "smart-038", text)
    assert (done.code, done.err) == (2, "esgtui: a note needs some text\n")


def test_a_note_on_stdin_has_to_be_text(shell: Shell) -> None:
    assert shell("note", "smart-038", "-", stdin=b"\xff\xfe").code == 2


def test_verdicts_are_given_and_taken_back(shell: Shell) -> None:
    shell.well("verdict", "smart-038", "smart-039", "Unclear")
    assert annotation(shell, "smart-039")["verdict"] == "unclear"
    shell.well("verdict", "smart-039", "--remove")
    assert annotation(shell, "smart-039") == {}
    assert annotation(shell)["verdict"] == "unclear"


def test_an_unknown_verdict_names_the_scale(shell: Shell) -> None:
    done = shell("verdict", "smart-038", "nope")
    assert done.code == 2
    assert "substantiated, unclear" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag", "smart-038", "smart-83", "--add", "x"],
        ["note", "smart-038", "smart-83", "x"],
        ["verdict", "smart-038", "smart-83", "unclear"],
        ["star", "smart-038", "smart-83"],
    ],
)
def test_one_unknown_claim_leaves_all_as_they_were(shell: Shell, arguments: list[str]) -> None:
    done = shell(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "did you mean smart-038?" in done.err
    assert shell.well("log").out == ""


@pytest.mark.parametrize("tag", ["", "/", "a//b", "a\x1b[31m", "a\u202eb"])
def test_what_is_no_tag_is_refused(shell: Shell, tag: str) -> None:
    done = shell("tag", "smart-038", "--add", tag)
    assert done.code == 2
    assert "is no tag" in done.err
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


def test_a_tag_cannot_be_put_on_and_taken_off_at_once(shell: Shell) -> None:
    done = shell("tag", "smart-038", "--add", "x", "--remove", "#x")
    assert (done.code, done.err) == (2, "esgtui: #x cannot be put on and taken off at once; say one of the two\n")


def test_undo_and_redo_reach_across_calls(shell: Shell) -> None:
    shell.well("tag", "smart-038", "smart-039", "--add", "x")
    shell.well("star", "smart-038")
    assert shell.well("undo").err == "Undone: starred on smart-038.\n"
    assert shell.well("undo").err == "Undone: +#x on 2 claims.\n"
    assert shell.well("undo").err == "There is nothing to undo.\n"
    assert annotation(shell) == {}
    assert shell.well("redo").err == "Done again: +#x on 2 claims.\n"
    assert annotation(shell)["tags"] == ["x"]
    shell.well("redo")
    assert shell.well("redo").err == "There is nothing to redo.\n"
    assert annotation(shell)["starred"] is True


def test_undo_leaves_other_coders_alone(shell: Shell) -> None:
    shell.well("star", "smart-038", "--coder", "ada")
    assert shell.well("undo", "--coder", "mei").err == "There is nothing to undo.\n"
    assert annotation(shell, coder="ada")["starred"] is True


def test_the_log_tells_the_newest_first_and_what_was_undone(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "x")
    shell.well("note", "smart-038", "Two\nlines")
    shell.well("verdict", "smart-038", "unclear", "--coder", "ada")
    shell.well("undo")
    lines = [line.split(maxsplit=3)[3] for line in shell.well("log").lines]
    assert lines == [
        "mei  smart-038  undone  note: Two␊lines",
        "ada  smart-038          verdict unclear",
        "mei  smart-038          note: Two␊lines",
        "mei  smart-038          +#x",
    ]
    done = shell.well("log", "--limit", "2")
    assert len(done.lines) == 2
    assert done.err == "2 of 4 changes; --limit shows more.\n"


def test_a_long_note_is_cut_in_the_log_and_whole_in_json(shell: Shell) -> None:
    note = "证据 " * 500 + "end"
    shell.well("note", "smart-038", note)
    (line,) = shell.well("log").lines
    told = line.split("smart-038")[1].strip()
    assert told.startswith("note: 证据 证据")
    assert told.endswith("…")
    assert 98 <= cell_len(told) <= 100
    assert shell.well("log", "--json").objects[0]["after"]["text"] == note


def test_the_log_in_json(shell: Shell) -> None:
    shell.well("note", "smart-038", "words")
    shell.well("undo")
    undone, written = shell.well("log", "--json").objects
    assert (undone["action"], undone["target"], undone["after"]) == ("undo", written["step"], None)
    assert written["after"]["text"] == "words"
    assert written["at"] < undone["at"]
