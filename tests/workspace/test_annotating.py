"""The verbs: each does one step, durable and undone as one, for the coder at work."""

from functools import partial
from pathlib import Path

import pytest

from esgtui.annotation.model import AnnotationError
from esgtui.verbs.pen import UnknownClaimError

from .samples import DATA, annotations, data_in, workspace


def test_tags_are_put_on_several_claims_in_one_step_and_taken_off(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    changes = opened.tag(["smart-1", "nio-1", "smart-1"], add=[" #Evidence / mine ", "x"], remove=["y"])
    assert len(changes) == 4
    assert len({change.step for change in changes}) == 1
    assert opened.tag(["smart-1"], add=["x"]) == ()
    assert opened.tags.on(opened.claim("smart-1")) == ["Evidence/mine", "a  b", "curated", "x"]
    opened.tag(["nio-1"], add=["y"], remove=["x"])
    with pytest.raises(AnnotationError, match="#z cannot be put on and taken off at once"):
        opened.tag(["nio-1"], add=["z"], remove=["#z"])
    assert opened.tags.on(opened.claim("nio-1")) == ["Evidence/mine", "y"]
    assert annotations(opened).keys() == {("smart-1", "mei"), ("nio-1", "mei")}
    assert annotations(workspace(tmp_path)) == annotations(opened)


def test_a_tag_that_came_with_a_file_is_known_in_its_own_spelling(tmp_path: Path) -> None:
    added = '\n[[annotations]]\nclaim = "nio-1"\ncoder = "mei"\ntags = ["#theirs", "c\\u202e"]\n'
    data = data_in(tmp_path, DATA + added + "updated = 2026-11-21T10:02:11Z\n")
    opened = workspace(tmp_path, data=data)
    own = ["a  b", "e\u0301vidence", "#theirs", "c\u202e"]
    opened.tag(["smart-2"], add=own)
    annotation = opened.annotation("smart-2")
    assert annotation is not None
    assert annotation.tags == tuple(sorted(own))
    opened.tag(["smart-2", "nio-1"], remove=own)
    assert annotations(opened) == {}


def test_known_tags_are_the_codebooks_then_those_in_use(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    workspace(tmp_path, "ada").tag(["nio-1"], add=["theirs", "Evidence"])
    opened.journal.refresh()
    expected = ["evidence/no-baseline", "e\u0301vidence", "Evidence", "a  b", "curated", "theirs"]
    assert opened.tags.known() == expected
    workspace(tmp_path, "ada").undo()
    opened.journal.refresh()
    assert opened.tags.known() == [tag for tag in expected if tag not in {"theirs", "Evidence"}]


def test_a_verdict_is_one_of_the_scale(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    with pytest.raises(AnnotationError, match=r"no verdict 'bad'; the scale is: good, poor"):
        opened.rate(["smart-1"], "bad")
    opened.rate(["smart-1", "smart-2"], "good")
    opened.rate(["smart-2"], None)
    assert [key for key, item in annotations(opened).items() if item.verdict == "good"] == [("smart-1", "mei")]
    bare = workspace(tmp_path, data=data_in(tmp_path, DATA.split("[[verdicts]]")[0]), store="other")
    with pytest.raises(AnnotationError, match=r"add \[\[verdicts\]\]"):
        bare.rate(["smart-1"], "good")


def test_what_was_judged_cannot_be_said_to_be_unseen(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.tag(["smart-1"], add=["a"])
    opened.visit(["smart-2"], on=True)
    with pytest.raises(AnnotationError, match=r"smart-1: a claim that you gave a verdict or tags counts as looked at"):
        opened.visit(["smart-2", "smart-1"], on=False)
    assert opened.history.visited("mei") == {"smart-1", "smart-2"}
    opened.tag(["smart-1"], remove=["a"])
    assert len(opened.visit(["smart-2", "smart-1"], on=False)) == 2


def test_a_note_is_written_edited_and_taken_away(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    changes = opened.note(["smart-1", "nio-1", "nio-1"], "  compare\nwith [x] \ud800 \n")
    assert len({change.field for change in changes}) == len(changes) == 2
    (note,) = annotations(opened)["nio-1", "mei"].notes
    assert note.text == "compare\nwith [x]"
    assert note.edited is None
    assert opened.edit_note("nio-1", note.id, " compare\nwith [x]\n") == ()
    opened.edit_note("nio-1", note.id, "changed")
    (edited,) = annotations(opened)["nio-1", "mei"].notes
    assert (edited.text, edited.created) == ("changed", note.created)
    assert edited.edited is not None
    assert edited.edited > note.created
    opened.edit_note("nio-1", note.id, " \n")
    assert ("nio-1", "mei") not in annotations(opened)
    opened.undo()
    opened.undo()
    assert annotations(opened)["nio-1", "mei"].notes == (note,)


def test_only_ones_own_notes_are_edited(tmp_path: Path) -> None:
    (change, *_) = workspace(tmp_path, "ada").note(["smart-1"], "hers")
    opened = workspace(tmp_path)
    for note in (change.field.removeprefix("note:"), "no-such-note"):
        with pytest.raises(AnnotationError, match="mei has no note"):
            opened.edit_note("smart-1", note, "mine")
    with pytest.raises(AnnotationError, match="needs some text"):
        opened.note(["smart-1"], " \n")


def test_a_note_with_white_space_that_came_with_a_file_is_not_edited_by_looking(tmp_path: Path) -> None:
    note = '[[annotations.notes]]\nid = "n"\ntext = " theirs\\n"\ncreated = 2026-11-21T10:02:11Z\n'
    table = f'\n[[annotations]]\nclaim = "nio-1"\ncoder = "mei"\nupdated = 2026-11-21T10:02:11Z\n{note}'
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + table))
    assert opened.edit_note("nio-1", "n", " theirs\n") == ()
    assert len(opened.edit_note("nio-1", "n", " theirs, and more\n")) == 1


def test_an_unknown_claim_is_told_with_the_nearest_and_nothing_is_done(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    claims = ["smart-2", "smart-11"]
    verbs = [
        partial(opened.tag, claims, add=["x"]),
        partial(opened.star, claims, on=True),
        partial(opened.note, claims, "x"),
        partial(opened.rate, claims, "good"),
    ]
    for verb in verbs:
        with pytest.raises(UnknownClaimError, match=r"no claim 'smart-11'; did you mean smart-1\?"):
            verb()
    with pytest.raises(UnknownClaimError, match="`esgtui list claims` shows them all"):
        opened.claim("\x1b\ud800")
    assert not opened.journal.path.exists()


def test_undo_and_redo_take_whole_steps_of_this_coder_alone(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.star(["smart-1", "smart-2", "nio-1"], on=True)
    workspace(tmp_path, "ada").star(["smart-1"], on=True)
    opened = workspace(tmp_path)
    assert len(opened.undo()) == 3
    assert opened.undo() == ()
    assert list(annotations(opened)) == [("smart-1", "ada")]
    opened = workspace(tmp_path)
    assert len(opened.redo()) == 3
    assert len(annotations(opened)) == 4
    opened.star(["smart-1"], on=False)
    assert opened.redo() == ()


def test_a_draft_outlives_the_program_and_belongs_to_a_coder_and_a_note(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.drafts.save("smart-1", "", "half a\nthought\ud800")
    opened.drafts.save("smart-1", "n", "of a note")
    again = workspace(tmp_path)
    assert again.drafts.get("smart-1", "").text == "half a\nthought"
    assert again.drafts.get("smart-1", "n").text == "of a note"
    assert workspace(tmp_path, "ada").drafts.get("smart-1", "").text == ""
    assert annotations(again) == {}
    again.drafts.save("smart-1", "", "")
    assert workspace(tmp_path).drafts.get("smart-1", "").text == ""


def test_looking_makes_no_journal(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    assert opened.annotation("smart-1") is None
    assert opened.orphans() == []
    assert opened.undo() == opened.redo() == ()
    assert opened.star(["smart-1"], on=False) == ()
    opened.exports.write(tmp_path / "e.toml")
    assert not (tmp_path / "store").exists()


def test_a_claim_that_vanished_keeps_what_is_on_it(tmp_path: Path) -> None:
    workspace(tmp_path).tag(["smart-1", "nio-2"], add=["x"])
    gone = DATA.replace('id = "nio-2"', 'id = "nio-3"')
    opened = workspace(tmp_path, data=data_in(tmp_path, gone))
    assert opened.orphans() == ["nio-2"]
    assert annotations(opened)["nio-2", "mei"].tags == ("x",)
    with pytest.raises(UnknownClaimError, match="`esgtui orphans` shows it"):
        opened.tag(["nio-2"], remove=["x"])
    opened.undo()
    assert opened.orphans() == []


@pytest.mark.parametrize("coder", ["", " ", "\x1b[31m"])
def test_a_coder_has_a_name(tmp_path: Path, coder: str) -> None:
    with pytest.raises(AnnotationError, match="is no coder's name"):
        workspace(tmp_path, coder)
