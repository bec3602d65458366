"""`log` and `undo ENTRY`, `visit`, kinds of notes, `orphans` and `move`, and statements that changed."""

import pytest

from tests.cli.shell import Shell


def test_a_claims_past_is_told_with_old_and_new_words(shell: Shell) -> None:
    shell.well("note", "smart-038", "first\nwords", "--kind", "question")
    (note,) = shell.well("list", "notes", "--json").objects
    shell.well("note", "smart-038", "others", "--edit", note["id"])
    shell.well("note", "smart-038", "--remove", note["id"])
    shell.well("star", "smart-039")
    lines = shell.well("log", "smart-038").lines
    assert [line for line in lines if line.startswith("  ")] == [
        "  question taken away: others",
        "  question changed: “first",
        "  words” → “others”",
        "  question: first",
        "  words",
    ]
    assert len(shell.well("log", "smart-038", "smart-039", "--json").objects) == 4
    assert shell.well("log", "smart-038", "--limit", "1").err == "1 of 3 changes; --limit shows more.\n"


def test_the_log_can_be_of_one_coder_and_claims_have_to_be_known(shell: Shell) -> None:
    shell.well("star", "smart-038")
    shell.well("star", "smart-039", "--coder", "ada")
    assert [found["by"] for found in shell.well("log", "--by", "ada", "--json").objects] == ["ada"]
    done = shell("log", "--by", "nobody")
    assert (done.code, done.err) == (2, "esgtui: there is no coder 'nobody'; there are: ada, mei\n")
    done = shell("log", "smart-83")
    assert (done.code, "did you mean smart-038?" in done.err) == (2, True)


def test_an_entry_is_taken_back_on_its_own(shell: Shell) -> None:
    shell.well("tag", "smart-038", "smart-039", "--add", "x")
    shell.well("verdict", "smart-038", "unclear")
    shell.well("verdict", "smart-038", "substantiated")
    entries = [line.split()[0] for line in shell.well("log").lines]
    assert shell.well("undo", entries[-1]).err == "Undone: +#x on 2 claims.\n"
    done = shell("undo", entries[1])
    assert done.code == 2
    assert "verdict unclear on smart-038: mei set it since" in done.err
    assert f"`esgtui undo {entries[0]}`" in done.err
    assert shell("undo", entries[0]).err == "Undone: verdict substantiated (was unclear) on smart-038.\n"
    shell.well("undo", entries[1])
    assert shell.well("show", "smart-038", "--json").objects[0]["annotations"] == []


@pytest.mark.parametrize("entry", ["", "zz", "%", "0" * 32])
def test_an_entry_that_is_none_is_said(shell: Shell, entry: str) -> None:
    shell.well("star", "smart-038")
    assert shell("undo", entry).code == 2


def test_what_another_did_is_not_taken_back(shell: Shell) -> None:
    shell.well("star", "smart-038", "--coder", "ada")
    entry = shell.well("log").lines[0].split()[0]
    done = shell("undo", entry)
    assert (done.code, done.err) == (2, "esgtui: that was done by ada, who alone can take it back\n")


def test_visits_are_set_taken_back_and_searched(shell: Shell) -> None:
    shell.well("visit", "smart-038", "smart-039")
    shell.well("visit", "smart-039", "--remove")
    shell.well("visit", "smart-040", "--coder", "ada")
    assert [found["id"] for found in shell.well("search", "visited:mei", "--json").objects] == ["smart-038"]
    assert len(shell.well("search", "has:visited").lines) == 2
    assert shell.well("show", "smart-038").lines[-1] == "visited by    mei"
    assert shell.well("show", "smart-040", "--json").objects[0]["visited"] == ["ada"]
    assert shell.well("stats").lines[-2:] == [
        "  ada  1 visited  0 tagged  0 noted  0 rated  0 starred",
        "  mei  1 visited  0 tagged  0 noted  0 rated  0 starred",
    ]


def test_notes_have_kinds_that_are_shown_listed_and_searched(shell: Shell) -> None:
    shell.well("note", "smart-038", "how come?", "--kind", "question")
    shell.well("note", "smart-039", "plain")
    assert [found["id"] for found in shell.well("search", "has:question", "--json").objects] == ["smart-038"]
    assert len(shell.well("search", "has:note").lines) == 2
    assert any(line.startswith("question ") for line in shell.well("show", "smart-038").lines)
    lines = [line.split() for line in shell.well("list", "notes").lines]
    assert [(each[0], each[1], each[3:]) for each in lines] == [
        ("smart-038", "mei", ["question", "how", "come?"]),
        ("smart-039", "mei", ["plain"]),
    ]
    assert shell.well("list", "notes", "--query", "has:question", "--json").objects[0]["kind"] == "question"
    note = lines[0][2]
    shell.well("note", "smart-038", "how come?", "--edit", note, "--kind", "rule")
    assert shell.well("log", "smart-038").lines[1] == "  question made a rule: how come?"
    shell.well("note", "smart-038", "how come?", "--edit", note, "--kind", "note")
    assert shell.well("search", "has:rule").out == ""
    assert shell("note", "smart-038", "x", "--kind", "joke").code == 2
    assert shell("note", "smart-038", "--remove", note, "--kind", "rule").code == 2


def test_orphans_are_listed_with_what_is_most_alike_and_moved(shell: Shell) -> None:
    assert shell.well("orphans").err == "No annotation is on a claim that is gone.\n"
    shell.well("tag", "smart-038", "--add", "x")
    shell.well("verdict", "smart-038", "unclear")
    shell.well("verdict", "smart-039", "substantiated")
    text = shell.data.read_text(encoding="utf-8")
    shell.data.write_text(text.replace('"smart-038"', '"smart-138"').replace("130 kg", "140 kg"), encoding="utf-8")
    shown = shell.well("orphans").out
    assert "smart-038\nsaid          Every new smart #1 contains 130 kg of recycled steel.\n" in shown
    assert "tags          #x\n" in shown
    (found,) = shell.well("orphans", "--json").objects
    assert found["like"]["claim"] == "smart-138"
    assert f"most like it  smart-138 of smart Automobile  {found['like']['likeness']} %  Every new" in shown
    assert shell.well("log", "smart-038").out
    done = shell.well("move", "smart-038", "smart-039")
    assert "Left on smart-038, since smart-039 has one already: verdict of mei." in done.err
    assert (
        shell.well("move", "smart-038", "smart-138").err
        == "Moved from smart-038 to smart-138: verdict unclear on smart-138.\n"
    )
    assert shell.well("orphans").out == ""
    assert shell.well("undo").err == "Undone: what was on smart-038 moved to smart-138.\n"
    for call in (["smart-039", "smart-040"], ["gone", "smart-039"], ["smart-038", "smart-83"]):
        assert shell("move", *call).code == 2


def test_a_statement_that_changed_is_found_and_shown_word_by_word(shell: Shell) -> None:
    shell.well("tag", "smart-038", "smart-039", "--add", "x")
    text = shell.data.read_text(encoding="utf-8")
    shell.data.write_text(text.replace("130 kg", "140 kg"), encoding="utf-8")
    assert [found["id"] for found in shell.well("search", "has:changed", "--json").objects] == ["smart-038"]
    shown = shell.well("show", "smart-038").lines
    assert "changed since  Every new smart #1 contains -[130] +[140] kg of recycled steel." in shown
    (found,) = shell.well("show", "smart-038", "--json").objects
    assert found["annotations"][0]["statement_before"] == "Every new smart #1 contains 130 kg of recycled steel."
    shell.well("star", "smart-038")
    assert shell.well("search", "has:changed").out == ""
