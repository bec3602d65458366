"""What changes did is told in the words that the screen has for it."""

from datetime import timedelta
from pathlib import Path

from esgtui.annotation.model import Edit, ForeignEdit, Note
from esgtui.annotation.words import change_text, entry_text, step_text

from .samples import START, opened, star, tag, verdict


def test_each_change_has_its_words(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    one, two = (Edit("c", "note:n", Note(id="n", text=text, created=START)) for text in ("first", "second: more"))
    steps = [
        ([tag("c", "a/b")], "+#a/b"),
        ([tag("c", "a/b", on=False)], "-#a/b"),
        ([verdict("c", "good")], "verdict good"),
        ([verdict("c", None)], "verdict taken back (was good)"),
        ([star("c")], "starred"),
        ([star("c", on=False)], "star taken off"),
        ([one], "note: first"),
        ([two], "note changed: “first” → “second: more”"),
        ([Edit("c", "note:n", None)], "note taken away: second: more"),
    ]
    for edits, words in steps:
        assert change_text(journal.write("mei", edits, {})[0]) == words
    for _, words in reversed(steps):
        assert entry_text(journal.undo("mei")[0]) == f"undone: {words}"
    for _, words in steps:
        assert entry_text(journal.redo("mei")[0]) == f"done again: {words}"


def test_a_step_is_told_in_one_line(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert step_text(journal.write("mei", [tag("c1", "a:b"), star("c1")], {})) == "+#a:b, starred on c1"
    many = [star(f"c{number}") for number in range(2, 1300)]
    assert step_text(journal.write("mei", many, {})) == "starred on 1,298 claims"
    note = Edit("c1", "note:n", Note(id="n", text="a\nsecret: text", created=START))
    assert step_text(journal.write("mei", [note], {})) == "note on c1"
    assert step_text(journal.undo("mei")) == "note on c1"
    assert step_text(journal.undo("mei")) == "starred on 1,298 claims"


def test_an_undo_that_found_a_newer_value_says_so(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    (change,) = journal.write("mei", [verdict("c", "good")], {})
    journal.merge([ForeignEdit("c", "mei", "verdict", "poor", change.at + timedelta(hours=1))])
    changes = journal.undo("mei")
    assert step_text(changes) == "verdict left as it was: it had been set otherwise since on c"
    assert change_text(changes[0]) == "verdict left as it was: it had been set otherwise since"
